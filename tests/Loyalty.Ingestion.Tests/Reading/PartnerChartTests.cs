using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>What partners' charts by booking class say around their tables: which classes earn nothing, from when they hold, and on which flights.</summary>
public class PartnerChartTests
{
    private const string Table = "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B</td><td>100%</td></tr><tr><td>M</td><td>50%</td></tr></table>";

    [Theory]
    [InlineData("<p>You do not collect miles in booking classes S, N and X.</p>")]
    [InlineData("<p>Classes <b>S, N</b> and <b>X</b> do not earn miles or tier points.</p>")]
    [InlineData("<p>Sorry, no points on S, N, and X.</p>")]
    [InlineData("<h3>Flights that don't earn miles</h3><ul><li>Booking codes S, N and X</li><li>Award and charter tickets</li></ul>")]
    [InlineData("<h3>Classes that are not eligible</h3><p>S, N, X</p>")]
    public void Classes_that_earn_nothing_may_be_said_in_any_words(string note) =>
        Assert.Contains("LH NSX nothing", Partner(Table + note).Short());

    [Theory]
    [InlineData("<p>Classes S, N and X do not earn tier points.</p>")]
    [InlineData("<p>Classes S, N and X do not earn miles on domestic flights.</p>")]
    [InlineData("<p>Classes S, N and X do not earn miles in Japan.</p>")]
    [InlineData("<p>Only some fares in classes S, N and X do not earn miles.</p>")]
    [InlineData("<p>Classes S, N and X, when booked as codeshare, do not earn miles.</p>")]
    public void A_sentence_that_leaves_something_open_excludes_no_class(string note) =>
        Assert.DoesNotContain(Partner(Table + note).Short(), rule => rule.Contains("nothing", StringComparison.Ordinal));

    [Theory]
    [InlineData("es", "<tr><th>Clase de reserva</th><th>Millas</th></tr><tr><td>J - C - O</td><td>100%</td></tr>", "Las clases X, I y U no suman millas.", "LH CJO 100%", "LH IUX nothing")]
    [InlineData("id", "<tr><th>Kelas pemesanan</th><th>Miles</th></tr><tr><td>J, C</td><td>100%</td></tr>", "Sub-kelas X, I, U tidak memperoleh Miles.", "LH CJ 100%", "LH IUX nothing")]
    public void Letters_of_classes_are_no_short_words_of_a_language(string language, string rows, string note, params string[] rules) =>
        Assert.Equal(rules, Reader.Read("page.html", $"<html lang=\"{language}\"><head><title></title></head><body><h1>MilePlus: Lufthansa (LH)</h1><table>{rows}</table><p>{note}</p></body></html>", new Hints(Carrier: "LH")).Short());

    [Theory]
    [InlineData("<p>* Valid for travel from 1 March 2023.</p>")]
    [InlineData("<h3>Conditions</h3><ul><li>Applicable to flights departing on/after 1 March 2023.</li></ul>")]
    [InlineData("<p>This table applies to flights as of and after 1 March 2023</p>")]
    public void A_first_day_may_stand_behind_the_table(string note) =>
        Assert.Equal(new DateOnly(2023, 3, 1), Assert.Single(Partner(Table + note).Charts).Validity.From);

    [Theory]
    [InlineData("<p>Claims for flights from 1 March 2023 can be made online.</p>")]
    [InlineData("<p>Summer sale: valid for travel from 1 March 2023.</p>")]
    public void A_day_of_something_else_bounds_no_chart(string note) =>
        Assert.Null(Assert.Single(Partner(Table + note).Charts).Validity.From);

    [Fact]
    public void Each_of_two_tables_may_have_its_day_behind_it() =>
        Assert.Equal([new DateOnly(2023, 3, 1), new DateOnly(2024, 5, 1)], Reader.Html(
            $"<h1>MilePlus partners</h1><h2>Lufthansa (LH)</h2>{Table}<p>Valid for travel from 1 March 2023.</p><h2>Air Canada (AC)</h2>{Table}<p>Valid for travel from 1 May 2024.</p>").Charts.Select(chart => chart.Validity.From!.Value));

    [Theory]
    [InlineData("<p>Class M earns 50% or 25%, depending on the route.</p>")]
    [InlineData("<p>For departures before 2 May 2019 class M earned 75%.</p>")]
    public void Another_rate_for_a_class_beside_the_table_is_asked_about(string note) =>
        Assert.NotEmpty(Partner(Table + note).UnreadRows());

    [Fact]
    public void Rates_over_letters_may_have_an_airline_and_a_label_before_them() =>
        Assert.Equal(["LH CJ 125%", "LH Y 100%"], Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>Fares</th><th>First Class Fares</th><th>Business Class Fares</th><th>Normal Economy Class Fares 1</th></tr>"
            + "<tr><th rowspan=2>Lufthansa (LH)</th><th>Accumulation</th><td rowspan=2>-</td><td>125%</td><td>100%</td></tr><tr><th>Applicable booking classes</th><td>J, C</td><td>Y</td></tr></table>").Short());

    [Fact]
    public void Classes_may_stand_under_the_names_of_cabins_and_over_what_they_earn() =>
        Assert.Equal(["LH Tier Miles CJ 150%", "LH Tier Miles Y 100%", "LH CJ 200%", "LH Y 125%"], Partner(
            "<table><tr><th>Cabin</th><td>Royal</td><td>Economy</td></tr><tr><th>Class code</th><td>J, C</td><td>Y</td></tr><tr><th>Award miles</th><td>200%</td><td>125%</td></tr><tr><th>Tier miles</th><td>150%</td><td>100%</td></tr></table>").Short().Order(StringComparer.Ordinal).OrderByDescending(rule => rule.Contains("Tier", StringComparison.Ordinal)));

    [Fact]
    public void A_row_over_a_dash_list_of_two_is_a_list() =>
        Assert.Equal(["LH AK 125%", "LH CDJ 150%"], Partner("<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>C - D - J</td><td>150%</td></tr><tr><td>A - K</td><td>125%</td></tr></table>").Short().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Regional routes")]
    [InlineData("Main trunk routes")]
    [InlineData("Short sectors")]
    public void Routes_by_a_name_of_the_pages_own_are_not_everywhere(string heading) =>
        Assert.All(Partner($"<h2>{heading}</h2>{Table}").Short(), rule => Assert.Contains("regions:", rule, StringComparison.Ordinal));

    [Fact]
    public void An_amount_with_a_space_in_it_is_one() =>
        Assert.Equal(["LH BY =1500", "LH M =750"], Partner("<p>Points per flight:</p><p>Y, B: 1 500 points<br>M: 750 points</p>").Short());

    [Fact]
    public void One_mile_flown_in_a_cabin_is_a_key() =>
        Assert.Equal(["LH CJ 125%", "LH Y 50%"], Partner(
            "<table><tr><th>Bonus per cabin</th><th>Avios</th><th>Eligible classes</th></tr><tr><td>1 mile flown in business</td><td>1.25 Avios</td><td>J/C</td></tr><tr><td>1 mile flown in economy</td><td>0.50 Avios</td><td>Y</td></tr></table>").Short());

    [Theory]
    [InlineData("<ul><li>※ Valid from 29 October 2023<br>- M : 75% → 50%</li><li>※ Valid from 15 June 2019<br>- Y : 90% → 100%</li></ul>")]
    [InlineData("<p>Valid from 29 October 2023</p><p>- M : 75% -> 50%</p><p>- Y, B : 90% -> 100%</p><p>Valid from 15 June 2019</p><p>- M : 100% -> 75%</p>")]
    public void A_list_of_changes_behind_the_table_is_its_history(string log)
    {
        var facts = Partner(Table + log);
        Assert.Equal(["LH BY 100%", "LH M 50%"], facts.Short());
        Assert.Equal(new DateOnly(2023, 10, 29), Assert.Single(facts.Charts).Validity.From);
        Assert.Empty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("What share of the Reward and Status Miles is yours depends on the class; the table below has it.")]
    [InlineData("Award and status miles are earned at the same rate.")]
    [InlineData("The percentage of the award miles and of the status miles depends on the ticket:")]
    public void A_sentence_may_say_that_both_kinds_of_miles_are_earned_at_the_rates(string lead) =>
        Assert.Equal(["LH Status Miles Y 100%", "LH Y 100%"], Partner($"<p>{lead}</p><table><tr><th>Class</th><th>Earning rate on miles flown</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void Flights_of_an_airline_over_lists_of_classes_head_the_classes() =>
        Assert.Equal(["LH CJ 150%", "LH Y 100%"], Partner(
            "<table><tr><td>Lufthansa Airlines marketed flights</td><td>Base miles</td></tr><tr><td>Business: J, C</td><td>150%</td></tr><tr><td>Economy: Y</td><td>100%</td></tr>"
            + "<tr><td colspan=2>Ineligible classes: classes that are not listed above earn no miles.</td></tr></table>").Short());

    [Fact]
    public void A_word_in_capitals_behind_a_class_is_no_list() =>
        Assert.Equal(["LH U 100%", "LH Y 120%"], Partner("<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>U (UPGRADE)</td><td>100%</td></tr><tr><td>Y</td><td>120%</td></tr></table>").Short());

    [Fact]
    public void The_programs_currency_in_a_heading_is_no_airline() =>
        Assert.Equal(["LH Y 100%"], Reader.Html("<h1>MilePlus: Lufthansa (LH)</h1><h2>United Airlines miles</h2><table><tr><th>Class</th><th>Rate</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Short());

    [Theory]
    [InlineData("Lufthansa & SWISS flights", "LH =800", "LX =800")]
    [InlineData("Lufthansa flights with SWISS miles", "LH =800")]
    public void Whoever_hints_at_one_of_two_airlines_of_a_title_means_both(string title, params string[] rules) =>
        Assert.Equal(rules, Reader.Html(
            $"<h1>{title}</h1><table><tr><td>Booking class</td><td>Award miles per flight</td></tr><tr><td>Y</td><td>800</td></tr></table>", new Hints(ProgramId: "A3_Bonus", Carrier: "LH")).Short().Select(rule => rule.Replace(" Y", "", StringComparison.Ordinal)));

    [Fact]
    public void A_head_of_two_rows_need_not_be_marked() =>
        Assert.Equal(["LH Tier Points Y domestic =40", "LH Tier Points Y international =90", "LH Y domestic =800", "LH Y international =1800"], Partner(
            "<table><tr><td rowspan=2>Booking class</td><td colspan=2>Domestic</td><td colspan=2>International</td></tr><tr><td>Award miles</td><td>Tier Points</td><td>Award miles</td><td>Tier Points</td></tr>"
            + "<tr><td>Y</td><td>800</td><td>40</td><td>1,800</td><td>90</td></tr></table>").Short());

    [Fact]
    public void A_row_of_an_airline_that_nobody_knows_says_nothing_of_the_one_above()
    {
        var facts = Reader.Html("<h1>MilePlus partners</h1><table><tr><th>Airline</th><th>Class</th><th>Miles</th></tr><tr><td>Lufthansa (LH)</td><td>Y</td><td>100%</td></tr><tr><td>Unheard</td><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal(["LH Y 100%"], facts.Short());
        Assert.Empty(facts.Charts.Single(chart => chart.Key.Carrier == "LH").Unread);
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void Usual_names_of_tiers_over_rates_are_tiers_where_a_program_has_none() =>
        Assert.Equal(["LH Y 100%", "LH Y Gold 135%", "LH Y Silver 115%"], Reader.Html(
            "<h1>Miles+Bonus: Lufthansa (LH)</h1><table><tr><th>Class</th><th>Earn ratio</th><th>Silver</th><th>Gold</th></tr><tr><td>Y</td><td>100%</td><td>115%</td><td>135%</td></tr></table>").Short());

    [Fact]
    public void Short_flights_credited_with_as_much_are_a_minimum_in_a_line_too() =>
        Assert.Equal(["LH BY 100% min 400", "LH M 50% min 400"], Partner(Table + "<ul><li>Flights of less than 400 miles are credited with 400 miles in all eligible classes.</li></ul>").Short());

    [Theory]
    [InlineData("Award miles", "LH Status Miles CJ 150%", "LH Status Miles Y 100%", "LH CJ 175%", "LH Y 100%")]
    [InlineData("Bonus miles", "LH Status Miles CJ 150%", "LH Status Miles Y 100%", "LH CJ 175%", "LH Y 100%")]
    public void Fractions_beside_classes_are_shares_of_the_distance(string header, params string[] rules) =>
        Assert.Equal(rules.Order(StringComparer.Ordinal), Partner(
            $"<table><tr><th>Booking class</th><th>{header}</th><th>Status miles</th></tr><tr><td>J, C</td><td>1.75</td><td>1.50</td></tr><tr><td>Y</td><td>1.00</td><td>1.00</td></tr></table>").Short());

    [Fact]
    public void Whole_numbers_of_segments_are_none() =>
        Assert.Equal(["LH PQF Y =1", "LH Y 100%"], Partner("<table><tr><th>Class</th><th>Miles</th><th>PQF per segment</th></tr><tr><td>Y</td><td>100%</td><td>1</td></tr></table>").Short());

    [Fact]
    public void One_unknown_name_down_a_column_is_that_of_the_airline_the_page_is_about() =>
        Assert.Equal(["LH Y 100%"], Reader.Html(
            "<h1>MilePlus</h1><table><tr><th>Airline</th><th>Class</th><th>Rate</th></tr><tr><td>Kranich</td><td>Y</td><td>100%</td></tr></table>", new Hints(Carrier: "LH")).Short());

    [Fact]
    public void The_day_over_changes_may_be_said_in_any_words() =>
        Assert.Equal(new DateOnly(2023, 10, 29), Assert.Single(Partner(Table + "<ul><li>Modified on 29 October 2023<br>- M : 75% → 50%</li><li>Valid from 15 June 2019<br>- Y : 90% → 100%</li></ul>").Charts).Validity.From);

    [Theory]
    [InlineData("es", "Clase de reserva", "Millas regalo", "En las clases de reserva X, I y U no se pueden acumular millas.")]
    [InlineData("it", "Classe di prenotazione", "Miglia dono", "Le classi X, I e U non consentono l'accumulo di miglia.")]
    [InlineData("fr", "Classe de réservation", "Miles cadeau", "Les classes X, I et U ne permettent pas le cumul de miles.")]
    public void A_word_that_no_glossary_has_stops_no_lone_column_of_shares(string language, string classes, string header, string note) =>
        Assert.Equal(["LH IUX nothing", "LH Y 100%"], Reader.Read("page.html",
            $"<html lang=\"{language}\"><head><title></title></head><body><h1>MilePlus: Lufthansa (LH)</h1><table><tr><th>{classes}</th><th>{header}</th></tr><tr><td>Y</td><td>100%</td></tr></table><p>{note}</p></body></html>", new Hints(Carrier: "LH")).Short());

    private static ExtractedFacts Partner(string body) => Reader.Html($"<h1>MilePlus: Lufthansa (LH)</h1>{body}");
}
