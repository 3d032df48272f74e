using System.Diagnostics;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Published;

/// <summary>
/// The tasks of the state machine: the stages, one at a time, and what is around them. Each may run twice, also beside itself: what is done is
/// not done again. A failure leaves as an error, which the state machine answers by trying again. Thread-safe.
/// </summary>
public sealed class PipelineTasks(
    PipelineStages stages, Arrivals arrivals, SubmissionCatalog catalog, ReviewDesk reviews, ReviewTokens tokens, GraphLoading loading,
    SnapshotFileUpkeep snapshotFile)
{
    private static readonly TimeSpan SnapshotAge = TimeSpan.FromSeconds(30);

    public Task<TaskAnswer> ReceiveAsync(TaskContent content, CancellationToken cancellationToken) => arrivals.ReceiveAsync(content, cancellationToken);

    public Task<TaskAnswer> IdentifyAsync(TaskContent content, CancellationToken cancellationToken) => StageAsync(content, IngestionPipeline.Identify, async run =>
    {
        await catalog.ChangeAsync(run.Submission.Id, current => Task.FromResult(
            current.Status == SubmissionStatus.Queued ? current with { Status = SubmissionStatus.Running, Stage = IngestionPipeline.Identify.Name } : current), cancellationToken);
        await stages.IdentifyAsync(run, cancellationToken);
    }, cancellationToken);

    public Task<TaskAnswer> ExtractTextAsync(TaskContent content, CancellationToken cancellationToken) =>
        StageAsync(content, IngestionPipeline.ExtractText, run => stages.ExtractTextAsync(run, cancellationToken), cancellationToken);

    public Task<TaskAnswer> ExtractFactsAsync(TaskContent content, CancellationToken cancellationToken) =>
        StageAsync(content, IngestionPipeline.ExtractFacts, run => stages.ExtractFactsAsync(run, cancellationToken), cancellationToken);

    public Task<TaskAnswer> ValidateAsync(TaskContent content, CancellationToken cancellationToken) =>
        StageAsync(content, IngestionPipeline.Validate, run => stages.ValidateAsync(run, cancellationToken), cancellationToken);

    public Task<TaskAnswer> ReviewAsync(TaskContent content, CancellationToken cancellationToken) =>
        StageAsync(content, IngestionPipeline.Review, run => stages.ReviewAsync(run, cancellationToken), cancellationToken);

    public Task<TaskAnswer> TransformAsync(TaskContent content, CancellationToken cancellationToken) =>
        StageAsync(content, IngestionPipeline.Transform, run => stages.TransformAsync(run, cancellationToken), cancellationToken);

    public Task<TaskAnswer> LoadAsync(TaskContent content, CancellationToken cancellationToken) => StageAsync(content, IngestionPipeline.Load, async run =>
    {
        await loading.FillAsync(cancellationToken);
        await stages.LoadAsync(run, cancellationToken);
    }, cancellationToken);

    public Task<TaskAnswer> FinaliseAsync(TaskContent content, CancellationToken cancellationToken) => StageAsync(content, IngestionPipeline.Finalise, async run =>
    {
        await loading.FillAsync(cancellationToken);
        await reviews.CatchUpAsync(cancellationToken);
        await stages.FinaliseAsync(run, cancellationToken);
        await snapshotFile.WriteIfOlderAsync(SnapshotAge, cancellationToken);
    }, cancellationToken);

    /// <summary>Keeps the token of an execution that waits for a curator, who may have decided before it came.</summary>
    public Task<TaskAnswer> AwaitReviewAsync(TaskContent content, CancellationToken cancellationToken) => WithAsync(content, async submission =>
    {
        await tokens.KeepAsync(submission.Id, content.Token ?? throw new BadHttpRequestException("The task await-review needs a token."), cancellationToken);
        // Whoever decides writes first and then looks for tokens; this writes its token first and then looks for what is undecided.
        await reviews.CatchUpAsync(cancellationToken);
        if (!reviews.HasPending(submission.Id)) await tokens.AnswerAsync(submission.Id, cancellationToken);
        return TaskAnswer.Of(TaskOutcome.Done, submission, content);
    }, cancellationToken);

    /// <summary>Loads what was approved, and says what that makes of the submission.</summary>
    public Task<TaskAnswer> SettleAsync(TaskContent content, CancellationToken cancellationToken) => WithAsync(content, async submission =>
    {
        await loading.FillAsync(cancellationToken);
        await reviews.CatchUpAsync(cancellationToken);
        await reviews.SettleAllAsync(submission.Id, cancellationToken);
        await snapshotFile.WriteIfOlderAsync(SnapshotAge, cancellationToken);
        return TaskAnswer.Of(TaskOutcome.Done, await catalog.FindAsync(submission.Id, cancellationToken) ?? submission, content);
    }, cancellationToken);

    /// <summary>Writes down that a document cannot be used, or that each attempt at it failed.</summary>
    public async Task<TaskAnswer> QuarantineAsync(TaskContent content, CancellationToken cancellationToken)
    {
        using var activity = Process(content);
        if (content.Submission is { Length: > 0 } id && await catalog.FindAsync(id, cancellationToken) is { } submission)
        {
            // What the stage itself said of its failure says more than the error of a state.
            var reason = content.Reason is { ValueKind: JsonValueKind.Object } && submission is { IsFinal: false, Reason: { } said } ? said : QuarantineReason.Of(content.Reason);
            await stages.QuarantineAsync(submission, reason, cancellationToken);
            return TaskAnswer.Of(TaskOutcome.Quarantined, submission, content, reason);
        }

        if (content.Key is not { Length: > 0 } key) return TaskAnswer.Ignored(content, "There is no such submission.");
        var refused = await arrivals.RefuseAsync(key, QuarantineReason.Of(content.Reason), cancellationToken);
        return TaskAnswer.Of(TaskOutcome.Quarantined, refused, content, refused.Reason!);
    }

    private Task<TaskAnswer> StageAsync(TaskContent content, StageDefinition stage, Func<PipelineRun, Task> work, CancellationToken cancellationToken) =>
        WithAsync(content, async submission =>
        {
            // Another execution of the same document was quicker: there is nothing to go on with.
            if (submission.Status == SubmissionStatus.Quarantined) return TaskAnswer.Of(TaskOutcome.Ignored, submission, content, submission.Reason ?? "");
            try
            {
                if (!submission.IsFinal || stage == IngestionPipeline.Finalise) await work(stages.Begin(submission));
                return TaskAnswer.Of(TaskOutcome.Done, await catalog.FindAsync(submission.Id, cancellationToken) ?? submission, content);
            }
            catch (TooEarlyException early)
            {
                return TaskAnswer.Of(TaskOutcome.Later, submission, content, early.Message);
            }
            catch (Exception failure) when (failure is QuarantineException or UnreadableDocumentException)
            {
                return TaskAnswer.Of(TaskOutcome.Quarantined, submission, content, failure.Message);
            }
            catch (Exception failure) when (!Outage.Is(failure) && failure is not OperationCanceledException)
            {
                // Should it fail each time, a curator is told why; a state's error would not say.
                var said = $"The stage {stage.Name} failed each time, at last with: {failure.Message}";
                await catalog.ChangeAsync(submission.Id, current => Task.FromResult(current.IsFinal ? current : current with { Stage = stage.Name, Reason = said }), cancellationToken);
                throw;
            }
        }, cancellationToken);

    private async Task<TaskAnswer> WithAsync(TaskContent content, Func<Submission, Task<TaskAnswer>> work, CancellationToken cancellationToken)
    {
        using var activity = Process(content);
        return await catalog.FindAsync(content.Submission ?? "", cancellationToken) is { } submission
            ? await work(submission)
            : TaskAnswer.Ignored(content, "There is no such submission.");
    }

    private static Activity? Process(TaskContent content)
    {
        var activity = IngestionTelemetry.Activities.StartActivity("ingestion.process", ActivityKind.Consumer, content.TraceParent);
        activity?.SetTag("loyalty.submission", content.Submission).SetTag("loyalty.execution", content.Execution);
        return activity;
    }
}
