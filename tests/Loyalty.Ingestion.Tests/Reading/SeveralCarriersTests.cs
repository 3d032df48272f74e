using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Tables with several airlines, and with columns and rows that are no rates: worked examples, trips, minimums.</summary>
public class SeveralCarriersTests
{
    [Theory]
    [InlineData("Example: Frankfurt - New York")]
    [InlineData("Example")]
    [InlineData("e.g. FRA-JFK")]
    public void A_column_of_worked_examples_is_set_aside(string header) =>
        Assert.Equal(["LH Y 100%"], Lufthansa($"<tr><th>Booking class</th><th>Miles</th><th>{header}</th></tr><tr><td>Y</td><td>100%</td><td>3,850</td></tr>").Short());

    [Fact]
    public void Trips_are_what_a_flight_counts_as() =>
        Assert.Equal(["LH Weighted Trip Y =1.5", "LH Y 100%"], Lufthansa("<tr><th>Booking class</th><th>Miles</th><th>Weighted Trip</th></tr><tr><td>Y</td><td>100%</td><td>1.5</td></tr>").Short());

    [Fact]
    public void Rows_of_minimums_belong_to_the_rows_of_the_same_classes() =>
        Assert.Equal(["LH J 150% min 500", "LH Y 100% min 300"], Lufthansa(
            "<tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>Business</td><td>J</td><td>150%</td></tr><tr><td>Economy</td><td>Y</td><td>100%</td></tr>"
            + "<tr><td>Minimum miles</td><td>J/C</td><td>500 miles</td></tr><tr><td>Minimum miles</td><td>Y</td><td>300 miles</td></tr>").Short());

    [Fact]
    public void A_row_whose_classes_have_different_minimums_is_asked_about() =>
        Assert.Contains("different minimums", Assert.Single(Lufthansa(
            "<tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>Economy</td><td>Y, B</td><td>100%</td></tr>"
            + "<tr><td>Minimum miles</td><td>Y</td><td>500 miles</td></tr><tr><td>Minimum miles</td><td>B</td><td>300 miles</td></tr>").UnreadRows()).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("Lufthansa", "LH Y 100%")]
    [InlineData("United Airlines", "alliance:star Y 100%")]
    public void An_alliance_below_the_name_of_a_partner_says_to_what_it_belongs(string heading, string rule) =>
        Assert.Equal([rule], Reader.Html($"<h1>MilePlus: {heading}</h1><h2>Earning miles on Star Alliance partners</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_table_that_goes_on_behind_a_note_keeps_its_header_and_each_part_its_notes() =>
        Assert.Equal(["LH XP Y =1", "LH Y 100% min 500", "LX XP Y =2", "LX Y 50%"], Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>Booking class</th><th>Miles</th><th>XP</th></tr><tr><td>Lufthansa</td><td>Y</td><td>100%</td><td>1</td></tr></table>"
            + "<p>* Minimum 500 miles on international and domestic flights</p><table><tr><td>SWISS</td><td>Y</td><td>50%</td><td>2</td></tr></table>").Short());

    [Fact]
    public void A_table_of_other_columns_keeps_none() =>
        Assert.DoesNotContain(Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>Booking class</th><th>XP</th></tr><tr><td>Lufthansa</td><td>Y</td><td>1</td></tr></table>"
            + "<p>* Note</p><table><tr><td>SWISS</td><td>FRA</td><td>50%</td></tr></table>").Short(), rule => rule.StartsWith("LX", StringComparison.Ordinal));

    [Fact]
    public void Letters_market_by_market_in_one_cell_are_rows() =>
        Assert.Equal(["LH BKY international 100%", "LH BUY domestic 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B, K (International)<br>Y, B, U (Domestic)</td><td>100%</td></tr>").Short());

    [Fact]
    public void What_stands_in_the_way_of_a_table_concerns_every_airline_in_it()
    {
        var facts = Reader.Html(
            "<h1>MilePlus</h1><p>From 1 May 2020 flights earn miles only. Travel until 30 April 2020 counts for status too:</p><table><tr><th>Airline</th><th>Booking class</th><th>Miles</th></tr>"
            + "<tr><td>Lufthansa</td><td>Y</td><td>100%</td></tr><tr><td>SWISS</td><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal(2, facts.Charts.Length);
        Assert.All(facts.Charts, chart => Assert.NotEmpty(chart.Unread));
    }

    [Fact]
    public void What_held_before_a_day_stands_elsewhere() =>
        Assert.Equal(new DateOnly(2019, 4, 1), Assert.Single(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>The chart is for flights departing since 1 April 2019. For flights departing before 1 April 2019, please see the archive.</p>"
            + "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Validity.From);

    [Fact]
    public void A_change_that_the_new_tables_follow_ends_those_that_stand_here() =>
        Assert.Equal(new DateOnly(2014, 6, 30), Assert.Single(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Some of these rates change for travel on or after 1 July 2014. From that day the new tables hold.</p>"
            + "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Validity.Until);

    [Fact]
    public void A_bonus_for_one_tier_and_another_for_the_others_stand_beside_the_base() =>
        Assert.Equal(["LH (class bonus) F 100%", "LH (class bonus) F Premier Gold 125%", "LH F 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th></tr><tr><td>F</td><td>100% + (Cabin bonus of 125% for Premier Gold and 100% for other members)</td></tr>").Short());

    [Theory]
    [InlineData("100% + (Cabin bonus of 125% for Premier Gold)")]
    [InlineData("100% + (Cabin bonus of 125% for corporate members and 100% for other members)")]
    public void A_bonus_of_which_nobody_knows_who_gets_it_is_unread(string cell) =>
        Assert.Empty(Lufthansa($"<tr><th>Booking class</th><th>Miles</th></tr><tr><td>F</td><td>{cell}</td></tr>").Short());

    [Fact]
    public void Headings_that_go_alike_tell_an_airline_that_nobody_knows()
    {
        var facts = Reader.Html(
            "<h1>MilePlus</h1><h2>Earning on Lufthansa</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>"
            + "<h2>Earning on AirBaz</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.Empty(facts.Charts[0].Unread);
        Assert.Equal("AirBaz", facts.Charts[1].Key.Conditions);
        Assert.NotEmpty(facts.Charts[1].Unread);
    }

    [Theory]
    [InlineData("Earn miles on Lufthansa and SWISS flights.", "LH Y 100%|LX Y 100%")]
    [InlineData("Tickets of Lufthansa and SWISS flights earn miles.", "LH Y 100%")]
    [InlineData("Lufthansa flies to Frankfurt.", "LH Y 100%")]
    public void A_hint_at_one_of_two_airlines_of_a_sentence_means_both(string sentence, string rules) =>
        Assert.Equal(rules.Split('|'), Reader.Html(
            $"<h1>MilePlus</h1><p>{sentence}</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>", new Hints(Carrier: "LH")).Short());

    [Theory]
    [InlineData("<p>Airline code</p><p>LX</p>", "LX Y 100%")]
    [InlineData("<p>Airline code: LX</p>", "LX Y 100%")]
    public void A_page_may_give_its_airline_by_the_code(string lines, string rule) =>
        Assert.Equal([rule], Reader.Html($"<h1>MilePlus</h1>{lines}<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void Rows_under_a_name_that_nobody_knows_are_not_the_airlines_above()
    {
        var facts = Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td colspan=2>Lufthansa</td></tr><tr><td>Y</td><td>100%</td></tr>"
            + "<tr><td colspan=2>AirBaz</td></tr><tr><td>Y</td><td>50%</td></tr><tr><td colspan=2>SWISS</td></tr><tr><td>Y</td><td>25%</td></tr></table>");
        Assert.Equal(["LH Y 100%", "LX Y 25%"], facts.Short());
        Assert.Equal("AirBaz", Assert.Single(facts.UnreadRows()).Text);
    }

    [Theory]
    [InlineData("Premium Economy / Economy", "LH Economy <=600:50 <=any:75|LH PremiumEconomy <=600:60 <=any:90")]
    [InlineData("From / To", "")]
    public void Two_amounts_a_cell_under_two_names_are_read_in_their_order_and_asked_about(string header, string rules)
    {
        var facts = Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><h2>Tier Points per flight</h2><table><tr><th>Distance</th><th>{header}</th></tr><tr><td>0 - 600</td><td>60 / 50</td></tr><tr><td>Over 600</td><td>90 / 75</td></tr></table>");
        Assert.Equal(rules.Split('|', StringSplitOptions.RemoveEmptyEntries), facts.Short().Select(rule => rule.Replace(" Tier Points", "", StringComparison.Ordinal)));
        Assert.Equal(rules.Length > 0, facts.UnreadRows().Any(row => row.Reason.Contains("in its order", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("75", "60 / 50", "15", false)]
    [InlineData("75", "50 / 60", "15", true)]
    [InlineData("55", "60 / 50", "15", true)]
    [InlineData("75", "60 / 50", "55", true)]
    [InlineData("75", "60 / 60", "15", true)]
    [InlineData("-", "60 / 50", "15", true)]
    public void Two_amounts_that_fit_between_those_of_other_cabins_are_sure(string business, string both, string discount, bool isAsked) =>
        Assert.Equal(isAsked, Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><h2>Tier Points per flight</h2><table><tr><th>Distance</th><th>Business</th><th>Premium / Economy Full</th><th>Economy Discount</th></tr>"
            + $"<tr><td>0 - 600</td><td>{business}</td><td>{both}</td><td>{discount}</td></tr><tr><td>Over 600</td><td>115</td><td>90 / 75</td><td>20</td></tr></table>").UnreadRows().Any(row => row.Reason.Contains("in its order", StringComparison.Ordinal)));

    [Fact]
    public void Among_cabins_and_their_fares_a_cabins_name_is_the_cabin() =>
        Assert.Equal(["LH Business 200%", "LH Economy Discount 50%", "LH Economy Full 100%"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Distance</th><th>Business</th><th>Economy Full</th><th>Economy Discount</th></tr><tr><td>Over 600 miles</td><td>200%</td><td>100%</td><td>50%</td></tr></table>").Short());

    [Fact]
    public void A_dated_rate_of_one_class_behind_a_table_is_asked_about_and_no_chart_by_itself()
    {
        var facts = Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>L, K, P</td><td>25%</td></tr></table><ul><li>The accrual ratio of P class is 50%, starting from May 1, 2019 (Travel Date).</li></ul>");
        Assert.Equal(["LH KLP 25%"], facts.Short());
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("The accrual ratio of P class is 25%, starting from May 1, 2019 (Travel Date).", "2019-05-01")]
    [InlineData("Note: P gets 25% on travel after OCT 1, 2016.", "2016-10-02")]
    public void A_rate_of_one_class_with_a_day_behind_a_table_that_has_it_begins_on_that_day(string note, string day)
    {
        var facts = Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>L, K, P</td><td>25%</td></tr></table><p>{note}</p>");
        Assert.Equal(["LH KL 25%", $"LH P 25% from {day}"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Fact]
    public void All_notes_of_a_mark_are_looked_at() =>
        Assert.NotEmpty(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y*</td><td>100%</td></tr></table><p>* Miles are credited in days.</p><p>* Only valid on Mondays.</p>").UnreadRows());

    private static ExtractedFacts Lufthansa(string rows) => Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table>{rows}</table>");

    [Fact]
    public void Classes_of_airlines_side_by_side_share_the_amounts_behind_them() =>
        Assert.Equal(["LH CJ 125%", "LH Y 100%", "UA JP 125%", "UA BY 100%"], Reader.Html(
            "<h1>MilePlus: award miles with our partners</h1><table><tr><th>Cabin</th><th>Lufthansa</th><th>UnitedAirlines</th><th>Award miles</th></tr>"
            + "<tr><td>Business</td><td>J, C</td><td>J, P</td><td>125%</td></tr><tr><td>Economy</td><td>Y</td><td>Y, B</td><td>100%</td></tr><tr><td>First</td><td>-</td><td>None</td><td>150%</td></tr></table>").Short().OrderBy(rule => rule[..2]).ThenByDescending(rule => rule[^4..]));

    [Fact]
    public void A_header_that_says_more_than_an_airline_is_asked_about() =>
        Assert.Contains(
            Reader.Html("<h1>MilePlus: award miles with our partners</h1><table><tr><th>Cabin</th><th>Lufthansa (within Germany)</th><th>United Airlines</th><th>Award miles</th></tr><tr><td>Business</td><td>J</td><td>J, P</td><td>125%</td></tr></table>").UnreadRows(),
            row => row.Reason.Contains("says more than whose classes", StringComparison.Ordinal));

    [Theory]
    [InlineData("Blue Wings", "BlueWings")]
    [InlineData("BlueWings", "Blue Wings")]
    public void A_name_without_its_spaces_hides_no_airline_that_is_called_so(string first, string second)
    {
        var names = new NameIndex([new Airline("1B", first, null, null), new Airline("2B", second, null, null)], [], [], []);
        Assert.Equal("1B", Assert.Single(names.AirlinesIn($"Earn on {first}")).Iata);
        Assert.Equal("2B", Assert.Single(names.AirlinesIn($"Earn on {second}")).Iata);
        Assert.Equal(("1B", "2B"), (names.AirlineByName(first), names.AirlineByName(second)));
    }
}
