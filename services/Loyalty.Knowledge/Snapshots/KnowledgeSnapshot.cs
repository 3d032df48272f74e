using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Calculation;
using Loyalty.Core.Earning.Index;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// An immutable, indexed picture of the whole graph: whoever holds one answers consistently, without a network. Thread-safe.
/// </summary>
public sealed class KnowledgeSnapshot
{
    private readonly Lazy<Dictionary<string, (EarningRule Rule, EarningChart Chart)>> _rules;
    private readonly Lazy<EarningIndex> _index;
    private readonly Lazy<EarningCalculator> _calculator;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="version">The graph's version it pictures.</param>
    /// <param name="changeSet">The id of the change set that made this version; empty for an empty graph.</param>
    /// <param name="facts">What the graph holds.</param>
    /// <param name="builtAt">When it was made.</param>
    public KnowledgeSnapshot(long version, string changeSet, LoyaltyFacts facts, DateTimeOffset builtAt)
    {
        Version = version;
        ChangeSet = changeSet;
        BuiltAt = builtAt;
        Facts = facts;
        // Who reads documents asks for facts alone, and for a new snapshot with each of them.
        _index = new(() => EarningIndex.Build(facts));
        _calculator = new(() => new EarningCalculator(Index));
        // Only browsing asks for a rule by its id: the first who does pays for the table.
        _rules = new(() => ById(facts));
    }

    /// <summary>The graph's version it pictures.</summary>
    public long Version { get; }

    /// <summary>The id of the change set that made this version; empty for an empty graph.</summary>
    public string ChangeSet { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset BuiltAt { get; }

    /// <summary>All facts.</summary>
    public LoyaltyFacts Facts { get; }

    /// <summary>The facts, indexed the first time that this is asked for.</summary>
    public EarningIndex Index => _index.Value;

    /// <summary>Answers from this snapshot.</summary>
    public EarningCalculator Calculator => _calculator.Value;

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
