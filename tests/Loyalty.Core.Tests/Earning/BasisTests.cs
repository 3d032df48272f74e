using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>What a rule multiplies, and what it may come to at most.</summary>
public sealed class BasisTests
{
    [Fact]
    public void Distance_is_multiplied_by_the_rate()
    {
        var answer = Of(Rule(Distance(0.5m))).Earn(Flight());
        Assert.Equal(new EarnedAmount(3195, "miles"), answer.Redeemable);
        Assert.Equal("6,389 mi x 50% = 3,194.5, rounded to 3,195", answer.Segments[0].Earned[0].Steps[0]);
    }

    [Fact]
    public void A_distance_is_whole_miles_before_the_rate() => Assert.Equal(63890, Of(Rule(Distance(10))).Miles(Flight()));

    [Fact]
    public void Spend_is_base_fare_and_carrier_surcharges()
    {
        var answer = Of(Rule(Spend(5, "USD"))).Earn(Flight().Paying(500, 150));
        Assert.Equal(3250, answer.Redeemable.Value);
        Assert.Equal("USD 650 x 5 = 3,250", answer.Segments[0].Earned[0].Steps[0]);
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(1001, 20)]
    [InlineData(5000, 20)]
    [InlineData(5001, 40)]
    public void A_band_holds_its_last_mile(int miles, int earned)
    {
        var bands = new EarningFormula { Basis = EarningBasis.Band, Bands = [new(1000, 10), new(5000, 20), new(null, 40)] };
        var world = Of(Rule(bands)).Knowing(facts => facts with { Sectors = [new SectorDistance(ProgramId, "FRA", "SIN", miles, "chart")] });
        Assert.Equal(earned, world.Miles(Flight()));
    }

    [Fact]
    public void A_fixed_amount_is_per_segment() =>
        Assert.Equal(24, Of(Rule(Fixed(12))).Miles(Flight(), Flight("SIN", "HND")));

    [Fact]
    public void Amounts_are_summed_and_divided()
    {
        var world = Of(Rule(Distance(1)), Rule(Fixed(100), component: "class bonus"), Rule(Amounts(6, "redeemable/base"), metric: "PQP"),
            Rule(Amounts(5, "redeemable"), metric: "XP"), Rule(Amounts(1, "redeemable/base", "redeemable/class bonus"), metric: "EQM"));
        var answer = world.Earn(Flight());
        Assert.Equal(1065, answer.Of("PQP"));
        Assert.Equal(1298, answer.Of("XP"));
        Assert.Equal(6489, answer.Of("EQM"));
    }

    [Fact]
    public void A_metric_may_be_a_share_of_another_metric()
    {
        var world = Of(Rule(Distance(1)), Rule(Amounts(2, "A"), metric: "B"), Rule(Amounts(2, "redeemable"), metric: "A"));
        Assert.Equal(1598, world.Earn(Flight()).Of("B"));
    }

    [Fact]
    public void An_elite_bonus_multiplies_the_components_that_the_program_names()
    {
        var world = Of(Rule(Distance(1)), Rule(Distance(0.25m), component: "class bonus"))
            .With(StatusChart(Rule(EliteBonus(0.5m), new RuleSelector { Tiers = ["Gold"] }, "elite bonus")));
        Assert.Equal(3195, world.Earn(Ticket(Flight()).ByTier("Gold")).Part("elite bonus"));
        Assert.Equal(0, world.Earn(Ticket(Flight()).ByTier("Silver")).Part("elite bonus"));
        var wider = world.Having(program => program with { EliteBonus = new EliteBonus(EliteBonusBase.Components, ["base", "class bonus"]) });
        Assert.Equal(3993, wider.Earn(Ticket(Flight()).ByTier("Gold")).Part("elite bonus"));
    }

    [Fact]
    public void An_elite_bonus_may_be_a_share_of_the_distance_flown()
    {
        var world = Of(Rule(Distance(0.25m))).With(StatusChart(Rule(EliteBonus(1), component: "elite bonus")))
            .Having(program => program with { EliteBonus = new EliteBonus(EliteBonusBase.Distance, []) });
        Assert.Equal(6389, world.Earn(Flight()).Part("elite bonus"));
    }

    [Fact]
    public void An_elite_bonus_may_be_a_share_of_the_fare()
    {
        var world = Of(Rule(Distance(0.25m))).With(StatusChart(Rule(EliteBonus(2) with { Currency = "USD" }, component: "elite bonus")))
            .Having(program => program with { EliteBonus = new EliteBonus(EliteBonusBase.Fare, []) });
        Assert.Equal(1300, world.Earn(Flight().Paying(500, 150)).Part("elite bonus"));
    }

    [Fact]
    public void Status_adds_nothing_to_a_flight_that_earns_nothing()
    {
        var world = Of(Class("J", Distance(1))).With(StatusChart(Rule(Fixed(500), component: "elite bonus")));
        Assert.Equal(NothingEarned.ClassNotListed, world.Code(Flight()));
        Assert.Equal(6889, world.Miles(Flight(fareClass: 'J')));
    }

    [Fact]
    public void A_multiplier_is_a_factor_on_the_other_components_of_its_metric()
    {
        var factor = new EarningFormula { Basis = EarningBasis.Multiplier, Rate = 1.5m };
        var route = new RuleSelector { Market = new Market(MarketKind.Intercontinental) };
        var world = Of(Rule(Distance(0.5m)), Rule(Fixed(400), component: "flight bonus"), Rule(factor, route, "route ratio"), Rule(Fixed(10), metric: "PP"));
        var answer = world.Earn(Flight());
        Assert.Equal(4792, answer.Part("base"));
        Assert.Equal(600, answer.Part("flight bonus"));
        Assert.Equal(10, answer.Of("PP"));
        Assert.Contains("x route ratio 1.5 = 4,791.75", answer.Segments[0].Earned[0].Steps[0], StringComparison.Ordinal);
        Assert.Equal(493, world.Miles(Flight("FRA", "MUC")));
    }

    [Fact]
    public void A_multiplier_may_name_the_components_it_multiplies()
    {
        var factor = new EarningFormula { Basis = EarningBasis.Multiplier, Rate = 2, Of = ["base"] };
        var answer = Of(Rule(Fixed(100)), Rule(Fixed(50), component: "flight bonus"), Rule(factor, component: "route ratio")).Earn(Flight());
        Assert.Equal(250, answer.Redeemable.Value);
    }

    [Fact]
    public void A_cap_is_the_most_that_a_segment_earns_by_a_rule()
    {
        var answer = Of(Rule(Distance(1) with { Cap = 4000 })).Earn(Flight(), Flight("FRA", "LHR"));
        Assert.Equal(4408, answer.Redeemable.Value);
        Assert.EndsWith("at most 4,000", answer.Segments[0].Earned[0].Steps[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_cap_is_the_most_that_a_ticket_earns_by_a_rule()
    {
        var answer = Of(Rule(Fixed(300) with { TicketCap = 500 })).Earn(Flight(), Flight("SIN", "HND"), Flight("HND", "SIN"));
        Assert.Equal(500, answer.Redeemable.Value);
        Assert.Equal([300, 200, 0], answer.Segments.Select(segment => segment.Earned.Sum(part => part.Value)));
    }

    [Fact]
    public void A_bonus_may_have_a_cap_of_its_own()
    {
        var world = Of(Rule(Distance(1))).With(StatusChart(Rule(EliteBonus(1) with { Cap = 5000 }, component: "elite bonus")));
        Assert.Equal(11389, world.Miles(Flight()));
    }

    [Fact]
    public void A_program_may_count_kilometres()
    {
        var world = Of(Rule(Distance(1))).Having(program => program with { DistanceUnit = DistanceUnit.Kilometres });
        var answer = world.Earn(Flight());
        Assert.Equal(10283, answer.Redeemable.Value);
        Assert.Equal(6389, answer.DistanceMiles);
        Assert.Equal("10,283 km x 100% = 10,283", answer.Segments[0].Earned[0].Steps[0]);
    }

    [Theory]
    [InlineData("FRA", "SIN")]
    [InlineData("SIN", "FRA")]
    public void A_published_distance_is_used_instead_of_the_geodesic_in_both_directions(string from, string to)
    {
        var world = Of(Rule(Distance(1))).Knowing(facts => facts with
        {
            Sectors = [new SectorDistance(ProgramId, "FRA", "SIN", 6400, "chart"), new SectorDistance("XX_Other", "FRA", "SIN", 1, "chart")],
        });
        var segment = world.Earn(Flight(from, to)).Segments[0];
        Assert.Equal(new SegmentDistance(6400, true), segment.Distance);
        Assert.Equal(6400, segment.Earned[0].Value);
        Assert.False(world.Earn(Flight("FRA", "MUC")).Segments[0].Distance.Published);
    }

    [Fact]
    public void Components_add_up_and_within_one_only_a_rule_wins() =>
        Assert.Equal(6539, Of(Rule(Distance(0.5m)), Class("Y", Distance(1)), Rule(Fixed(150), component: "flight bonus")).Miles(Flight()));
}
