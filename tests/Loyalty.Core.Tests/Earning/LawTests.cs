using System.Globalization;
using CsCheck;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>What holds for any charts and any ticket.</summary>
public sealed class LawTests
{
    private static readonly Gen<EarningFormula> Formulas = Gen.OneOf(
        Gen.Int[0, 300].Select(percent => Distance(percent / 100m)),
        Gen.Int[0, 1100].Select(rate => Spend(rate / 100m)),
        Gen.Int[0, 1000].Select(amount => Fixed(amount)),
        Gen.Const(EarningFormula.NotEligible));

    private static readonly Gen<RuleSelector> Selectors = Gen.Select(
        Gen.OneOf("", "Y", "YBM", "K", "KLV"),
        Gen.OneOf("any", "international", "domestic", "within:EU", "continental", "route:FRA-SIN", "airport:HND", "regions:UA_Test:Asia"),
        Gen.OneOf<string?>(null, "Silver", "Gold"),
        Gen.OneOf<Cabin?>(null, Cabin.Economy, Cabin.Business),
        (classes, market, tier, cabin) => new RuleSelector
        {
            FareClasses = FareClasses.Of(classes),
            Market = Market.Parse(market),
            Tiers = tier is null ? [] : [tier],
            Cabin = cabin,
        });

    private static readonly Gen<EarningRule> Rules = Gen.Select(Formulas, Selectors, Gen.OneOf("base", "class bonus"),
        (formula, selector, component) => Rule(formula, selector, component));

    private static readonly Gen<EarningChart> AnyChart = Gen.Select(
        Gen.OneOf("LH", "SQ", "alliance:Star", "*"), Rules.Array[1, 6], Gen.Int[0, 3], Gen.OneOf(FlightRole.Marketing, FlightRole.Operating),
        (carrier, rules, month, role) => Chart(carrier, rules).Keyed(key => key with { Role = role })
            .From(month == 0 ? null : new DateOnly(2026, 2 * month, 1)));

    private static readonly Gen<World> Worlds = AnyChart.Array[1, 5].Select(charts => new World().With([.. charts.DistinctBy(chart => chart.Id)])
        .With(StatusChart(Rule(EliteBonus(0.5m), new RuleSelector { Tiers = ["Gold"] }, "elite bonus")))
        .Knowing(facts => facts with { Regions = [new Region("UA_Test:Asia", ProgramId, "Asia", ["continent:AS"])] }));

    private static readonly Gen<FlightSegment> Flights = Gen.Select(
        Gen.OneOf("FRA-SIN", "SIN-HND", "FRA-MUC", "JFK-SFO", "FRA-LHR", "HND-FRA"), Gen.OneOf('Y', 'K', 'J'),
        Gen.OneOf("LH", "SQ", "EK"), Gen.OneOf<string?>(null, "LH", "NH"), Gen.Int[0, 300], Gen.OneOf<int?>(null, 0, 12_345, 200_000),
        (route, letter, marketing, operating, day, cents) => Flight(route[..3], route[4..], letter, marketing, operating) with
        {
            DepartureDate = new DateOnly(2026, 1, 1).AddDays(day),
            Cabin = letter == 'J' ? Cabin.Business : Cabin.Economy,
            Fare = cents is { } paid ? new Fare(paid / 100m, 0, "USD") : null,
        });

    private static readonly Gen<EarningRequest> Requests = Gen.Select(
        Flights.Array[1, 5], Gen.OneOf<string?>(null, "Silver", "Gold"), Gen.OneOf<int?>(null, 0, 99_999, 500_000),
        (flights, tier, cents) => Ticket(flights).By(MemberStatus.None with { Tier = tier })
            .On(ticket => ticket with { TicketPrice = cents is { } paid ? new Fare(paid / 100m, 1, "USD") : null }));

    [Fact]
    public void Asking_twice_answers_the_same() => Gen.Select(Worlds, Requests)
        .Sample((world, request) => Assert.Equal(Text(world.Earn(request)), Text(world.Earn(request))));

    [Fact]
    public void Another_programs_charts_change_nothing() => Gen.Select(Worlds, Requests, AnyChart.Array[1, 3]).Sample((world, request, others) =>
    {
        var crowded = world.With([.. others.Select(chart => chart.Keyed(key => key with { ProgramId = "XX_Other" }))])
            .Knowing(facts => facts with { Programs = [world.Program with { Id = "XX_Other", Name = "Other" }] });
        Assert.Equal(Text(world.Earn(request)), Text(crowded.Earn(request)));
    });

    [Fact]
    public void The_order_in_which_charts_and_rules_are_known_changes_nothing() => Gen.Select(Worlds, Requests, Gen.Int).Sample((world, request, seed) =>
    {
        var shuffle = new Random(seed);
        var charts = world.Facts.Charts.Select(chart => chart with { Rules = [.. chart.Rules.OrderBy(_ => shuffle.Next())] })
            .OrderBy(_ => shuffle.Next()).ToImmutableArray();
        Assert.Equal(Text(world.Earn(request)), Text(world.Knowing(facts => facts with { Charts = charts }).Earn(request)));
    });

    [Fact]
    public void A_total_is_the_sum_of_what_segments_earn_where_segments_are_rounded() => Gen.Select(Worlds, Requests).Sample((world, request) =>
    {
        var answer = world.Earn(request);
        Assert.Equal(answer.Redeemable.Value, answer.Segments.Sum(segment => segment.Earned.Sum(part => part.Value)));
        Assert.All(answer.Segments, segment => Assert.Equal(segment.Earned.IsEmpty, segment.Code is not null));
    });

    [Fact]
    public void Known_at_the_end_of_time_is_what_is_known() => Gen.Select(Worlds, Requests)
        .Sample((world, request) => Assert.Equal(Text(world.Earn(request)), Text(world.Earn(request with { KnownAt = DateTimeOffset.MaxValue }))));

    [Fact]
    public void The_fares_shared_out_add_up_to_the_tickets() => Requests.Where(request => request.Itinerary.TicketPrice is not null).Sample(request =>
    {
        var world = new World().With(Chart("*", Rule(Spend(1))))
            .Having(program => program with { Rounding = new Rounding(RoundingMode.None, RoundingScope.Segment, RoundingStage.BeforeBonus) });
        var own = request.Itinerary.Segments.Where(segment => segment.Fare is not null).Sum(segment => segment.Fare!.Eligible);
        var (price, shared) = (request.Itinerary.TicketPrice!, request.Itinerary.Segments.Any(segment => segment.Fare is null));
        var rest = shared ? Math.Max(0, price.BaseFare - own) + price.CarrierSurcharges : 0;
        Assert.Equal(own + rest, world.Miles(request));
    });

    [Fact]
    public void The_answer_is_what_looking_at_every_rule_would_give() => Gen.Select(Worlds, Requests).Sample((world, request) =>
    {
        // Each rule alone in the world says whether it matches; the most specific of those must be the one that won.
        var answer = world.Earn(request);
        foreach (var segment in answer.Segments)
        {
            foreach (var part in segment.Earned.Where(part => part.Component != "elite bonus"))
            {
                var flight = request with { Itinerary = request.Itinerary with { Segments = [request.Itinerary.Segments[segment.Index]] } };
                var rivals = from chart in world.Facts.Charts
                             where chart.Key.Part == ChartPart.Flight && chart.Key == ChartOf(world, part.Rule).Key && chart.Id == ChartOf(world, part.Rule).Id
                             from rule in chart.Rules
                             where rule.Component == part.Component && Matches(world, chart, rule, flight)
                             select rule.Selector.Specificity();
                Assert.Equal(part.Rule.Selector.Specificity(), rivals.Max());
            }
        }
    });

    private static EarningChart ChartOf(World world, EarningRule rule) => world.Facts.Charts.Single(chart => chart.Rules.Any(own => own.Id == rule.Id));

    /// <summary>Whether a rule matches, asked with a formula that always earns.</summary>
    private static bool Matches(World world, EarningChart chart, EarningRule rule, EarningRequest flight) =>
        world.Knowing(facts => facts with { Charts = [chart with { Rules = [rule with { Formula = Fixed(1) }] }] }).Miles(flight) == 1;

    private static string Text(ProgramEarnings answer) => string.Create(CultureInfo.InvariantCulture,
        $"{answer.Redeemable} {string.Join(',', answer.Metrics)} {string.Join(',', answer.Notes)}\n") + string.Join('\n', answer.Segments.Select(segment =>
        string.Create(CultureInfo.InvariantCulture, $"{segment.Distance} {segment.Code} {segment.Reason} {segment.RuleId} {segment.Source?.Id} ") +
        string.Join(' ', segment.Earned.Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{part.Metric}/{part.Component}={part.Value} {part.Rule.Id} {string.Join(';', part.Steps)}")))));
}
