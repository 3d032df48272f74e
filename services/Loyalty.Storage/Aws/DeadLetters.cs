using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Loyalty.Storage.Aws;

/// <summary>The dead of a queue. SQS has no list of them: whoever wants to see them receives them, and puts them back.</summary>
sealed class DeadLetters(IAmazonSQS sqs)
{
    /// <summary>Long enough to read them all, short enough when their reader dies.</summary>
    const int HeldSeconds = 30;

    /// <summary>Without waiting SQS may overlook what is there.</summary>
    const int WaitSeconds = 1;

    /// <summary>Takes up to so many, for half a minute.</summary>
    public async Task<IReadOnlyList<Message>> TakeAsync(SqsQueue queue, int max, CancellationToken ct)
    {
        var taken = new List<Message>();
        while (taken.Count < max)
        {
            var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = queue.DeadUrl,
                MaxNumberOfMessages = Math.Min(SqsBatches.MaxEntries, max - taken.Count),
                VisibilityTimeout = HeldSeconds,
                WaitTimeSeconds = WaitSeconds,
                MessageAttributeNames = SqsEnvelope.AttributeNames,
                MessageSystemAttributeNames = ["SentTimestamp"],
            }, ct);
            if (received.Messages is not { Count: > 0 } messages) break;
            taken.AddRange(messages);
        }
        return taken;
    }

    public async Task PutBackAsync(SqsQueue queue, IReadOnlyList<Message> letters, CancellationToken ct)
    {
        foreach (var batch in letters.Chunk(SqsBatches.MaxEntries))
        {
            // Those that fail come back by themselves.
            await sqs.ChangeMessageVisibilityBatchAsync(
                queue.DeadUrl,
                [.. batch.Select((letter, i) => new ChangeMessageVisibilityBatchRequestEntry(Id(i), letter.ReceiptHandle) { VisibilityTimeout = 0 })], ct);
        }
    }

    /// <summary>Sends messages to the queue that they died in.</summary>
    public async Task SendAsync(SqsQueue queue, IEnumerable<SqsEnvelope> messages, CancellationToken ct)
    {
        foreach (var batch in SqsBatches.Of(messages.Select(message => message.Write()), message => message.Body))
        {
            var sent = await sqs.SendMessageBatchAsync(
                queue.Url, [.. batch.Select((m, i) => new SendMessageBatchRequestEntry(Id(i), m.Body) { MessageAttributes = m.Attributes })], ct);
            if (sent.Failed is [var failed, ..]) throw new AmazonSQSException($"{queue.Name} did not take a message: {failed.Code} {failed.Message}");
        }
    }

    /// <summary>Deletes letters; one that stays is redriven again, and is still the same message.</summary>
    public async Task DeleteAsync(SqsQueue queue, IReadOnlyList<Message> letters, CancellationToken ct)
    {
        foreach (var batch in letters.Chunk(SqsBatches.MaxEntries))
        {
            await sqs.DeleteMessageBatchAsync(
                queue.DeadUrl, [.. batch.Select((letter, i) => new DeleteMessageBatchRequestEntry(Id(i), letter.ReceiptHandle))], ct);
        }
    }

    static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);
}
