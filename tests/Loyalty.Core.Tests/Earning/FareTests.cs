using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>Currencies, and tickets whose price is shared out.</summary>
public sealed class FareTests
{
    private static readonly DateOnly Ticketed = new(2026, 3, 1);

    [Fact]
    public void A_fare_in_the_rules_currency_needs_no_rate() => Assert.Equal(100, Of(Rule(Spend(1, "USD"))).Miles(Flight().Paying(100)));

    [Fact]
    public void A_rule_without_a_currency_counts_the_fares_own() =>
        Assert.Equal(100, Of(Rule(Spend(1))).Miles(Flight().Paying(100, currency: "JPY")));

    [Fact]
    public void A_direct_rate_converts()
    {
        var answer = Knowing(("EUR", "USD", 1.25m, Ticketed)).Earn(Flight().Paying(100, currency: "EUR"));
        Assert.Equal(125, answer.Redeemable.Value);
        Assert.Equal("EUR 100 at 1.25 of 2026-03-01: USD 125 x 1 = 125", answer.Segments[0].Earned[0].Steps[0]);
    }

    [Fact]
    public void A_rate_may_be_turned_round() => Assert.Equal(125, Knowing(("USD", "EUR", 0.8m, Ticketed)).Miles(Flight().Paying(100, currency: "EUR")));

    [Theory]
    [InlineData("EUR", "USD", 1.2, "EUR", "JPY", 160)]
    [InlineData("USD", "EUR", 0.8333333333333333, "JPY", "EUR", 0.00625)]
    [InlineData("EUR", "USD", 1.2, "JPY", "EUR", 0.00625)]
    public void Two_rates_that_share_a_currency_convert(string from1, string to1, decimal rate1, string from2, string to2, decimal rate2) =>
        Assert.Equal(75, Knowing((from1, to1, rate1, Ticketed), (from2, to2, rate2, Ticketed)).Miles(Flight().Paying(10_000, currency: "JPY")));

    [Fact]
    public void The_newest_rate_on_or_before_the_day_of_issue_counts()
    {
        var world = Knowing(("EUR", "USD", 1, Ticketed.AddDays(-30)), ("EUR", "USD", 2, Ticketed), ("EUR", "USD", 4, Ticketed.AddDays(1)));
        Assert.Equal(200, world.Miles(Flight().Paying(100, currency: "EUR")));
        Assert.Equal(100, world.Miles(Ticket(Flight().Paying(100, currency: "EUR")).On(ticket => ticket with { TicketedOn = Ticketed.AddDays(-1) })));
    }

    [Theory]
    [InlineData("EUR", "USD", 3)]
    [InlineData("USD", "EUR", 0.5)]
    public void The_requests_own_rate_wins(string from, string to, decimal rate)
    {
        var request = Ticket(Flight().Paying(100, currency: "EUR")) with { ExchangeRates = [new ExchangeRate(from, to, Ticketed, rate, null)] };
        Assert.Equal(from == "EUR" ? 300 : 200, Knowing(("EUR", "USD", 1, Ticketed)).Miles(request));
    }

    [Fact]
    public void Without_a_rate_the_fare_is_needed_and_the_currencies_are_named()
    {
        var segment = Knowing(("EUR", "USD", 1, Ticketed.AddDays(1))).Earn(Flight().Paying(100, currency: "EUR")).Segments[0];
        Assert.Equal(NothingEarned.NeedsFare, segment.Code);
        Assert.Contains("from EUR to USD", segment.Reason, StringComparison.Ordinal);
        Assert.NotNull(segment.RuleId);
        Assert.Equal("chart", segment.Source?.Id);
    }

    [Fact]
    public void Without_a_fare_a_spend_rule_needs_one() => Assert.Equal(NothingEarned.NeedsFare, Of(Rule(Spend(5))).Code(Flight()));

    [Fact]
    public void A_program_that_credits_a_metric_without_the_fare_still_notes_that_the_fare_is_missing()
    {
        var answer = Of(Rule(Spend(5)), Rule(Fixed(1), metric: "PQF")).Earn(Flight());
        Assert.Equal(1, answer.Of("PQF"));
        Assert.Equal(0, answer.Redeemable.Value);
        Assert.Contains(answer.Notes, note => note.Contains("fare", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tickets_price_is_shared_out_by_distance_with_a_note()
    {
        var answer = Unrounded().Earn(Paid(1000, Flight(), Flight("SIN", "HND")));
        Assert.Equal(1000, answer.Redeemable.Value);
        Assert.Equal(660.22m, answer.Part("base"));
        Assert.Equal(339.78m, answer.Part("base", segment: 1));
        Assert.Equal(["The ticket's price is shared out over its segments by distance."], answer.Notes);
    }

    [Fact]
    public void Each_of_three_segments_has_its_share()
    {
        var answer = Unrounded().Earn(Paid(1000, Flight(), Flight("SIN", "HND"), Flight("HND", "FRA")));
        Assert.Equal([411.99m, 212.03m, 375.98m], answer.Segments.Select(segment => segment.Earned[0].Value));
    }

    [Fact]
    public void A_ticket_of_one_segment_costs_what_it_costs()
    {
        var answer = Unrounded().Earn(Paid(1000, Flight()));
        Assert.Equal(1000, answer.Redeemable.Value);
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public void A_segments_own_fare_in_another_currency_is_taken_from_the_tickets_price_by_the_rate()
    {
        var answer = Knowing(("EUR", "USD", 1.25m, Ticketed)).Earn(
            Ticket(Flight().Paying(400, currency: "EUR"), Flight("SIN", "HND")).On(ticket => ticket with { TicketPrice = new Fare(800, 0, "USD") }));
        Assert.Equal([500, 300], answer.Segments.Select(segment => segment.Earned[0].Value));
    }

    [Fact]
    public void A_segments_own_fare_wins_and_the_rest_is_shared_by_the_others()
    {
        var answer = Unrounded().Earn(Paid(1000, Flight().Paying(900), Flight("SIN", "HND"), Flight("HND", "SIN")));
        Assert.Equal(900, answer.Part("base"));
        Assert.Equal(50, answer.Part("base", segment: 1));
        Assert.Equal(50, answer.Part("base", segment: 2));
    }

    [Fact]
    public void A_program_that_counts_no_fare_has_no_note_about_it() => Assert.Empty(Of(Rule(Distance(1))).Earn(Paid(1000, Flight(), Flight("SIN", "HND"))).Notes);

    [Fact]
    public void A_ticket_that_cost_nothing_is_said_to_earn_nothing_by_its_rule()
    {
        var segment = Of(Rule(Spend(5, "USD"))).Earn(Flight().Paying(0)).Segments[0];
        Assert.Equal(NothingEarned.NotEligible, segment.Code);
        Assert.Contains("USD 0 x 5 = 0", segment.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RoundingMode.Up, 199 * 5, "USD 198.3 counts as USD 199 x 5 = 995")]
    [InlineData(RoundingMode.Nearest, 198 * 5, "USD 198.3 counts as USD 198 x 5 = 990")]
    [InlineData(RoundingMode.Floor, 198 * 5, "USD 198.3 counts as USD 198 x 5 = 990")]
    public void A_program_may_count_whole_dollars(RoundingMode mode, int miles, string step)
    {
        var answer = Of(Rule(Spend(5, "USD"))).Having(program => program with { FareRounding = mode }).Earn(Flight().Paying(198.30m));
        Assert.Equal(miles, answer.Redeemable.Value);
        Assert.Equal([step], answer.Segments[0].Earned[0].Steps);
    }

    [Fact]
    public void Whole_dollars_are_those_of_each_flight_and_after_the_conversion()
    {
        var world = Knowing(("EUR", "USD", 1.25m, Ticketed)).Having(program => program with { FareRounding = RoundingMode.Up });
        Assert.Equal(126 + 101, world.Miles(Flight().Paying(100.10m, currency: "EUR"), Flight("SIN", "HND").Paying(80.10m, currency: "EUR")));
        Assert.Equal("EUR 100.1 at 1.25 of 2026-03-01: USD 125.13 counts as USD 126 x 1 = 126",
            world.Earn(Flight().Paying(100.10m, currency: "EUR")).Segments[0].Earned[0].Steps[0]);
    }

    [Fact]
    public void A_fare_that_is_whole_already_is_not_said_to_be_rounded() => Assert.Equal(["USD 199 x 5 = 995"], Of(Rule(Spend(5, "USD")))
        .Having(program => program with { FareRounding = RoundingMode.Up }).Earn(Flight().Paying(199)).Segments[0].Earned[0].Steps);

    private static EarningRequest Paid(decimal fare, params FlightSegment[] segments) =>
        Ticket(segments).On(ticket => ticket with { TicketPrice = new Fare(fare, 0, "USD") });

    private static World Unrounded() => Of(Rule(Spend(1)))
        .Having(program => program with { Rounding = new Rounding(RoundingMode.None, RoundingScope.Segment, RoundingStage.BeforeBonus) });

    private static World Knowing(params (string From, string To, decimal Rate, DateOnly Date)[] rates) => Of(Rule(Spend(1, "USD")))
        .Knowing(facts => facts with { ExchangeRates = [.. rates.Select(rate => new ExchangeRate(rate.From, rate.To, rate.Date, rate.Rate, "chart"))] });
}
