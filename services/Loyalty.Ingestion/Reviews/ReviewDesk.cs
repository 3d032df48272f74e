using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Reviews;

/// <summary>
/// The curator's queue. A decision is written first and carried out by the worker, or by the state machine, so that it survives the death of the
/// process. Thread-safe.
/// </summary>
public sealed class ReviewDesk : IDisposable
{
    /// <summary>What a queue message about a review begins with.</summary>
    public const string MessagePrefix = "review:";

    private const string Prefix = "reviews/";
    private readonly ConcurrentDictionary<string, ReviewItem> _items = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _deciding = new(1);
    private readonly IDocumentStore _documents;
    private readonly IDispatch _dispatch;
    private readonly SubmissionCatalog _catalog;
    private readonly GraphLoading _loading;
    private readonly TimeProvider _time;
    private readonly bool _isShared;
    private readonly ChangedRecords<ReviewItem> _records;

    public ReviewDesk(IDocumentStore documents, IDispatch dispatch, SubmissionCatalog catalog, GraphLoading loading, Deployment deployment, TimeProvider time)
    {
        (_documents, _dispatch, _catalog, _loading, _time, _isShared) = (documents, dispatch, catalog, loading, time, deployment.IsPublished);
        _records = new ChangedRecords<ReviewItem>(documents, Prefix, IngestionJson.Default.ReviewItem, item => _items[item.Id] = item, time);
    }

    /// <summary>Reads the reviews that are there.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _records.ReadAsync(cancellationToken);

    /// <summary>Reads what others changed, where others write too.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => _isShared ? OpenAsync(cancellationToken) : Task.CompletedTask;

    public ReviewItem? Find(string id) => _items.GetValueOrDefault(id);

    /// <summary>Those of a status, the oldest first; all when none is named.</summary>
    public ImmutableArray<ReviewItem> All(ReviewStatus? status) =>
        [.. _items.Values.Where(item => status is null || item.Status == status).OrderBy(item => item.OpenedAt).ThenBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>Opens the reviews of a submission; those that are open or decided stay as they are.</summary>
    public async Task<ReviewIds> OpenAsync(Submission submission, ImmutableArray<WaitingChart> waiting, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        foreach (var chart in waiting)
        {
            if (_items.ContainsKey(chart.ReviewId)) continue;
            await CreateAsync(new ReviewItem
            {
                Id = chart.ReviewId,
                SubmissionId = submission.Id,
                DocumentId = submission.DocumentId,
                OpenedAt = _time.GetUtcNow(),
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
            await CatchUpAsync(cancellationToken);
            var current = _items[item.Id];
            if (current.Status != ReviewStatus.Pending)
            {
                // Whoever decided it may have died before it was sent, and nobody here looks for that every few seconds.
                if (_isShared && current.Status == decision) await SendAsync(current, cancellationToken);
                return current;
            }

            var decided = current with { Status = _isShared ? await FirstAsync(item.Id, decision, cancellationToken) : decision };
            await SaveAsync(decided, cancellationToken);
            // Of two who decide the last two charts at once, each looks after it wrote: one at least sees that none waits.
            await CatchUpAsync(cancellationToken);
            await SendAsync(decided, cancellationToken);
            return decided;
        }
        finally
        {
            _deciding.Release();
        }
    }

    /// <summary>Has a decision carried out.</summary>
    public Task SendAsync(ReviewItem decided, CancellationToken cancellationToken) =>
        _dispatch.DecidedAsync(decided, isLast: !HasPending(decided.SubmissionId), cancellationToken);

    /// <summary>Whether a chart of a submission waits for its decision.</summary>
    public bool HasPending(string submissionId) => _items.Values.Any(item => item.SubmissionId == submissionId && item.Status == ReviewStatus.Pending);

    /// <summary>Those that were decided and of which nobody has drawn the consequence: their message may never have been sent.</summary>
    public ImmutableArray<ReviewItem> NotCarriedOut()
    {
        var found = ImmutableArray.CreateBuilder<ReviewItem>();
        foreach (var group in _items.Values.GroupBy(item => item.SubmissionId, StringComparer.Ordinal))
        {
            var approved = group.Where(item => item.Status == ReviewStatus.Approved).ToList();
            found.AddRange(approved);
            if (approved.Count == 0 && group.All(item => item.Status != ReviewStatus.Pending)
                && _catalog.Find(group.Key) is { Status: SubmissionStatus.AwaitingReview }) found.Add(group.First());
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
        if (await _catalog.FindAsync(item.SubmissionId, cancellationToken) is not { IsFinal: true } submission) return;
        if (item.Status == ReviewStatus.Approved)
        {
            var transformed = await KeptAsync(item.Id, cancellationToken) ?? await TransformAsync(item, submission, cancellationToken);
            // Kept before it is loaded: made again afterwards it would find itself in the graph, and say that nothing changes.
            await _documents.WriteBytesAsync(ChangesKey(item.Id), JsonSerializer.SerializeToUtf8Bytes(transformed, IngestionJson.Default.TransformedDocument), cancellationToken);
            var loaded = await _loading.LoadAsync(transformed.Changes, cancellationToken);
            await SaveAsync(item with { Status = ReviewStatus.Loaded, ChangedGraph = loaded.Changed }, cancellationToken);
        }

        await _catalog.ChangeAsync(item.SubmissionId, current => Task.FromResult(Settled(current)), cancellationToken);
    }

    /// <summary>What the charts of a submission that waited have changed in the graph, or would if they were approved now; without the rejected.</summary>
    public async Task<ImmutableArray<TransformedDocument>> ChangesAsync(Submission submission, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        var changes = ImmutableArray.CreateBuilder<TransformedDocument>();
        foreach (var item in All(null).Where(item => item.SubmissionId == submission.Id && item.Status != ReviewStatus.Rejected))
        {
            var made = await KeptAsync(item.Id, cancellationToken) ?? await TransformAsync(item, submission, cancellationToken);
            changes.Add(made with { Charts = [.. made.Charts.Select(chart => chart with { Review = item.Id })] });
        }

        return changes.ToImmutable();
    }

    public void Dispose() => _deciding.Dispose();

    /// <summary>What a chart changes in the graph as it is now.</summary>
    private Task<TransformedDocument> TransformAsync(ReviewItem item, Submission submission, CancellationToken cancellationToken)
    {
        // The rows left out stay on record as not read: what they may have covered answers so.
        var leftOut = item.Reasons.Where(reason => reason.IsLeftOut).Select(reason => new UnreadRow(reason.Row, reason.Text, reason.Reason));
        var facts = new ExtractedFacts
        {
            Charts = [item.Chart with { Unread = [.. leftOut] }],
            Title = submission.Title,
            EffectiveDate = submission.EffectiveDate,
        };
        return _loading.TransformAsync(item.Id, submission, facts, cancellationToken);
    }

    private async Task<TransformedDocument?> KeptAsync(string id, CancellationToken cancellationToken) =>
        await _documents.ReadBytesAsync(ChangesKey(id), cancellationToken) is { } kept
            ? JsonSerializer.Deserialize(kept, IngestionJson.Default.TransformedDocument)
            : null;

    /// <summary>A submission is settled when none of its charts waits: loaded if anything was, quarantined if nothing was.</summary>
    private Submission Settled(Submission submission)
    {
        if (submission.Status != SubmissionStatus.AwaitingReview) return submission;
        var mine = _items.Values.Where(item => item.SubmissionId == submission.Id).ToList();
        if (mine.Any(item => item.Status is ReviewStatus.Pending or ReviewStatus.Approved)) return submission;
        var loaded = mine.Where(item => item.Status == ReviewStatus.Loaded).ToList();
        return submission.ChangedGraph || loaded.Count > 0
            ? submission with
            {
                Status = SubmissionStatus.Loaded,
                Charts = submission.Charts + loaded.Count,
                Rules = submission.Rules + loaded.Sum(item => item.Chart.Rules.Length),
                FinishedAt = _time.GetUtcNow(),
            }
            : submission with { Status = SubmissionStatus.Quarantined, Reason = "A curator rejected every chart of it.", FinishedAt = _time.GetUtcNow() };
    }

    private async Task SaveAsync(ReviewItem item, CancellationToken cancellationToken)
    {
        await _documents.WriteBytesAsync(KeyOf(item.Id), Bytes(item), cancellationToken);
        _items[item.Id] = item;
    }

    /// <summary>Opened by another meanwhile, and perhaps decided, it stays as it is.</summary>
    private async Task CreateAsync(ReviewItem item, CancellationToken cancellationToken)
    {
        if (await _documents.TryCreateBytesAsync(KeyOf(item.Id), Bytes(item), cancellationToken)) _items[item.Id] = item;
        else await OpenAsync(cancellationToken);
    }

    /// <summary>The decision that stands: of several who decide at once on different machines, the first's.</summary>
    private async Task<ReviewStatus> FirstAsync(string id, ReviewStatus decision, CancellationToken cancellationToken)
    {
        var key = $"decisions/{id}";
        if (await _documents.TryCreateBytesAsync(key, Encoding.UTF8.GetBytes(decision.ToString()), cancellationToken)) return decision;
        return await _documents.ReadBytesAsync(key, cancellationToken) is { } first ? Enum.Parse<ReviewStatus>(Encoding.UTF8.GetString(first)) : decision;
    }

    private static string KeyOf(string id) => $"{Prefix}{id}.json";

    private static string ChangesKey(string id) => PipelineRun.OutputKey(id, IngestionPipeline.Transform);

    private static byte[] Bytes(ReviewItem item) => JsonSerializer.SerializeToUtf8Bytes(item, IngestionJson.Default.ReviewItem);
}
