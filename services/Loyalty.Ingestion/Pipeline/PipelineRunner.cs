using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>The pipeline, run for one submission from the top to the bottom. Thread-safe.</summary>
public sealed class PipelineRunner(
    IDocumentStore documents, SubmissionCatalog catalog, Intake intake, ReviewDesk reviews, DocumentReader reader, FactReading reading,
    GraphLoading loading, FailPoints failPoints, TimeProvider time)
{
    /// <summary>Takes a submission to its outcome, from wherever it stopped.</summary>
    /// <exception cref="TooEarlyException">Documents before it may bring what it lacks: try again later.</exception>
    public async Task RunAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.IsFinal)
        {
            // The process that wrote its outcome may have died before it saw to the reviews.
            await reviews.SettleAllAsync(submission.Id, cancellationToken);
            return;
        }

        var run = new PipelineRun(documents, catalog, failPoints, time, submission);
        try
        {
            await RunAsync(run, submission, cancellationToken);
        }
        catch (Exception failure) when (failure is QuarantineException or UnreadableDocumentException)
        {
            await EndAsync(run.Submission with { Status = SubmissionStatus.Quarantined, Reason = failure.Message }, cancellationToken);
        }
    }

    private async Task RunAsync(PipelineRun run, Submission submission, CancellationToken cancellationToken)
    {
        byte[]? bytes = null;
        async Task<byte[]> Raw(CancellationToken token) => bytes ??=
            await documents.ReadBytesAsync(Intake.RawKey(submission.DocumentId), token)
            ?? throw new QuarantineException("The document's bytes are no longer in the store: submit it again.");

        await run.StageAsync(IngestionPipeline.Identify, IngestionJson.Default.Identity,
            async token => new Identity(submission.DocumentId, submission.FileName, (await Raw(token)).LongLength), cancellationToken);
        var text = await run.StageAsync(IngestionPipeline.ExtractText, TextJson.Default.DocumentText,
            async token => await reader.ReadAsync(submission.FileName, await Raw(token), token), cancellationToken);
        bytes = null;
        var (facts, validated) = await ReadAsync(run, submission, text, cancellationToken);
        var opened = await run.StageAsync(IngestionPipeline.Review, IngestionJson.Default.ReviewIds,
            token => reviews.OpenAsync(submission, validated.Waiting, token), cancellationToken);
        var transformed = await run.StageAsync(IngestionPipeline.Transform, IngestionJson.Default.TransformedDocument,
            token => loading.TransformAsync(submission.Id, submission, validated.Facts, token), cancellationToken);
        var loaded = await run.StageAsync(IngestionPipeline.Load, IngestionJson.Default.LoadResult,
            token => loading.LoadAsync(transformed.Changes, token), cancellationToken);

        failPoints.Reached("finalise:before");
        var ended = run.Submission with
        {
            Stage = IngestionPipeline.Finalise.Name,
            Title = submission.Hints.Title ?? facts.Title ?? submission.FileName,
            ChangedGraph = loaded.Changed,
            Charts = validated.Facts.Charts.Length,
            Rules = validated.Facts.Charts.Sum(chart => chart.Rules.Length),
            Reason = Unread(facts),
            Status = opened.Ids.IsEmpty ? loaded.Changed ? SubmissionStatus.Loaded : SubmissionStatus.Unchanged : SubmissionStatus.AwaitingReview,
        };
        failPoints.Reached("finalise:after-write");
        await EndAsync(ended, cancellationToken);
        failPoints.Reached("finalise:after-commit");
        // A curator may have been quicker than this.
        await reviews.SettleAllAsync(submission.Id, cancellationToken);
        failPoints.Reached("finalise:before-ack");
    }

    /// <summary>
    /// The stages that depend on names the graph knows. What a document names may stand in one handed in before it that another worker still
    /// has in hand: then what was not understood says nothing yet, and is read again later.
    /// </summary>
    private async Task<(ExtractedFacts Facts, ValidatedFacts Validated)> ReadAsync(
        PipelineRun run, Submission submission, DocumentText text, CancellationToken cancellationToken)
    {
        // Read by a worker that died before anything came of it: nobody remembers how early that was.
        var early = catalog.HasUnfinishedBefore(submission.SubmittedAt) || (await IsMadeAsync(IngestionPipeline.ExtractFacts) && !await IsMadeAsync(IngestionPipeline.Transform));
        async Task<bool> IsMadeAsync(StageDefinition stage) =>
            await documents.FindAsync(PipelineRun.OutputKey(submission.Id, stage), cancellationToken) is not null;
        try
        {
            var facts = await run.StageAsync(IngestionPipeline.ExtractFacts, ReadingJson.Default.ExtractedFacts,
                token => reading.ExtractAsync(text, submission, token), cancellationToken);
            var validated = await run.StageAsync(IngestionPipeline.Validate, IngestionJson.Default.ValidatedFacts,
                token => reading.ValidateAsync(facts, submission, token), cancellationToken);
            if (!early || (validated.Waiting.IsEmpty && facts.Unread.IsEmpty)) return (facts, validated);
        }
        catch (QuarantineException) when (early)
        {
            // Handled below, like anything else that was not understood.
        }

        await intake.ForgetFromAsync(submission.Id, IngestionPipeline.ExtractFacts, cancellationToken);
        throw new TooEarlyException();
    }

    private static string? Unread(ExtractedFacts facts) => facts.Unread.IsEmpty
        ? null
        : $"{facts.Unread.Length} rows were not understood and left out; the first: {facts.Unread[0].Reason} ({facts.Unread[0].Row})";

    private async Task EndAsync(Submission ended, CancellationToken cancellationToken)
    {
        ended = ended with { FinishedAt = time.GetUtcNow() };
        await catalog.ChangeAsync(ended.Id, _ => Task.FromResult(ended), cancellationToken);
        IngestionTelemetry.Finished(ended);
    }
}
