using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reviews;

namespace Loyalty.Ingestion.Published;

/// <summary>What a schedule asks for, since nothing runs here by itself. Thread-safe.</summary>
public sealed class ScheduledJobs(
    SubmissionCatalog catalog, Intake intake, ReviewDesk reviews, ReviewTokens tokens, GraphLoading loading, SnapshotFileUpkeep snapshotFile, TimeProvider time)
{
    /// <summary>An execution that is still at work by then is not.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public Task WriteSnapshotAsync(CancellationToken cancellationToken) => snapshotFile.WriteIfOlderAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Starts again what was begun and forgotten, and carries out decisions that nobody carried out.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await catalog.CatchUpAsync(cancellationToken);
        await reviews.CatchUpAsync(cancellationToken);
        foreach (var submission in catalog.All().Where(submission => !submission.IsFinal && submission.QueuedAt < time.GetUtcNow() - Forgotten))
            await intake.EnqueueAsync(submission.Id, cancellationToken);

        foreach (var submissionId in reviews.NotCarriedOut().Select(review => review.SubmissionId).Distinct(StringComparer.Ordinal))
        {
            await loading.FillAsync(cancellationToken);
            await reviews.SettleAllAsync(submissionId, cancellationToken);
            if (!reviews.HasPending(submissionId)) await tokens.AnswerAsync(submissionId, cancellationToken);
        }
    }
}
