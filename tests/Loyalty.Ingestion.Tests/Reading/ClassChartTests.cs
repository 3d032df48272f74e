using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

public class ClassChartTests
{
    [Theory]
    [InlineData("Y, B / M")]
    [InlineData("Y/B/M")]
    [InlineData("Y B M")]
    [InlineData("y, b, m")]
    [InlineData("YBM")]
    [InlineData("Y, B and M")]
    [InlineData("EconomyY, B, M")]
    [InlineData("Economy: Y B M")]
    [InlineData("Economy Class Y B M")]
    [InlineData("Y, B, M (Economy)")]
    [InlineData("Y*, B, M<sup>1</sup>")]
    public void A_class_list_is_read_however_it_is_written(string classes) =>
        Assert.Equal(["LH BMY 100%"], Reader.Rows($"<tr><td>Economy</td><td>{classes}</td><td>100%</td></tr>").Short());

    [Theory]
    [InlineData("125%", "125%")]
    [InlineData("125 %", "125%")]
    [InlineData("Mileage accrual:125%", "125%")]
    [InlineData("Actual miles x 125%", "125%")]
    [InlineData("125% of distance flown", "125%")]
    [InlineData("125%<sup>1)</sup>", "125%")]
    [InlineData("7,5%", "7.5%")]
    [InlineData("125% (min. 500 miles)", "125% min 500")]
    [InlineData("1.25 miles per mile flown", "125%")]
    [InlineData("125", "125%")]
    [InlineData("not eligible", "nothing")]
    [InlineData("No miles", "nothing")]
    [InlineData("0%", "nothing")]
    [InlineData("–", "nothing")]
    public void An_amount_is_read_however_it_is_written(string amount, string expected) =>
        Assert.Equal([$"LH Y {expected}"], Reader.Rows($"<tr><td>Economy</td><td>Y</td><td>{amount}</td></tr>").Short());

    [Theory]
    [InlineData("<td>Y, Bonus</td><td>100%</td>", "Bonus")]
    [InlineData("<td>A-F</td><td>100%</td>", "A-F")]
    [InlineData("<td>Y</td><td>100% on Tuesdays</td>", "100% on Tuesdays")]
    [InlineData("<td>Y</td><td>up to 100%</td>", "up to 100%")]
    [InlineData("<td>Y</td><td>100% from 03/04/2025</td>", "100% from 03/04/2025")]
    [InlineData("<td>Y</td><td></td>", "")]
    [InlineData("<td>Y</td><td>see below</td>", "see below")]
    [InlineData("<td>Y</td><td>0.5</td>", "0.5")]
    public void A_row_that_is_not_understood_is_named_and_the_others_are_read(string cells, string text)
    {
        var facts = Reader.Rows($"<tr><td>Business</td><td>J</td><td>150%</td></tr><tr><td>Economy</td>{cells}</tr><tr><td>Economy</td><td>K</td><td>25%</td></tr>");
        Assert.Equal(["LH J 150%", "LH K 25%"], facts.Short());
        var unread = Assert.Single(facts.Charts[0].Unread);
        Assert.Contains(text, unread.Row, StringComparison.Ordinal);
        Assert.NotEqual("", unread.Reason);
    }

    [Fact]
    public void A_cell_that_spans_rows_counts_for_each_of_them() =>
        Assert.Equal(
            ["LH BY 125%", "LH J 150%", "LH M 125%"],
            Reader.Rows("<tr><td>Business</td><td>J</td><td>150%</td></tr><tr><td rowspan=2>Economy</td><td>Y, B</td><td rowspan=2>125%</td></tr><tr><td>M</td></tr>").Short());

    [Fact]
    public void Markets_side_by_side_are_selectors() =>
        Assert.Equal(
            ["LH Y =125 domestic", "LH Y =250 continental:EU", "LH Y =500 intercontinental"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Miles per flight</p><table><tr><th>Class</th><th>Domestic</th><th>Europe</th><th>Intercontinental</th></tr>"
                + "<tr><td>Y</td><td>125</td><td>250</td><td>500</td></tr></table>").Charts.SelectMany(c => c.Rules)
                .Select(r => $"LH {r.Selector.FareClasses} ={r.Formula.Rate} {r.Selector.Market}").Order(StringComparer.Ordinal).ToArray());

    [Fact]
    public void Base_and_bonus_columns_add_up_and_a_total_is_left_out() =>
        Assert.Equal(
            ["LH (class bonus) J 50%", "LH J 100%", "LH Y 100%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Base miles (%)</th><th>Bonus miles (%)</th><th>Total (%)</th></tr>"
                + "<tr><td>J</td><td>100%</td><td>50%</td><td>150%</td></tr><tr><td>Y</td><td>100%</td><td>-</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_metric_column_beside_miles_is_a_chart_of_its_own() =>
        Assert.Equal(
            ["LH PQP Y =200 ", "LH Y 50%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Award miles (% of distance)</th><th>PQP</th></tr>"
                + "<tr><td>Y</td><td>50%</td><td>200</td></tr></table>").Short().Select(s => s == "LH PQP Y =200" ? s + " " : s).ToArray());

    [Fact]
    public void Headings_set_the_carrier_and_the_cabin_for_what_follows() =>
        Assert.Equal(
            ["LH J 150%", "LH Y 100%", "LX J 125%"],
            Reader.Html("<h1>MilePlus: partner charts</h1><h2>Lufthansa (LH)</h2><h3>Business Class</h3><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>J</td><td>150%</td></tr></table>"
                + "<h3>Economy Class</h3><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>"
                + "<h2>SWISS</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>J</td><td>125%</td></tr></table>").Short());

    [Fact]
    public void Carriers_named_together_get_a_chart_each() =>
        Assert.Equal(
            ["LH", "LX", "OS"],
            Reader.Html("<h1>MilePlus</h1><h2>Lufthansa, SWISS and Austrian</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>J</td><td>150%</td></tr></table>")
                .Charts.Select(c => c.Key.Carrier).Order(StringComparer.Ordinal).ToArray());

    [Fact]
    public void A_carrier_column_says_whose_row_it_is() =>
        Assert.Equal(
            ["* Y 25%", "LH Y 100%", "LX Y 50%"],
            Reader.Csv("# MilePlus on partners\nAirline,Booking class,Miles\nLufthansa (LH),Y,100%\nLX,Y,50%\nall other partners,Y,25%\n").Short());

    [Fact]
    public void All_other_classes_have_a_rule_without_letters() =>
        Assert.Equal(["LH Y 100%", "LH nothing"], Reader.Rows("<tr><td></td><td>Y</td><td>100%</td></tr><tr><td></td><td>all other booking classes</td><td>not eligible</td></tr>").Short());

    [Fact]
    public void The_same_letter_in_two_cabins_selects_by_cabin() =>
        Assert.Equal(
            ["LH P Economy 50%", "LH P First 200%", "LH Y 100%"],
            Reader.Rows("<tr><td>First</td><td>P</td><td>200%</td></tr><tr><td>Economy</td><td>P</td><td>50%</td></tr><tr><td>Economy</td><td>Y</td><td>100%</td></tr>").Short());

    [Fact]
    public void What_has_ended_tells_no_cabin_of_a_letter() =>
        Assert.Empty(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Valid until 19 January 2018</p><table><tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr>"
            + "<tr><td>Business</td><td>J</td><td>150%</td></tr></table>").FareClasses);

    [Fact]
    public void Letters_mean_the_cabin_they_stand_beside() =>
        Assert.Contains(new FareClassFact("LH", 'J', Cabin.Business), Reader.Rows("<tr><td>Business</td><td>J</td><td>150%</td></tr>").FareClasses);

    [Theory]
    [InlineData("50% → 25% from 1 January 2026")]
    [InlineData("50% until 31 December 2025, 25% from 1 January 2026")]
    [InlineData("25% from 1 January 2026 (previously 50%)")]
    public void A_change_ends_the_old_rate_the_day_before(string cell) =>
        Assert.Equal(["LH Y 25% from 2026-01-01", "LH Y 50% until 2025-12-31"], Reader.Rows($"<tr><td>Economy</td><td>Y</td><td>{cell}</td></tr>").Short());

    [Fact]
    public void A_change_without_a_year_is_of_the_year_that_the_curator_names() =>
        Assert.Equal(
            ["LH Y 25% from 2026-01-01", "LH Y 50% until 2025-12-31"],
            Reader.Rows("<tr><td>Economy</td><td>Y</td><td>50% → 25% from 1 Jan</td></tr>", new Hints(SourceDate: new DateOnly(2025, 10, 1))).Short());

    [Fact]
    public void A_fare_basis_footnote_is_a_rule_of_its_own() =>
        Assert.Equal(
            ["LH K *LGT 25%", "LH K 50%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>K*</td><td>50%</td></tr></table><p>* Fare basis ending in LGT: 25%</p>").Short());

    [Fact]
    public void A_footnote_with_a_condition_that_nobody_understood_is_an_unread_row() =>
        Assert.Contains(
            "only on", Assert.Single(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>K*</td><td>50%</td></tr></table>"
                + "<p>* only on full moons</p>").UnreadRows()).Text, StringComparison.Ordinal);

    [Fact]
    public void A_minimum_in_a_note_holds_for_the_chart() =>
        Assert.Equal(["LH Y 100% min 500"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table><p>A minimum of 500 miles per segment is credited.</p>").Short());

    [Fact]
    public void History_is_left_out_unless_it_says_until_when()
    {
        const string table = "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>{0}</td></tr></table>";
        var facts = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><h2>Current rates</h2>" + table.Replace("{0}", "100%", StringComparison.Ordinal)
            + "<h2>Previous rates</h2>" + table.Replace("{0}", "150%", StringComparison.Ordinal)
            + "<h2>History: until 31 March 2020</h2>" + table.Replace("{0}", "200%", StringComparison.Ordinal));
        Assert.Equal(["LH Y 100%", "LH Y 200% until 2020-03-31"], facts.Short());
    }

    [Theory]
    [InlineData("Valid from 1 April 2019", "2019-04-01", null, DateBasis.Travel)]
    [InlineData("Effective April 1, 2019", "2019-04-01", null, DateBasis.Travel)]
    [InlineData("For tickets issued from 2019-04-01", "2019-04-01", null, DateBasis.Ticketing)]
    [InlineData("For travel from 1 April 2019 until 31 March 2020", "2019-04-01", "2020-03-31", DateBasis.Travel)]
    [InlineData("Valid until 13/05/2019", null, "2019-05-13", DateBasis.Travel)]
    public void A_note_says_from_when_until_when_and_by_which_date(string note, string? from, string? until, DateBasis by)
    {
        var chart = Assert.Single(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>{note}.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts);
        Assert.Equal(new Validity(Day(from), Day(until), by), chart.Validity);
    }

    [Fact]
    public void A_date_that_can_be_read_two_ways_is_not_guessed() =>
        Assert.Contains(
            "day/month", Assert.Single(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Valid from 03/04/2025.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>")
                .Charts[0].Unread).Reason, StringComparison.Ordinal);

    [Fact]
    public void Days_of_travel_and_of_ticketing_in_one_sentence_are_not_mixed() =>
        Assert.Contains(
            "ticketing", Assert.Single(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Valid for travel from 1 May 2025, for tickets issued until 1 June 2025.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>")
                .Charts[0].Unread).Reason, StringComparison.Ordinal);

    [Fact]
    public void Hints_win_over_the_text()
    {
        var chart = Assert.Single(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Valid from 1 April 2019.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>",
            new Hints(ProgramId: "NH_Club", Carrier: "LX", EffectiveDate: new DateOnly(2020, 1, 1))).Charts);
        Assert.Equal(("NH_Club", "LX", new DateOnly(2020, 1, 1)), (chart.Key.ProgramId, chart.Key.Carrier, chart.Validity.From));
    }

    [Theory]
    [InlineData("Flights operated by Lufthansa.", FlightRole.Operating)]
    [InlineData("Flights marketed and operated by Lufthansa.", FlightRole.MarketingAndOperating)]
    [InlineData("Flights with an LH flight number.", FlightRole.Marketing)]
    [InlineData("Flights of Lufthansa.", FlightRole.Marketing)]
    public void The_text_says_which_carrier_of_a_flight_counts(string note, FlightRole role) =>
        Assert.Equal(role, Assert.Single(Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><p>{note}</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Key.Role);

    [Fact]
    public void A_chart_for_certain_tickets_is_another_chart()
    {
        var chart = Assert.Single(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Tickets not issued by United (UA).</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts);
        Assert.Equal("tickets not issued by UA", chart.Key.Conditions);
        Assert.Equal(["UA"], chart.Rules[0].Selector.NotTicketing);
    }

    [Fact]
    public void Classes_side_by_side_are_read_too() =>
        Assert.Equal(
            ["LH AF 150%", "LH J 125%", "LH Y 100%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>F, A</th><th>J</th><th>Y</th></tr><tr><td>Miles</td><td>150%</td><td>125%</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void The_programs_own_airline_is_meant_only_where_its_flights_are()
    {
        Assert.Equal("LH", Assert.Single(Reader.Html("<h1>United MilePlus: miles on Lufthansa</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Key.Carrier);
        Assert.Equal("UA", Assert.Single(Reader.Html("<h1>MilePlus on United Airlines (UA)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Key.Carrier);
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
