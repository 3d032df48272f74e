using System.Collections.Immutable;
using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// Queues on SQS, each with a dead-letter queue; what SQS does not promise (stale receipts, deduplication, one of several copies) the
/// <see cref="MessageLedger"/> adds.
/// </summary>
sealed class SqsWorkQueue(
    IAmazonSQS sqs, DynamoTable table, AwsStorageOptions options, WorkQueueOptions queueOptions, TimeProvider? time = null, FailPoints? failPoints = null)
    : IWorkQueue
{
    readonly TimeProvider time = time ?? TimeProvider.System;
    readonly FailPoints failPoints = failPoints ?? FailPoints.None;
    readonly MessageLedger ledger = new(table, time ?? TimeProvider.System);
    readonly SqsQueues queues = new(sqs, options, queueOptions);
    readonly DeadLetters dead = new(sqs);

    /// <summary>The longest that SQS waits for messages.</summary>
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>The longest that SQS delays a message; a longer delay is one after another.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(15);

    public async Task SendAsync(
        string queue, string body, CancellationToken ct, TimeSpan delay = default, string? traceParent = null, string? deduplicationId = null)
    {
        WorkQueueLimits.CheckQueue(queue);
        WorkQueueLimits.CheckBody(body);
        WorkQueueLimits.CheckTime(delay, nameof(delay));
        WorkQueueLimits.CheckTraceParent(traceParent);
        WorkQueueLimits.CheckDeduplicationId(deduplicationId);
        failPoints.Reached("queue:before");
        var target = await queues.FindAsync(queue, ct);
        var now = time.GetUtcNow();
        var message = new SqsEnvelope(
            Guid.NewGuid().ToString("n"), body, now, delay > MaxDelay ? now + delay : null, traceParent, deduplicationId);
        if (deduplicationId is not null)
        {
            if (await ledger.BeginAsync(target, message, ct) is not { } id) return;
            message = message with { Id = id };
        }
        failPoints.Reached("queue:after-write");
        await DeliverAsync(target, message, delay, ct);
        failPoints.Reached("queue:after-commit");
        if (deduplicationId is not null) await ledger.SentAsync(target, message, ct);
    }

    public async Task<ImmutableArray<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, TimeSpan wait, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        WorkQueueLimits.CheckTime(visibility, nameof(visibility));
        WorkQueueLimits.CheckTime(wait, nameof(wait));
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var start = time.GetTimestamp();
        var source = await queues.FindAsync(queue, ct);
        var taken = ImmutableArray.CreateBuilder<QueueMessage>();
        while (true)
        {
            var left = taken.Count > 0 ? TimeSpan.Zero : wait - time.GetElapsedTime(start);
            var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = source.Url,
                MaxNumberOfMessages = Math.Min(SqsBatches.MaxEntries, max - taken.Count),
                VisibilityTimeout = Seconds(visibility),
                WaitTimeSeconds = Math.Clamp(Seconds(left), 0, Seconds(MaxWait)),
                MessageAttributeNames = SqsEnvelope.AttributeNames,
                MessageSystemAttributeNames = SystemAttributes,
            }, ct);
            var messages = received.Messages ?? [];
            taken.AddRange((await Task.WhenAll(messages.Select(m => ClaimAsync(queue, source, m, visibility, ct)))).OfType<QueueMessage>());
            if (taken.Count == max || (messages.Count == 0 && (taken.Count > 0 || left <= TimeSpan.Zero))) return taken.ToImmutable();
        }
    }

    public async Task<bool> ExtendAsync(QueueMessage m, TimeSpan visibility, CancellationToken ct)
    {
        WorkQueueLimits.CheckTime(visibility, nameof(visibility));
        if (SqsReceipt.Parse(m.Receipt) is not { } receipt) return false;
        var queue = await queues.FindAsync(m.Queue, ct);
        return await ledger.ExtendAsync(queue, receipt, visibility, ct) && await HideAsync(queue, receipt, visibility, ct);
    }

    public async Task<bool> CompleteAsync(QueueMessage m, CancellationToken ct)
    {
        failPoints.Reached("queue:before-ack");
        if (SqsReceipt.Parse(m.Receipt) is not { } receipt) return false;
        var queue = await queues.FindAsync(m.Queue, ct);
        // In this order: what is done in the ledger is thrown away when SQS delivers it again, but what SQS has deleted nobody would note as done.
        if (!await ledger.CompleteAsync(queue, receipt, ct)) return false;
        await DeleteAsync(queue, receipt.Handle, ct);
        return true;
    }

    public async Task<bool> ReleaseAsync(QueueMessage m, TimeSpan delay, CancellationToken ct)
    {
        WorkQueueLimits.CheckTime(delay, nameof(delay));
        if (SqsReceipt.Parse(m.Receipt) is not { } receipt) return false;
        var queue = await queues.FindAsync(m.Queue, ct);
        if (!await ledger.ReleaseAsync(queue, receipt, delay, ct)) return false;
        // Where SQS has let it go already, it is back.
        await HideAsync(queue, receipt, delay, ct);
        return true;
    }

    public async Task<QueueDepth> DepthAsync(string queue, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        var found = await queues.FindAsync(queue, ct);
        var alive = await sqs.GetQueueAttributesAsync(found.Url, Counts, ct);
        var buried = await sqs.GetQueueAttributesAsync(found.DeadUrl, Counts, ct);
        return new QueueDepth(
            alive.ApproximateNumberOfMessages + alive.ApproximateNumberOfMessagesDelayed, alive.ApproximateNumberOfMessagesNotVisible,
            buried.ApproximateNumberOfMessages + buried.ApproximateNumberOfMessagesNotVisible);
    }

    public async Task<ImmutableArray<QueueMessage>> DeadAsync(string queue, int max, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var found = await queues.FindAsync(queue, ct);
        var letters = await dead.TakeAsync(found, max, ct);
        await dead.PutBackAsync(found, letters, ct);
        return [.. letters.Select(letter => Message(queue, SqsEnvelope.Read(letter), "", found.MaxDeliveries)).OrderBy(m => m.SentAt)];
    }

    public async Task<int> RedriveAsync(string queue, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        var found = await queues.FindAsync(queue, ct);
        var redriven = 0;
        IReadOnlyList<Message> letters;
        do
        {
            letters = await dead.TakeAsync(found, SqsBatches.MaxEntries, ct);
            var alive = await Task.WhenAll(letters.Select(letter => ledger.ReviveAsync(found, SqsEnvelope.Read(letter) with { VisibleAt = null }, ct)));
            // In this order: what is sent twice under one id is one, what is deleted first may be none.
            await dead.SendAsync(found, alive, ct);
            await Task.WhenAll(alive.Select(message => ledger.SentAsync(found, message, ct)));
            await dead.DeleteAsync(found, letters, ct);
            redriven += letters.Count;
        }
        while (letters.Count == SqsBatches.MaxEntries);
        return redriven;
    }

    static readonly List<string> SystemAttributes = ["ApproximateReceiveCount", "SentTimestamp"];

    static readonly List<string> Counts =
        ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];

    async Task<QueueMessage?> ClaimAsync(string name, SqsQueue queue, Message received, TimeSpan visibility, CancellationToken ct)
    {
        var message = SqsEnvelope.Read(received);
        if (message.VisibleAt - time.GetUtcNow() is { Ticks: > 0 } early)
        {
            // Sent anew, so that it was never delivered.
            await DeliverAsync(queue, message, early, ct);
            await DeleteAsync(queue, received.ReceiptHandle, ct);
            return null;
        }
        var delivery = int.Parse(received.Attributes["ApproximateReceiveCount"], CultureInfo.InvariantCulture);
        var receipt = new SqsReceipt(Guid.NewGuid().ToString("n"), MessageLedger.KeyOf(message), received.ReceiptHandle);
        if (await ledger.ClaimAsync(queue, message, received.MessageId, receipt.Id, delivery, visibility, ct))
            return Message(name, message, receipt.ToString(), delivery);
        await DeleteAsync(queue, received.ReceiptHandle, ct);
        return null;
    }

    async Task DeliverAsync(SqsQueue queue, SqsEnvelope message, TimeSpan delay, CancellationToken ct)
    {
        var (body, attributes) = message.Write();
        await sqs.SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queue.Url,
            MessageBody = body,
            MessageAttributes = attributes,
            DelaySeconds = Seconds(delay < MaxDelay ? delay : MaxDelay),
        }, ct);
    }

    /// <summary>Hides a message for that long; false when SQS has let it go.</summary>
    async Task<bool> HideAsync(SqsQueue queue, SqsReceipt receipt, TimeSpan time, CancellationToken ct)
    {
        try
        {
            await sqs.ChangeMessageVisibilityAsync(queue.Url, receipt.Handle, Seconds(time), ct);
            return true;
        }
        catch (AmazonSQSException e) when (e is MessageNotInflightException || IsOfReceipt(e))
        {
            return false;
        }
    }

    async Task DeleteAsync(SqsQueue queue, string handle, CancellationToken ct)
    {
        try
        {
            await sqs.DeleteMessageAsync(queue.Url, handle, ct);
        }
        catch (AmazonSQSException e) when (IsOfReceipt(e))
        {
            // Gone already, or delivered again: then the ledger says what it is worth.
        }
    }

    /// <summary>An expired receipt handle has two names.</summary>
    static bool IsOfReceipt(AmazonSQSException e) =>
        e is ReceiptHandleIsInvalidException || (e.ErrorCode == "InvalidParameterValue" && e.Message.Contains("receipt handle", StringComparison.OrdinalIgnoreCase));

    static QueueMessage Message(string queue, SqsEnvelope message, string receipt, int delivery) =>
        new(message.Id, queue, message.Body, receipt, delivery, message.SentAt, message.TraceParent);

    /// <summary>SQS counts in whole seconds; what is asked for is the least.</summary>
    static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
