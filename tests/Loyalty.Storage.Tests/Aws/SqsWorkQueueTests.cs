using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;
using Loyalty.Storage.Aws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Tests.Aws;

public sealed class SqsOnEmulatorTests(AwsServers servers) : SqsWorkQueueTests(servers.EmulatorAsync);

public sealed class SqsOnLocalStackTests(AwsServers servers) : SqsWorkQueueTests(servers.LocalStackAsync);

public abstract class SqsWorkQueueTests(Func<Task<Uri>> endpoint) : WorkQueueContract, IAsyncLifetime
{
    AwsHost? host;

    public async ValueTask InitializeAsync() => host = new AwsHost(await endpoint());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override TimeSpan Visibility => TimeSpan.FromSeconds(4);

    protected override TimeSpan Lateness => TimeSpan.FromSeconds(20);

    protected override bool KeepsOrder => false;

    protected override int Rounds => 25;

    protected override QueueDepth GivenBack => new(0, 1, 0);

    protected override IWorkQueue Open() => host!.Open().GetRequiredService<IWorkQueue>();

    /// <summary>The server's clock goes by itself.</summary>
    protected override Task LetPassAsync(TimeSpan time) => Task.Delay(time, Ct);

    /// <summary>SQS buries when somebody would receive.</summary>
    protected override async Task BuryAsync(IWorkQueue queue)
    {
        for (var patience = Stopwatch.StartNew(); (await queue.DepthAsync(Queue, Ct)).Dead == 0; await Task.Delay(100, Ct))
        {
            Assert.True(patience.Elapsed < Lateness);
            Assert.Empty(await TakeAsync(queue));
        }
    }

    [Fact]
    public async Task Copies_of_a_message_are_that_message()
    {
        var queue = Open();
        foreach (var once in new[] { null, "once" })
        {
            await queue.SendAsync(Queue, "x", Ct, deduplicationId: once);
            await CopyAsync();
            var message = await TakeOneAsync(queue);
            Assert.Empty(await TakeAsync(queue));
            await DepthIsAsync(queue, new QueueDepth(0, 1, 0));
            Assert.True(await queue.CompleteAsync(message, Ct));
            await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
        }
    }

    [Fact]
    public async Task A_message_that_SQS_delivers_twice_at_once_is_held_by_who_received_it_last()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "x", Ct);
        var first = await TakeOneAsync(queue);
        var sqs = host!.Open().GetRequiredService<IAmazonSQS>();
        await sqs.ChangeMessageVisibilityAsync(await UrlAsync(sqs), SqsReceipt.Parse(first.Receipt)!.Handle, 0, Ct);
        var second = await TakeOneAsync(queue);

        Assert.Equal(first.Id, second.Id);
        Assert.False(await queue.ExtendAsync(first, Visibility, Ct));
        Assert.False(await queue.ReleaseAsync(first, TimeSpan.Zero, Ct));
        Assert.False(await queue.CompleteAsync(first, Ct));
        Assert.True(await queue.CompleteAsync(second, Ct));
        await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
    }

    [Fact]
    public async Task A_message_that_somebody_else_sent_is_received()
    {
        var queue = Open();
        Assert.Empty(await TakeAsync(queue));
        var sqs = host!.Open().GetRequiredService<IAmazonSQS>();
        await sqs.SendMessageAsync(await UrlAsync(sqs), "by hand", Ct);
        var message = await TakeOneAsync(queue);
        Assert.Equal(("by hand", 1, null), (message.Body, message.DeliveryCount, message.TraceParent));
        Assert.InRange(message.SentAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.True(await queue.CompleteAsync(message, Ct));
    }

    [Fact]
    public async Task A_delay_that_is_longer_than_SQS_has_is_kept_and_counts_no_delivery()
    {
        var services = host!.Open();
        var queue = new SqsWorkQueue(
            services.GetRequiredService<IAmazonSQS>(), services.GetRequiredService<DynamoTable>(),
            services.GetRequiredService<IOptions<AwsStorageOptions>>().Value, new WorkQueueOptions())
        { MaxDelay = TimeSpan.FromSeconds(1) };
        var sent = Stopwatch.StartNew();
        await queue.SendAsync(Queue, "later", Ct, delay: TimeSpan.FromSeconds(3), traceParent: "00-trace", deduplicationId: "once");
        var message = await TakeOneAsync(queue);
        Assert.InRange(sent.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20));
        Assert.Equal(("later", 1, "00-trace"), (message.Body, message.DeliveryCount, message.TraceParent));
        Assert.True(await queue.CompleteAsync(message, Ct));
        await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
    }

    [Fact]
    public async Task What_a_sender_noted_and_did_not_send_is_sent_by_the_next()
    {
        var services = host!.Open();
        var options = services.GetRequiredService<IOptions<AwsStorageOptions>>().Value;
        var table = services.GetRequiredService<DynamoTable>();
        var queues = new SqsQueues(services.GetRequiredService<IAmazonSQS>(), options, new WorkQueueOptions());
        var ledger = new MessageLedger(table, TimeProvider.System);
        var unsent = new SqsEnvelope("died", "x", DateTimeOffset.UtcNow, null, null, "once");
        Assert.Equal("died", await ledger.BeginAsync(await queues.FindAsync(Queue, Ct), unsent, Ct));

        await Open().SendAsync(Queue, "x", Ct, deduplicationId: "once");
        await Open().SendAsync(Queue, "x", Ct, deduplicationId: "once");
        Assert.Equal("died", (await TakeOneAsync(Open())).Id);
        Assert.Empty(await TakeAsync(Open()));
    }

    [Fact]
    public async Task A_dead_message_does_not_take_its_deduplication_id_along_and_is_redriven_beside_the_next()
    {
        var services = host!.Open();
        services.GetRequiredService<IOptions<WorkQueueOptions>>().Value.MaxDeliveries = 1;
        var queue = services.GetRequiredService<IWorkQueue>();
        await queue.SendAsync(Queue, "first", Ct, deduplicationId: "once");
        await queue.ReleaseAsync(await TakeOneAsync(queue), TimeSpan.Zero, Ct);
        await BuryAsync(queue);
        await queue.SendAsync(Queue, "second", Ct, deduplicationId: "once");
        await DepthIsAsync(queue, new QueueDepth(1, 0, 1));

        Assert.Equal(1, await queue.RedriveAsync(Queue, Ct));
        var messages = new[] { await TakeOneAsync(queue), await TakeOneAsync(queue) };
        Assert.Equal(["first", "second"], messages.Select(m => m.Body).Order());
        foreach (var message in messages) Assert.True(await queue.CompleteAsync(message, Ct));
    }

    [Fact]
    public async Task Of_many_dead_as_many_are_shown_as_asked_for_and_all_are_redriven()
    {
        var services = host!.Open();
        services.GetRequiredService<IOptions<WorkQueueOptions>>().Value.MaxDeliveries = 1;
        var queue = services.GetRequiredService<IWorkQueue>();
        for (var i = 0; i < 12; i++) await queue.SendAsync(Queue, $"{i}", Ct);
        for (var taken = 0; taken < 12;)
        {
            foreach (var message in await TakeAsync(queue, 12))
            {
                Assert.True(await queue.ReleaseAsync(message, TimeSpan.Zero, Ct));
                taken++;
            }
        }
        for (var patience = Stopwatch.StartNew(); (await queue.DepthAsync(Queue, Ct)).Dead < 12; Assert.True(patience.Elapsed < Lateness))
            Assert.Empty(await TakeAsync(queue));

        Assert.Equal(11, (await queue.DeadAsync(Queue, 11, Ct)).Length);
        var dead = await queue.DeadAsync(Queue, 100, Ct);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}"), dead.Select(m => m.Body));
        Assert.Equal(12, await queue.RedriveAsync(Queue, Ct));
        await DepthIsAsync(queue, new QueueDepth(12, 0, 0));
    }

    [Fact]
    public async Task A_queue_that_is_missing_is_named_with_what_to_do()
    {
        var queue = host!.Open(("Loyalty:CreateResources", "false")).GetRequiredService<IWorkQueue>();
        var missing = await Assert.ThrowsAsync<MissingResourceException>(() => queue.SendAsync(Queue, "x", Ct));
        Assert.Matches("no SQS queue 't.*-work'.*Loyalty:CreateResources", missing.Message);
        var sqs = host!.Open().GetRequiredService<IAmazonSQS>();
        await sqs.CreateQueueAsync($"{Prefix}-work", Ct);
        var undead = await Assert.ThrowsAsync<MissingResourceException>(() => queue.SendAsync(Queue, "x", Ct));
        Assert.Contains("no dead-letter queue", undead.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queues_with_the_longest_names_are_told_apart()
    {
        var queue = Open();
        string a = new string('q', 79) + "a", b = new string('q', 79) + "b";
        await queue.SendAsync(a, "for a", Ct);
        Assert.Empty(await queue.ReceiveAsync(b, 1, Visibility, TimeSpan.Zero, Ct));
        Assert.Equal("for a", Assert.Single(await queue.ReceiveAsync(a, 1, Visibility, Lateness, Ct)).Body);
    }

    string Prefix => host!.Open().GetRequiredService<IOptions<AwsStorageOptions>>().Value.QueuePrefix;

    async Task<string> UrlAsync(IAmazonSQS sqs) => (await sqs.GetQueueUrlAsync($"{Prefix}-work", Ct)).QueueUrl;

    /// <summary>What SQS does now and then: a message is there twice.</summary>
    async Task CopyAsync()
    {
        var sqs = host!.Open().GetRequiredService<IAmazonSQS>();
        var url = await UrlAsync(sqs);
        var found = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, VisibilityTimeout = 1, WaitTimeSeconds = 5, MessageAttributeNames = ["All"] }, Ct);
        var message = Assert.Single(found.Messages);
        for (var i = 0; i < 2; i++)
        {
            await sqs.SendMessageAsync(
                new SendMessageRequest { QueueUrl = url, MessageBody = message.Body, MessageAttributes = message.MessageAttributes }, Ct);
        }
        await sqs.DeleteMessageAsync(url, message.ReceiptHandle, Ct);
    }
}
