using System.Collections.Frozen;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;

namespace Loyalty.Core.Earning.Index;

/// <summary>A program with its rules indexed by carrier.</summary>
internal sealed class CompiledProgram
{
    private readonly RuleTable?[] _byCarrier;
    private readonly Dictionary<string, RuleTable> _byAlliance = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, int[]> _regionsByMember;
    private readonly FrozenDictionary<ulong, decimal> _sectors;

    public CompiledProgram(
        LoyaltyProgram program, IReadOnlyList<Region> regions, IReadOnlyList<SectorDistance> sectors,
        IReadOnlyList<CompiledChart> charts, FrozenDictionary<string, int> carriers)
    {
        Program = program;
        _byCarrier = new RuleTable?[carriers.Count];
        var numbers = regions.Select((region, number) => (region.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);
        _regionsByMember = regions
            .SelectMany((region, number) => region.Members.Select(member => (member, number)))
            .GroupBy(pair => pair.member)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.number).ToArray());
        _sectors = sectors
            .GroupBy(sector => MarketKey.Pair(MarketKind.Route, MarketKey.Code(sector.From), MarketKey.Code(sector.To)))
            .ToFrozenDictionary(group => group.Key, group => group.First().Miles);
        Slots = SlotsOf(program, charts);
        Metrics = [.. Slots.Select(slot => slot.Metric).Distinct(StringComparer.Ordinal)];
        Roundings = [.. Metrics.Select(metric =>
            program.Metrics.FirstOrDefault(own => own.Name == metric)?.Rounding ?? program.Rounding)];
        MetricOfSlot = [.. Slots.Select(slot => Array.IndexOf(Metrics, slot.Metric))];
        Fill(charts, carriers, numbers);
    }

    public LoyaltyProgram Program { get; }

    /// <summary>The program's named amounts, in the order in which they can be computed.</summary>
    public Slot[] Slots { get; }

    /// <summary>The metrics among them, redeemable first.</summary>
    public string[] Metrics { get; }

    public Rounding[] Roundings { get; }

    public int[] MetricOfSlot { get; }

    public RuleTable? AnyCarrier { get; private set; }

    /// <summary>Every market that any rule of the program names: others need not be looked for.</summary>
    public HashSet<ulong> Markets { get; } = [];

    public RuleTable? OfCarrier(int carrier) => carrier < 0 ? null : _byCarrier[carrier];

    public RuleTable? OfAlliance(string? alliance) => alliance is not null && _byAlliance.TryGetValue(alliance, out var table) ? table : null;

    public decimal? PublishedMiles(string from, string to) =>
        _sectors.Count > 0
        && _sectors.TryGetValue(MarketKey.Pair(MarketKind.Route, MarketKey.Code(from), MarketKey.Code(to)), out var miles) ? miles : null;

    /// <summary>The numbers of the regions that an airport lies in, into a buffer.</summary>
    public int RegionsOf(Airport airport, Span<int> regions)
    {
        if (_regionsByMember.Count == 0) return 0;
        var count = 0;
        Add(airport.Country, regions, ref count);
        Add("continent:" + airport.Continent, regions, ref count);
        Add("airport:" + airport.Iata, regions, ref count);
        return count;
    }

    private void Add(string member, Span<int> regions, ref int count)
    {
        if (!_regionsByMember.TryGetValue(member, out var numbers)) return;
        foreach (var number in numbers)
        {
            if (count < regions.Length && !regions[..count].Contains(number)) regions[count++] = number;
        }
    }

    private void Fill(IReadOnlyList<CompiledChart> charts, FrozenDictionary<string, int> carriers, Dictionary<string, int> regions)
    {
        var slots = new Dictionary<(string, string, ChartPart), int>();
        for (var slot = 0; slot < Slots.Length; slot++) slots[(Slots[slot].Metric, Slots[slot].Component, Slots[slot].Part)] = slot;
        var ranked = new List<(uint Specificity, int From, CompiledRule Rule)>();
        foreach (var chart in charts)
        {
            if (TableOf(chart.Chart.Key, carriers) is not { } table) continue;
            table.Charts.Add(chart);
            var chartMarket = Market.Parse(chart.Chart.Key.Market);
            foreach (var rule in chart.Chart.Rules)
            {
                var narrowed = rule.Selector.Market.Kind == MarketKind.Any ? chartMarket : rule.Selector.Market;
                var compiled = new CompiledRule(rule, chart, slots[(rule.Metric, rule.Component, chart.Chart.Key.Part)])
                {
                    AlsoMarket = chartMarket.Kind != MarketKind.Any && rule.Selector.Market.Kind != MarketKind.Any
                        ? MarketKey.Of(chartMarket, regions)
                        : null,
                };
                var market = MarketKey.Of(narrowed, regions);
                Markets.Add(market);
                if (compiled.AlsoMarket is { } also) Markets.Add(also);
                table.Add(compiled, rule.Selector.FareClasses, market);
                ranked.Add((Specificity(chart.Chart.Key, rule.Selector, narrowed), chart.From, compiled));
            }
        }

        ranked.Sort(static (a, b) =>
        {
            var order = a.Specificity.CompareTo(b.Specificity);
            if (order == 0) order = a.From.CompareTo(b.From);
            return order != 0 ? order : string.CompareOrdinal(a.Rule.Rule.Id, b.Rule.Rule.Id);
        });
        for (var rank = 0; rank < ranked.Count; rank++) ranked[rank].Rule.Rank = rank;
        foreach (var table in _byCarrier) table?.Freeze();
        foreach (var table in _byAlliance.Values) table.Freeze();
        AnyCarrier?.Freeze();
    }

    /// <summary>The rule's specificity with what its chart selects for all its rules.</summary>
    private static uint Specificity(ChartKey key, RuleSelector selector, Market market)
    {
        var alliance = key.Carrier.StartsWith("alliance:", StringComparison.Ordinal);
        var carrier = !alliance && key.Carrier != ChartKey.AnyCarrier;
        return selector.Specificity(market,
            !selector.Marketing.IsEmpty || (carrier && key.Role != FlightRole.Operating),
            !selector.Operating.IsEmpty || (carrier && key.Role != FlightRole.Marketing),
            alliance || selector.Alliance is not null);
    }

    private RuleTable? TableOf(ChartKey key, FrozenDictionary<string, int> carriers)
    {
        if (key.Carrier == ChartKey.AnyCarrier) return AnyCarrier ??= new RuleTable();
        if (key.Carrier.StartsWith("alliance:", StringComparison.Ordinal))
        {
            var alliance = key.Carrier["alliance:".Length..];
            if (!_byAlliance.TryGetValue(alliance, out var table)) _byAlliance[alliance] = table = new RuleTable();
            return table;
        }

        return carriers.TryGetValue(key.Carrier, out var number) ? _byCarrier[number] ??= new RuleTable() : null;
    }

    /// <summary>
    /// Orders the amounts: factors first, then what flights earn, then what is a share of amounts, each after what it needs.
    /// </summary>
    private static Slot[] SlotsOf(LoyaltyProgram program, IReadOnlyList<CompiledChart> charts)
    {
        var slots = new Dictionary<(string Metric, string Component, ChartPart Part), (HashSet<string> Needs, bool Factor)>();
        foreach (var chart in charts)
        {
            foreach (var rule in chart.Chart.Rules)
            {
                var name = (rule.Metric, rule.Component, chart.Chart.Key.Part);
                if (!slots.TryGetValue(name, out var slot)) slot = (new HashSet<string>(StringComparer.Ordinal), false);
                if (rule.Formula.Basis is EarningBasis.Amounts or EarningBasis.Fixed or EarningBasis.Band) slot.Needs.UnionWith(rule.Formula.Of);
                if (rule.Formula.Basis == EarningBasis.EliteBonus && program.EliteBonus.Base == EliteBonusBase.Components)
                    slot.Needs.UnionWith(program.EliteBonus.Components.Select(component => $"{rule.Metric}/{component}"));
                slots[name] = (slot.Needs, slot.Factor || rule.Formula.Basis == EarningBasis.Multiplier);
            }
        }

        var order = new Dictionary<(string, string, ChartPart), int>();
        int Depth((string Metric, string Component, ChartPart Part) name, int guard)
        {
            if (order.TryGetValue(name, out var known)) return known;
            var (needs, factor) = slots[name];
            if (factor) return order[name] = -1;
            // A circle of formulas cannot be computed in any order; the validator refuses it, and here it merely ends.
            if (guard > slots.Count) return 0;
            var depth = name.Part == ChartPart.Status ? 1 : 0;
            foreach (var other in slots.Keys)
            {
                if (other == name) continue;
                if (needs.Contains(other.Metric) || needs.Contains($"{other.Metric}/{other.Component}")
                    || (name.Part == ChartPart.Status && other.Part == ChartPart.Flight && other.Metric == name.Metric))
                    depth = Math.Max(depth, Depth(other, guard + 1) + 1);
            }

            return order[name] = depth;
        }

        return [.. slots.Keys
            .Select(name => new Slot(name.Metric, name.Component, name.Part, Depth(name, 0)))
            .OrderBy(slot => slot.Order)
            .ThenBy(slot => slot.Metric == EarningRule.Redeemable ? 0 : 1)
            .ThenBy(slot => slot.Metric, StringComparer.Ordinal)
            .ThenBy(slot => slot.Component == EarningRule.BaseComponent ? 0 : 1)
            .ThenBy(slot => slot.Component, StringComparer.Ordinal)];
    }
}
