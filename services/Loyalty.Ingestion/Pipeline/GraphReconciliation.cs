using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Knowledge.Graph;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// Brings records in line with the graph before any work begins. A backup copies the graph first and the documents after it, so a restored
/// folder may say of a document that it was loaded while its graph was copied a moment before that. Such a load is done again.
/// </summary>
public sealed partial class GraphReconciliation(
    IKnowledgeGraph graph, IDocumentStore documents, SubmissionCatalog catalog, ReviewDesk reviews, ILogger<GraphReconciliation> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var changes in graph.ChangeSetsAsync(0, cancellationToken)) held.Add(changes.Id);

        foreach (var submission in catalog.All().Where(submission => !held.Contains(submission.Id)))
        {
            if (!await SaysItChangedAsync(submission, cancellationToken)) continue;
            // The output first: until the record says queued, the next start finds the contradiction again.
            await documents.DeleteAsync(PipelineRun.OutputKey(submission.Id, IngestionPipeline.Load), cancellationToken);
            await catalog.SaveAsync(
                submission with { Status = SubmissionStatus.Queued, Stage = IngestionPipeline.Load.Name, ChangedGraph = false, FinishedAt = null }, cancellationToken);
            LoadedAgain(submission.FileName, submission.Id);
        }

        foreach (var review in reviews.All(ReviewStatus.Loaded).Where(review => review.ChangedGraph && !held.Contains(review.Id)))
        {
            if (catalog.Find(review.SubmissionId) is { Status: SubmissionStatus.Loaded } submission)
                await catalog.SaveAsync(submission with { Status = SubmissionStatus.AwaitingReview, FinishedAt = null }, cancellationToken);
            await reviews.CarryOutAgainAsync(review, cancellationToken);
            LoadedAgain(review.Chart.Key.ProgramId, review.Id);
        }
    }

    private async Task<bool> SaysItChangedAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.IsFinal) return submission.ChangedGraph;
        return await documents.ReadBytesAsync(PipelineRun.OutputKey(submission.Id, IngestionPipeline.Load), cancellationToken) is { } output
            && JsonSerializer.Deserialize(output, IngestionJson.Default.LoadResult)!.Changed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} ({Id}) is recorded as loaded, but the graph does not hold it: it is loaded again")]
    private partial void LoadedAgain(string what, string id);
}
