using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// What SQS does not remember of its messages: which delivery of one holds it, whether it is done, and which deduplication ids are taken. SQS
/// delivers; the ledger, an item of the table for each message, says what a delivery is worth. So copies of a message, whoever made them, are one.
/// </summary>
sealed class MessageLedger(DynamoTable table, TimeProvider time)
{
    /// <summary>How long SQS keeps a message, and the ledger what it knows of it.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    /// <summary>How long copies of a message that is done are still known for what they are.</summary>
    static readonly TimeSpan Afterwards = TimeSpan.FromDays(2);

    /// <summary>Whoever has noted a message and not sent it after so long is dead.</summary>
    static readonly TimeSpan SenderPatience = TimeSpan.FromSeconds(5);

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    const string MessageId = "messageId", Sent = "sent", Done = "done", Copy = "sqsMessageId", Receipt = "receipt", Deliveries = "deliveries", HeldUntil = "heldUntil",
        ExpiresAt = DynamoTable.ExpiresAt;

    /// <summary>The key of a message is free when there is none with it, or when that is done, dead or forgotten by SQS.</summary>
    const string Free = $"attribute_not_exists({MessageId}) or {Done} = :true or {ExpiresAt} < :now or ({Deliveries} >= :max and {HeldUntil} < :now)";

    /// <summary>By its deduplication id, of which there is one at a time; else by its id.</summary>
    public static string KeyOf(SqsEnvelope message) => message.DeduplicationId is { } id ? $"once/{id}" : $"id/{message.Id}";

    /// <summary>
    /// Notes a message that is to be sent, before it is: the id to send it with, or null when one with its deduplication id is queued or in flight.
    /// </summary>
    public async Task<string?> BeginAsync(SqsQueue queue, SqsEnvelope message, CancellationToken ct)
    {
        string? unsent = null;
        for (var since = 0L; ; await Task.Delay(Poll, time, ct))
        {
            var refused = await table.TryPutAsync(Item(queue, message), Free, Values(queue), ct);
            if (refused is null) return message.Id;
            var other = refused.Item.GetValueOrDefault(MessageId)?.S;
            if (other == message.Id) return message.Id;
            if (refused.Item.ContainsKey(Sent) || refused.Item.ContainsKey(Deliveries)) return null;
            if (other != unsent) (unsent, since) = (other, time.GetTimestamp());
            // Sent twice under one id it is still one.
            else if (time.GetElapsedTime(since) >= SenderPatience) return other;
        }
    }

    /// <summary>Notes that a message that was begun is in the queue.</summary>
    public Task SentAsync(SqsQueue queue, SqsEnvelope message, CancellationToken ct) => table.TryUpdateAsync(
        Key(queue, KeyOf(message)), $"set {Sent} = :true", $"{MessageId} = :id", new() { [":id"] = new(message.Id), [":true"] = True }, ct);

    /// <summary>
    /// Gives a message to the delivery with this receipt, and takes it from the one before. False for what is not to be delivered: it is done, or
    /// another has its deduplication id, or another copy of it was delivered first.
    /// </summary>
    public Task<bool> ClaimAsync(
        SqsQueue queue, SqsEnvelope message, string copy, string receipt, int delivery, TimeSpan visibility, CancellationToken ct) => table.TryUpdateAsync(
        Key(queue, KeyOf(message)),
        $"set {MessageId} = :id, {Copy} = :copy, {Receipt} = :receipt, {Deliveries} = :delivery, {HeldUntil} = :until, {ExpiresAt} = :expires",
        $"attribute_not_exists({MessageId}) or ({MessageId} = :id and attribute_not_exists({Done}) and (attribute_not_exists({Copy}) or {Copy} = :copy))",
        new()
        {
            [":id"] = new(message.Id),
            [":copy"] = new(copy),
            [":receipt"] = new(receipt),
            [":delivery"] = Number(delivery),
            [":until"] = In(visibility),
            [":expires"] = Expiry(Retention),
        }, ct);

    /// <summary>Says that the delivery holds the message for that long; false when it does not hold it any more.</summary>
    public Task<bool> ExtendAsync(SqsQueue queue, SqsReceipt receipt, TimeSpan visibility, CancellationToken ct) => table.TryUpdateAsync(
        Key(queue, receipt.Key), $"set {HeldUntil} = :until", $"{Receipt} = :receipt",
        new() { [":receipt"] = new(receipt.Id), [":until"] = In(visibility) }, ct);

    /// <summary>Takes the message from the delivery; false when it does not hold it any more.</summary>
    public Task<bool> ReleaseAsync(SqsQueue queue, SqsReceipt receipt, TimeSpan delay, CancellationToken ct) => table.TryUpdateAsync(
        Key(queue, receipt.Key), $"set {HeldUntil} = :until remove {Receipt}", $"{Receipt} = :receipt",
        new() { [":receipt"] = new(receipt.Id), [":until"] = In(delay) }, ct);

    /// <summary>Says that the message is done; false when the delivery does not hold it any more.</summary>
    public Task<bool> CompleteAsync(SqsQueue queue, SqsReceipt receipt, CancellationToken ct) => table.TryUpdateAsync(
        Key(queue, receipt.Key), $"set {Done} = :true, {ExpiresAt} = :expires remove {Receipt}", $"{Receipt} = :receipt",
        new() { [":receipt"] = new(receipt.Id), [":true"] = True, [":expires"] = Expiry(Afterwards) }, ct);

    /// <summary>
    /// Notes that a dead message is alive again; as itself, with its deduplication id, unless another has that by now.
    /// </summary>
    public async Task<SqsEnvelope> ReviveAsync(SqsQueue queue, SqsEnvelope message, CancellationToken ct)
    {
        var values = Values(queue);
        values[":id"] = new(message.Id);
        if (await table.TryPutAsync(Item(queue, message), $"{MessageId} = :id or {Free}", values, ct) is null) return message;
        return message with { DeduplicationId = null };
    }

    Dictionary<string, AttributeValue> Item(SqsQueue queue, SqsEnvelope message)
    {
        var item = Key(queue, KeyOf(message));
        item[MessageId] = new(message.Id);
        item[ExpiresAt] = Expiry(Retention);
        return item;
    }

    Dictionary<string, AttributeValue> Values(SqsQueue queue) =>
        new() { [":true"] = True, [":now"] = In(TimeSpan.Zero), [":max"] = Number(queue.MaxDeliveries) };

    static Dictionary<string, AttributeValue> Key(SqsQueue queue, string key) => DynamoTable.Key("message", $"{queue.Name}/{key}");

    static AttributeValue True => new() { BOOL = true };

    /// <summary>Seconds since 1970, as DynamoDB wants them of what expires.</summary>
    AttributeValue Expiry(TimeSpan later) => new() { N = (time.GetUtcNow() + later).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    /// <summary>The same to the millisecond.</summary>
    AttributeValue In(TimeSpan later) => new()
    {
        N = ((decimal)(time.GetUtcNow() + later).ToUnixTimeMilliseconds() / 1000).ToString(CultureInfo.InvariantCulture),
    };

    static AttributeValue Number(int value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
