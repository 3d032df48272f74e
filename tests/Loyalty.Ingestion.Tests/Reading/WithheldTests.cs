using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>
/// A person approves a chart that waits as a whole: what it waits for is part of its rules where a rule can hold it, and where none can, the rows are
/// unread. Illustrative rates.
/// </summary>
public class WithheldTests
{
    private const string Rows = "<tr><td>Y, B</td><td>100%</td></tr><tr><td>M, H</td><td>50%</td></tr>";

    private const string Table = $"<table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr>{Rows}</table>";

    private static ExtractedFacts Lufthansa(string before, string table = Table, Hints? hints = null) => Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1>{before}{table}", hints);

    [Theory]
    [InlineData("<p>Flights under 500 miles: 500 miles</p>", "Booking class")]
    [InlineData("<p>The table below is for all international flights, domestic flights to other islands, and flights within regions that nobody has drawn on any map.</p>", "Booking class")]
    [InlineData("", "Booking class (codeshares only)")]
    [InlineData("", "Fare class (not on tours)")]
    public void What_no_rule_can_hold_leaves_rows_unread(string before, string header)
    {
        var chart = Lufthansa(before, $"<table><tr><th>{header}</th><th>Miles (% of distance)</th></tr>{Rows}</table>").Charts.Single();
        Assert.Empty(chart.Rules);
        Assert.Equal(2, chart.Unread.Count(row => row.Row.Contains('%', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_promotion_that_members_register_for_has_no_rules_for_everyone()
    {
        var registered = Lufthansa("<p>Registration is required before the flight.</p>", hints: new Hints(Title: "Summer promotion"));
        Assert.Empty(registered.Short());
        Assert.Contains(registered.UnreadRows(), row => row.Row.Contains("Y, B", StringComparison.Ordinal));
        // A word of a promotion elsewhere on the page makes it none.
        Assert.NotEmpty(Lufthansa("<p>Registration is required for the promotion.</p>").Short());
    }

    [Fact]
    public void A_place_that_nobody_has_drawn_becomes_a_region_by_its_name()
    {
        var facts = Lufthansa("<p>The table below is for inter-island flights</p>");
        Assert.Contains(facts.Regions, region => region.Name == "inter-island flights" && region.Members.IsEmpty);
        Assert.All(facts.Charts.Single().Rules, rule => Assert.Equal(Core.Geography.MarketKind.Regions, rule.Selector.Market.Kind));
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Fact]
    public void Flights_that_another_airline_flies_are_told_from_all_that_one_sells()
    {
        var chart = Lufthansa("<p>AWARD MILES ON FLIGHTS WITH THE CODE OF LUFTHANSA, operated by SWISS</p>", hints: new Hints(Carrier: "LH")).Charts.Single();
        Assert.Equal(("LH", FlightRole.Marketing), (chart.Key.Carrier, chart.Key.Role));
        Assert.All(chart.Rules, rule => Assert.Equal(("LX", "LH"), (rule.Selector.Operating.Single(), rule.Selector.Marketing.Single())));
    }

    [Fact]
    public void Nothing_is_said_of_who_flies_where_no_code_is_named() =>
        Assert.All(Lufthansa("<p>AWARD MILES ON FLIGHTS operated by SWISS</p>", hints: new Hints(Carrier: "LH")).Charts.SelectMany(chart => chart.Rules), rule => Assert.False(rule.Selector.Marketing.Contains("LH") && rule.Selector.Operating.Contains("LX")));

    [Theory]
    [InlineData("Flights of Lufthansa operated by Air Somewhere")]
    [InlineData("Award miles on Lufthansa flights operated by Aerotaxi")]
    public void Flights_of_somebody_whom_nobody_knows_are_not_those_of_the_airline_that_sells_them(string heading) =>
        Assert.Empty(Lufthansa($"<h2>{heading}</h2>").Short());

    [Fact]
    public void A_metric_ends_when_miles_alone_are_earned()
    {
        var charts = Reader.Html($"<h1>MilePlus: Lufthansa (LH)</h1><p>From December 1st, 2017 these flights bring miles only.</p><table><tr><th>Booking class</th><th>Award miles</th><th>Tier Points</th></tr><tr><td>Y, B</td><td>100%</td><td>50</td></tr></table>").Charts;
        Assert.Equal(new DateOnly(2017, 11, 30), charts.Single(chart => chart.Key.Metric == "Tier Points").Validity.Until);
        Assert.NotEmpty(charts.Single(chart => chart.Key.Metric == "Tier Points").Unread);
        Assert.Null(charts.Single(chart => chart.Key.Metric == EarningRule.Redeemable).Validity.Until);
    }

    [Theory]
    [InlineData("From December 1st, 2017 domestic flights bring miles only.")]
    [InlineData("From December 1st, 2017 class X earns miles only.")]
    [InlineData("Until December 1st, 2017 these flights bring miles only.")]
    [InlineData("From December 1st, 2017 SWISS flights earn miles only.")]
    public void A_metric_does_not_end_where_some_flights_bring_miles_alone(string sentence) =>
        Assert.All(
            Reader.Html($"<h1>MilePlus: Lufthansa (LH)</h1><h2>Lufthansa (LH)</h2><table><tr><th>Booking class</th><th>Award miles</th><th>Tier Points</th></tr><tr><td>Y, B</td><td>100%</td><td>50</td></tr></table><p>{sentence}</p>").Charts,
            chart => Assert.Null(chart.Validity.Until));

    [Fact]
    public void Exception_fares_on_tickets_of_one_airline_are_bulk_fares_on_its_stock()
    {
        var chart = Reader.Html(
            "<title>Exception fares</title><h1>MilePlus: Lufthansa (LH) exception fares</h1><table><tr><th>Exception fare class (Lufthansa 220 ticketed only)</th><th>Miles (% of distance)</th></tr><tr><td>Full Fare - Y, B</td><td>100%</td></tr><tr><td>Discounted - M, H</td><td>50%</td></tr></table>",
            new Hints(Title: "Exception fares")).Charts.Single();
        Assert.All(chart.Rules, rule => Assert.Equal(("LH", "bulk"), (rule.Selector.Ticketing.Single(), rule.Selector.TicketTypes.Single())));
        Assert.Empty(chart.Unread);
    }

    [Fact]
    public void Another_header_over_names_and_classes_is_asked_about() =>
        Assert.NotEmpty(Reader.Html("<h1>MilePlus: Lufthansa (LH)</h1><table><tr><th>Student fare class (Lufthansa 220 ticketed only)</th><th>Miles (% of distance)</th></tr><tr><td>Full Fare - Y, B</td><td>100%</td></tr><tr><td>Discounted - M, H</td><td>50%</td></tr></table>").UnreadRows());

    [Theory]
    [InlineData("B**", "** For flights from October 30, 2016.", null)]
    [InlineData("B", "** For flights from October 30, 2016.", "2016-10-30")]
    [InlineData("B*", "** For flights from October 30, 2016.", "2016-10-30")]
    public void A_note_of_one_row_bounds_no_chart(string letter, string note, string? from)
    {
        var chart = Lufthansa("", $"<table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, {letter}</td><td>100%</td></tr><tr><td>M, H</td><td>50%</td></tr></table><p>{note}</p>").Charts.Single();
        Assert.Equal(from, chart.Validity.From?.ToString("yyyy-MM-dd"));
        Assert.Equal(from is null, chart.Unread.Length > 0);
    }

    [Theory]
    [InlineData("The table below is for flights outside Europe")]
    [InlineData("Table of flights outside Europe for members")]
    public void A_place_that_is_left_out_is_none(string lead) => Assert.Empty(Lufthansa($"<p>{lead}</p>").Short());

    [Fact]
    public void The_day_of_a_rule_on_flights_is_none_of_the_rates()
    {
        var chart = Lufthansa("<p>From 1 January 2019, only flights that Lufthansa operates earn miles.</p>").Charts.Single();
        Assert.Null(chart.Validity.From);
        Assert.NotEmpty(chart.Unread);
    }

    [Fact]
    public void What_tiers_add_on_some_flights_is_for_those()
    {
        var chart = Reader.Html("<h1>MilePlus: Lufthansa (LH)</h1><h2>Elite bonus miles</h2><p>Silver and Gold members earn bonus miles on international flights.</p><table><tr><th>Status</th><th>Percentage of flown miles</th></tr><tr><td>Premier Silver</td><td>25%</td></tr><tr><td>Premier Gold</td><td>50%</td></tr></table>").Charts.Single();
        Assert.All(chart.Rules, rule => Assert.Equal((EarningRule.EliteBonusComponent, Core.Geography.MarketKind.International), (rule.Component, rule.Selector.Market.Kind)));
        Assert.Equal(2, chart.Rules.Length);
    }

    [Fact]
    public void A_column_of_a_cabin_by_another_name_is_not_everyones()
    {
        var chart = Reader.Html("<h1>MilePlus: Tier Points on Lufthansa (LH) per flight</h1><table><tr><th>Route</th><th>Economy class</th><th>Falcon Nest</th></tr><tr><td>Domestic</td><td>50</td><td>100</td></tr><tr><td>International</td><td>100</td><td>250</td></tr></table>").Charts.Single();
        Assert.All(chart.Rules, rule => Assert.Equal(Cabin.Economy, rule.Selector.Cabin));
        Assert.Contains(chart.Unread, row => row.Text == "Falcon Nest");
    }

    [Fact]
    public void A_name_between_the_words_that_another_airline_stands_between_is_an_airline()
    {
        var facts = Reader.Html(
            $"<h1>MilePlus マイル積算率</h1><h2>「Lufthansa」便のマイル積算率</h2><table><tr><th>予約クラス</th><th>積算率</th></tr>{Rows}</table><h2>「名無航空」便のマイル積算率</h2><table><tr><th>予約クラス</th><th>積算率</th></tr>{Rows}</table>",
            new Hints(ProgramId: "UA_Plus"));
        Assert.Equal(["LH BY 100%", "LH HM 50%"], facts.Short());
        Assert.Contains(facts.Charts, chart => chart is { Key.Carrier: "LH", Rules.IsEmpty: false });
    }
}
