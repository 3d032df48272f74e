using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Loyalty.Storage.Aws;

/// <summary>The queues by the names that the port gives them. Thread-safe.</summary>
sealed class SqsQueues(IAmazonSQS sqs, AwsStorageOptions options, WorkQueueOptions queueOptions)
{
    /// <summary>The longest name that SQS takes.</summary>
    const int MaxName = 80;

    const string Arn = "QueueArn", Redrive = "RedrivePolicy";

    /// <summary>What SQS keeps a message for at most. The longest body, encoded and with its attributes, needs more than 256 KB.</summary>
    static readonly Dictionary<string, string> Attributes = new()
    {
        ["MessageRetentionPeriod"] = ((int)MessageLedger.Retention.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        ["MaximumMessageSize"] = "1048576",
    };

    readonly ConcurrentDictionary<string, SqsQueue> known = new();

    /// <summary>Finds a queue, or creates it if that is asked for. Several may come here at once: SQS creates a queue once.</summary>
    public async Task<SqsQueue> FindAsync(string queue, CancellationToken ct)
    {
        if (known.TryGetValue(queue, out var found)) return found;
        // The dead have a name that no other queue can have, since a prefix has no underscore.
        var name = NameOf($"{options.QueuePrefix}-{queue}");
        var url = await FindUrlAsync(name, ct) ?? await CreateAsync(name, NameOf($"{options.QueuePrefix}_dead-{queue}"), ct);
        return known[queue] = await DescribeAsync(name, url, ct);
    }

    /// <summary>A name that is too long for SQS keeps its beginning, and a hash of the whole.</summary>
    static string NameOf(string name) => name.Length <= MaxName
        ? name
        : $"{name[..(MaxName - 33)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32]}";

    async Task<string?> FindUrlAsync(string name, CancellationToken ct)
    {
        try
        {
            return (await sqs.GetQueueUrlAsync(name, ct)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    async Task<string> CreateAsync(string name, string deadName, CancellationToken ct)
    {
        if (!options.CreateResources) throw MissingResourceException.For($"There is no SQS queue '{name}'", nameof(options.QueuePrefix));
        var dead = await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = deadName, Attributes = Attributes }, ct);
        var policy = new RedrivePolicy((await sqs.GetQueueAttributesAsync(dead.QueueUrl, [Arn], ct)).QueueARN, queueOptions.MaxDeliveries);
        var attributes = new Dictionary<string, string>(Attributes) { [Redrive] = Text(policy) };
        return (await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes }, ct)).QueueUrl;
    }

    async Task<SqsQueue> DescribeAsync(string name, string url, CancellationToken ct)
    {
        var attributes = (await sqs.GetQueueAttributesAsync(url, [Redrive], ct)).Attributes ?? [];
        if (!attributes.TryGetValue(Redrive, out var text) || JsonSerializer.Deserialize(text, SqsJson.Default.RedrivePolicy) is not { } policy)
        {
            throw new MissingResourceException(
                $"The SQS queue '{name}' has no dead-letter queue. Give it a redrive policy, or delete it and set Loyalty:CreateResources to true.");
        }
        if (options.CreateResources && policy.MaxReceiveCount != queueOptions.MaxDeliveries)
        {
            policy = policy with { MaxReceiveCount = queueOptions.MaxDeliveries };
            await sqs.SetQueueAttributesAsync(url, new Dictionary<string, string> { [Redrive] = Text(policy) }, ct);
        }
        var dead = policy.DeadLetterTargetArn[(policy.DeadLetterTargetArn.LastIndexOf(':') + 1)..];
        var deadUrl = await FindUrlAsync(dead, ct)
            ?? throw new MissingResourceException($"There is no SQS queue '{dead}', where the queue '{name}' would keep its dead. Create it.");
        return new SqsQueue(name, url, deadUrl, policy.MaxReceiveCount);
    }

    static string Text(RedrivePolicy policy) => JsonSerializer.Serialize(policy, SqsJson.Default.RedrivePolicy);
}

/// <summary>Where the messages of a queue go that were received too often.</summary>
/// <param name="DeadLetterTargetArn">The dead-letter queue.</param>
/// <param name="MaxReceiveCount">How often is often enough.</param>
sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(RedrivePolicy))]
sealed partial class SqsJson : JsonSerializerContext;
