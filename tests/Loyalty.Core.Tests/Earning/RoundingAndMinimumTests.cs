using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

public sealed class RoundingAndMinimumTests
{
    private static readonly EarningChart Status = StatusChart(Rule(EliteBonus(1), new RuleSelector { Tiers = ["Gold"] }, "elite bonus"));

    [Theory]
    [InlineData(RoundingMode.Nearest, 3195)]
    [InlineData(RoundingMode.Floor, 3194)]
    [InlineData(RoundingMode.Up, 3195)]
    [InlineData(RoundingMode.None, 3194.5)]
    public void A_half_goes_where_the_program_says(RoundingMode mode, decimal miles) =>
        Assert.Equal(miles, Rounded(mode, RoundingScope.Segment, RoundingStage.BeforeBonus, 0.5m).Miles(Flight()));

    [Theory]
    [InlineData(RoundingMode.Nearest, 639)]
    [InlineData(RoundingMode.Floor, 638)]
    [InlineData(RoundingMode.Up, 639)]
    public void Rounding_up_and_down(RoundingMode mode, decimal miles) =>
        Assert.Equal(miles, Rounded(mode, RoundingScope.Segment, RoundingStage.BeforeBonus, 0.1m).Miles(Flight()));

    [Fact]
    public void Each_segment_is_rounded_or_only_the_ticket()
    {
        FlightSegment[] there = [Flight(), Flight("SIN", "FRA")];
        Assert.Equal(6390, Rounded(RoundingMode.Up, RoundingScope.Segment, RoundingStage.BeforeBonus, 0.5m).Miles(there));
        var ticket = Rounded(RoundingMode.Up, RoundingScope.Ticket, RoundingStage.BeforeBonus, 0.5m).Earn(there);
        Assert.Equal(6389, ticket.Redeemable.Value);
        Assert.Equal(3194.5m, ticket.Part("base"));
    }

    [Fact]
    public void A_bonus_is_computed_from_a_rounded_base_or_only_the_sum_is_rounded()
    {
        var before = Rounded(RoundingMode.Nearest, RoundingScope.Segment, RoundingStage.BeforeBonus, 0.5m).With(Status);
        Assert.Equal(6390, before.Miles(Ticket(Flight()).ByTier("Gold")));
        var after = Rounded(RoundingMode.Nearest, RoundingScope.Segment, RoundingStage.AfterBonus, 0.5m).With(Status);
        var answer = after.Earn(Ticket(Flight()).ByTier("Gold"));
        Assert.Equal(6389, answer.Redeemable.Value);
        Assert.Equal(3194.5m, answer.Part("base"));
    }

    [Fact]
    public void A_sum_that_was_rounded_says_so()
    {
        var answer = Rounded(RoundingMode.Floor, RoundingScope.Segment, RoundingStage.AfterBonus, 0.5m).Earn(Flight());
        Assert.Equal("the segment's sum 3,194.5, rounded to 3,194", answer.Segments[0].Earned[0].Steps[1]);
    }

    [Fact]
    public void A_metric_may_round_in_its_own_way()
    {
        var world = Of(Rule(Distance(0.5m)), Rule(Amounts(6, "redeemable"), metric: "PQP"), Rule(Amounts(6, "redeemable"), metric: "XP"))
            .Having(program => program with { Metrics = [new Metric("PQP", new Rounding(RoundingMode.Floor, RoundingScope.Segment, RoundingStage.BeforeBonus))] });
        var answer = world.Earn(Flight());
        Assert.Equal(532, answer.Of("PQP"));
        Assert.Equal(533, answer.Of("XP"));
    }

    [Theory]
    [InlineData(MinimumStage.BeforeRate, 250)]
    [InlineData(MinimumStage.AfterRate, 500)]
    [InlineData(MinimumStage.AfterBonus, 500)]
    public void A_minimum_is_compared_with_the_distance_or_with_what_it_gave(MinimumStage stage, int miles) =>
        Assert.Equal(miles, Least(stage, MinimumFor.Everyone, 0.5m).Miles(Flight("FRA", "MUC")));

    [Theory]
    [InlineData(MinimumStage.BeforeRate, 1000)]
    [InlineData(MinimumStage.AfterRate, 1000)]
    [InlineData(MinimumStage.AfterBonus, 500)]
    public void A_minimum_after_the_bonus_is_not_multiplied_by_it(MinimumStage stage, int miles) =>
        Assert.Equal(miles, Least(stage, MinimumFor.Everyone, 1).With(Status).Miles(Ticket(Flight("FRA", "MUC")).ByTier("Gold")));

    [Theory]
    [InlineData(MinimumStage.BeforeRate, 750)]
    [InlineData(MinimumStage.AfterRate, 593)]
    [InlineData(MinimumStage.AfterBonus, 500)]
    public void A_least_distance_counts_for_both_parts_and_a_least_credit_once(MinimumStage stage, int miles) => Assert.Equal(miles, Of(
            Rule(Distance(1) with { Minimum = 500 }), Rule(Distance(0.5m) with { Minimum = 500 }, component: "class bonus"))
        .Having(program => program with { Minimum = new MinimumCredit(stage, MinimumFor.Everyone) }).Miles(Flight("FRA", "MUC")));

    [Theory]
    [InlineData(MinimumStage.BeforeRate)]
    [InlineData(MinimumStage.AfterRate)]
    [InlineData(MinimumStage.AfterBonus)]
    public void A_flight_beyond_the_minimum_earns_what_it_is_long(MinimumStage stage) =>
        Assert.Equal(6389, Least(stage, MinimumFor.Everyone, 1).Miles(Flight()));

    [Theory]
    [InlineData(MinimumStage.BeforeRate)]
    [InlineData(MinimumStage.AfterRate)]
    [InlineData(MinimumStage.AfterBonus)]
    public void A_minimum_may_be_for_members_with_status_only(MinimumStage stage)
    {
        var world = Least(stage, MinimumFor.StatusMembers, 1);
        Assert.Equal(186, world.Miles(Flight("FRA", "MUC")));
        Assert.Equal(500, world.Miles(Ticket(Flight("FRA", "MUC")).ByTier("Silver")));
    }

    [Theory]
    [InlineData(MinimumStage.BeforeRate, 800, 1200)]
    [InlineData(MinimumStage.AfterRate, 800, 1200)]
    [InlineData(MinimumStage.AfterBonus, 800, 1000)]
    public void A_minimum_beside_bands_is_one_of_what_is_credited_with_the_bonus_or_before_it(MinimumStage stage, int miles, int withBonus)
    {
        // As Qantas has it, whose minimum is of points and status bonus together.
        var bands = new EarningFormula { Basis = EarningBasis.Band, Bands = [new DistanceBand(750, 500), new DistanceBand(null, 3000)], Minimum = 800 };
        var world = Of(Rule(bands)).Having(program => program with { Minimum = new MinimumCredit(stage, MinimumFor.Everyone) })
            .With(StatusChart(Rule(EliteBonus(0.5m), new RuleSelector { Tiers = ["Silver"] }, "elite bonus"), Rule(EliteBonus(1), new RuleSelector { Tiers = ["Gold"] }, "elite bonus")));
        Assert.Equal(miles, world.Miles(Flight("FRA", "MUC")));
        Assert.Equal(withBonus, world.Miles(Ticket(Flight("FRA", "MUC")).ByTier(withBonus == 1000 ? "Gold" : "Silver")));
        Assert.Equal(3000, world.Miles(Flight()));
    }

    [Fact]
    public void A_rules_minimum_goes_before_the_programs()
    {
        var world = Of(Class("Y", Distance(1)), Class("K", Distance(1) with { Minimum = 750 }))
            .Having(program => program with { Minimum = new MinimumCredit(MinimumStage.BeforeRate, MinimumFor.Everyone, 500) });
        Assert.Equal(500, world.Miles(Flight("FRA", "MUC")));
        Assert.Equal(750, world.Miles(Flight("FRA", "MUC", 'K')));
    }

    [Fact]
    public void A_minimum_is_in_the_programs_own_unit()
    {
        var world = Least(MinimumStage.BeforeRate, MinimumFor.Everyone, 1).Having(program => program with { DistanceUnit = DistanceUnit.Kilometres });
        Assert.Equal(500, world.Miles(Flight("FRA", "MUC")));
        Assert.Equal(657, world.Miles(Flight("FRA", "LHR")));
    }

    [Fact]
    public void A_minimum_is_explained()
    {
        var steps = Least(MinimumStage.BeforeRate, MinimumFor.Everyone, 0.5m).Earn(Flight("FRA", "MUC")).Segments[0].Earned[0].Steps;
        Assert.Equal(["500 mi (the minimum; flown 186 mi) x 50% = 250"], steps);
    }

    private static World Rounded(RoundingMode mode, RoundingScope scope, RoundingStage stage, decimal rate) =>
        Of(Rule(Distance(rate))).Having(program => program with { Rounding = new Rounding(mode, scope, stage) });

    private static World Least(MinimumStage stage, MinimumFor members, decimal rate) =>
        Of(Rule(Distance(rate) with { Minimum = 500 })).Having(program => program with { Minimum = new MinimumCredit(stage, members) });
}
