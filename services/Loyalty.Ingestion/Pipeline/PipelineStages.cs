using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// What <see cref="IngestionPipeline"/> defines, a method each: run one after the other by the runner here, one at a time by the state machine.
/// Each takes what comes before it from the run, which reads it where it was made. Thread-safe.
/// </summary>
public sealed class PipelineStages(
    IDocumentStore documents, SubmissionCatalog catalog, Intake intake, ReviewDesk reviews, DocumentReader reader, FactReading reading,
    GraphLoading loading, FailPoints failPoints, Deployment deployment, TimeProvider time)
{
    /// <summary>Where an execution of the state machine may have been lost, nobody waits for it longer than this.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    /// <summary>Begins a submission's way, or goes on with it. Published, the state machine tries a stage again.</summary>
    public PipelineRun Begin(Submission submission) => new(documents, catalog, failPoints, time, submission, triesOnce: deployment.IsPublished);

    public Task<Identity> IdentifyAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.Identify, IngestionJson.Default.Identity, Nothing,
        async (_, token) => new Identity(run.Submission.DocumentId, run.Submission.FileName, (await RawAsync(run, token)).LongLength), cancellationToken);

    public async Task<DocumentText> ExtractTextAsync(PipelineRun run, CancellationToken cancellationToken)
    {
        // The bytes are its input: that the store cannot give them is no fault of the document, as a failure of its reading may be.
        var text = await run.StageAsync(IngestionPipeline.ExtractText, TextJson.Default.DocumentText, RawAsync,
            async (bytes, token) => await reader.ReadAsync(run.Submission.FileName, bytes, token), cancellationToken);
        run.Bytes = null;
        return text;
    }

    /// <summary>
    /// The stages that depend on names the graph knows. What a document names may stand in one handed in before it that another worker still
    /// has in hand: then what was not understood says nothing yet, and is read again later. So may the chart that one of its charts replaces.
    /// </summary>
    /// <exception cref="TooEarlyException">That is so.</exception>
    public async Task<ValidatedFacts> ExtractFactsAsync(PipelineRun run, CancellationToken cancellationToken)
    {
        await catalog.CatchUpAsync(cancellationToken);
        var before = catalog.UnfinishedBefore(run.Submission.SubmittedAt, deployment.IsPublished ? time.GetUtcNow() - Overdue : default);
        // Read by a worker that died before anything came of it: nobody remembers how early that was.
        var early = !before.IsEmpty
            || (await run.IsMadeAsync(IngestionPipeline.ExtractFacts, cancellationToken) && !await run.IsMadeAsync(IngestionPipeline.Transform, cancellationToken));
        try
        {
            var facts = await FactsAsync(run, cancellationToken);
            var validated = await ValidateAsync(run, cancellationToken);
            var isWhole = validated.Waiting.IsEmpty && facts.Unread.IsEmpty;
            if (!early || (isWhole && !MayReplace(facts, run.Submission.Hints, before))) return validated;
        }
        catch (QuarantineException) when (early)
        {
            // Handled below, like anything else that was not understood.
        }

        await intake.ForgetFromAsync(run.Submission.Id, IngestionPipeline.ExtractFacts, cancellationToken);
        throw new TooEarlyException();
    }

    /// <summary>Whether one of those may bring a chart that one of these replaces, unless a curator says that it is to.</summary>
    private static bool MayReplace(ExtractedFacts facts, Hints hints, ImmutableArray<Submission> before) =>
        !hints.Confirms(CheckCodes.ReplacesMuch) && facts.Charts.Any(chart => before.Any(other => MayBring(other.Hints, chart.Key)));

    /// <summary>
    /// Whether a document with these hints may bring the chart that one of this key replaces. One without hints may as well, but to wait for
    /// each of those would have every document wait for all before it.
    /// </summary>
    private static bool MayBring(Hints hints, ChartKey key) =>
        hints.ProgramId == key.ProgramId && (hints.Carrier is null || hints.Carrier.Contains(key.Carrier, StringComparison.Ordinal));

    public Task<ValidatedFacts> ValidateAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.Validate, IngestionJson.Default.ValidatedFacts, FactsAsync,
        (facts, token) => reading.ValidateAsync(facts, run.Submission, token), cancellationToken);

    public Task<ReviewIds> ReviewAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.Review, IngestionJson.Default.ReviewIds, ValidateAsync,
        (validated, token) => reviews.OpenAsync(run.Submission, validated.Waiting, token), cancellationToken);

    public Task<TransformedDocument> TransformAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.Transform, IngestionJson.Default.TransformedDocument, ValidateAsync,
        (validated, token) => loading.TransformAsync(run.Submission.Id, run.Submission, validated.Facts, token), cancellationToken);

    public Task<LoadResult> LoadAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.Load, IngestionJson.Default.LoadResult, TransformAsync,
        (transformed, token) => loading.LoadAsync(transformed.Changes, token), cancellationToken);

    /// <summary>Writes the outcome down, and carries out what a curator decided meanwhile.</summary>
    public async Task FinaliseAsync(PipelineRun run, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(run, cancellationToken);
        var validated = await ValidateAsync(run, cancellationToken);
        var opened = await ReviewAsync(run, cancellationToken);
        var loaded = await LoadAsync(run, cancellationToken);
        failPoints.Reached("finalise:before");
        var submission = run.Submission;
        var ended = submission with
        {
            Stage = IngestionPipeline.Finalise.Name,
            Title = submission.Hints.Title ?? facts.Title ?? submission.FileName,
            EffectiveDate = facts.EffectiveDate,
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

    /// <summary>Writes down that a submission cannot be used, and why.</summary>
    public Task QuarantineAsync(Submission submission, string reason, CancellationToken cancellationToken) =>
        EndAsync(submission with { Status = SubmissionStatus.Quarantined, Reason = reason }, cancellationToken);

    private static Task<bool> Nothing(PipelineRun run, CancellationToken cancellationToken) => Task.FromResult(true);

    private Task<ExtractedFacts> FactsAsync(PipelineRun run, CancellationToken cancellationToken) => run.StageAsync(
        IngestionPipeline.ExtractFacts, ReadingJson.Default.ExtractedFacts, ExtractTextAsync,
        (text, token) => reading.ExtractAsync(text, run.Submission, token), cancellationToken);

    private async Task<byte[]> RawAsync(PipelineRun run, CancellationToken cancellationToken) => run.Bytes ??=
        await documents.ReadBytesAsync(Intake.RawKey(run.Submission.DocumentId), cancellationToken)
        ?? throw new QuarantineException("The document's bytes are no longer in the store: submit it again.");

    private static string? Unread(ExtractedFacts facts) => facts.Unread.IsEmpty
        ? null
        : $"{(facts.Unread.Length == 1 ? "1 row was" : $"{facts.Unread.Length} rows were")} not understood and left out; the first: {facts.Unread[0].Reason} ({facts.Unread[0].Row})";

    /// <summary>An outcome stands: who comes late, such as a task that was sent twice, finds it and leaves it.</summary>
    private async Task EndAsync(Submission ended, CancellationToken cancellationToken)
    {
        ended = ended with { Reason = Submission.Shortened(ended.Reason), FinishedAt = time.GetUtcNow() };
        var standing = await catalog.ChangeAsync(
            ended.Id, current => Task.FromResult(current.IsFinal ? current : ended), cancellationToken);
        if (ReferenceEquals(standing, ended)) IngestionTelemetry.Finished(ended);
    }
}
