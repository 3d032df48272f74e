using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>The order of what counts first, as the design has it.</summary>
public sealed class PrecedenceTests
{
    private static readonly (string Name, Func<RuleSelector, RuleSelector> Ask)[] Order =
    [
        ("route", s => s with { Market = new Market(MarketKind.Route, "FRA", "SIN") }),
        ("market", s => s with { Market = new Market(MarketKind.Intercontinental) }),
        ("ticket condition", s => s with { TicketCondition = TicketCondition.OneWay }),
        ("fare class", s => s with { FareClasses = FareClasses.Of("YBM") }),
        ("cabin", s => s with { Cabin = Cabin.Economy }),
        ("operating and marketing", s => s with { Operating = ["LH"], Marketing = ["LH"] }),
        ("either alone", s => s with { Marketing = ["LH"] }),
        ("alliance", s => s with { Alliance = "Star" }),
        ("fare basis", s => s with { FareBasis = "Y*" }),
        ("fare brand", s => s with { FareBrand = "Flex" }),
        ("flight range", s => s with { FlightFrom = 700, FlightTo = 799 }),
        ("ticketing carrier", s => s with { Ticketing = ["LH"] }),
        ("card", s => s with { Card = "Black" }),
        ("earning mode", s => s with { EarningMode = "fast" }),
        ("residence", s => s with { Residence = ["DE"] }),
        ("tier", s => s with { Tiers = ["Gold"] }),
    ];

    public static TheoryData<string> Names => [.. Order.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_first_outweighs_all_that_comes_after(string name)
    {
        var place = Array.FindIndex(Order, one => one.Name == name);
        var first = Order[place].Ask(RuleSelector.Everything);
        var allAfter = Order[(place + 1)..].Aggregate(RuleSelector.Everything, (selector, one) => one.Ask(selector));
        Assert.Equal(1, Winner(Rule(Fixed(1), first), Rule(Fixed(2), allAfter)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_asked_outweighs_what_is_not(string name)
    {
        var asked = Order.Single(one => one.Name == name).Ask(RuleSelector.Everything);
        Assert.Equal(1, Winner(Rule(Fixed(1), asked), Rule(Fixed(2))));
    }

    [Theory]
    [InlineData("route:FRA-SIN", "airport:SIN")]
    [InlineData("airport:SIN", "regions:UA_Test:Asia-UA_Test:Europe")]
    [InlineData("regions:UA_Test:Asia-UA_Test:Europe", "intercontinental")]
    [InlineData("intercontinental", "international")]
    [InlineData("international", "any")]
    public void The_narrower_market_wins(string narrow, string wide) => Assert.Equal(1, Winner(
        Rule(Fixed(1), new RuleSelector { Market = Market.Parse(narrow) }), Rule(Fixed(2), new RuleSelector { Market = Market.Parse(wide) })));

    [Theory]
    [InlineData("domestic:DE", "domestic", "FRA", "MUC")]
    [InlineData("domestic", "within:EU", "FRA", "MUC")]
    [InlineData("continental:EU", "within:EU", "FRA", "LHR")]
    [InlineData("within:EU", "within", "FRA", "LHR")]
    [InlineData("within", "international", "FRA", "LHR")]
    [InlineData("airport:FRA", "domestic:DE", "FRA", "MUC")]
    [InlineData("route:FRA-MUC", "airport:FRA", "FRA", "MUC")]
    public void Inside_a_continent_too(string narrow, string wide, string from, string to) => Assert.Equal(1, Of(
        Rule(Fixed(1), new RuleSelector { Market = Market.Parse(narrow) }), Rule(Fixed(2), new RuleSelector { Market = Market.Parse(wide) })).Miles(Flight(from, to)));

    [Theory]
    [InlineData("America", "OutThere", 1)]
    [InlineData("America", "Hawaii", 2)]
    [InlineData("Coast", "Hawaii", 2)]
    public void Inside_a_country_only_regions_drawn_by_airports_are_narrower(string from, string to, decimal winner)
    {
        var world = Of(
            Rule(Fixed(1), new RuleSelector { Market = Market.Parse("domestic:US") }),
            Rule(Fixed(2), new RuleSelector { Market = Market.Parse($"regions:UA_Test:{from}-UA_Test:{to}") }));
        Assert.Equal(winner, world.Knowing(facts => facts with
        {
            Regions =
            [
                new Region("UA_Test:America", ProgramId, "America", ["continent:NA"]), new Region("UA_Test:OutThere", ProgramId, "Out there", ["continent:OC"]),
                new Region("UA_Test:Hawaii", ProgramId, "Hawaii", ["airport:HNL"]), new Region("UA_Test:Coast", ProgramId, "Coast", ["airport:SFO"]),
            ],
        }).Miles(Flight("SFO", "HNL")));
    }

    [Fact]
    public void A_carriers_chart_goes_before_its_alliances_and_that_before_any_carriers()
    {
        EarningChart carrier = Chart("LH", Rule(Fixed(1))), alliance = Chart("alliance:Star", Rule(Fixed(2))), any = Chart("*", Rule(Fixed(3)));
        Assert.Equal(1, new World().With(any, alliance, carrier).Miles(Flight()));
        Assert.Equal(2, new World().With(any, alliance).Miles(Flight()));
        Assert.Equal(3, new World().With(any).Miles(Flight()));
    }

    [Fact]
    public void A_chart_of_one_market_goes_before_a_chart_of_all()
    {
        var asia = Chart(Rule(Fixed(1))).Keyed(key => key with { Market = "intercontinental" });
        Assert.Equal(1, new World().With(asia, Chart(Rule(Fixed(2)))).Miles(Flight()));
        Assert.Equal(2, new World().With(asia, Chart(Rule(Fixed(2)))).Miles(Flight("FRA", "MUC")));
    }

    [Fact]
    public void A_narrower_not_eligible_wins_over_a_wider_rate_and_the_other_way_round()
    {
        Assert.Equal(NothingEarned.NotEligible, Of(Rule(Distance(1)), Class("Y", EarningFormula.NotEligible)).Code(Flight()));
        Assert.Equal(6389, Of(Rule(EarningFormula.NotEligible), Class("Y", Distance(1))).Miles(Flight()));
    }

    [Fact]
    public void Class_and_cabin_together_outweigh_the_class_alone() => Assert.Equal(1, Winner(
        Rule(Fixed(1), new RuleSelector { FareClasses = FareClasses.Of("Y"), Cabin = Cabin.Economy }), Class("Y", Fixed(2))));

    /// <summary>The amount of the rule that wins, in whichever order they stand; both match the ticket.</summary>
    private static decimal Winner(EarningRule one, EarningRule other)
    {
        var flight = Flight() with { Cabin = Cabin.Economy, FareBasis = "Y26FLX", FareBrand = "Flex", FlightNumber = 778 };
        var request = Ticket(flight).By(MemberStatus.None with { Tier = "Gold", Cards = ["Black"], EarningMode = "fast", Residence = "DE" });
        var world = new World().Knowing(facts => facts with
        {
            Regions = [new Region("UA_Test:Asia", ProgramId, "Asia", ["continent:AS"]), new Region("UA_Test:Europe", ProgramId, "Europe", ["continent:EU"])],
        });
        decimal Alone(EarningRule rule) => world.With(Chart("*", rule)).Miles(request);
        Assert.Equal((one.Formula.Rate, other.Formula.Rate), (Alone(one), Alone(other)));
        var forward = world.With(Chart("*", one, other)).Miles(request);
        Assert.Equal(forward, world.With(Chart("*", other, one)).Miles(request));
        return forward;
    }
}
