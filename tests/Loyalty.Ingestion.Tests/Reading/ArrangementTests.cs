using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>How charts arrange what they say: rates over letters, fares over what is counted, yes and no, what one cell or one sentence says for others.</summary>
public class ArrangementTests
{
    [Fact]
    public void Rates_over_letters_make_a_row_for_each_list() =>
        Assert.Equal(["LH CJ 125%", "LH TVW nothing", "LH Y 100%", "UA CDJ 125%", "UA Y 100%"], Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>100%</th><th>125%</th><th>0%</th></tr><tr><td>Lufthansa</td><td>Y</td><td>J, C</td><td>T, V, W</td></tr>"
            + "<tr><td>United Airlines</td><td>Y</td><td>J, C, D</td><td>-</td></tr></table>").Short());

    [Fact]
    public void Rates_beside_letters_in_one_cell_make_a_row_for_each_list() =>
        Assert.Equal(["LH CJ 125%", "LH MW 70%", "LH Y 100%", "UA CDJ 125%", "UA Y 100%"], Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>Economy</th><th>Business</th></tr><tr><td>Lufthansa</td><td>Y - 100%<br>M, W - 70%</td><td>J, C - 125%</td></tr>"
            + "<tr><td>United Airlines</td><td>Y - 100%</td><td>J, C, D - 125%</td></tr></table>").Short());

    [Fact]
    public void Classes_behind_the_names_of_fares_are_a_column_of_their_own() =>
        Assert.Equal(["LH BMY 100%", "LH CDJ 150%", "LH HKQ 75%"], Lufthansa(
            "<tr><th>Fare class</th><th>Miles</th></tr><tr><td>Skyline One®/Select - J, C, D</td><td>150%</td></tr><tr><td>Full Fare Main Cabin – Y, B, M</td><td>100%</td></tr><tr><td>Main Cabin and Discounted Main Cabin - H, Q, K</td><td>75%</td></tr>").Short());

    [Fact]
    public void A_header_that_says_for_which_fares_the_classes_are_is_asked_about() =>
        Assert.Contains(Lufthansa("<tr><th>Special Fare Class (220 ticketed only)</th><th>Miles</th></tr><tr><td>Skyline One - J, C, D</td><td>150%</td></tr><tr><td>Full Fare - Y, B, M</td><td>100%</td></tr>").UnreadRows(),
            row => row.Reason.Contains("Special Fare Class", StringComparison.Ordinal));

    [Fact]
    public void No_among_rates_is_none() =>
        Assert.Equal(["LH AJ nothing", "LH CD 150%", "LH Y 110%"], Lufthansa(
            "<tr><th>Cabin</th><th>Booking class</th><th>Mileage accrual factor</th></tr><tr><td>Business</td><td>C, D</td><td>150%</td></tr><tr><td>Business</td><td>A, J</td><td>No</td></tr><tr><td>Economy</td><td>Y</td><td>110%</td></tr>").Short());

    [Theory]
    [InlineData("(from 2019)")]
    [InlineData("(1)")]
    [InlineData("* (2 miles)")]
    public void A_line_that_stands_in_brackets_as_a_whole_is_no_row(string line) =>
        Assert.Equal(["LH Y 100%"], Lufthansa($"<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table><p>{line}</p><p>Elsewhere 5 miles.</p><table>").Short());

    [Fact]
    public void Fares_over_rows_of_what_is_counted_are_turned() =>
        Assert.Equal(["LH Business Business Flex 150%", "LH Economy Economy Light 25%", "LH Tier Points Business Business Flex =12", "LH Tier Points Economy Economy Light =3"], Lufthansa(
            "<tr><th></th><th>Economy Light</th><th>Business Flex</th></tr><tr><td>Miles</td><td>25%</td><td>150%</td></tr><tr><td>Tier points</td><td>3</td><td>12</td></tr>").Short());

    [Fact]
    public void Yes_under_an_elite_metric_grants_it_the_miles_beside_it() =>
        Assert.Equal(["LH T 25%", "LH Tier Miles T nothing", "LH Tier Miles Y 100%", "LH Y 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>Tier Miles</th></tr><tr><td>Y</td><td>100%</td><td>Yes</td></tr><tr><td>T</td><td>25%</td><td>No</td></tr>").Short());

    [Fact]
    public void A_minimum_of_some_classes_may_stand_as_yes_and_no() =>
        Assert.Equal(["LH T 25%", "LH Y 100% min 250"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>Minimum 250 miles</th></tr><tr><td>Y</td><td>100%</td><td>Yes</td></tr><tr><td>T</td><td>25%</td><td>No</td></tr>").Short());

    [Fact]
    public void A_number_counts_as_the_rest_of_its_column_says() =>
        Assert.Equal(["LH EQM J 150%", "LH EQM Y 100%", "LH J 100%", "LH Y 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>EQM</th></tr><tr><td>J</td><td>100%</td><td>1.5 EQMs per mile flown</td></tr><tr><td>Y</td><td>100%</td><td>1</td></tr>").Short());

    [Fact]
    public void A_factor_multiplies_whatever_it_counts() =>
        Assert.Equal(["LH J 150%", "LH Qualifying Points J 125%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles factor</th><th>Qualifying points factor</th></tr><tr><td>J</td><td>1.5</td><td>1.25</td></tr>").Short());

    [Fact]
    public void A_number_by_tier_beside_miles_by_fare_may_be_either()
    {
        var facts = Lufthansa("<tr><th>Status</th><th>Miles</th><th>Loyalty Points</th></tr><tr><td>Gold</td><td>7 miles / U.S. dollar</td><td>7</td></tr>");
        Assert.DoesNotContain(facts.Short(), rule => rule.Contains("Loyalty Points", StringComparison.Ordinal));
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("per flight or by fare", StringComparison.Ordinal));
    }

    [Fact]
    public void Bands_under_one_header_count_what_the_first_names() =>
        Assert.Equal(["LH Status Credits Y <=1500:20 <=any:30", "LH Y 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>Status Credits: 1-1,500 miles</th><th>1,501+ miles</th></tr><tr><td>Y</td><td>100%</td><td>20</td><td>30</td></tr>").Short());

    [Fact]
    public void Beside_miles_a_header_that_says_nothing_known_is_not_read_as_miles()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Miles</th><th>Zorkles</th></tr><tr><td>Y</td><td>100%</td><td>75%</td></tr>");
        Assert.Equal(["LH Y 100%"], facts.Short());
        Assert.Contains("Zorkles", Assert.Single(facts.UnreadRows()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fares_in_brackets_tell_rows_of_the_same_letters_apart() =>
        Assert.Equal(["LH EM Go Light 10%", "LH EM Go Pro 40%", "LH Y 125%"], Lufthansa(
            "<tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>Premium Economy</td><td>Y</td><td>125%</td></tr>"
            + "<tr><td>Economy (Go Pro)</td><td>E, M</td><td>40%</td></tr><tr><td>Economy (Go Light)</td><td>E, M</td><td>10%</td></tr>").Short());

    [Fact]
    public void Running_text_beside_all_rows_is_a_remark() =>
        Assert.Equal(["LH J 125%", "LH Y 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>Eligible flights</th></tr><tr><td>J</td><td>125%</td><td rowspan='2'>Regular flights within Germany and abroad that the airline runs, "
            + "and some flights that it sells and another airline flies.</td></tr><tr><td>Y</td><td>100%</td></tr>").Short());

    [Fact]
    public void Letters_that_earn_nothing_may_stand_in_one_cell_over_the_amounts() =>
        Assert.Equal(["LH LS nothing", "LH Y 100%"], Lufthansa(
            "<tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>Economy</td><td>Y</td><td>100%</td></tr><tr><td>Not eligible for accrual</td><td colspan='2'>L / S</td></tr>").Short());

    [Fact]
    public void What_holds_now_ends_when_what_is_new_begins() =>
        Assert.Equal(["100% until 2016-11-12", "150% from 2016-11-13"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>November 1, 2016</p><p>This is how you earn now:</p><ul><li>Economy (Y, B): 100%</li><li>Economy (M, H): 100%</li></ul>"
            + "<p>and this is the new rate from 13th November:</p><ul><li>Economy (Y, B): 150%</li><li>Economy (M, H): 150%</li></ul>").Charts
            .Select(chart => $"{chart.Rules[0].Formula.Rate:0%}{(chart.Validity.From is { } from ? $" from {from:yyyy-MM-dd}" : "")}{(chart.Validity.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}")
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("The table below is for flights within Europe.", "LH Y within:EU 100%")]
    [InlineData("Members earn on flights within Europe and beyond.", "LH Y 100%")]
    public void A_sentence_may_say_which_flights_a_table_is_for(string sentence, string expected) =>
        Assert.Equal([expected], Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>{sentence}</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_sentence_that_says_so_of_flights_nobody_can_tell_sends_the_table_to_review() =>
        Assert.NotEmpty(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>The first table is for flights to Asia, except India.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").UnreadRows());

    [Fact]
    public void Two_first_days_above_one_table_are_asked_about() =>
        Assert.NotEmpty(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Valid for travel from 15/1/2015.</p><p>Valid for travel from 1 January 2015.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").UnreadRows());

    [Fact]
    public void A_market_for_each_line_of_a_cell_is_a_row_for_each() =>
        Assert.Equal(["LH Y domestic =500", "LH Y intercontinental =1000", "LH Y international =1000"], Lufthansa(
            "<tr><th>Route</th><th>Booking class</th><th>Miles per flight</th></tr><tr><td>Domestic</td><td>Y</td><td>500</td></tr><tr><td>International flights<br>Intercontinental flights</td><td>Y</td><td>1,000</td></tr>").Short());

    [Fact]
    public void Neighbours_under_a_heading_are_a_table() =>
        Assert.Equal(["LH J 125%", "LH Tier Miles J 125%", "LH Tier Miles Y 100%", "LH Y 100%"], Reader.Html(
            "<div><h1>MilePlus on Lufthansa (LH)</h1>" + string.Concat(new[] { "Booking class|Miles|Tier Miles", "J|125%|125%", "Y|100%|100%" }
                .Select(row => "<div>" + string.Concat(row.Split('|').Select(cell => $"<div>{cell}</div>")) + "</div>")) + "</div>").Short());

    [Fact]
    public void What_a_name_stands_for_in_another_table_selects() =>
        Assert.Equal(["LH JC <=750:900 <=any:1500", "LH OQ <=750:400 <=any:600"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Miles per flight</p><table><tr><th>Distance</th><th>Discount Economy</th><th>Business</th></tr><tr><td>0-750 miles</td><td>400</td><td>900</td></tr>"
            + "<tr><td>751+ miles</td><td>600</td><td>1,500</td></tr></table><h2>Fares</h2><table><tr><th>Category</th><th>Booking classes</th></tr><tr><td>Discount Economy</td><td>O, Q</td></tr><tr><td>Business</td><td>J, C</td></tr></table>")
            .Short().Select(rule => rule.Replace("CJ", "JC", StringComparison.Ordinal)));

    [Fact]
    public void Letters_may_stand_in_a_row_under_the_cabins() =>
        Assert.Equal(["LH Status Credits CJ <=750:20 <=any:40", "LH Status Credits Y <=750:10 <=any:15"], Reader.Html(
            "<h1>Status Credits of MilePlus on Lufthansa (LH)</h1><table><tr><th></th><th>Economy</th><th>Business</th></tr><tr><td>Booking class</td><td>Y</td><td>J, C</td></tr><tr><td>0-750 miles</td><td>10</td><td>20</td></tr><tr><td>751+ miles</td><td>15</td><td>40</td></tr></table>").Short());

    [Theory]
    [InlineData("You earn a minimum of 500 points on flights in booking classes that give 100% or more.")]
    [InlineData("Flights within Canada earn 250 miles minimum.")]
    public void A_minimum_of_some_flights_is_asked_about(string sentence) =>
        Assert.NotEmpty(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table><p>{sentence}</p>").UnreadRows());

    [Theory]
    [InlineData("Cloud Nine (Business) – booking classes C, J, D: 150%")]
    [InlineData("Cloud Nine (C, J): 150%")]
    public void The_first_line_of_a_list_is_not_lost(string first) =>
        Assert.NotEmpty(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><ul><li>{first}</li><li>Economy – booking classes Y, B: 100%</li><li>Economy – booking classes M, K: 50%</li></ul>") is var facts
            && facts.UnreadRows() is { Length: > 0 } unread ? unread.Select(row => row.Text) : facts.Short().Where(rule => rule.Contains("CJ", StringComparison.Ordinal)));

    private static ExtractedFacts Lufthansa(string rows) => Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table>{rows}</table>");

    [Fact]
    public void A_column_of_a_market_that_nobody_has_drawn_waits_alone()
    {
        var facts = Reader.Html(
            """
            <h1>MilePlus: award miles on Lufthansa (LH)</h1><table>
            <tr><th>Booking class</th><th>International Long Haul</th><th>Within Germany</th></tr>
            <tr><td>C, D</td><td>125%</td><td>100%</td></tr><tr><td>Y</td><td>100%</td><td>50%</td></tr></table>
            """);
        Assert.Contains(facts.Charts, chart => chart.Unread.IsEmpty && chart.Rules.All(rule => rule.Selector.Market.ToString() == "domestic:DE"));
        Assert.Contains(facts.Charts, chart => !chart.Unread.IsEmpty && chart.Rules.All(rule => rule.Selector.Market.Kind == Core.Geography.MarketKind.Regions));
    }
}
