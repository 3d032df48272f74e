using System.Collections.Immutable;

namespace Loyalty.Storage;

/// <summary>
/// Work to be done at least once: SQLite here, SQS when published. A message that is received stays in the queue, invisible to others, until it is
/// completed; when its time is up it is delivered again, and when it was delivered too often it is dead: kept, not delivered.
/// The order is roughly that of sending. Queue names are letters, digits, hyphens and underscores; a body is well-formed Unicode, at most
/// <see cref="WorkQueueLimits.MaxBodyBytes"/> bytes; anything else is an <see cref="ArgumentException"/>.
/// Times are at least what is asked for: SQS rounds them up to seconds.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Sends a message. When the task ends the message survives a loss of power.</summary>
    /// <param name="queue">The queue's name; a queue exists by being used.</param>
    /// <param name="body">The message.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="delay">How long it stays invisible at first.</param>
    /// <param name="traceParent">The W3C trace context it continues.</param>
    /// <param name="deduplicationId">
    /// While a message with this id is queued or in flight, sending it again does nothing. A dead one does not count.
    /// </param>
    Task SendAsync(
        string queue, string body, CancellationToken ct, TimeSpan delay = default, string? traceParent = null, string? deduplicationId = null);

    /// <summary>
    /// Takes up to <paramref name="max"/> messages for the time <paramref name="visibility"/>, waiting up to <paramref name="wait"/> for the first.
    /// </summary>
    Task<ImmutableArray<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, TimeSpan wait, CancellationToken ct);

    /// <summary>
    /// Keeps a message for that long from now; false when its receipt is stale, since another has received it meanwhile or it is gone. When its
    /// time is up and nobody has received it yet, SQS may say so too.
    /// </summary>
    Task<bool> ExtendAsync(QueueMessage m, TimeSpan visibility, CancellationToken ct);

    /// <summary>Removes a message that is done; false when its receipt is stale.</summary>
    Task<bool> CompleteAsync(QueueMessage m, CancellationToken ct);

    /// <summary>Gives a message back, visible again after the delay; false when its receipt is stale. The delivery counts.</summary>
    Task<bool> ReleaseAsync(QueueMessage m, TimeSpan delay, CancellationToken ct);

    /// <summary>How many messages there are. SQS says it approximately.</summary>
    Task<QueueDepth> DepthAsync(string queue, CancellationToken ct);

    /// <summary>
    /// The dead, oldest first; they have no receipt. SQS buries a message when it would be received next, and two who ask at once may see each a part.
    /// </summary>
    Task<ImmutableArray<QueueMessage>> DeadAsync(string queue, int max, CancellationToken ct);

    /// <summary>Makes the dead ready again, as if they had never been delivered; says how many.</summary>
    Task<int> RedriveAsync(string queue, CancellationToken ct);
}

/// <summary>A message as received.</summary>
/// <param name="Id">Its id, the same for every delivery.</param>
/// <param name="Queue">The queue it is of.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Receipt">The proof of this delivery.</param>
/// <param name="DeliveryCount">How often it was delivered, this time included.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="TraceParent">The W3C trace context it continues.</param>
public sealed record QueueMessage(
    string Id, string Queue, string Body, string Receipt, int DeliveryCount, DateTimeOffset SentAt, string? TraceParent);

/// <summary>How many messages a queue has.</summary>
/// <param name="Ready">Not in flight: to be delivered now, or once their delay is over.</param>
/// <param name="InFlight">Received, neither completed nor timed out; on SQS also what was given back with a delay that is not over.</param>
/// <param name="Dead">Delivered too often.</param>
public sealed record QueueDepth(long Ready, long InFlight, long Dead);

/// <summary>How a work queue is set up.</summary>
public sealed class WorkQueueOptions
{
    /// <summary>How often a message is delivered before it is dead.</summary>
    public int MaxDeliveries { get; set; } = 5;
}
