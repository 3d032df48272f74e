using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// The one table: items of several kinds by <c>pk</c> (kind and id) and <c>sk</c> (the kind again, since each has one item to an id), with an
/// optional <c>expiresAt</c>, after which DynamoDB removes them in its own time. Thread-safe.
/// </summary>
sealed class DynamoTable(IAmazonDynamoDB client, AwsStorageOptions options)
{
    public const string ExpiresAt = "expiresAt";

    const string PartitionKey = "pk", SortKey = "sk";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Poll = TimeSpan.FromMilliseconds(500);

    volatile bool ready;

    public static Dictionary<string, AttributeValue> Key(string kind, string id) =>
        new() { [PartitionKey] = new($"{kind}#{id}"), [SortKey] = new(kind) };

    public async Task<Dictionary<string, AttributeValue>?> FindAsync(Dictionary<string, AttributeValue> key, CancellationToken ct)
    {
        await MakeReadyAsync(ct);
        var found = await client.GetItemAsync(new GetItemRequest { TableName = options.Table, Key = key, ConsistentRead = true }, ct);
        return found.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Puts an item; if the condition does not hold, does nothing and returns what is there.</summary>
    public async Task<Refusal?> TryPutAsync(
        Dictionary<string, AttributeValue> item, string condition, Dictionary<string, AttributeValue>? values, CancellationToken ct)
    {
        await MakeReadyAsync(ct);
        try
        {
            await client.PutItemAsync(new PutItemRequest
            {
                TableName = options.Table,
                Item = item,
                ConditionExpression = condition,
                ExpressionAttributeValues = values,
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, ct);
            return null;
        }
        catch (ConditionalCheckFailedException e)
        {
            return new Refusal(e.Item ?? []);
        }
    }

    /// <summary>Changes an item; false, and nothing changed, if the condition does not hold.</summary>
    public async Task<bool> TryUpdateAsync(
        Dictionary<string, AttributeValue> key, string update, string condition, Dictionary<string, AttributeValue> values, CancellationToken ct)
    {
        await MakeReadyAsync(ct);
        try
        {
            await client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = options.Table,
                Key = key,
                UpdateExpression = update,
                ConditionExpression = condition,
                ExpressionAttributeValues = values,
            }, ct);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Removes an item; false when there was none.</summary>
    public async Task<bool> DeleteAsync(Dictionary<string, AttributeValue> key, CancellationToken ct)
    {
        await MakeReadyAsync(ct);
        var deleted = await client.DeleteItemAsync(
            new DeleteItemRequest { TableName = options.Table, Key = key, ReturnValues = ReturnValue.ALL_OLD }, ct);
        return deleted.Attributes is { Count: > 0 };
    }

    /// <summary>Several may come here at once: what they do, the second need not undo.</summary>
    async Task MakeReadyAsync(CancellationToken ct)
    {
        if (ready) return;
        try
        {
            await client.DescribeTableAsync(options.Table, ct);
        }
        catch (ResourceNotFoundException e)
        {
            if (!options.CreateResources) throw MissingResourceException.For($"There is no DynamoDB table '{options.Table}'", nameof(options.Table), e);
            await CreateAsync(ct);
        }
        ready = true;
    }

    async Task CreateAsync(CancellationToken ct)
    {
        try
        {
            await client.CreateTableAsync(new CreateTableRequest
            {
                TableName = options.Table,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new(PartitionKey, ScalarAttributeType.S), new(SortKey, ScalarAttributeType.S)],
                KeySchema = [new(PartitionKey, KeyType.HASH), new(SortKey, KeyType.RANGE)],
            }, ct);
        }
        catch (ResourceInUseException)
        {
            // Another process was first: what is left is to wait for it.
        }
        await UntilActiveAsync(ct);
        try
        {
            await client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
            {
                TableName = options.Table,
                TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = ExpiresAt, Enabled = true },
            }, ct);
        }
        catch (AmazonDynamoDBException e) when (e.ErrorCode == "ValidationException")
        {
            // Another process has switched it on.
        }
    }

    async Task UntilActiveAsync(CancellationToken ct)
    {
        var waiting = Stopwatch.StartNew();
        while ((await client.DescribeTableAsync(options.Table, ct)).Table.TableStatus != TableStatus.ACTIVE)
        {
            if (waiting.Elapsed > Patience) throw new TimeoutException($"The DynamoDB table '{options.Table}' is not ready {Patience} after its creation.");
            await Task.Delay(Poll, ct);
        }
    }

    /// <summary>A condition did not hold.</summary>
    /// <param name="Item">What is there; empty when there is nothing.</param>
    public sealed record Refusal(Dictionary<string, AttributeValue> Item);
}
