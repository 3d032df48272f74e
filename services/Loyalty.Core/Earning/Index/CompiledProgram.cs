using System.Collections.Frozen;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;

namespace Loyalty.Core.Earning.Index;

/// <summary>A program with its rules indexed.</summary>
internal sealed class CompiledProgram
{
    private const int None = -1;
    private readonly FrozenDictionary<string, int> _airlines;
    private readonly Dictionary<string, int> _alliances = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<CompiledChart>> _charts = [];
    private readonly FrozenDictionary<string, int[]> _regionsByMember;
    private readonly FrozenDictionary<ulong, decimal> _sectors;

    public CompiledProgram(
        LoyaltyProgram program, IReadOnlyList<Region> regions, IReadOnlyList<SectorDistance> sectors,
        IReadOnlyList<CompiledChart> charts, FrozenDictionary<string, int> carriers)
    {
        Program = program;
        _airlines = carriers;
        var ofAirports = regions.Where(region => region.Members.All(member => member.StartsWith("airport:", StringComparison.Ordinal)))
            .Select(region => region.Id).ToFrozenSet(StringComparer.Ordinal);
        var numbers = regions.Select((region, number) => (region.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);
        _regionsByMember = regions
            .SelectMany((region, number) => region.Members.Select(member => (member, number)))
            .GroupBy(pair => pair.member)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.number).ToArray());
        MostRegions = Most("") + Most("continent:") + Most("airport:");
        _sectors = sectors
            .GroupBy(sector => MarketKey.Pair(MarketKind.Route, MarketKey.Code(sector.From), MarketKey.Code(sector.To)))
            .ToFrozenDictionary(group => group.Key, group => group.First().Miles);
        Slots = SlotsOf(program, charts);
        Metrics = [.. Slots.Select(slot => slot.Metric).Distinct(StringComparer.Ordinal)];
        Roundings = [.. Metrics.Select(metric =>
            program.Metrics.FirstOrDefault(own => own.Name == metric)?.Rounding ?? program.Rounding)];
        MetricOfSlot = [.. Slots.Select(slot => Array.IndexOf(Metrics, slot.Metric))];
        Rules = Compile(charts, numbers, ofAirports);

        // A country's code is a member without a kind before it.
        int Most(string kind) => _regionsByMember.Where(of => kind == "" ? !of.Key.Contains(':', StringComparison.Ordinal) : of.Key.StartsWith(kind, StringComparison.Ordinal))
            .Select(of => of.Value.Length).DefaultIfEmpty().Max();
    }

    public LoyaltyProgram Program { get; }

    /// <summary>The program's named amounts, in the order in which they can be computed.</summary>
    public Slot[] Slots { get; }

    /// <summary>The metrics among them, redeemable first.</summary>
    public string[] Metrics { get; }

    public Rounding[] Roundings { get; }

    public int[] MetricOfSlot { get; }

    public RuleTable Rules { get; }

    /// <summary>Every market that any rule of the program names: others need not be looked for.</summary>
    public HashSet<ulong> Markets { get; } = [];

    /// <summary>The number under which the rules of any carrier stand.</summary>
    public int AnyCarrier => _airlines.Count;

    /// <summary>The number under which the rules of an alliance stand; negative when there are none.</summary>
    public int OfAlliance(string? alliance) => alliance is not null && _alliances.TryGetValue(alliance, out var number) ? number : None;

    /// <summary>The charts of a carrier, by its number.</summary>
    public IReadOnlyList<CompiledChart> ChartsOf(int carrier) => _charts.TryGetValue(carrier, out var charts) ? charts : [];

    public decimal? PublishedMiles(string from, string to) =>
        _sectors.Count > 0
        && _sectors.TryGetValue(MarketKey.Pair(MarketKind.Route, MarketKey.Code(from), MarketKey.Code(to)), out var miles) ? miles : null;

    /// <summary>In so many regions an airport lies at most.</summary>
    public int MostRegions { get; }

    /// <summary>The numbers of the regions that an airport lies in, into a buffer that holds <see cref="MostRegions"/>.</summary>
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
            if (!regions[..count].Contains(number)) regions[count++] = number;
        }
    }

    private RuleTable Compile(IReadOnlyList<CompiledChart> charts, Dictionary<string, int> regions, FrozenSet<string> ofAirports)
    {
        var slots = new Dictionary<(string, string, ChartPart), int>();
        for (var slot = 0; slot < Slots.Length; slot++) slots[(Slots[slot].Metric, Slots[slot].Component, Slots[slot].Part)] = slot;
        var rules = new List<(int Carrier, ulong Market, CompiledRule Rule)>(charts.Sum(chart => chart.Chart.Rules.Length));
        foreach (var chart in charts)
        {
            var key = chart.Chart.Key;
            if (NumberOf(key.Carrier) is var carrier && carrier == None) continue;
            if (!_charts.TryGetValue(carrier, out var ofCarrier)) _charts[carrier] = ofCarrier = [];
            ofCarrier.Add(chart);
            var chartMarket = Market.Parse(key.Market);
            var chartMarketKey = MarketKey.Of(chartMarket, regions);
            foreach (var rule in chart.Chart.Rules)
            {
                var own = rule.Selector.Market;
                var narrowed = own.Kind == MarketKind.Any ? chartMarket : own;
                var market = own.Kind == MarketKind.Any ? chartMarketKey : MarketKey.Of(own, regions);
                Markets.Add(market);
                rules.Add((carrier, market, new CompiledRule(rule, chart, slots[(rule.Metric, rule.Component, key.Part)],
                    Specificity(key, rule.Selector, narrowed.Narrowness(!ofAirports.Contains(narrowed.From ?? "") && !ofAirports.Contains(narrowed.To ?? ""))))
                {
                    AlsoMarket = chartMarket.Kind != MarketKind.Any && own.Kind != MarketKind.Any ? chartMarketKey : null,
                }));
            }

            Markets.Add(chartMarketKey);
        }

        return new RuleTable(AnyCarrier + 1 + _alliances.Count, rules);
    }

    /// <summary>The rule's specificity with what its chart selects for all its rules.</summary>
    private static uint Specificity(ChartKey key, RuleSelector selector, uint narrowness)
    {
        var alliance = key.Carrier.StartsWith("alliance:", StringComparison.Ordinal);
        var carrier = !alliance && key.Carrier != ChartKey.AnyCarrier;
        return selector.Specificity(narrowness,
            !selector.Marketing.IsEmpty || (carrier && key.Role != FlightRole.Operating),
            !selector.Operating.IsEmpty || (carrier && key.Role != FlightRole.Marketing),
            alliance || selector.Alliance is not null);
    }

    /// <summary>Airlines first, then any carrier, then the alliances that a chart names.</summary>
    private int NumberOf(string carrier)
    {
        if (carrier == ChartKey.AnyCarrier) return AnyCarrier;
        if (!carrier.StartsWith("alliance:", StringComparison.Ordinal)) return _airlines.GetValueOrDefault(carrier, None);
        var alliance = carrier["alliance:".Length..];
        if (!_alliances.TryGetValue(alliance, out var number)) _alliances[alliance] = number = AnyCarrier + 1 + _alliances.Count;
        return number;
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
