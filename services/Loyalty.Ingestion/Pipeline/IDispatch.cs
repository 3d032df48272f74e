using System.Diagnostics;
using System.Text;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>Has what is recorded worked on: by this service's own workers, or, published, by the state machine.</summary>
public interface IDispatch
{
    /// <summary>A submission is to be run. Asking twice is asking once.</summary>
    Task SubmitAsync(string submissionId, CancellationToken cancellationToken);

    /// <summary>A decision is to be carried out. Asking twice is asking once.</summary>
    /// <param name="review">The review that was decided.</param>
    /// <param name="isLast">Whether no other chart of its submission waits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task DecidedAsync(ReviewItem review, bool isLast, CancellationToken cancellationToken);
}

/// <summary>By the work queue.</summary>
public sealed class QueueDispatch(IWorkQueue queue) : IDispatch
{
    public Task SubmitAsync(string submissionId, CancellationToken cancellationToken) => SendAsync(submissionId, cancellationToken);

    public Task DecidedAsync(ReviewItem review, bool isLast, CancellationToken cancellationToken) =>
        SendAsync(ReviewDesk.MessagePrefix + review.Id, cancellationToken);

    private Task SendAsync(string body, CancellationToken cancellationToken) =>
        queue.SendAsync(Intake.Queue, body, cancellationToken, traceParent: Activity.Current?.Id, deduplicationId: body);
}

/// <summary>
/// By the state machine: a marker under <c>incoming/</c> starts it, as a document does that somebody puts there; and it waits for decisions by a
/// token. Thread-safe.
/// </summary>
public sealed class StateMachineDispatch(IDocumentStore documents, ReviewTokens tokens) : IDispatch
{
    /// <summary>Where markers are.</summary>
    public const string Markers = "incoming/submissions/";

    public Task SubmitAsync(string submissionId, CancellationToken cancellationToken) => documents.WriteBytesAsync(
        Markers + submissionId, Encoding.UTF8.GetBytes($"{submissionId}\n{Activity.Current?.Id}"), cancellationToken);

    public Task DecidedAsync(ReviewItem review, bool isLast, CancellationToken cancellationToken) =>
        isLast ? tokens.AnswerAsync(review.SubmissionId, cancellationToken) : Task.CompletedTask;

    /// <summary>The trace that a marker's text continues; null where it names none.</summary>
    internal static string? TraceParentOf(ReadOnlySpan<byte> marker) =>
        Encoding.UTF8.GetString(marker).Split('\n') is [_, { Length: > 0 } traceParent, ..] ? traceParent.Trim() : null;
}
