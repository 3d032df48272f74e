using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Core.Transfers;

namespace Loyalty.Knowledge.Graph;

/// <summary>
/// Turns facts into vertices and edges with deterministic ids. Not thread-safe. <see cref="Snapshots.GraphFacts"/> reads them back.
/// </summary>
/// <param name="document">The document that the facts were read from.</param>
public sealed class ChangeSetBuilder(SourceDocument document)
{
    private readonly SortedDictionary<string, GraphVertex> _vertices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, GraphEdge> _edges = new(StringComparer.Ordinal);

    /// <summary>The change set of everything added, the document first of all when anything was.</summary>
    /// <param name="id">The change set's id.</param>
    public ChangeSet Build(string id)
    {
        if (_vertices.Count > 0 || _edges.Count > 0)
        {
            Vertex(GraphIds.Document(document.Id), Labels.SourceDocument, ("title", document.Title), ("url", document.Url),
                ("effectiveDate", GraphText.Of(document.EffectiveDate)), ("sourceDate", GraphText.Of(document.SourceDate)));
        }

        return new ChangeSet(id, [.. _vertices.Values], [.. _edges.Values]);
    }

    /// <summary>Adds an alliance.</summary>
    /// <param name="id">Its id without the label.</param>
    /// <param name="name">Its name.</param>
    public void AddAlliance(string id, string name) => Sourced(GraphIds.Alliance(id), Labels.Alliance, ("name", name));

    /// <summary>Adds an airline.</summary>
    /// <param name="airline">The airline.</param>
    public void Add(Airline airline)
    {
        var id = GraphIds.Airline(airline.Iata);
        Sourced(id, Labels.Airline, ("name", airline.Name), ("country", airline.Country));
        if (airline.Alliance is { } alliance) Edge(Labels.MemberOf, id, GraphIds.Alliance(alliance));
    }

    /// <summary>Adds an airport.</summary>
    /// <param name="airport">The airport.</param>
    public void Add(Airport airport) => Vertex(GraphIds.Airport(airport.Iata), Labels.Airport, ("name", airport.Name), ("city", airport.City),
        ("country", airport.Country), ("continent", airport.Continent),
        ("latitude", GraphText.Of(airport.Latitude)), ("longitude", GraphText.Of(airport.Longitude)));

    /// <summary>Adds a program with its traits, tiers and metrics.</summary>
    /// <param name="program">The program.</param>
    public void Add(LoyaltyProgram program)
    {
        var id = GraphIds.Program(program.Id);
        Sourced(id, Labels.LoyaltyProgram, ("name", program.Name), ("kind", GraphText.Of(program.Kind)), ("airline", program.Airline),
            ("currency", program.Currency), ("distanceUnit", GraphText.Of(program.DistanceUnit)), ("rounding", GraphText.Of(program.Rounding)),
            ("fareRounding", program.FareRounding == RoundingMode.None ? null : GraphText.Of(program.FareRounding)),
            ("minimumStage", GraphText.Of(program.Minimum.Stage)), ("minimumFor", GraphText.Of(program.Minimum.For)),
            ("minimum", GraphText.Of(program.Minimum.Amount)), ("eliteBonusBase", GraphText.Of(program.EliteBonus.Base)),
            ("eliteBonusComponents", GraphText.Of(program.EliteBonus.Components)), ("document", document.Id));
        if (program.Airline is { } airline) Edge(Labels.HasLoyaltyProgram, GraphIds.Airline(airline), id);
        foreach (var tier in program.Tiers) Add(program.Id, tier);
        foreach (var metric in program.Metrics) Add(program.Id, metric);
    }

    /// <summary>Adds a tier of a program.</summary>
    /// <param name="programId">The program.</param>
    /// <param name="tier">The tier.</param>
    public void Add(string programId, EliteTier tier)
    {
        var id = GraphIds.Tier(programId, tier.Name);
        Sourced(id, Labels.EliteTier, ("name", tier.Name), ("rank", GraphText.Of((int?)tier.Rank)), ("allianceStatus", tier.AllianceStatus));
        Edge(Labels.HasEliteTier, GraphIds.Program(programId), id);
    }

    /// <summary>Adds an elite metric of a program.</summary>
    /// <param name="programId">The program.</param>
    /// <param name="metric">The metric.</param>
    public void Add(string programId, Metric metric)
    {
        var id = GraphIds.Metric(programId, metric.Name);
        Sourced(id, Labels.EliteMetric, ("name", metric.Name), ("rounding", metric.Rounding is { } own ? GraphText.Of(own) : null));
        Edge(Labels.HasEliteMetric, GraphIds.Program(programId), id);
    }

    /// <summary>Adds a region of a program.</summary>
    /// <param name="region">The region.</param>
    public void Add(Region region) => Sourced(GraphIds.Region(region.Id), Labels.Region, ("program", region.ProgramId), ("name", region.Name),
        ("members", GraphText.Of(region.Members)));

    /// <summary>
    /// Adds what a fare class means. Each cabin is a property of its own: where documents disagree, all that they say stays, in whatever order
    /// they were loaded.
    /// </summary>
    /// <param name="fact">The fact.</param>
    public void Add(FareClassFact fact) => Vertex(GraphIds.FareClass(fact.Carrier, fact.Letter), Labels.FareClass,
        ("carrier", fact.Carrier), ("letter", fact.Letter.ToString()), (GraphIds.InCabin(fact.Cabin), "true"));

    /// <summary>Adds a published distance.</summary>
    /// <param name="sector">The distance.</param>
    public void Add(SectorDistance sector) => Sourced(
        GraphIds.Sector(sector.ProgramId, sector.From, sector.To), Labels.SectorDistance, ("program", sector.ProgramId), ("from", sector.From),
        ("to", sector.To), ("miles", GraphText.Of((decimal?)sector.Miles)), ("document", document.Id));

    /// <summary>Adds a rate of exchange.</summary>
    /// <param name="rate">The rate.</param>
    public void Add(ExchangeRate rate) => Sourced(GraphIds.Rate(rate.From, rate.To, rate.Date), Labels.ExchangeRate, ("from", rate.From),
        ("to", rate.To), ("date", GraphText.Of((DateOnly?)rate.Date)), ("rate", GraphText.Of((decimal?)rate.Rate)), ("document", document.Id));

    /// <summary>Adds a transfer between programs.</summary>
    /// <param name="route">The transfer.</param>
    public void Add(TransferRoute route) => Edge(Labels.TransfersTo, GraphIds.Program(route.FromProgram), GraphIds.Program(route.ToProgram), route.Id,
        ("sent", GraphText.Of((decimal?)route.Sent)), ("received", GraphText.Of((decimal?)route.Received)),
        ("minimum", GraphText.Of(route.Minimum)), ("increment", GraphText.Of(route.Increment)), ("bonusRate", GraphText.Of((decimal?)route.BonusRate)),
        ("time", route.Time), ("from", GraphText.Of(route.Validity.From)), ("until", GraphText.Of(route.Validity.Until)),
        ("by", GraphText.Of(route.Validity.By)), ("document", document.Id));

    /// <summary>Adds this document's edition of a chart, with its rules.</summary>
    /// <param name="chart">The chart; its document and recorded time are this document and the day of loading, whatever it says.</param>
    public void Add(EarningChart chart)
    {
        var id = GraphIds.Chart(chart.Id);
        var key = chart.Key;
        Vertex(id, Labels.EarningChart, ("program", key.ProgramId), ("carrier", key.Carrier), ("metric", key.Metric),
            ("part", GraphText.Of(key.Part)), ("role", GraphText.Of(key.Role)), ("conditions", key.Conditions), ("market", key.Market),
            ("from", GraphText.Of(chart.Validity.From)), ("by", GraphText.Of(chart.Validity.By)));
        // The last day and what was not read belong to the edition: a correction may bring others.
        Edge(Labels.ExtractedFrom, id, GraphIds.Document(document.Id), null,
            ("until", GraphText.Of(chart.Validity.Until)), ("unread", GraphText.Of(chart.UnreadRows)));
        Edge(Labels.CreditsToProgram, id, GraphIds.Program(key.ProgramId));
        foreach (var rule in chart.Rules) Add(id, key, rule);
    }

    private void Add(string chart, ChartKey chartKey, EarningRule rule)
    {
        var id = GraphIds.Rule(rule.Id);
        var s = rule.Selector;
        var f = rule.Formula;
        Vertex(id, Labels.EarningRule, ("key", rule.Key), ("metric", rule.Metric), ("component", rule.Component),
            ("marketing", GraphText.Of(s.Marketing)), ("operating", GraphText.Of(s.Operating)), ("alliance", s.Alliance),
            ("ticketing", GraphText.Of(s.Ticketing)), ("notTicketing", GraphText.Of(s.NotTicketing)), ("fareClasses", s.FareClasses.ToString()),
            ("cabin", s.Cabin is { } cabin ? GraphText.Of(cabin) : null), ("fareBrand", s.FareBrand), ("fareBasis", s.FareBasis),
            ("market", s.Market.Kind == MarketKind.Any ? null : s.Market.ToString()), ("flightFrom", GraphText.Of(s.FlightFrom)),
            ("flightTo", GraphText.Of(s.FlightTo)), ("tiers", GraphText.Of(s.Tiers)), ("card", s.Card),
            ("residence", GraphText.Of(s.Residence)), ("earningMode", s.EarningMode), ("ticketTypes", GraphText.Of(s.TicketTypes)),
            ("ticketCondition", s.TicketCondition == TicketCondition.None ? null : GraphText.Of(s.TicketCondition)),
            ("basis", GraphText.Of(f.Basis)), ("rate", f.Rate == 0 ? null : GraphText.Of((decimal?)f.Rate)),
            ("divisor", f.Divisor == 1 ? null : GraphText.Of((decimal?)f.Divisor)), ("minimum", GraphText.Of(f.Minimum)),
            ("cap", GraphText.Of(f.Cap)), ("ticketCap", GraphText.Of(f.TicketCap)), ("currency", f.Currency), ("bands", GraphText.Of(f.Bands)),
            ("of", GraphText.Of(f.Of)), ("from", GraphText.Of(rule.Validity.From)), ("until", GraphText.Of(rule.Validity.Until)),
            ("by", rule.Validity.By == DateBasis.Travel ? null : GraphText.Of(rule.Validity.By)), ("text", rule.Text));
        Edge(Labels.HasRule, chart, id, document.Id, ("document", document.Id));
        var operating = s.Operating.IsEmpty && chartKey.Role != FlightRole.Marketing ? [chartKey.Carrier] : s.Operating;
        var marketing = s.Marketing.IsEmpty && chartKey.Role != FlightRole.Operating ? [chartKey.Carrier] : s.Marketing;
        foreach (var carrier in operating.Where(IsAirline)) Edge(Labels.AppliesToOperating, id, GraphIds.Airline(carrier));
        foreach (var carrier in marketing.Where(IsAirline)) Edge(Labels.AppliesToMarketing, id, GraphIds.Airline(carrier));
        if (!IsAirline(chartKey.Carrier)) return;
        foreach (var letter in s.FareClasses.ToString())
        {
            var fareClass = GraphIds.FareClass(chartKey.Carrier, letter);
            if (!_vertices.ContainsKey(fareClass))
                Vertex(fareClass, Labels.FareClass, ("carrier", chartKey.Carrier), ("letter", letter.ToString()));
            Edge(Labels.AppliesToFareClass, id, fareClass);
        }
    }

    private static bool IsAirline(string carrier) => carrier.Length == 2;

    private void Sourced(string id, string label, params ReadOnlySpan<(string, string?)> properties)
    {
        Vertex(id, label, properties);
        Edge(Labels.ExtractedFrom, id, GraphIds.Document(document.Id));
    }

    private void Vertex(string id, string label, params ReadOnlySpan<(string, string?)> properties)
    {
        var given = GraphProperties.Of(properties);
        _vertices[id] = _vertices.TryGetValue(id, out var held)
            ? held with { Properties = GraphProperties.Merge(held.Properties, given) }
            : new GraphVertex(id, label, given);
    }

    private void Edge(string label, string from, string to, string? apart = null, params ReadOnlySpan<(string, string?)> properties)
    {
        var id = GraphIds.Edge(label, from, to, apart);
        _edges[id] = new GraphEdge(id, label, from, to, GraphProperties.Of(properties));
    }
}

/// <summary>Ids of vertices. Pure.</summary>
public static class GraphIds
{
#pragma warning disable CS1591 // Each is the label's prefix and the thing's own id.
    public static string Alliance(string id) => "alliance:" + id;
    public static string Airline(string iata) => "airline:" + iata;
    public static string Airport(string iata) => "airport:" + iata;
    public static string Program(string id) => "program:" + id;
    public static string Tier(string program, string name) => $"tier:{program}:{name}";
    public static string Metric(string program, string name) => $"metric:{program}:{name}";
    public static string Region(string id) => "region:" + id;
    public static string FareClass(string carrier, char letter) => $"fareclass:{carrier}:{letter}";

    /// <summary>The property of a fare class that says it is booked in a cabin: <c>inFirst</c>.</summary>
    /// <param name="cabin">The cabin.</param>
    public static string InCabin(Cabin cabin) => $"in{cabin}";
    public static string Chart(string id) => "chart:" + id;
    public static string Rule(string id) => "rule:" + id;
    public static string Document(string id) => "document:" + id;
    public static string Sector(string program, string from, string to) => $"sector:{program}:{from}-{to}";
    public static string Rate(string from, string to, DateOnly date) => $"rate:{from}-{to}:{date:yyyy-MM-dd}";
#pragma warning restore CS1591

    /// <summary>An edge's id: its label and its ends.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="from">The vertex it leaves.</param>
    /// <param name="to">The vertex it reaches.</param>
    /// <param name="apart">What tells it from others between the same ends; null where there is one at most.</param>
    public static string Edge(string label, string from, string to, string? apart = null) =>
        apart is null ? $"{label}|{from}|{to}" : $"{label}|{from}|{to}|{apart}";

    /// <summary>The thing's own id: what stands behind the prefix.</summary>
    /// <param name="id">A vertex id.</param>
    public static string Bare(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
