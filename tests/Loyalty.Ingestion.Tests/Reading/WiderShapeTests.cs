using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Shapes of pages that the reader was not written for: columns that hold one after the other, fare brands, cards, own flights.</summary>
public class WiderShapeTests
{
    [Fact]
    public void A_marked_sentence_that_begins_where_the_chart_above_ends_dates_the_table_below()
    {
        var charts = Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>*These accrual rates apply to flights departing before 1 January 2020.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F*</td><td>150%</td></tr><tr><td>Y</td><td>100%</td></tr></table>"
            + "<p>*F earns nothing where it is used for upgrades and award tickets.</p><p>*These accrual rates apply to flights departing from 1 January 2020.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F</td><td>125%</td></tr><tr><td>Y</td><td>75%</td></tr></table>").Charts;
        Assert.Equal([(null, new DateOnly(2019, 12, 31)), (new DateOnly(2020, 1, 1), null)], charts.Select(chart => (chart.Validity.From, chart.Validity.Until)).Order());
    }

    [Fact]
    public void A_previous_column_ends_on_the_day_before_the_new_one_begins()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Previous miles</th><th>Miles from 15 December 2020</th></tr><tr><td>Y</td><td>100%</td><td>80%</td></tr>");
        Assert.Equal(["100% until 2020-12-14", "80% from 2020-12-15"], Editions(facts));
    }

    [Fact]
    public void A_year_over_a_column_beside_the_current_one_begins_with_its_first_day()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Current miles</th><th>2018 miles</th></tr><tr><td>Y</td><td>100%</td><td>80%</td></tr>");
        Assert.Equal(["100% until 2017-12-31", "80% from 2018-01-01"], Editions(facts));
    }

    [Fact]
    public void Years_over_columns_follow_each_other() =>
        Assert.Equal(["100% from 2015-01-01", "80% from 2016-01-01"], Editions(Lufthansa(
            "<tr><th>Booking class</th><th>2015 miles</th><th>2016 miles</th></tr><tr><td>Y</td><td>100%</td><td>80%</td></tr>")));

    [Fact]
    public void A_header_that_names_places_and_no_market_is_not_read_as_everywhere() =>
        Assert.DoesNotContain(
            Lufthansa("<tr><th>Booking class</th><th>New Zealand and: Australia / Pacific Islands</th><th>Miles within New Zealand</th></tr><tr><td>Y</td><td>100%</td><td>80%</td></tr>").Short(),
            rule => !rule.Contains("domestic:NZ", StringComparison.Ordinal) && !rule.Contains("regions:", StringComparison.Ordinal));

    [Fact]
    public void Miles_under_a_heading_of_an_elite_metric_are_asked_about() =>
        Assert.Contains(
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><h2>Tier points</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").UnreadRows(),
            row => row.Reason.Contains("under a heading that counts", StringComparison.Ordinal));

    [Theory]
    [InlineData("<table><tr><th>Booking class</th><th>Award miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>", false)]
    [InlineData("<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>", true)]
    public void Miles_that_are_said_to_be_award_miles_are_these_under_any_heading(string chart, bool isAsked)
    {
        var facts = Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><h2>Earn reward and tier points</h2>{chart}");
        Assert.NotEmpty(facts.Short());
        Assert.Equal(isAsked, facts.UnreadRows().Length > 0);
    }

    [Theory]
    [InlineData("Booking class (effective on 1 August 2019)", "")]
    [InlineData("Booking class", "As of August 1, 2019 (Based on Boarding Date)")]
    public void A_first_day_may_stand_over_the_classes_or_say_which_day_counts(string header, string note) =>
        Assert.Equal(new DateOnly(2019, 8, 1), Assert.Single(Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><p>{note}</p><table><tr><th>{header}</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>").Charts).Validity.From);

    [Fact]
    public void An_old_and_a_new_column_without_a_day_between_them_are_not_read()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Old miles</th><th>New miles</th></tr><tr><td>Y</td><td>100%</td><td>80%</td></tr>");
        Assert.Empty(facts.Short());
        Assert.Equal(2, facts.UnreadRows().Length);
    }

    [Fact]
    public void One_column_may_count_two_metrics() =>
        Assert.Equal(["LH Tier Miles Y 80%", "LH Y 80%"], Lufthansa("<tr><th>Booking class</th><th>Tier &amp; Award Miles</th></tr><tr><td>Y</td><td>80%</td></tr>").Short());

    [Fact]
    public void Numbers_for_each_mile_flown_are_shares_of_the_distance() =>
        Assert.Equal(["LH EQM Y 150%", "LH EQS Y =1", "LH Y 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th><th>EQMs per mile flown</th><th>EQSs per segment flown</th></tr><tr><td>Y</td><td>100%</td><td>1.50</td><td>1.00</td></tr>").Short());

    [Fact]
    public void A_cabin_with_a_fares_word_is_a_fare_brand() =>
        Assert.Equal(
            ["LH Business Business Flex 175%", "LH Economy Economy Flex 100%", "LH Economy Economy Promo 50%"],
            Lufthansa("<tr><th>Fare class</th><th>Miles</th></tr><tr><td>Business Flex</td><td>175%</td></tr><tr><td>Economy Flex</td><td>100%</td></tr><tr><td>Economy Promo</td><td>50%</td></tr>").Short());

    [Fact]
    public void Columns_called_as_fares_are_fare_brands() =>
        Assert.Equal(
            ["LH Economy Flex 75%", "LH Economy Light 10%", "LH Economy Standard 50%"],
            Lufthansa("<tr><th>Cabin</th><th>Light</th><th>Standard</th><th>Flex</th></tr><tr><td>Economy</td><td>10%</td><td>50%</td><td>75%</td></tr>").Short());

    [Fact]
    public void Columns_without_a_fares_word_are_not_guessed() =>
        Assert.Empty(Lufthansa("<tr><th>Cabin</th><th>Alpha</th><th>Beta</th><th>Gamma</th></tr><tr><td>Economy</td><td>10%</td><td>50%</td><td>75%</td></tr>").Short());

    [Fact]
    public void Several_fares_of_one_cell_are_each_a_fare_brand() =>
        Assert.Equal(
            ["LH Economy ID25 60%", "LH Economy ID50 60%"],
            Lufthansa("<tr><th>Cabin</th><th>Fare type</th><th>Miles</th></tr><tr><td>Economy</td><td>ID25, ID50</td><td>60%</td></tr>").Short());

    [Fact]
    public void Columns_beside_one_without_a_card_are_cards() =>
        Assert.Equal(
            ["UA 3/USD", "UA Explorer 9/USD", "UA Premier Gold 6/USD", "UA Premier Gold Explorer 12/USD"],
            Reader.Csv("Status,No Card,Explorer\nGeneral Member,3x,9x\nPremier Gold,6x,12x\n\"Rates are miles per dollar of base fare.\",,\n", new Hints(ProgramId: "UA_Plus", Carrier: "UA")).Short());

    [Fact]
    public void What_stood_before_is_nothing_now() =>
        Assert.Equal(
            ["LH Flex <=750:25 <=any:35", "LH Light <=750:5 <=any:7"],
            Lufthansa("<tr><th>Zone</th><th>Miles travelled</th><th>Light</th><th>Saver</th><th>Flex</th></tr>"
                + "<tr><td>1</td><td>1-750</td><td>5 (was 7)</td><td>(was 50)</td><td>25</td></tr><tr><td>2</td><td>751+</td><td>7</td><td>(was 60)</td><td>35</td></tr>", "Award miles").Short());

    [Fact]
    public void A_section_whose_market_is_not_understood_waits_alone_where_all_else_has_markets()
    {
        var facts = Sections("Domestic flights", "Short haul international");
        Assert.Equal(["LH Y domestic 50%", "LH Y regions:UA_Plus:Shorthaulinternational 25%"], facts.Short());
        Assert.Empty(facts.Charts.Single(chart => chart.Key.Market == "any").Unread);
        Assert.Single(facts.Charts.Single(chart => chart.Key.Market != "any").Unread);
    }

    [Fact]
    public void A_section_whose_market_is_not_understood_may_be_an_exception_to_what_holds_everywhere() =>
        Assert.Single(Assert.Single(Sections("Booking classes", "Short haul international").Charts).Unread);

    [Fact]
    public void A_market_beside_one_amount_is_the_markets_of_its_row() =>
        Assert.Equal(
            ["LH Tier Points Y domestic =2", "LH Tier Points Y international =3", "LH Y domestic 80%", "LH Y international 65%"],
            Lufthansa("<tr><th>Booking class</th><th>Miles</th><th>Tier points</th></tr><tr><td>Y</td><td>65% (international flights)</td><td>3</td></tr><tr><td>Y</td><td>80% (domestic flights)</td><td>2</td></tr>").Short());

    [Fact]
    public void Bulk_fares_are_a_chart_of_their_own()
    {
        var facts = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Bulk and consolidator fares earn award miles by distance.</p>"
            + "<table><tr><th>Booking class</th><th>Award miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        var chart = Assert.Single(facts.Charts);
        Assert.Equal("bulk tickets", chart.Key.Conditions);
        Assert.Equal(["bulk"], Assert.Single(chart.Rules).Selector.TicketTypes);
    }

    [Fact]
    public void That_bulk_fares_earn_nothing_makes_no_chart_of_bulk_fares() =>
        Assert.Equal("", Assert.Single(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Bulk fares do not earn award miles.</p>"
            + "<table><tr><th>Booking class</th><th>Award miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Charts).Key.Conditions);

    [Fact]
    public void An_example_is_no_chart() =>
        Assert.Empty(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><h3>Example</h3><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Charts);

    [Theory]
    [InlineData("MilePlus: miles for each booking class", "https://www.united.com/mileplus/earn", "UA Y 50%")]
    [InlineData("MilePlus partner airlines", "https://www.united.com/mileplus/earn", null)]
    [InlineData("MilePlus: miles for each booking class", "https://www.united.com/mileplus/partner/x", null)]
    [InlineData("MilePlus with Sriwijaya Air", "https://www.united.com/mileplus/earn", null)]
    [InlineData("MilePlus with Lufthansa (LH)", "https://www.united.com/mileplus/earn", "LH Y 50%")]
    public void A_page_that_can_be_about_no_other_airline_is_about_the_programs_own(string title, string url, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Reader.Html(
            $"<h1>{title}</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>", new Hints(Url: url)).Short().Where(text => !text.StartsWith(' ') && text[0] != 'Y'));

    [Fact]
    public void What_shops_give_by_level_is_none_of_the_airline() =>
        Assert.DoesNotContain(
            Reader.Html("<h1>MilePlus: points at our shops</h1><table><tr><th>Status</th><th>Points per dollar</th></tr><tr><td>Premier Gold</td><td>5</td></tr></table>").Charts, chart => chart.Key.Carrier == "UA");

    [Fact]
    public void Letters_may_stand_in_a_row_over_columns_of_amounts() =>
        Assert.Equal(
            ["LH FP <=800:1200 <=any:3750", "LH Y <=800:1000 <=any:1875"],
            Lufthansa("<tr><td></td><td>Economy Y</td><td>First</td></tr><tr><td></td><td>Y</td><td>F, P</td></tr>"
                + "<tr><td>Up to 800 miles</td><td>1000</td><td>1200</td></tr><tr><td>From 801 miles or longer</td><td>1875</td><td>3750</td></tr>", "Award miles").Short());

    [Fact]
    public void A_column_of_yes_and_no_counts_nothing() =>
        Assert.Equal(["LH Y 50%"], Lufthansa("<tr><th>Booking class</th><th>Miles</th><th>Status miles bonus</th></tr><tr><td>Y</td><td>50%</td><td>No</td></tr>").Short());

    [Fact]
    public void A_multiplier_by_class_adds_to_the_one_by_distance() =>
        Assert.Equal(["LH (class bonus) J 30%", "LH J 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Distance multiplier</th><th>Booking class multiplier</th></tr><tr><td>J</td><td>100%</td><td>30%</td></tr>").Short());

    [Fact]
    public void A_letter_that_stands_twice_with_a_market_is_limited_and_not_the_letters_before_it() =>
        Assert.Equal(
            ["LH BY 100%", "LH H domestic 30%", "LH H international 100%", "LH T 30%"],
            Lufthansa("<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B, H (International)</td><td>100%</td></tr><tr><td>T, H (Domestic)</td><td>30%</td></tr>").Short());

    [Fact]
    public void A_market_behind_several_letters_may_be_that_of_all_or_of_the_last()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B, H (International)</td><td>100%</td></tr>");
        Assert.Empty(facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void A_rate_for_segments_counts_segments() =>
        Assert.Equal(["LH Qualifying Segments Y =0.5", "LH Y 110%"], Lufthansa(
            "<tr><th>Booking class</th><th>Accrual rate for miles</th><th>Accrual rate for segments</th></tr><tr><td>Y</td><td>1.10</td><td>0.50</td></tr>").Short());

    [Theory]
    [InlineData("style='display:none'", "LH Y 50%")]
    [InlineData("style='display:none' hidden", null)]
    public void A_part_with_a_table_that_a_click_opens_is_read(string attribute, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><div {attribute}><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table></div>").Short());

    [Theory]
    [InlineData("Economy Class", "Earning MilePlus miles", "LH Economy BREAKING DEALS 25%|LH Economy SAVER 50%")]
    [InlineData("Economy Class", "Discounts for members", "")]
    [InlineData("Good to know", "Earning MilePlus miles", "")]
    public void Fares_by_name_under_a_cabin_are_its_fares(string cabin, string heading, string rules) =>
        Assert.Equal(rules.Split('|', StringSplitOptions.RemoveEmptyEntries), Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><h3>{heading}</h3><h5>{cabin}</h5><p>BREAKING DEALS: 25%</p><p>SAVER: 50%</p>").Short());

    [Fact]
    public void A_distance_between_two_bands_is_not_yet_in_the_farther_one() =>
        Assert.Equal(["LH Y <=800:500 <=any:1000"], Lufthansa(
            "<tr><th>Booking class</th><th>Distance</th><th>Miles</th></tr><tr><td>Y</td><td>Shorter than 800 miles</td><td>500</td></tr><tr><td>Y</td><td>From 801 miles</td><td>1000</td></tr>").Short());

    [Fact]
    public void A_heading_of_miles_and_an_elite_metric_means_amounts_whose_header_names_nothing() =>
        Assert.Equal(["LH Tier Points Y <=800:500", "LH Y <=800:500"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><h2>Award miles and tier points</h2><table><tr><td></td><td>Y</td></tr><tr><td>Up to 800 miles</td><td>500</td></tr></table>").Short());

    [Theory]
    [InlineData("TPM*50%", "LH Y 50%", false)]
    [InlineData("GCM x 50%", "LH Y 50%", false)]
    [InlineData("50%xK", "LH Y 50%", true)]
    [InlineData("K*50%", "LH Y 50%", true)]
    [InlineData("50%*K", "LH Y 50%", true)]
    [InlineData("50%*TPM", "LH Y 50%", false)]
    [InlineData("50%*1", "LH Y 50%", false)]
    public void A_share_may_stand_behind_what_it_is_of(string cell, string rule, bool isAsked)
    {
        var facts = Lufthansa($"<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>{cell}</td></tr>");
        Assert.Equal([rule], facts.Short());
        Assert.Equal(isAsked, facts.UnreadRows().Length > 0);
    }

    [Fact]
    public void Points_for_several_units_of_a_currency_are_counted_for_one() =>
        Assert.Equal(["LH Y 0.5/HKD"], Lufthansa("<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>5 points/10 HKD</td></tr>").Short());

    [Theory]
    [InlineData("Fare")]
    [InlineData("Cabin class")]
    [InlineData("Class")]
    [InlineData("Booking class")]
    public void Names_of_fares_in_capitals_are_no_letters(string header) =>
        Assert.DoesNotContain(Lufthansa($"<tr><th>{header}</th><th>Miles</th></tr><tr><td>LIGHT</td><td>50%</td></tr><tr><td>SMART</td><td>75%</td></tr><tr><td>FLEX</td><td>100%</td></tr>").Charts.SelectMany(chart => chart.Rules), rule => !rule.Selector.FareClasses.IsEmpty);

    [Fact]
    public void Letters_with_dashes_between_them_earn_nothing_together() =>
        Assert.Equal(["LH NRX nothing", "LH Y 50%"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table><p>Classes not eligible to earn miles N-R-X</p>").Short());

    [Theory]
    [InlineData("Minimum miles: 750/625/500 (F/C/Y).")]
    [InlineData("A minimum of 750 miles in First Class, 625 in Business Class and 500 miles in Economy Class is credited.")]
    [InlineData("Minimum miles per flight: First 750, Business 625, Economy 500.")]
    public void A_note_may_say_what_is_credited_at_least_cabin_by_cabin(string note)
    {
        var facts = Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>First</td><td>F</td><td>200%</td></tr><tr><td>Business</td><td>C</td><td>150%</td></tr><tr><td>Economy</td><td>Y</td><td>50%</td></tr></table><p>{note}</p>");
        Assert.Equal(["LH C 150% min 625", "LH F 200% min 750", "LH Y 50% min 500"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Fact]
    public void Minimums_of_cabins_beside_rows_without_one_are_asked_about() =>
        Assert.NotEmpty(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table><p>Minimum miles: 750/625/500 (F/C/Y).</p>").UnreadRows());

    [Fact]
    public void An_amount_that_says_points_is_one_and_is_asked_about()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Earning</th></tr><tr><td>Y</td><td>40 points</td></tr><tr><td>J</td><td>80 points</td></tr>");
        Assert.Equal(["LH J =80", "LH Y =40"], facts.Short());
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Fact]
    public void A_minimum_in_a_list_of_changes_is_the_charts_as_it_is_now()
    {
        var facts = Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr><tr><td>First</td><td>F</td><td>200%</td></tr><tr><td>Economy</td><td>Y</td><td>50%</td></tr></table>"
            + "<ul><li>Valid from 15 April 2019</li><li>- F : 150% → 200%</li><li>Valid from 20 August 2014</li><li>- Minimum miles to accrue: 750/625/500(F/C/Y) → 622/497/311(F/C/Y)</li><li>- Y : 100% → 50%</li></ul>");
        Assert.Equal(["LH F 200% min 622", "LH Y 50% min 311"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Fact]
    public void Points_for_so_many_miles_flown_are_a_share_of_the_distance() =>
        Assert.Equal(["LH Tier Points Y 1%", "LH Y 7.5%"], Lufthansa("<tr><th>Booking class</th><th>MilePlus Dollars (per 100 miles)</th><th>Tier Points (per 100 miles)</th></tr><tr><td>Y</td><td>7.5</td><td>1</td></tr>", "award miles").Short());

    [Fact]
    public void Several_dashes_are_one() =>
        Assert.Equal(["LH X nothing", "LH Y 50%"], Lufthansa("<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr><tr><td>X</td><td>— —</td></tr>").Short());

    [Theory]
    [InlineData("th")]
    [InlineData("td")]
    public void Under_a_title_over_the_whole_table_stands_the_head_whose_title_bounds_it(string tag)
    {
        var chart = Lufthansa(
            $"<tr><{tag} colspan=\"3\">Accrual rates (valid for travel from 1 May 2024)</{tag}></tr><tr><td>Cabin</td><td>Booking class</td><td>Accrual rate</td></tr><tr><td>Economy</td><td>Y</td><td>50%</td></tr>").Charts.Single();
        Assert.Equal("2024-05-01", chart.Validity.From?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(0.5m, Assert.Single(chart.Rules).Formula.Rate);
        Assert.Empty(chart.Unread);
    }

    [Fact]
    public void A_header_over_the_place_in_brackets_says_what_is_counted()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Additional miles (Long haul)</th><th>Additional miles (Short haul)</th></tr><tr><td>Y</td><td>50%</td><td>25%</td></tr>");
        Assert.Equal(["Long haul", "Short haul"], facts.Regions.Select(region => region.Name));
    }

    [Fact]
    public void Zones_beside_letters_in_the_head_are_markets_by_their_names()
    {
        var facts = Lufthansa("<tr><th>Travel</th><th>Economy Class<br>Y B H K LT*</th><th>Business Class</th></tr><tr><td>Within Zone 1</td><td>300 miles</td><td>450 miles</td></tr><tr><td>Between Zones 1 and 2</td><td>600 miles</td><td>900 miles</td></tr>");
        Assert.Equal(2, facts.Short().Count(rule => rule.StartsWith("LH BHKLTY ", StringComparison.Ordinal)));
        Assert.Equal(["Between Zones 1 and 2", "Within Zone 1"], facts.Regions.Select(region => region.Name).Order(StringComparer.Ordinal));
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Fact]
    public void Letters_of_a_market_in_each_others_place_are_read_beside_another_market() =>
        Assert.Equal(["LH BKY international 100%", "LH BUY domestic 100%"], Lufthansa(
            "<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B, K (Internatioanl)<br>Y, B, U (Domestic)</td><td>100%</td></tr><tr><td colspan=\"2\">* No mileage is credited for F class that is used for upgrade and award ticket.</td></tr>").Short());

    [Theory]
    [InlineData("15/04/2019", "2016-11-04")]
    [InlineData("04/15/2019", "2016-04-11")]
    [InlineData("04/04/2019", null)]
    public void A_page_writes_its_days_in_one_order(string other, string? day)
    {
        var chart = Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>Valid for travel from 04/11/2016.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table><p>Lounges were opened on {other}.</p>").Charts.Single();
        Assert.Equal(day, chart.Validity.From?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(day is null, chart.Unread.Length > 0);
    }

    private static string[] Editions(ExtractedFacts facts) =>
        [.. facts.Charts.OrderBy(chart => chart.Validity.From).Select(chart => $"{Assert.Single(chart.Rules).Formula.Rate:0%} "
            + (chart.Validity.From is { } from ? $"from {from:yyyy-MM-dd}" : $"until {chart.Validity.Until:yyyy-MM-dd}"))];

    private static ExtractedFacts Sections(string first, string second) => Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1>" + string.Concat(
        new[] { (first, "50%"), (second, "25%") }.Select(section => $"<h2>{section.Item1}</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>{section.Item2}</td></tr></table>")));

    private static ExtractedFacts Lufthansa(string rows, string heading = "") => Reader.Html($"<h1>MilePlus {heading} on Lufthansa (LH)</h1><table>{rows}</table>");
}
