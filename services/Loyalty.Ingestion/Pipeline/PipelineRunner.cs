using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>The pipeline, run for one submission from the top to the bottom. Thread-safe.</summary>
public sealed class PipelineRunner(PipelineStages stages, ReviewDesk reviews)
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

        var run = stages.Begin(submission);
        try
        {
            await stages.IdentifyAsync(run, cancellationToken);
            await stages.ExtractTextAsync(run, cancellationToken);
            await stages.ExtractFactsAsync(run, cancellationToken);
            await stages.ReviewAsync(run, cancellationToken);
            await stages.TransformAsync(run, cancellationToken);
            await stages.LoadAsync(run, cancellationToken);
            await stages.FinaliseAsync(run, cancellationToken);
        }
        catch (Exception failure) when (failure is QuarantineException or UnreadableDocumentException)
        {
            await stages.QuarantineAsync(run.Submission, failure.Message, cancellationToken);
        }
    }
}
