using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Calculation;
using Loyalty.Core.Earning.Index;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// An immutable, indexed picture of the whole graph: whoever holds one answers consistently, without a network. Thread-safe.
/// </summary>
public sealed class KnowledgeSnapshot
{
    private readonly Lazy<Dictionary<string, (EarningRule Rule, EarningChart Chart)>> _rules;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="version">The graph's version it pictures.</param>
    /// <param name="facts">What the graph holds.</param>
    /// <param name="builtAt">When it was made.</param>
    public KnowledgeSnapshot(long version, LoyaltyFacts facts, DateTimeOffset builtAt)
    {
        Version = version;
        BuiltAt = builtAt;
        Index = EarningIndex.Build(facts);
        Calculator = new EarningCalculator(Index);
        // Only browsing asks for a rule by its id: the first who does pays for the table.
        _rules = new(() => ById(facts));
    }

    /// <summary>The graph's version it pictures.</summary>
    public long Version { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset BuiltAt { get; }

    /// <summary>All facts.</summary>
    public LoyaltyFacts Facts => Index.Facts;

    /// <summary>The facts, indexed.</summary>
    public EarningIndex Index { get; }

    /// <summary>Answers from this snapshot.</summary>
    public EarningCalculator Calculator { get; }

    /// <summary>A rule with the newest edition of the chart that owns it, or null.</summary>
    /// <param name="id">The rule's id.</param>
    public (EarningRule Rule, EarningChart Chart)? FindRule(string id) => _rules.Value.TryGetValue(id, out var found) ? found : null;

    private static Dictionary<string, (EarningRule, EarningChart)> ById(LoyaltyFacts facts)
    {
        var rules = new Dictionary<string, (EarningRule, EarningChart)>(StringComparer.Ordinal);
        foreach (var chart in facts.Charts.OrderBy(chart => chart.RecordedAt))
        {
            foreach (var rule in chart.Rules) rules[rule.Id] = (rule, chart);
        }

        return rules;
    }
}

/// <summary>Reads the graph into snapshots: whole at first, then only what is newer. Not thread-safe: one reader a process.</summary>
/// <param name="graph">The graph.</param>
/// <param name="time">The clock that dates snapshots.</param>
public sealed class SnapshotReader(IKnowledgeGraph graph, TimeProvider time)
{
    private readonly GraphFacts _facts = new();
    private long _version = -1;

    /// <summary>A snapshot of the graph's newest version, or null when there is nothing newer than the last one.</summary>
    /// <param name="cancellationToken">Cancels the read; the next call goes on.</param>
    public async Task<KnowledgeSnapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        var target = await graph.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        if (target == _version) return null;
        var before = _version;
        // A version that went back is another graph under the same name: nothing read so far holds.
        if (target < before) throw new GraphReplacedException(before, target);
        while (_version != target)
        {
            var after = Math.Max(_version, 0);
            await foreach (var element in graph.ReadAsync(after, Labels.SnapshotEdges, cancellationToken).ConfigureAwait(false)) _facts.Add(element);
            _version = target;
            target = await graph.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        }

        return new KnowledgeSnapshot(_version, _facts.Build(), time.GetUtcNow());
    }
}

/// <summary>The graph's version went back: it was replaced or lost its data.</summary>
/// <param name="before">The version that was seen.</param>
/// <param name="now">The version that is there.</param>
public sealed class GraphReplacedException(long before, long now)
    : Exception($"The graph went back from version {before} to {now}: it was replaced.");
