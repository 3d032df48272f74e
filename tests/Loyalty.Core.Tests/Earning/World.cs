using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Calculation;
using Loyalty.Core.Earning.Index;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;

namespace Loyalty.Core.Tests.Earning;

/// <summary>
/// A small world to ask about: eight airports, six airlines, and one program, United's, with whatever charts a test gives it.
/// </summary>
sealed record World
{
    public const string ProgramId = "UA_Test";
    public static readonly DateTimeOffset Learned = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public LoyaltyProgram Program { get; init; } = new()
    {
        Id = ProgramId,
        Name = "Test Program",
        Airline = "UA",
        Tiers = [new EliteTier("Silver", 1), new EliteTier("Gold", 2)],
    };

    public LoyaltyFacts Facts { get; init; } = new()
    {
        Airports =
        [
            new Airport("FRA", "Frankfurt", null, "DE", "EU", 50.033333, 8.570556),
            new Airport("MUC", "Munich", null, "DE", "EU", 48.353802, 11.7861),
            new Airport("LHR", "London", null, "GB", "EU", 51.4706, -0.461941),
            new Airport("SIN", "Singapore", null, "SG", "AS", 1.35019, 103.994003),
            new Airport("HND", "Tokyo", null, "JP", "AS", 35.552299, 139.779999),
            new Airport("JFK", "New York", null, "US", "NA", 40.639447, -73.779317),
            new Airport("SFO", "San Francisco", null, "US", "NA", 37.619, -122.375),
            new Airport("HNL", "Honolulu", null, "US", "OC", 21.32062, -157.924228),
        ],
        Airlines =
        [
            new Airline("LH", "Lufthansa", "DE", "Star"), new Airline("UA", "United", "US", "Star"), new Airline("NH", "ANA", "JP", "Star"),
            new Airline("SQ", "Singapore Airlines", "SG", "Star"), new Airline("BA", "British Airways", "GB", "Oneworld"),
            new Airline("EK", "Emirates", "AE", null),
        ],
        Documents = [Document("chart"), Document("later chart")],
    };

    /// <summary>The world with a chart of Lufthansa-marketed flights and these rules.</summary>
    public static World Of(params EarningRule[] rules) => new World().With(Chart(rules));

    public World With(params EarningChart[] charts) => this with { Facts = Facts with { Charts = [.. Facts.Charts, .. charts] } };

    public World Having(Func<LoyaltyProgram, LoyaltyProgram> traits) => this with { Program = traits(Program) };

    public World Knowing(Func<LoyaltyFacts, LoyaltyFacts> more) => this with { Facts = more(Facts) };

    public ProgramEarnings Earn(params FlightSegment[] segments) => Earn(Ticket(segments));

    public ProgramEarnings Earn(EarningRequest request)
    {
        var facts = Facts with { Programs = [.. Facts.Programs, Program] };
        return new EarningCalculator(EarningIndex.Build(facts)).Calculate(request).Single(answer => answer.ProgramId == Program.Id);
    }

    /// <summary>What a flight earns in redeemable miles.</summary>
    public decimal Miles(params FlightSegment[] segments) => Earn(segments).Redeemable.Value;

    public decimal Miles(EarningRequest request) => Earn(request).Redeemable.Value;

    /// <summary>Why a flight earns nothing.</summary>
    public string? Code(params FlightSegment[] segments) => Earn(segments).Segments[0].Code;

    public static SourceDocument Document(string id) => new(id, "Title of " + id, null, null, null);

    public static EarningChart Chart(params EarningRule[] rules) => Chart("LH", rules);

    public static EarningChart Chart(string carrier, params EarningRule[] rules) => new EarningChart
    {
        Id = "",
        Key = new ChartKey(ProgramId, carrier, EarningRule.Redeemable, ChartPart.Flight, FlightRole.Marketing, "", "any"),
        RecordedAt = Learned,
        DocumentId = "chart",
    }.Holding(rules);

    /// <summary>A chart of what status adds.</summary>
    public static EarningChart StatusChart(params EarningRule[] rules) => Chart(rules).Keyed(key => key with { Part = ChartPart.Status });

    public static EarningRule Rule(
        EarningFormula formula, RuleSelector? selector = null, string component = "base", string metric = "redeemable", Validity validity = default) =>
        EarningIds.Rule("", metric, component, selector ?? RuleSelector.Everything, formula, validity);

    public static EarningRule Class(string letters, EarningFormula formula) =>
        Rule(formula, new RuleSelector { FareClasses = FareClasses.Of(letters) });

    public static EarningFormula Distance(decimal rate) => new() { Basis = EarningBasis.Distance, Rate = rate };

    public static EarningFormula Spend(decimal rate, string? currency = null) => new() { Basis = EarningBasis.Spend, Rate = rate, Currency = currency };

    public static EarningFormula Fixed(decimal amount) => new() { Basis = EarningBasis.Fixed, Rate = amount };

    public static EarningFormula Amounts(decimal divisor, params string[] of) =>
        new() { Basis = EarningBasis.Amounts, Rate = 1, Divisor = divisor, Of = [.. of] };

    public static EarningFormula EliteBonus(decimal rate) => new() { Basis = EarningBasis.EliteBonus, Rate = rate };

    /// <summary>FRA-SIN is 6,389 miles or 10,283 km; FRA-MUC is 186 miles or 300 km.</summary>
    public static FlightSegment Flight(string from = "FRA", string to = "SIN", char fareClass = 'Y', string marketing = "LH", string? operating = null) => new()
    {
        MarketingCarrier = marketing,
        OperatingCarrier = operating ?? marketing,
        Origin = from,
        Destination = to,
        FareClass = fareClass,
        DepartureDate = new DateOnly(2026, 6, 1),
    };

    public static EarningRequest Ticket(params FlightSegment[] segments) => new()
    {
        Itinerary = new Itinerary { Segments = [.. segments], TicketedOn = new DateOnly(2026, 3, 1) },
    };
}

static class Charts
{
    /// <summary>The chart with these rules, its and their ids made anew.</summary>
    public static EarningChart Holding(this EarningChart chart, params EarningRule[] rules)
    {
        var id = EarningIds.Chart(chart.Key, chart.Validity);
        return chart with
        {
            Id = id,
            Rules = [.. rules.Select(rule => EarningIds.Rule(id, rule.Metric, rule.Component, rule.Selector, rule.Formula, rule.Validity, rule.Text))],
        };
    }

    public static EarningChart Keyed(this EarningChart chart, Func<ChartKey, ChartKey> key) =>
        (chart with { Key = key(chart.Key) }).Holding([.. chart.Rules]);

    public static EarningChart From(this EarningChart chart, DateOnly? from, DateOnly? until = null, DateBasis by = DateBasis.Travel) =>
        (chart with { Validity = new Validity(from, until, by) }).Holding([.. chart.Rules]);

    public static EarningChart LearnedOn(this EarningChart chart, DateOnly day, string document = "later chart") =>
        chart with { RecordedAt = new DateTimeOffset(day.ToDateTime(default), TimeSpan.Zero), DocumentId = document };
}

static class Tickets
{
    public static EarningRequest On(this EarningRequest request, Func<Itinerary, Itinerary> change) => request with { Itinerary = change(request.Itinerary) };

    public static EarningRequest By(this EarningRequest request, MemberStatus member) => request with { Statuses = [member with { ProgramId = World.ProgramId }] };

    public static EarningRequest ByTier(this EarningRequest request, string tier) => request.By(MemberStatus.None with { Tier = tier });

    public static FlightSegment Paying(this FlightSegment flight, decimal fare, decimal surcharges = 0, string currency = "USD") =>
        flight with { Fare = new Fare(fare, surcharges, currency) };

    public static FlightSegment Leaving(this FlightSegment flight, DateOnly day) => flight with { DepartureDate = day };

    public static decimal Of(this ProgramEarnings answer, string metric) => answer.Metrics.SingleOrDefault(earned => earned.Name == metric)?.Value ?? 0;

    public static decimal Part(this ProgramEarnings answer, string component, string metric = "redeemable", int segment = 0) =>
        answer.Segments[segment].Earned.Where(part => part.Component == component && part.Metric == metric).Sum(part => part.Value);
}
