using Loyalty.Core.Earning;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>Never a silent zero: each code, with its words, its rule and its source.</summary>
public sealed class NothingEarnedTests
{
    [Fact]
    public void Not_eligible_names_the_rule_and_the_document()
    {
        var world = Of(Class("Y", EarningFormula.NotEligible), Rule(Fixed(10), component: "flight bonus"));
        var segment = world.Earn(Flight()).Segments[0];
        Assert.Equal(NothingEarned.NotEligible, segment.Code);
        Assert.Equal("Test Program names class Y of LH as not eligible.", segment.Reason);
        Assert.Equal(world.Facts.Charts[0].Rules[0].Id, segment.RuleId);
        Assert.Equal("chart", segment.Source?.Id);
    }

    [Fact]
    public void A_class_that_the_chart_does_not_list()
    {
        var segment = Of(Class("K", Distance(1))).Earn(Flight()).Segments[0];
        Assert.Equal(NothingEarned.ClassNotListed, segment.Code);
        Assert.Equal("The chart in force on 2026-06-01 does not list class Y of LH for this flight.", segment.Reason);
        Assert.Equal("chart", segment.Source?.Id);
        Assert.Null(segment.RuleId);
    }

    [Fact]
    public void A_row_that_nobody_understood_may_cover_the_class()
    {
        var world = new World().With(Chart(Class("K", Distance(1))) with { UnreadRows = ["Y: see note 4"] });
        var segment = world.Earn(Flight()).Segments[0];
        Assert.Equal(NothingEarned.NotRead, segment.Code);
        Assert.Contains("Y: see note 4", segment.Reason, StringComparison.Ordinal);
        Assert.Equal(6389, world.Miles(Flight(fareClass: 'K')));
    }

    [Fact]
    public void No_chart_for_the_carrier()
    {
        var segment = Of(Rule(Distance(1))).Earn(Flight(marketing: "EK")).Segments[0];
        Assert.Equal(NothingEarned.NoChart, segment.Code);
        Assert.Equal("No chart of Test Program for EK is known for 2026-06-01.", segment.Reason);
        Assert.Null(segment.Source);
    }

    [Fact]
    public void No_chart_at_all() => Assert.Equal(NothingEarned.NoChart, new World().Code(Flight()));

    [Fact]
    public void No_chart_for_a_flight_that_another_carrier_of_the_chart_sells()
    {
        var world = new World().With(Chart(Rule(Distance(1))).Keyed(key => key with { Role = FlightRole.Operating }));
        Assert.Equal(NothingEarned.NoChart, world.Code(Flight(operating: "UA")));
    }

    [Fact]
    public void A_fare_that_is_missing()
    {
        var world = Of(Rule(Spend(5)));
        var segment = world.Earn(Flight()).Segments[0];
        Assert.Equal(NothingEarned.NeedsFare, segment.Code);
        Assert.Equal(world.Facts.Charts[0].Rules[0].Id, segment.RuleId);
        Assert.Equal("chart", segment.Source?.Id);
    }

    [Fact]
    public void An_amount_for_flights_that_earn_miles_is_not_given_where_none_are_earned()
    {
        var world = Of(Class("K", Distance(1)), Class("L", EarningFormula.NotEligible), Rule(Fixed(1) with { Of = ["redeemable"] }, metric: "PQF"));
        var earning = world.Earn(Flight(fareClass: 'K'));
        Assert.Equal(1, earning.Of("PQF"));
        Assert.Equal(["1 per segment that earns miles"], earning.Segments[0].Earned.Single(earned => earned.Metric == "PQF").Steps);

        var other = world.Earn(Flight());
        Assert.Equal(0, other.Of("PQF"));
        Assert.Equal(NothingEarned.ClassNotListed, other.Segments[0].Code);
        Assert.Equal(NothingEarned.NotEligible, world.Code(Flight(fareClass: 'L')));
    }

    [Fact]
    public void An_award_ticket()
    {
        var segment = Of(Rule(Distance(1))).Earn(Ticket(Flight()).On(ticket => ticket with { TicketType = Itinerary.Award })).Segments[0];
        Assert.Equal(NothingEarned.TicketCondition, segment.Code);
        Assert.Equal("An award ticket earns nothing by this chart.", segment.Reason);
        Assert.NotNull(segment.RuleId);
        Assert.NotNull(segment.Source);
    }

    [Fact]
    public void A_ticket_of_another_kind() =>
        Assert.Equal(NothingEarned.TicketCondition, Of(Rule(Distance(1), new RuleSelector { Ticketing = ["UA"] })).Code(Flight()));

    [Theory]
    [InlineData(null, "Test Program credits this flight by the member's earning mode: distance, price, segments. Name the member's in statuses[].earningMode.")]
    [InlineData("fast", "Test Program credits this flight by the member's earning mode: distance, price, segments. 'fast' is none of them.")]
    public void A_member_who_chose_no_earning_mode_is_told_which_there_are(string? chosen, string reason)
    {
        var world = Of(By("segments", Fixed(500)), By("distance", Distance(1)), By("price", Spend(5)));
        var segment = world.Earn(Ticket(Flight()).By(MemberStatus.None with { EarningMode = chosen })).Segments[0];
        Assert.Equal((NothingEarned.NotEligible, reason), (segment.Code, segment.Reason));
        Assert.Contains(segment.RuleId, world.Facts.Charts[0].Rules.Select(rule => rule.Id));
        Assert.Equal("chart", segment.Source?.Id);
        Assert.Equal(500, world.Miles(Ticket(Flight()).By(MemberStatus.None with { EarningMode = "segments" })));

        static EarningRule By(string mode, EarningFormula formula) => Rule(formula, new RuleSelector { EarningMode = mode });
    }

    [Fact]
    public void Members_of_other_tiers_cards_and_countries()
    {
        Assert.Equal("Test Program credits this flight by the member's tier: Gold, Silver. Name the member's in statuses[].tier.",
            Reason(new RuleSelector { Tiers = ["Gold", "Silver"] }));
        Assert.Equal("Test Program credits this flight by the member's card: Black. Name the member's in statuses[].cards.",
            Reason(new RuleSelector { Card = "Black" }));
        Assert.Equal("Test Program credits this flight by the member's residence: DE, JP. Name the member's in statuses[].residence.",
            Reason(new RuleSelector { Residence = ["DE", "JP"] }));

        static string? Reason(RuleSelector selector) => Of(Rule(Distance(1), selector)).Earn(Flight()).Segments[0].Reason;
    }

    [Theory]
    [InlineData(null, "Test Program credits class Y of LH by fare brand: Flex, Light. Name the ticket's in segments[].fareBrand.")]
    [InlineData("Basic", "Test Program credits class Y of LH by fare brand: Flex, Light. 'Basic' is none of them.")]
    public void A_ticket_without_its_fare_brand_is_told_which_there_are(string? named, string reason)
    {
        var world = Of(By("Y", "Light", 0.5m), By("YB", "Flex", 1), By("K", "Saver", 0.25m));
        var segment = world.Earn(Flight() with { FareBrand = named }).Segments[0];
        Assert.Equal((NothingEarned.TicketCondition, reason), (segment.Code, segment.Reason));
        Assert.NotNull(segment.RuleId);
        Assert.Equal(6389, world.Miles(Flight() with { FareBrand = "flex" }));
        Assert.Equal(NothingEarned.ClassNotListed, world.Code(Flight(fareClass: 'Q')));

        static EarningRule By(string letters, string brand, decimal rate) =>
            Rule(Distance(rate), new RuleSelector { FareClasses = FareClasses.Of(letters), FareBrand = brand });
    }

    [Fact]
    public void What_status_adds_or_a_metric_counts_does_not_hide_that_the_class_is_not_listed()
    {
        var status = new World().With(Chart(Class("K", Distance(1))), StatusChart(Rule(EliteBonus(1), new RuleSelector { Tiers = ["Gold"] }, "elite bonus")));
        Assert.Equal(NothingEarned.ClassNotListed, status.Code(Flight()));
        Assert.Equal(NothingEarned.ClassNotListed,
            Of(Class("K", Distance(1)), Rule(Fixed(1), new RuleSelector { FareBrand = "Flex" }, metric: "PQF")).Code(Flight()));
    }

    [Theory]
    [InlineData(EarningBasis.Distance)]
    [InlineData(EarningBasis.Fixed)]
    public void A_rule_of_nothing_is_named_and_the_class_is_not_said_to_be_missing(EarningBasis basis)
    {
        var world = Of(Rule(new EarningFormula { Basis = basis }));
        var segment = world.Earn(Flight()).Segments[0];
        Assert.Equal(NothingEarned.NotEligible, segment.Code);
        Assert.Equal(world.Facts.Charts[0].Rules[0].Id, segment.RuleId);
        Assert.Equal("chart", segment.Source?.Id);
    }

    [Fact]
    public void A_ticket_whose_cap_is_used_up_says_so()
    {
        var answer = Of(Rule(Fixed(500) with { TicketCap = 500 })).Earn(Flight(), Flight("SIN", "HND"));
        Assert.Equal(NothingEarned.NotEligible, answer.Segments[1].Code);
        Assert.Contains("the ticket's cap leaves: 0", answer.Segments[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_comes_to_nothing_does_not_hide_that_the_class_is_not_listed() => Assert.Equal(NothingEarned.ClassNotListed,
        Of(Class("K", Distance(1)), Rule(Amounts(6, "redeemable"), metric: "PQP")).Code(Flight()));

    [Fact]
    public void What_earns_has_no_code()
    {
        var segment = Of(Rule(Distance(1))).Earn(Flight()).Segments[0];
        Assert.Null(segment.Code);
        Assert.Null(segment.Reason);
    }
}
