using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Reviews;

/// <summary>
/// The curator's queue. A decision is written first and carried out by the worker, so that it survives the death of the process.
/// Thread-safe.
/// </summary>
public sealed class ReviewDesk(
    IDocumentStore documents, IWorkQueue queue, SubmissionCatalog catalog, GraphLoading loading, TimeProvider time) : IDisposable
{
    /// <summary>What a queue message about a review begins with.</summary>
    public const string MessagePrefix = "review:";

    private const string Prefix = "reviews/";
    private readonly ConcurrentDictionary<string, ReviewItem> _items = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _deciding = new(1);

    /// <summary>Reads the reviews that are there.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await foreach (var info in documents.ListAsync(Prefix, cancellationToken))
        {
            if (await documents.ReadBytesAsync(info.Key, cancellationToken) is not { } bytes) continue;
            var item = JsonSerializer.Deserialize(bytes, IngestionJson.Default.ReviewItem)!;
            _items[item.Id] = item;
        }
    }

    public ReviewItem? Find(string id) => _items.GetValueOrDefault(id);

    /// <summary>Those of a status, the oldest first; all when none is named.</summary>
    public ImmutableArray<ReviewItem> All(ReviewStatus? status) =>
        [.. _items.Values.Where(item => status is null || item.Status == status).OrderBy(item => item.OpenedAt).ThenBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>Opens the reviews of a submission; those that are open or decided stay as they are.</summary>
    public async Task<ReviewIds> OpenAsync(Submission submission, ImmutableArray<WaitingChart> waiting, CancellationToken cancellationToken)
    {
        foreach (var chart in waiting)
        {
            if (_items.ContainsKey(chart.ReviewId)) continue;
            await SaveAsync(new ReviewItem
            {
                Id = chart.ReviewId,
                SubmissionId = submission.Id,
                DocumentId = submission.DocumentId,
                OpenedAt = time.GetUtcNow(),
                Chart = chart.Chart,
                Reasons = chart.Reasons,
            }, cancellationToken);
        }

        return new ReviewIds([.. waiting.Select(chart => chart.ReviewId)]);
    }

    /// <summary>Writes a decision down and has it carried out. A decision that was made stands.</summary>
    public async Task<ReviewItem> DecideAsync(ReviewItem item, ReviewStatus decision, CancellationToken cancellationToken)
    {
        await _deciding.WaitAsync(cancellationToken);
        try
        {
            var current = _items[item.Id];
            if (current.Status != ReviewStatus.Pending) return current;
            var decided = current with { Status = decision };
            await SaveAsync(decided, cancellationToken);
            await SendAsync(item.Id, cancellationToken);
            return decided;
        }
        finally
        {
            _deciding.Release();
        }
    }

    public Task SendAsync(string id, CancellationToken cancellationToken) => queue.SendAsync(
        Intake.Queue, MessagePrefix + id, cancellationToken, traceParent: Activity.Current?.Id, deduplicationId: MessagePrefix + id);

    /// <summary>Those that were decided and of which nobody has drawn the consequence: their message may never have been sent.</summary>
    public ImmutableArray<ReviewItem> NotCarriedOut()
    {
        var found = ImmutableArray.CreateBuilder<ReviewItem>();
        foreach (var group in _items.Values.GroupBy(item => item.SubmissionId, StringComparer.Ordinal))
        {
            var approved = group.Where(item => item.Status == ReviewStatus.Approved).ToList();
            found.AddRange(approved);
            if (approved.Count == 0 && group.All(item => item.Status != ReviewStatus.Pending)
                && catalog.Find(group.Key) is { Status: SubmissionStatus.AwaitingReview }) found.Add(group.First());
        }

        return found.ToImmutable();
    }

    /// <summary>Carries out what was decided of a submission's charts.</summary>
    public async Task SettleAllAsync(string submissionId, CancellationToken cancellationToken)
    {
        foreach (var item in _items.Values.Where(item => item.SubmissionId == submissionId)) await SettleAsync(item.Id, cancellationToken);
    }

    /// <summary>Carries a decision out: loads an approved chart, then says what that makes of the submission.</summary>
    public async Task SettleAsync(string id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { Status: not ReviewStatus.Pending } item) return;
        // A curator may be quicker than the pipeline, which comes back to this when it knows all of the document.
        if (catalog.Find(item.SubmissionId) is not { IsFinal: true } submission) return;
        if (item.Status == ReviewStatus.Approved)
        {
            // The rows in question stay on record as not read: what they may have covered answers so.
            var facts = new ExtractedFacts { Charts = [item.Chart with { Unread = item.Reasons }], Title = submission.Title };
            var transformed = await loading.TransformAsync(item.Id, submission, facts, cancellationToken);
            var loaded = await loading.LoadAsync(transformed.Changes, cancellationToken);
            await SaveAsync(item with { Status = ReviewStatus.Loaded, ChangedGraph = loaded.Changed }, cancellationToken);
        }

        await catalog.ChangeAsync(item.SubmissionId, current => Task.FromResult(Settled(current)), cancellationToken);
    }

    public void Dispose() => _deciding.Dispose();

    /// <summary>A submission is settled when none of its charts waits: loaded if anything was, quarantined if nothing was.</summary>
    private Submission Settled(Submission submission)
    {
        if (submission.Status != SubmissionStatus.AwaitingReview) return submission;
        var mine = _items.Values.Where(item => item.SubmissionId == submission.Id).ToList();
        if (mine.Any(item => item.Status is ReviewStatus.Pending or ReviewStatus.Approved)) return submission;
        return submission.ChangedGraph || mine.Any(item => item.Status == ReviewStatus.Loaded)
            ? submission with { Status = SubmissionStatus.Loaded, FinishedAt = time.GetUtcNow() }
            : submission with { Status = SubmissionStatus.Quarantined, Reason = "A curator rejected every chart of it.", FinishedAt = time.GetUtcNow() };
    }

    private async Task SaveAsync(ReviewItem item, CancellationToken cancellationToken)
    {
        await documents.WriteBytesAsync($"{Prefix}{item.Id}.json", JsonSerializer.SerializeToUtf8Bytes(item, IngestionJson.Default.ReviewItem), cancellationToken);
        _items[item.Id] = item;
    }
}
