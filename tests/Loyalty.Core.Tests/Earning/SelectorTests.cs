using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>Each selector lets through what it names, and nothing else.</summary>
public sealed class SelectorTests
{
    [Theory]
    [InlineData('Y', true)]
    [InlineData('B', true)]
    [InlineData('K', false)]
    public void Fare_classes(char letter, bool earns) =>
        Assert.Equal(earns, Earns(new RuleSelector { FareClasses = FareClasses.Of("YB") }, Flight(fareClass: letter)));

    [Fact]
    public void The_marketing_and_the_operating_carrier()
    {
        Assert.True(Earns(new RuleSelector { Marketing = ["LH", "UA"] }, Flight()));
        Assert.False(Earns(new RuleSelector { Marketing = ["UA"] }, Flight()));
        Assert.True(Earns(new RuleSelector { Operating = ["UA"] }, Flight(operating: "UA")));
        Assert.False(Earns(new RuleSelector { Operating = ["UA"] }, Flight()));
    }

    [Theory]
    [InlineData("LH", true)]
    [InlineData("BA", false)]
    [InlineData("EK", false)]
    public void The_alliance_of_the_marketing_carrier(string marketing, bool earns) =>
        Assert.Equal(earns, new World().With(Chart("*", Rule(Fixed(1), new RuleSelector { Alliance = "Star" }))).Miles(Flight(marketing: marketing)) == 1);

    [Fact]
    public void The_ticketing_carrier_which_is_the_marketing_one_when_nobody_says()
    {
        EarningRequest Issued(string? stock) => Ticket(Flight()).On(ticket => ticket with { TicketingCarrier = stock });
        var only = Of(Rule(Fixed(1), new RuleSelector { Ticketing = ["LH"] }));
        Assert.Equal([1, 1, 0], new[] { "LH", null, "UA" }.Select(stock => only.Miles(Issued(stock))));
        var but = Of(Rule(Fixed(1), new RuleSelector { NotTicketing = ["LH"] }));
        Assert.Equal([0, 0, 1], new[] { "LH", null, "UA" }.Select(stock => but.Miles(Issued(stock))));
    }

    [Theory]
    [InlineData(Cabin.Business, 1)]
    [InlineData(Cabin.Economy, 0)]
    [InlineData(null, 1)]
    public void The_cabin_which_is_what_the_carriers_letter_means_when_nobody_says(Cabin? cabin, int earned)
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { Cabin = Cabin.Business })).Knowing(facts => facts with
        {
            FareClasses = [new FareClassFact("LH", 'D', Cabin.Business), new FareClassFact("UA", 'D', Cabin.First)],
        });
        Assert.Equal(earned, world.Miles(Flight(fareClass: 'D') with { Cabin = cabin }));
    }

    [Fact]
    public void A_letter_that_sources_put_into_two_cabins_tells_none()
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { Cabin = Cabin.Business })).Knowing(facts => facts with
        {
            FareClasses = [new FareClassFact("LH", 'D', Cabin.Business), new FareClassFact("LH", 'D', Cabin.First)],
        });
        Assert.Equal(0, world.Miles(Flight(fareClass: 'D')));
        Assert.Equal(1, world.Miles(Flight(fareClass: 'D') with { Cabin = Cabin.Business }));
    }

    [Theory]
    [InlineData("light", true)]
    [InlineData("Flex", false)]
    [InlineData(null, false)]
    public void The_fare_brand_however_it_is_cased(string? brand, bool earns) =>
        Assert.Equal(earns, Earns(new RuleSelector { FareBrand = "Light" }, Flight() with { FareBrand = brand }));

    [Theory]
    [InlineData("K*LG?E4", "K03LGTE4", true)]
    [InlineData("k*", "K03LGTE4", true)]
    [InlineData("K*LG", "K03LGTE4", false)]
    [InlineData("K*", null, false)]
    public void The_fare_basis_by_its_pattern(string pattern, string? basis, bool earns) =>
        Assert.Equal(earns, Earns(new RuleSelector { FareBasis = pattern }, Flight() with { FareBasis = basis }));

    [Theory]
    [InlineData(700, 799, 700, true)]
    [InlineData(700, 799, 799, true)]
    [InlineData(700, 799, 800, false)]
    [InlineData(700, null, 9999, true)]
    [InlineData(null, 799, 1, true)]
    [InlineData(700, 799, null, false)]
    public void The_range_of_flight_numbers(int? first, int? last, int? number, bool earns) =>
        Assert.Equal(earns, Earns(new RuleSelector { FlightFrom = first, FlightTo = last }, Flight() with { FlightNumber = number }));

    [Fact]
    public void What_the_member_is_and_holds_and_chose()
    {
        bool Holds(RuleSelector selector, MemberStatus member) => Of(Rule(Fixed(1), selector)).Miles(Ticket(Flight()).By(member)) == 1;
        Assert.True(Holds(new RuleSelector { Tiers = ["Gold", "Silver"] }, MemberStatus.None with { Tier = "Silver" }));
        Assert.False(Holds(new RuleSelector { Tiers = ["Gold"] }, MemberStatus.None with { Tier = "Silver" }));
        Assert.False(Holds(new RuleSelector { Tiers = ["Gold"] }, MemberStatus.None));
        Assert.True(Holds(new RuleSelector { Card = "Black" }, MemberStatus.None with { Cards = ["Blue", "Black"] }));
        Assert.False(Holds(new RuleSelector { Card = "Black" }, MemberStatus.None with { Cards = ["Blue"] }));
        Assert.True(Holds(new RuleSelector { Residence = ["DE"] }, MemberStatus.None with { Residence = "DE" }));
        Assert.False(Holds(new RuleSelector { Residence = ["DE"] }, MemberStatus.None));
        Assert.True(Holds(new RuleSelector { Card = "Black card" }, MemberStatus.None with { Cards = ["black Card"] }));
        Assert.True(Holds(new RuleSelector { EarningMode = "fast" }, MemberStatus.None with { EarningMode = "Fast" }));
        Assert.False(Holds(new RuleSelector { EarningMode = "fast" }, MemberStatus.None with { EarningMode = "slow" }));
    }

    [Fact]
    public void A_status_counts_in_its_own_program_only()
    {
        var request = Ticket(Flight()) with { Statuses = [MemberStatus.None with { ProgramId = "XX_Other", Tier = "Gold" }] };
        Assert.Equal(0, Of(Rule(Fixed(1), new RuleSelector { Tiers = ["Gold"] })).Miles(request));
    }

    [Theory]
    [InlineData("published", 1)]
    [InlineData("bulk", 1)]
    [InlineData("award", 0)]
    public void Any_kind_of_ticket_but_an_award_unless_a_rule_names_kinds(string kind, int earned)
    {
        var request = Ticket(Flight()).On(ticket => ticket with { TicketType = kind });
        Assert.Equal(earned, Of(Rule(Fixed(1))).Miles(request));
        Assert.Equal(1 - earned, Of(Rule(Fixed(1), new RuleSelector { TicketTypes = ["award"] })).Miles(request));
    }

    [Theory]
    [InlineData(TicketCondition.RoundTrip, 0, 1)]
    [InlineData(TicketCondition.OneWay, 1, 0)]
    public void A_ticket_that_ends_where_it_began(TicketCondition condition, int there, int andBack)
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { TicketCondition = condition }));
        Assert.Equal(there, world.Miles(Flight()));
        Assert.Equal(andBack, world.Miles(Flight(), Flight("SIN", "FRA")) / 2);
    }

    [Fact]
    public void A_ticket_all_of_one_marketing_carrier()
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { TicketCondition = TicketCondition.SameMarketingCarrier }));
        Assert.Equal(2, world.Miles(Flight(), Flight("SIN", "HND")));
        Assert.Equal(0, world.Miles(Flight(), Flight("SIN", "HND", marketing: "SQ")));
    }

    [Fact]
    public void A_ticket_with_a_flight_of_the_programs_own_airline()
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { TicketCondition = TicketCondition.IncludesOwnAirline }));
        Assert.Equal(0, world.Miles(Flight(), Flight("SIN", "HND")));
        Assert.Equal(1, world.Miles(Flight(), Flight("SIN", "HND", marketing: "SQ", operating: "UA")));
    }

    [Fact]
    public void A_rules_own_days_inside_its_charts()
    {
        var june = new Validity(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30));
        var world = Of(Rule(Fixed(1), validity: june));
        int[] earned = [0, 1, 1, 0];
        Assert.Equal(earned.Select(one => (decimal)one), new[] { (5, 31), (6, 1), (6, 30), (7, 1) }.Select(day =>
            world.Miles(Flight().Leaving(new DateOnly(2026, day.Item1, day.Item2)))));
        var bought = Of(Rule(Fixed(1), validity: june with { By = DateBasis.Ticketing }));
        Assert.Equal(0, bought.Miles(Flight()));
        Assert.Equal(1, bought.Miles(Ticket(Flight()).On(ticket => ticket with { TicketedOn = new DateOnly(2026, 6, 30) })));
    }

    [Theory]
    [InlineData("any", "FRA-SIN FRA-LHR FRA-MUC JFK-HNL")]
    [InlineData("international", "FRA-SIN FRA-LHR")]
    [InlineData("intercontinental", "FRA-SIN")]
    [InlineData("within", "FRA-LHR FRA-MUC JFK-HNL")]
    [InlineData("within:EU", "FRA-LHR FRA-MUC")]
    [InlineData("continental", "FRA-LHR")]
    [InlineData("continental:EU", "FRA-LHR")]
    [InlineData("continental:AS", "")]
    [InlineData("domestic", "FRA-MUC JFK-HNL")]
    [InlineData("domestic:DE", "FRA-MUC")]
    [InlineData("route:FRA-SIN", "FRA-SIN")]
    [InlineData("airport:FRA", "FRA-SIN FRA-LHR FRA-MUC")]
    [InlineData("regions:UA_Test:Germany", "FRA-SIN FRA-LHR FRA-MUC")]
    [InlineData("regions:UA_Test:Germany-UA_Test:Germany", "FRA-MUC")]
    [InlineData("regions:UA_Test:Germany-UA_Test:Asia", "FRA-SIN")]
    [InlineData("regions:UA_Test:Hawaii-UA_Test:America", "JFK-HNL")]
    [InlineData("regions:UA_Test:Nowhere", "")]
    public void Markets_in_both_directions(string market, string routes)
    {
        var world = Of(Rule(Fixed(1), new RuleSelector { Market = Market.Parse(market) })).Knowing(facts => facts with
        {
            Regions =
            [
                new Region("UA_Test:Germany", ProgramId, "Germany", ["DE"]), new Region("UA_Test:Asia", ProgramId, "Asia", ["continent:AS"]),
                new Region("UA_Test:Hawaii", ProgramId, "Hawaii", ["airport:HNL"]), new Region("UA_Test:America", ProgramId, "America", ["continent:NA"]),
            ],
        });
        foreach (var route in new[] { "FRA-SIN", "FRA-LHR", "FRA-MUC", "JFK-HNL" })
        {
            var ends = route.Split('-');
            var expected = routes.Split(' ').Contains(route) ? 1 : 0;
            Assert.Equal((route, expected), (route, (int)world.Miles(Flight(ends[0], ends[1]))));
            Assert.Equal((route, expected), (route, (int)world.Miles(Flight(ends[1], ends[0]))));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(40)]
    public void Regions_that_lie_over_one_another_all_count(int regions)
    {
        var last = regions - 1;
        var world = Of(Rule(Fixed(1), new RuleSelector { Market = Market.Parse($"regions:UA_Test:East{last}-UA_Test:West{last}") })).Knowing(facts => facts with
        {
            Regions =
            [
                .. Enumerable.Range(0, regions).Select(number => new Region($"UA_Test:East{number}", ProgramId, $"East {number}", [number % 2 == 0 ? "SG" : "continent:AS"])),
                .. Enumerable.Range(0, regions).Select(number => new Region($"UA_Test:West{number}", ProgramId, $"West {number}", [number % 2 == 0 ? "airport:FRA" : "DE"])),
            ],
        });
        Assert.Equal(1, world.Miles(Flight("FRA", "SIN")));
        Assert.Equal(1, world.Miles(Flight("SIN", "FRA")));
        Assert.Equal(0, world.Miles(Flight("FRA", "JFK")));
    }

    [Fact]
    public void A_rules_market_lies_inside_its_charts()
    {
        var domestic = Chart(Rule(Fixed(1), new RuleSelector { Market = new Market(MarketKind.Airport, "FRA") }))
            .Keyed(key => key with { Market = "domestic" });
        var world = new World().With(domestic);
        Assert.Equal(1, world.Miles(Flight("FRA", "MUC")));
        Assert.Equal(0, world.Miles(Flight("FRA", "SIN")));
        Assert.Equal(0, world.Miles(Flight("JFK", "SFO")));
    }

    [Theory]
    [InlineData(FlightRole.Marketing, "LH", "UA", true)]
    [InlineData(FlightRole.Marketing, "UA", "LH", false)]
    [InlineData(FlightRole.Operating, "LH", "UA", false)]
    [InlineData(FlightRole.Operating, "UA", "LH", true)]
    [InlineData(FlightRole.MarketingAndOperating, "LH", "UA", false)]
    [InlineData(FlightRole.MarketingAndOperating, "UA", "LH", false)]
    [InlineData(FlightRole.MarketingAndOperating, "LH", "LH", true)]
    [InlineData(FlightRole.Marketing, "LH", "LH", true)]
    [InlineData(FlightRole.Operating, "LH", "LH", true)]
    public void The_role_of_a_charts_carrier(FlightRole role, string marketing, string operating, bool earns)
    {
        var world = new World().With(Chart("LH", Rule(Fixed(1))).Keyed(key => key with { Role = role }));
        Assert.Equal(earns, world.Miles(Flight(marketing: marketing, operating: operating)) == 1);
    }

    [Theory]
    [InlineData(FlightRole.Marketing, "LH", "EK", true)]
    [InlineData(FlightRole.Operating, "LH", "EK", false)]
    [InlineData(FlightRole.Operating, "EK", "LH", true)]
    [InlineData(FlightRole.MarketingAndOperating, "EK", "LH", false)]
    [InlineData(FlightRole.MarketingAndOperating, "NH", "LH", true)]
    public void The_role_of_an_alliances_carrier(FlightRole role, string marketing, string operating, bool earns)
    {
        var world = new World().With(Chart("alliance:Star", Rule(Fixed(1))).Keyed(key => key with { Role = role }));
        Assert.Equal(earns, world.Miles(Flight(marketing: marketing, operating: operating)) == 1);
    }

    private static bool Earns(RuleSelector selector, FlightSegment flight) => Of(Rule(Fixed(1), selector)).Miles(flight) == 1;
}
