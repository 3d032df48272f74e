using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Mentions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A rule as one cell gave it, before its chart is known whole.</summary>
/// <param name="Selector">For whom.</param>
/// <param name="Label">The cabin that stands beside its classes, which selects only where letters alone do not.</param>
internal sealed record RuleDraft(
    string Component, RuleSelector Selector, Cabin? Label, EarningFormula Formula, Validity Validity, string Text)
{
    /// <summary>A note excludes its classes; no row has them.</summary>
    public bool IsNoted { get; init; }
}

/// <summary>Gathers rules by chart. One document's rules of one key and one valid time are one chart.</summary>
/// <param name="dollars">What "$1" is on the page; null where it is what it says.</param>
internal sealed class ChartDrafts(Lazy<BareDollars?> dollars)
{
    private sealed record Group(ChartKey Key, Validity Validity, List<RuleDraft> Rules, List<UnreadRow> Unread, List<(string Place, UnreadRow Row)> Unplaced);

    private readonly Dictionary<ChartKey, List<Group>> _families = [];
    private readonly List<List<Group>> _order = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Market, (string Label, bool IsApart)> _undrawn = [];
    // Columns beside each other add to a few charts in turn.
    private readonly (ChartKey? Key, Group? Group)[] _recent = new (ChartKey?, Group?)[4];
    private int _next;

    public void Add(ChartKey key, Validity validity, RuleDraft rule) => Of(key, validity).Rules.Add(rule);

    /// <param name="place">The market that was not understood, when that is why the row is unread.</param>
    public void AddUnread(ChartKey key, Validity validity, UnreadRow row, string? place = null)
    {
        var group = Of(key, validity);
        if (place is null) group.Unread.Add(row);
        else group.Unplaced.Add((place, row));
    }

    /// <summary>A market that the document names and nobody has drawn: charts with rules for it ask.</summary>
    /// <param name="label">What the document calls it.</param>
    /// <param name="isApart">Whether a heading names it: what stands under it may be a chart by itself.</param>
    public void Undrawn(Market market, string label, bool isApart) => _undrawn.TryAdd(market, (label, isApart));

    /// <summary>The charts, with their rules' ids.</summary>
    /// <param name="document">The valid time of the document as a whole: sections that lie inside it are rules of its chart.</param>
    public ImmutableArray<DraftChart> Build(Validity document)
    {
        var charts = ImmutableArray.CreateBuilder<DraftChart>();
        foreach (var groups in _order)
        {
            var home = groups.Find(g => g.Validity == document) ?? groups.Find(g => g.Validity is { From: null, Until: null });
            if (home is not null)
            {
                foreach (var other in groups)
                {
                    if (other == home || !Inside(other.Validity, home.Validity)) continue;
                    home.Rules.AddRange(other.Rules.Select(rule => rule with { Validity = rule.Validity == default ? other.Validity : rule.Validity }));
                    home.Unread.AddRange(other.Unread);
                    home.Unplaced.AddRange(other.Unplaced);
                    other.Unplaced.Clear();
                    other.Rules.Clear();
                    other.Unread.Clear();
                }
            }

            foreach (var group in groups)
            {
                if (group.Unplaced.Count > 0) charts.AddRange(Apart(group));
                if (_undrawn.Count > 0)
                {
                    foreach (var apart in UndrawnApart(group)) charts.Add(Chart(apart));
                    AskForUndrawn(group);
                }

                if (group.Rules.Count > 0 || group.Unread.Count > 0) charts.Add(Chart(group));
            }
        }

        return charts.ToImmutable();
    }

    private Group Of(ChartKey key, Validity validity)
    {
        foreach (var (recent, known) in _recent)
        {
            if (ReferenceEquals(recent, key) && known!.Validity == validity) return known;
        }

        var group = Find(key, validity);
        _recent[_next++ % _recent.Length] = (key, group);
        return group;
    }

    private Group Find(ChartKey key, Validity validity)
    {
        ref var family = ref CollectionsMarshal.GetValueRefOrAddDefault(_families, key, out var isKnown);
        if (!isKnown) _order.Add(family = []);

        foreach (var known in family!)
        {
            if (known.Validity == validity) return known;
        }

        var group = new Group(key, validity, [], [], []);
        family.Add(group);
        return group;
    }

    /// <summary>
    /// What stands under a market that nobody understood. Where all else holds for markets of its own it is a chart by itself, which waits
    /// alone; where something holds everywhere, the whole waits: the place may be an exception to it.
    /// </summary>
    private static List<DraftChart> Apart(Group group)
    {
        if (group.Rules.Count == 0 || group.Rules.Exists(rule => rule.Selector.Market.Kind == MarketKind.Any && !rule.IsNoted))
        {
            group.Unread.AddRange(group.Unplaced.Select(unplaced => unplaced.Row));
            return [];
        }

        return
        [
            .. group.Unplaced.GroupBy(unplaced => unplaced.Place, unplaced => unplaced.Row, StringComparer.Ordinal)
                .Select(place => new DraftChart(
                    group.Key with { Conditions = string.Join("; ", new[] { group.Key.Conditions, place.Key }.Where(part => part.Length > 0)) }, group.Validity, [], [.. place])),
        ];
    }

    /// <summary>The same for markets by name: their rules make a chart for each, where all else holds for markets that are known.</summary>
    private List<Group> UndrawnApart(Group group)
    {
        if (!group.Rules.Exists(rule => IsUndrawn(rule, apart: true)) || !group.Rules.TrueForAll(rule => rule.Selector.Market.Kind != MarketKind.Any)
            || group.Rules.TrueForAll(rule => IsUndrawn(rule, apart: false))) return [];
        List<Group> charts = [];
        foreach (var market in group.Rules.Where(rule => IsUndrawn(rule, apart: true)).GroupBy(rule => rule.Selector.Market))
        {
            var chart = new Group(group.Key with { Market = market.Key.ToString() }, group.Validity, [.. market], [], []);
            AskForUndrawn(chart);
            charts.Add(chart);
        }

        group.Rules.RemoveAll(rule => IsUndrawn(rule, apart: true));
        return charts;
    }

    private bool IsUndrawn(RuleDraft rule, bool apart) => rule.Selector.Market.Kind == MarketKind.Regions && _undrawn.TryGetValue(rule.Selector.Market, out var named) && (named.IsApart || !apart);

    private void AskForUndrawn(Group group)
    {
        foreach (var market in group.Rules.Select(rule => rule.Selector.Market).Distinct())
        {
            // A row by its name: where the chart is approved, flights there answer that it was not read.
            if (_undrawn.TryGetValue(market, out var named)) group.Unread.Add(new UnreadRow(named.Label, named.Label, $"'{named.Label}' names a market that was not understood: a sheet of regions says which countries it has"));
        }
    }

    private static bool Inside(Validity inner, Validity outer) =>
        inner.By == outer.By | outer == default && (outer.From is null || inner.From >= outer.From) && (outer.Until is null || inner.Until <= outer.Until);

    /// <summary>A dollar is that of the airline's country, unless the page says another; where it says none, a person does.</summary>
    private void DollarsOfCountry(Group group)
    {
        if (!group.Rules.Exists(rule => rule.Formula.Currency == "USD") || dollars.Value is not { } own) return;
        if (!own.IsNamed) group.Unread.Add(new UnreadRow("$", "$", $"the page does not say whose dollars it counts in{(own.Currency is null ? "" : $": they are read as {own.Currency}")}"));
        if (own.Currency is null) return;
        for (var i = 0; i < group.Rules.Count; i++)
        {
            if (group.Rules[i].Formula.Currency == "USD") group.Rules[i] = group.Rules[i] with { Formula = group.Rules[i].Formula with { Currency = own.Currency } };
        }
    }

    private DraftChart Chart(Group group)
    {
        DollarsOfCountry(group);
        var id = EarningIds.Chart(group.Key, group.Validity);
        RulesTogether.WithoutDomestic(group.Rules);
        RulesTogether.ExcludedEverywhere(group.Rules);
        var split = RulesTogether.LettersInTwoCabins(group.Rules);
        _seen.Clear();
        _seen.EnsureCapacity(group.Rules.Count);
        var rules = ImmutableArray.CreateBuilder<EarningRule>(group.Rules.Count);
        var cabins = ImmutableArray.CreateBuilder<Cabin?>(group.Rules.Count);
        foreach (var draft in group.Rules)
        {
            var selector = draft.Selector;
            if (draft.Label is { } cabin && selector.Cabin is null && !selector.FareClasses.Intersect(split).IsEmpty) selector = selector with { Cabin = cabin };
            var rule = EarningIds.Rule(id, group.Key.Metric, draft.Component, selector, draft.Formula, draft.Validity, draft.Text);
            if (!_seen.Add(rule.Id)) continue;
            rules.Add(rule);
            cabins.Add(draft.Label);
        }

        return new DraftChart(group.Key, group.Validity, rules.DrainToImmutable(), [.. group.Unread]) { Cabins = cabins.DrainToImmutable() };
    }

    /// <summary>What a chart selects for all its rules.</summary>
    public static RuleSelector Carrier(ChartKey key)
    {
        if (key.Carrier is ChartKey.AnyCarrier or "") return RuleSelector.Everything;
        if (AllianceWords.IsCarrier(key.Carrier)) return new RuleSelector { Alliance = AllianceWords.IdOf(key.Carrier) };
        ImmutableArray<string> carrier = [key.Carrier];
        return key.Role switch
        {
            FlightRole.Marketing => new RuleSelector { Marketing = carrier },
            FlightRole.Operating => new RuleSelector { Operating = carrier },
            _ => new RuleSelector { Marketing = carrier, Operating = carrier },
        };
    }
}

/// <summary>What a market selector of a chart's key is when the markets stand in its rules.</summary>
internal static class ChartMarkets
{
    public static string Any { get; } = Market.Any.ToString();
}
