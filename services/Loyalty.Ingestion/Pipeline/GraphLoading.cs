using Loyalty.Core.Earning;
using Loyalty.Core.Sources;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>The two stages that turn facts into a change set and apply it. Thread-safe.</summary>
public sealed class GraphLoading(
    IKnowledgeGraph graph, SnapshotKeeper snapshots, IOptions<PipelineOptions> options, TimeProvider time) : IDisposable
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly SemaphoreSlim _oneLoad = new(1);

    public async Task<TransformedDocument> TransformAsync(
        string changeSetId, Submission submission, ExtractedFacts facts, CancellationToken cancellationToken)
    {
        var builder = new ChangeSetBuilder(new SourceDocument(
            submission.DocumentId, submission.Hints.Title ?? facts.Title ?? submission.FileName, submission.Hints.Url,
            submission.Hints.EffectiveDate ?? facts.EffectiveDate, submission.Hints.SourceDate));
        foreach (var alliance in facts.Alliances) builder.AddAlliance(alliance.Id, alliance.Name);
        foreach (var airline in facts.Airlines) builder.Add(airline);
        foreach (var airport in facts.Airports) builder.Add(airport);
        foreach (var program in facts.Programs) builder.Add(program);
        foreach (var tier in facts.Tiers) builder.Add(tier.ProgramId, tier.Tier);
        foreach (var metric in facts.Metrics) builder.Add(metric.ProgramId, metric.Metric);
        foreach (var region in facts.Regions) builder.Add(region);
        foreach (var fareClass in facts.FareClasses) builder.Add(fareClass);
        foreach (var sector in facts.Sectors) builder.Add(sector);
        foreach (var rate in facts.ExchangeRates) builder.Add(rate);
        foreach (var transfer in facts.Transfers) builder.Add(transfer);
        foreach (var chart in facts.Charts) builder.Add(ChartOf(chart, submission.DocumentId));
        var snapshot = await snapshots.RefreshAsync(cancellationToken);
        return new TransformedDocument(builder.Build(changeSetId),
            [.. facts.Charts.Select(chart => ChartDifference.Between(ChartOf(chart, submission.DocumentId), snapshot.Facts))]);
    }

    /// <summary>Applies a change set under the lease. It is applied once, however often this is called.</summary>
    public async Task<LoadResult> LoadAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await _oneLoad.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (await graph.TryAcquireLeaseAsync(_owner, options.Value.Lease, cancellationToken) is { } lease)
                {
                    var outcome = await graph.ApplyAsync(changes, lease, cancellationToken);
                    await graph.ReleaseLeaseAsync(lease, cancellationToken);
                    return new LoadResult(outcome != ApplyOutcome.Unchanged);
                }

                // Another loader is at work, or died: its lease ends by itself.
                await Task.Delay(TimeSpan.FromMilliseconds(100 + Random.Shared.Next(100)), time, cancellationToken);
            }
        }
        finally
        {
            _oneLoad.Release();
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
}
