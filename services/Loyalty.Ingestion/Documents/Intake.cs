using System.Globalization;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Documents;

/// <summary>The first stage: takes a document in, so that it is neither lost nor taken twice. Thread-safe.</summary>
public sealed class Intake(IDocumentStore documents, IDispatch dispatch, SubmissionCatalog catalog, FailPoints failPoints, TimeProvider time)
{
    /// <summary>The queue of submissions and reviews to work on.</summary>
    public const string Queue = "ingestion";

    /// <summary>The most bytes a document may have.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private const double Megabyte = 1024 * 1024;

    /// <summary>Says that a document is too large. Rounded up: one byte too many is more than the limit.</summary>
    public static string TooLarge(long bytes) => string.Create(CultureInfo.InvariantCulture,
        $"A document has at most {MaxBytes / Megabyte} MB; this one has {Math.Ceiling(bytes / Megabyte * 10) / 10:0.0} MB.");

    /// <summary>
    /// Takes bytes with hints. The same again is the same submission, which is not run again unless it was quarantined: what it missed
    /// may be known now.
    /// </summary>
    public async Task<Submission> TakeAsync(string fileName, ReadOnlyMemory<byte> bytes, Hints hints, CancellationToken cancellationToken)
    {
        using var activity = IngestionTelemetry.Activities.StartActivity("ingestion.receive");
        var (submission, isToRun) = await RecordAsync(fileName, bytes, hints, cancellationToken);
        activity?.SetTag("loyalty.submission", submission.Id);
        if (!isToRun) return submission;
        failPoints.Reached("receive:after-commit");
        await EnqueueAsync(submission.Id, cancellationToken);
        failPoints.Reached("receive:before-ack");
        return submission;
    }

    /// <summary>Stores and records a document, and says whether it is to be run: whoever asked sees to that.</summary>
    public async Task<(Submission Submission, bool IsToRun)> RecordAsync(
        string fileName, ReadOnlyMemory<byte> bytes, Hints hints, CancellationToken cancellationToken)
    {
        failPoints.Reached("receive:before");
        var documentId = Submission.DocumentIdOf(bytes.Span);
        var id = Submission.IdOf(documentId, hints);
        var known = await catalog.FindAsync(id, cancellationToken);
        if (known is not null && known.Status != SubmissionStatus.Quarantined) return (known, false);

        await documents.TryCreateBytesAsync(RawKey(documentId), bytes, cancellationToken);
        failPoints.Reached("receive:after-write");
        if (known is not null) await ForgetFromAsync(id, IngestionPipeline.ExtractText, cancellationToken);
        var submission = new Submission
        {
            Id = id,
            DocumentId = documentId,
            FileName = fileName,
            Hints = hints,
            Title = hints.Title,
            SubmittedAt = known?.SubmittedAt ?? time.GetUtcNow(),
            QueuedAt = time.GetUtcNow(),
            Status = SubmissionStatus.Queued,
        };
        await catalog.SaveAsync(submission, cancellationToken);
        return (submission, true);
    }

    /// <summary>Records a document that is refused unread, so that it does not simply disappear.</summary>
    public async Task<Submission> RefuseAsync(string fileName, string documentId, Hints hints, string reason, CancellationToken cancellationToken)
    {
        var submission = new Submission
        {
            Id = Submission.IdOf(documentId, hints),
            DocumentId = documentId,
            FileName = fileName,
            Hints = hints,
            Title = hints.Title,
            SubmittedAt = time.GetUtcNow(),
            FinishedAt = time.GetUtcNow(),
            Status = SubmissionStatus.Quarantined,
            Reason = reason,
        };
        await catalog.SaveAsync(submission, cancellationToken);
        IngestionTelemetry.Finished(submission);
        return submission;
    }

    public Task EnqueueAsync(string id, CancellationToken cancellationToken) => dispatch.SubmitAsync(id, cancellationToken);

    public static string RawKey(string documentId) => $"raw/{documentId}";

    /// <summary>Forgets what stages made, from one on: they will be run again.</summary>
    public async Task ForgetFromAsync(string id, StageDefinition first, CancellationToken cancellationToken)
    {
        foreach (var stage in IngestionPipeline.Stages.SkipWhile(stage => stage != first))
            await documents.DeleteAsync(PipelineRun.OutputKey(id, stage), cancellationToken);
    }
}
