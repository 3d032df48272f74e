using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Core.Transfers;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// The graph's elements turned back into facts, kept by id so that newer elements can be added later. Not thread-safe.
/// </summary>
public sealed class GraphFacts
{
    private readonly FactTable<string, Airport> _airports = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, Alliance> _alliances = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, Airline> _airlines = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, string> _allianceOf = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, LoyaltyProgram> _programs = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, EliteTier> _tiers = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, Metric> _metrics = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private (long Changes, ImmutableArray<Airline> List) _builtAirlines = (0, []);
    private (long Changes, ImmutableArray<LoyaltyProgram> List) _builtPrograms = (0, []);
    private readonly FactTable<string, (string Program, string Part)> _partsOfPrograms = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, Region> _regions = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private static readonly ImmutableArray<Cabin> Cabins = [.. Enum.GetValues<Cabin>()];
    private readonly FactTable<(string Id, Cabin Cabin), FareClassFact> _fareClasses = new(
        Comparer<(string Id, Cabin Cabin)>.Create(static (a, b) => string.CompareOrdinal(a.Id, b.Id) is not 0 and var order ? order : a.Cabin.CompareTo(b.Cabin)),
        EqualityComparer<(string Id, Cabin Cabin)>.Default);
    private readonly FactTable<string, SectorDistance> _sectors = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, ExchangeRate> _rates = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, SourceDocument> _documents = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly FactTable<string, TransferRoute> _transfers = new(StringComparer.Ordinal, StringComparer.Ordinal);
    private readonly Dictionary<string, EarningRule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ChartKey Key, Validity Validity)> _charts = new(StringComparer.Ordinal);
    private readonly FactTable<(string Chart, string Document), Edition> _editions = new(
        Comparer<(string Chart, string Document)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Chart, b.Chart) is var charts and not 0 ? charts : string.CompareOrdinal(a.Document, b.Document)),
        EqualityComparer<(string, string)>.Default);
    // Many rules say the same for the same classes: one object of each, small enough to stay in the processor's cache.
    private readonly Dictionary<RuleSelector, RuleSelector> _selectors = [];
    private readonly Dictionary<EarningFormula, EarningFormula> _formulas = [];

    /// <summary>Takes up facts that were built before, as a snapshot file keeps them, so that newer elements can be added.</summary>
    /// <param name="facts">What <see cref="Build"/> made.</param>
    public static GraphFacts From(LoyaltyFacts facts)
    {
        var graph = new GraphFacts();
        foreach (var airport in facts.Airports) graph._airports[GraphIds.Airport(airport.Iata)] = airport;
        foreach (var alliance in facts.Alliances) graph._alliances[GraphIds.Alliance(alliance.Id)] = alliance;
        foreach (var region in facts.Regions) graph._regions[GraphIds.Region(region.Id)] = region;
        foreach (var fact in facts.FareClasses) graph._fareClasses[(GraphIds.FareClass(fact.Carrier, fact.Letter), fact.Cabin)] = fact;
        foreach (var sector in facts.Sectors) graph._sectors[GraphIds.Sector(sector.ProgramId, sector.From, sector.To)] = sector;
        foreach (var rate in facts.ExchangeRates) graph._rates[GraphIds.Rate(rate.From, rate.To, rate.Date)] = rate;
        foreach (var document in facts.Documents) graph._documents[GraphIds.Document(document.Id)] = document;
        foreach (var airline in facts.Airlines)
        {
            graph._airlines[GraphIds.Airline(airline.Iata)] = airline;
            if (airline.Alliance is { } alliance) graph._allianceOf[GraphIds.Airline(airline.Iata)] = alliance;
        }

        foreach (var program in facts.Programs) graph.TakeUp(program);
        foreach (var route in facts.Transfers)
            graph._transfers[GraphIds.Edge(Labels.TransfersTo, GraphIds.Program(route.FromProgram), GraphIds.Program(route.ToProgram), route.Id)] = route;
        foreach (var chart in facts.Charts) graph.TakeUp(chart);
        return graph;
    }

    /// <summary>Adds an element, or the newer state of one.</summary>
    /// <param name="element">What the graph holds.</param>
    public void Add(StoredElement element)
    {
        if (element.Vertex is { } vertex) Add(vertex);
        else if (element.Edge is { } edge) Add(edge, element.RecordedAt);
    }

    /// <summary>The facts as they are now, each list in the order of ids. A list without a change is the one of the last time.</summary>
    public LoyaltyFacts Build() => new()
    {
        Airports = _airports.InOrder(),
        Alliances = _alliances.InOrder(),
        Airlines = Airlines(),
        Programs = Programs(),
        Regions = _regions.InOrder(),
        FareClasses = _fareClasses.InOrder(),
        Sectors = _sectors.InOrder(),
        ExchangeRates = _rates.InOrder(),
        Transfers = _transfers.InOrder(),
        Documents = _documents.InOrder(),
        Charts = [.. _editions.InOrder().Where(edition => edition.RecordedAt is not null && _charts.ContainsKey(edition.Chart)).Select(Chart)],
    };

    private ImmutableArray<Airline> Airlines()
    {
        var changes = _airlines.Changes + _allianceOf.Changes;
        if (_builtAirlines.Changes != changes)
        {
            _builtAirlines = (changes, [.. _airlines.InOrder()
                .Select(airline => airline with { Alliance = _allianceOf.TryGetValue(GraphIds.Airline(airline.Iata), out var alliance) ? alliance : null })]);
        }

        return _builtAirlines.List;
    }

    private ImmutableArray<LoyaltyProgram> Programs()
    {
        var changes = _programs.Changes + _tiers.Changes + _metrics.Changes + _partsOfPrograms.Changes;
        if (_builtPrograms.Changes == changes) return _builtPrograms.List;
        var parts = _partsOfPrograms.InOrder();
        var tiers = Parts(_tiers);
        var metrics = Parts(_metrics);
        _builtPrograms = (changes, [.. _programs.InOrder().Select(program => program with
        {
            Tiers = [.. tiers[GraphIds.Program(program.Id)].OrderBy(tier => tier.Rank).ThenBy(tier => tier.Name, StringComparer.Ordinal)],
            Metrics = [.. metrics[GraphIds.Program(program.Id)].OrderBy(metric => metric.Name, StringComparer.Ordinal)],
        })]);
        return _builtPrograms.List;

        ILookup<string, T> Parts<T>(FactTable<string, T> table) => parts
            .SelectMany(part => table.TryGetValue(part.Part, out var found) ? [(part.Program, Part: found)] : Array.Empty<(string Program, T Part)>())
            .ToLookup(part => part.Program, part => part.Part, StringComparer.Ordinal);
    }

    private void TakeUp(LoyaltyProgram program)
    {
        var id = GraphIds.Program(program.Id);
        _programs[id] = program;
        foreach (var tier in program.Tiers)
        {
            var part = GraphIds.Tier(program.Id, tier.Name);
            _tiers[part] = tier;
            _partsOfPrograms[GraphIds.Edge(Labels.HasEliteTier, id, part)] = (id, part);
        }

        foreach (var metric in program.Metrics)
        {
            var part = GraphIds.Metric(program.Id, metric.Name);
            _metrics[part] = metric;
            _partsOfPrograms[GraphIds.Edge(Labels.HasEliteMetric, id, part)] = (id, part);
        }
    }

    private void TakeUp(EarningChart chart)
    {
        var id = GraphIds.Chart(chart.Id);
        _charts[id] = (chart.Key, chart.Validity with { Until = null });
        var edition = EditionOf(id, GraphIds.Document(chart.DocumentId));
        edition.RecordedAt = chart.RecordedAt;
        edition.Until = chart.Validity.Until;
        edition.Unread = chart.UnreadRows;
        foreach (var rule in chart.Rules)
        {
            _rules[GraphIds.Rule(rule.Id)] = rule;
            edition.Rules.Add(GraphIds.Rule(rule.Id));
        }

        edition.Built = chart;
    }

    private EarningChart Chart(Edition edition)
    {
        if (edition.Built is { } built) return built;
        var rules = new List<EarningRule>(edition.Rules.Count);
        foreach (var id in edition.Rules)
        {
            if (_rules.TryGetValue(id, out var rule)) rules.Add(rule);
        }

        rules.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return edition.Built = new EarningChart
        {
            Id = GraphIds.Bare(edition.Chart),
            Key = _charts[edition.Chart].Key,
            Validity = _charts[edition.Chart].Validity with { Until = edition.Until },
            RecordedAt = edition.RecordedAt!.Value,
            DocumentId = GraphIds.Bare(edition.Document),
            UnreadRows = edition.Unread,
            Rules = [.. rules],
        };
    }

    private void Add(GraphVertex v)
    {
        switch (v.Label)
        {
            case Labels.EarningRule:
                var rule = RuleVertex.Read(v);
                _rules[v.Id] = rule with { Selector = Shared(_selectors, rule.Selector), Formula = Shared(_formulas, rule.Formula) };
                break;
            case Labels.EarningChart:
                _charts[v.Id] = (new ChartKey(v["program"]!, v["carrier"]!, v["metric"]!, GraphText.Named(v["part"], ChartPart.Flight),
                        GraphText.Named(v["role"], FlightRole.Marketing), v["conditions"] ?? "", v["market"]!),
                    new Validity(GraphText.Date(v["from"]), null, GraphText.Named(v["by"], DateBasis.Travel)));
                break;
            case Labels.Airport:
                _airports[v.Id] = new Airport(GraphIds.Bare(v.Id), v["name"] ?? "", v["city"], v["country"] ?? "", v["continent"] ?? "",
                    GraphText.Real(v["latitude"]!), GraphText.Real(v["longitude"]!));
                break;
            case Labels.Alliance:
                _alliances[v.Id] = new Alliance(GraphIds.Bare(v.Id), v["name"] ?? GraphIds.Bare(v.Id));
                break;
            case Labels.Airline:
                _airlines[v.Id] = new Airline(GraphIds.Bare(v.Id), v["name"] ?? GraphIds.Bare(v.Id), v["country"], null);
                break;
            case Labels.LoyaltyProgram:
                _programs[v.Id] = Program(v);
                break;
            case Labels.EliteTier:
                _tiers[v.Id] = new EliteTier(v["name"]!, GraphText.Number(v["rank"]) ?? 0, v["allianceStatus"]);
                break;
            case Labels.EliteMetric:
                _metrics[v.Id] = new Metric(v["name"]!, GraphText.RoundingOf(v["rounding"]));
                break;
            case Labels.Region:
                _regions[v.Id] = new Region(GraphIds.Bare(v.Id), v["program"]!, v["name"] ?? "", GraphText.List(v["members"]));
                break;
            case Labels.FareClass:
                foreach (var cabin in Cabins)
                {
                    if (v[GraphIds.InCabin(cabin)] is not null) _fareClasses[(v.Id, cabin)] = new FareClassFact(v["carrier"]!, v["letter"]![0], cabin);
                }

                break;
            case Labels.SectorDistance:
                _sectors[v.Id] = new SectorDistance(v["program"]!, v["from"]!, v["to"]!, GraphText.Amount(v["miles"])!.Value, v["document"] ?? "");
                break;
            case Labels.ExchangeRate:
                _rates[v.Id] = new ExchangeRate(v["from"]!, v["to"]!, GraphText.Date(v["date"])!.Value, GraphText.Amount(v["rate"])!.Value, v["document"]);
                break;
            case Labels.SourceDocument:
                _documents[v.Id] = new SourceDocument(GraphIds.Bare(v.Id), v["title"] ?? "", v["url"], GraphText.Date(v["effectiveDate"]),
                    GraphText.Date(v["sourceDate"]));
                break;
        }
    }

    private static T Shared<T>(Dictionary<T, T> known, T value)
        where T : notnull
    {
        if (known.TryGetValue(value, out var same)) return same;
        known[value] = value;
        return value;
    }

    private static LoyaltyProgram Program(GraphVertex v) => new()
    {
        Id = GraphIds.Bare(v.Id),
        Name = v["name"] ?? GraphIds.Bare(v.Id),
        Kind = GraphText.Named(v["kind"], ProgramKind.Airline),
        Airline = v["airline"],
        Currency = v["currency"] ?? "miles",
        DistanceUnit = GraphText.Named(v["distanceUnit"], DistanceUnit.Miles),
        Rounding = GraphText.RoundingOf(v["rounding"]) ?? Rounding.Default,
        FareRounding = GraphText.Named(v["fareRounding"], RoundingMode.None),
        Minimum = new MinimumCredit(GraphText.Named(v["minimumStage"], MinimumStage.BeforeRate),
            GraphText.Named(v["minimumFor"], MinimumFor.Everyone), GraphText.Amount(v["minimum"])),
        EliteBonus = v["eliteBonusBase"] is null
            ? EliteBonus.Default
            : new EliteBonus(GraphText.Named(v["eliteBonusBase"], EliteBonusBase.Components), GraphText.List(v["eliteBonusComponents"])),
        DocumentId = v["document"],
    };

    private void Add(GraphEdge edge, DateTimeOffset recordedAt)
    {
        switch (edge.Label)
        {
            case Labels.HasRule:
                EditionOf(edge.From, GraphIds.Document(edge["document"]!)).Rules.Add(edge.To);
                break;
            case Labels.ExtractedFrom when edge.From.StartsWith("chart:", StringComparison.Ordinal):
                var edition = EditionOf(edge.From, edge.To);
                edition.RecordedAt = recordedAt;
                edition.Until = GraphText.Date(edge["until"]);
                edition.Unread = GraphText.List(edge["unread"]);
                break;
            case Labels.MemberOf:
                _allianceOf[edge.From] = GraphIds.Bare(edge.To);
                break;
            case Labels.HasEliteTier or Labels.HasEliteMetric:
                _partsOfPrograms[edge.Id] = (edge.From, edge.To);
                break;
            case Labels.TransfersTo:
                _transfers[edge.Id] = new TransferRoute(edge.Id[(edge.Id.LastIndexOf('|') + 1)..], GraphIds.Bare(edge.From), GraphIds.Bare(edge.To),
                    GraphText.Amount(edge["sent"])!.Value, GraphText.Amount(edge["received"])!.Value, GraphText.Amount(edge["minimum"]),
                    GraphText.Amount(edge["increment"]), GraphText.Amount(edge["bonusRate"]) ?? 0, edge["time"],
                    new Validity(GraphText.Date(edge["from"]), GraphText.Date(edge["until"]), GraphText.Named(edge["by"], DateBasis.Travel)),
                    edge["document"] ?? "");
                break;
        }
    }

    private Edition EditionOf(string chart, string document)
    {
        if (!_editions.TryGetValue((chart, document), out var edition)) _editions[(chart, document)] = edition = new Edition(chart, document);
        edition.Built = null;
        return edition;
    }

    private sealed class Edition(string chart, string document)
    {
        public string Chart { get; } = chart;
        public string Document { get; } = document;
        public HashSet<string> Rules { get; } = new(StringComparer.Ordinal);
        public DateTimeOffset? RecordedAt { get; set; }
        public DateOnly? Until { get; set; }
        public ImmutableArray<string> Unread { get; set; } = [];

        /// <summary>The chart as it was last built: most editions do not change from one snapshot to the next.</summary>
        public EarningChart? Built { get; set; }
    }
}

/// <summary>A rule's vertex turned back into the rule.</summary>
internal static class RuleVertex
{
    public static EarningRule Read(GraphVertex v)
    {
        string? fareBrand = null, fareBasis = null, card = null, earningMode = null, alliance = null, text = null, currency = null;
        string key = "", metric = "", component = "";
        ImmutableArray<string> marketing = [], operating = [], ticketing = [], notTicketing = [], tiers = [], residence = [], ticketTypes = [], of = [];
        var classes = default(FareClasses);
        Cabin? cabin = null;
        var market = Market.Any;
        int? flightFrom = null, flightTo = null;
        var condition = TicketCondition.None;
        var basis = EarningBasis.NotEligible;
        decimal rate = 0, divisor = 1;
        decimal? minimum = null, cap = null, ticketCap = null;
        ImmutableArray<DistanceBand> bands = [];
        DateOnly? from = null, until = null;
        var by = DateBasis.Travel;
        // One pass over the properties: a hundred thousand rules are read at start.
        foreach (var (name, value) in v.Properties)
        {
            switch (name)
            {
                case "key": key = value; break;
                case "metric": metric = value; break;
                case "component": component = value; break;
                case "marketing": marketing = GraphText.List(value); break;
                case "operating": operating = GraphText.List(value); break;
                case "alliance": alliance = value; break;
                case "ticketing": ticketing = GraphText.List(value); break;
                case "notTicketing": notTicketing = GraphText.List(value); break;
                case "fareClasses": classes = FareClasses.Of(value); break;
                case "cabin": cabin = GraphText.Named<Cabin>(value); break;
                case "fareBrand": fareBrand = value; break;
                case "fareBasis": fareBasis = value; break;
                case "market": market = Market.Parse(value); break;
                case "flightFrom": flightFrom = GraphText.Number(value); break;
                case "flightTo": flightTo = GraphText.Number(value); break;
                case "tiers": tiers = GraphText.List(value); break;
                case "card": card = value; break;
                case "residence": residence = GraphText.List(value); break;
                case "earningMode": earningMode = value; break;
                case "ticketTypes": ticketTypes = GraphText.List(value); break;
                case "ticketCondition": condition = GraphText.Named(value, TicketCondition.None); break;
                case "basis": basis = GraphText.Named(value, EarningBasis.NotEligible); break;
                case "rate": rate = GraphText.Amount(value)!.Value; break;
                case "divisor": divisor = GraphText.Amount(value)!.Value; break;
                case "minimum": minimum = GraphText.Amount(value); break;
                case "cap": cap = GraphText.Amount(value); break;
                case "ticketCap": ticketCap = GraphText.Amount(value); break;
                case "currency": currency = value; break;
                case "bands": bands = GraphText.Bands(value); break;
                case "of": of = GraphText.List(value); break;
                case "from": from = GraphText.Date(value); break;
                case "until": until = GraphText.Date(value); break;
                case "by": by = GraphText.Named(value, DateBasis.Travel); break;
                case "text": text = value; break;
            }
        }

        return new EarningRule
        {
            Id = GraphIds.Bare(v.Id),
            Key = key,
            Metric = metric,
            Component = component,
            Selector = new RuleSelector
            {
                Marketing = marketing,
                Operating = operating,
                Alliance = alliance,
                Ticketing = ticketing,
                NotTicketing = notTicketing,
                FareClasses = classes,
                Cabin = cabin,
                FareBrand = fareBrand,
                FareBasis = fareBasis,
                Market = market,
                FlightFrom = flightFrom,
                FlightTo = flightTo,
                Tiers = tiers,
                Card = card,
                Residence = residence,
                EarningMode = earningMode,
                TicketTypes = ticketTypes,
                TicketCondition = condition,
            },
            Formula = new EarningFormula
            {
                Basis = basis,
                Rate = rate,
                Divisor = divisor,
                Minimum = minimum,
                Cap = cap,
                TicketCap = ticketCap,
                Currency = currency,
                Bands = bands,
                Of = of,
            },
            Validity = new Validity(from, until, by),
            Text = text,
        };
    }
}
