using Loyalty.Core.Earning;
using Loyalty.Core.Sources;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>The two stages that turn facts into a change set and apply it, and what makes up for a graph that lost some. Thread-safe.</summary>
public sealed partial class GraphLoading(
    IKnowledgeGraph graph, ChangeSetArchive archive, SnapshotKeeper snapshots, IOptions<PipelineOptions> options, TimeProvider time,
    ILogger<GraphLoading> logger) : IDisposable
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly SemaphoreSlim _oneLoad = new(1);
    private LoaderLease? _lease;

    // The graph that holds all that was loaded: another one under the same name has yet to be filled.
    private volatile string? _filled;

    public async Task<TransformedDocument> TransformAsync(
        string changeSetId, Submission submission, ExtractedFacts facts, CancellationToken cancellationToken)
    {
        var changes = Changes(changeSetId, new SourceDocument(
            submission.DocumentId, submission.Hints.Title ?? facts.Title ?? submission.FileName, submission.Hints.Url,
            submission.Hints.EffectiveDate ?? facts.EffectiveDate, submission.Hints.SourceDate), facts);
        var snapshot = await snapshots.RefreshAsync(cancellationToken);
        return new TransformedDocument(changes,
            [.. facts.Charts.Select(chart => ChartDifference.Between(ChartOf(chart, submission.DocumentId), snapshot.Facts))]);
    }

    /// <summary>What a document's facts change in the graph.</summary>
    public static ChangeSet Changes(string changeSetId, SourceDocument document, ExtractedFacts facts)
    {
        var builder = new ChangeSetBuilder(document);
        foreach (var alliance in facts.Alliances) builder.AddAlliance(alliance.Id, alliance.Name);
        foreach (var airline in facts.Airlines) builder.Add(airline);
        foreach (var airport in facts.Airports) builder.Add(airport);
        foreach (var program in facts.Programs) builder.Add(program);
        foreach (var tier in facts.Tiers) builder.Add(tier.ProgramId, tier.Tier);
        foreach (var metric in facts.Metrics) builder.Add(metric.ProgramId, metric.Metric);
        // A name without countries is a question to the curator, and no region.
        foreach (var region in facts.Regions)
        {
            if (!region.Members.IsEmpty) builder.Add(region);
        }

        foreach (var fareClass in facts.FareClasses) builder.Add(fareClass);
        foreach (var sector in facts.Sectors) builder.Add(sector);
        foreach (var rate in facts.ExchangeRates) builder.Add(rate);
        foreach (var transfer in facts.Transfers) builder.Add(transfer);
        foreach (var chart in facts.Charts) builder.Add(ChartOf(chart, document.Id));
        return builder.Build(changeSetId);
    }

    /// <summary>Applies a change set under the lease. It is applied once, however often this is called.</summary>
    /// <exception cref="StoreOutageException">The graph has lost its data: <see cref="FillAsync"/> comes first.</exception>
    public Task<LoadResult> LoadAsync(ChangeSet changes, CancellationToken cancellationToken) => UnderLeaseAsync(async () =>
    {
        var lease = await LeaseAsync(cancellationToken);
        if ((await graph.GetStateAsync(cancellationToken)).Identity != _filled)
            throw new StoreOutageException("The graph lost its data, and is being filled again.");
        var kept = await archive.KeepAsync(changes, cancellationToken);
        var outcome = await graph.ApplyAsync(kept, lease, cancellationToken);
        if (outcome == ApplyOutcome.Unchanged) await archive.ForgetAsync(kept, cancellationToken);
        return new LoadResult(outcome != ApplyOutcome.Unchanged);
    }, cancellationToken);

    /// <summary>
    /// Applies what was loaded and the graph does not hold: all of it when a graph server lost its data, some when an older backup was
    /// restored, the last when a process died between keeping a change set and applying it. Looks at little when there is nothing to do.
    /// </summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var (identity, _) = await graph.GetStateAsync(cancellationToken);
        if (identity == _filled) return;
        var entries = await archive.ListAsync(cancellationToken);
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var changes in graph.ChangeSetsAsync(0, cancellationToken)) held.Add(changes.Id);
        if (entries.All(entry => held.Contains(entry.Id))) _filled = identity;
        else Filled(entries.Length, await RebuildAsync(null, cancellationToken));
    }

    /// <summary>Applies every change set that is kept and that the graph does not hold.</summary>
    public Task<RebuildOutcome> RebuildAsync(IProgress<int>? progress, CancellationToken cancellationToken) => UnderLeaseAsync(async () =>
    {
        await LeaseAsync(cancellationToken);
        var oldestFirst = await archive.ListAsync(cancellationToken);
        var byId = oldestFirst.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var (outcome, identity) = await new GraphRebuild(graph, LeaseAsync)
            .RunAsync([.. oldestFirst.Select(entry => entry.Id)], (id, token) => archive.ReadAsync(byId[id], token), progress, cancellationToken);
        _filled = identity;
        return outcome;
    }, cancellationToken);

    private async Task<T> UnderLeaseAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _oneLoad.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            try
            {
                await ReleaseAsync();
            }
            finally
            {
                // However giving the lease back ends: or nobody here would ever load again.
                _oneLoad.Release();
            }
        }
    }

    /// <summary>Takes the lease, or prolongs it.</summary>
    private async Task<LoaderLease> LeaseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await graph.TryAcquireLeaseAsync(_owner, options.Value.Lease, cancellationToken) is { } lease) return _lease = lease;
            // Another loader is at work, or died: its lease ends by itself.
            await Task.Delay(TimeSpan.FromMilliseconds(100 + Random.Shared.Next(100)), time, cancellationToken);
        }
    }

    private async Task ReleaseAsync()
    {
        if (_lease is not { } lease) return;
        _lease = null;
        try
        {
            await graph.ReleaseLeaseAsync(lease, CancellationToken.None);
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            NotReleased(failure);
        }
    }

    public void Dispose() => _oneLoad.Dispose();

    private static EarningChart ChartOf(DraftChart chart, string documentId) => new()
    {
        Id = EarningIds.Chart(chart.Key, chart.Validity),
        Key = chart.Key,
        Validity = chart.Validity,
        DocumentId = documentId,
        Rules = chart.Rules,
        UnreadRows = [.. chart.Unread.Select(row => row.Row).Distinct(StringComparer.Ordinal)],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The graph did not hold all of the {Kept} change sets that were loaded: {Outcome}")]
    private partial void Filled(int kept, RebuildOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The graph's lease could not be given back: it ends by itself")]
    private partial void NotReleased(Exception failure);
}
