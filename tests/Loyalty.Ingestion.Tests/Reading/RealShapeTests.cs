using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Shapes that the charts of real pages have, whose first reading was wrong.</summary>
public class RealShapeTests
{
    [Theory]
    [InlineData("Card level", "Bonus (% of base Miles)")]
    [InlineData("Status", "Bonus")]
    [InlineData("Tier", "Extra miles (%)")]
    [InlineData("Membership level", "Additional award miles")]
    [InlineData("Level", "Elite bonus (%)")]
    public void What_is_added_by_tier_is_an_elite_bonus(string tier, string bonus) =>
        Assert.Equal(
            ["UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"],
            Reader.Html($"<h1>MilePlus on United Airlines (UA)</h1><table><tr><th>{tier}</th><th>{bonus}</th></tr>"
                + "<tr><td>Premier Silver</td><td>25%</td></tr><tr><td>Premier Gold</td><td>50%</td></tr></table>").Short());

    [Fact]
    public void A_percentage_by_tier_alone_may_be_the_whole_or_what_is_added()
    {
        var facts = Reader.Html("<h1>MilePlus on United Airlines (UA)</h1><table><tr><th>Status</th><th>Miles</th></tr><tr><td>Premier Silver</td><td>25%</td></tr></table>");
        Assert.Empty(facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void What_a_column_of_one_tier_adds_is_an_elite_bonus() =>
        Assert.Equal(
            ["LH Y 100%", "LH status (elite bonus) Y Premier Gold +50%"],
            Classes("<th>Miles</th><th>Gold bonus</th>", "<td>Y</td><td>100%</td><td>50%</td>").Short());

    [Fact]
    public void A_bonus_by_class_stays_one_of_the_class_whatever_the_heading_says_of_members() =>
        Assert.Equal(
            ["LH (class bonus) J 50%", "LH J 100%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><h2>Base and bonus miles for members</h2><table><tr><th>Booking class</th><th>Base miles (%)</th><th>Class bonus (%)</th></tr>"
                + "<tr><td>J</td><td>100%</td><td>50%</td></tr></table>").Short());

    [Theory]
    [InlineData("Flights within Europe", "within:EU")]
    [InlineData("Intra-European flights", "within:EU")]
    [InlineData("Europe", "within:EU")]
    [InlineData("Within the same continent", "within")]
    [InlineData("Within Asia", "within:AS")]
    [InlineData("Domestic and European flights", "within:EU")]
    [InlineData("Domestic and continental flights", "within")]
    [InlineData("Cross-border in Europe", "continental:EU")]
    [InlineData("European international flights", "continental:EU")]
    [InlineData("Between countries of Europe", "continental:EU")]
    [InlineData("Within Germany", "domestic:DE")]
    [InlineData("Domestic flights in Japan", "domestic:JP")]
    [InlineData("Japan domestic flights, by fare type", "domestic:JP")]
    [InlineData("Hong Kong domestic", "domestic:HK")]
    [InlineData("Domestic and international flights", "")]
    [InlineData("International", "international")]
    public void A_market_is_as_wide_as_its_words(string label, string market) =>
        Assert.Equal([$"LH Y {market} 50%".Replace("  ", " ", StringComparison.Ordinal)], ByMarket(label).Short());

    [Theory]
    [InlineData("All flights except domestic")]
    [InlineData("International (excluding Europe)")]
    [InlineData("Outside Europe")]
    [InlineData("Non-European flights")]
    public void A_market_that_leaves_something_out_is_not_read(string label)
    {
        Assert.Empty(ByMarket(label).Short());
        Assert.Single(ByMarket(label).UnreadRows());
        Assert.Empty(Headed(label).Short());
        Assert.Single(Headed(label).UnreadRows());
    }

    [Theory]
    [InlineData("Flights to and from Europe")]
    [InlineData("From Germany to other countries of Europe")]
    [InlineData("Domestic, Asia")]
    [InlineData("Domestic flights in the US and Canada")]
    [InlineData("All flights to Asia")]
    [InlineData("International flights from Japan")]
    [InlineData("Long-haul flights")]
    [InlineData("Europe II")]
    [InlineData("Domestic, between the islands")]
    public void A_market_that_nobody_has_drawn_has_its_own_name_and_the_chart_asks(string label)
    {
        var name = string.Concat(label.Where(char.IsLetterOrDigit));
        Assert.Equal([$"LH Y regions:UA_Plus:{name} 50%"], ByMarket(label).Short());
        // On record as not read where the chart is approved: flights there answer so.
        Assert.Equal(label, Assert.Single(ByMarket(label).UnreadRows()).Row);
        Assert.Empty(Assert.Single(ByMarket(label).Regions).Members);
    }

    [Theory]
    [InlineData("Spain - Europe II", "regions:UA_Plus:EuropeII-UA_Plus:Spain")]
    [InlineData("Europe I ↔ Africa II", "regions:UA_Plus:AfricaII-UA_Plus:EuropeI")]
    [InlineData("Spain<br>Europe II", "regions:UA_Plus:EuropeII-UA_Plus:Spain")]
    public void Two_places_of_which_one_is_the_programs_are_a_market_that_asks(string label, string market)
    {
        Assert.Equal([$"LH Y {market} 50%"], ByMarket(label).Short());
        Assert.Single(ByMarket(label).UnreadRows());
    }

    [Fact]
    public void Two_continents_are_a_market_of_their_own() =>
        Assert.Equal(["LH Y regions:UA_Plus:Asia-UA_Plus:Europe 50%"], ByMarket("Europe - Asia").Short());

    [Fact]
    public void International_in_an_airlines_name_is_no_market() =>
        Assert.Equal(["LH Y 50%"], Reader.Html("<h1>MilePlus: award miles on Lufthansa International (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Short());

    [Theory]
    [InlineData("Cabin", "First Class (domestic)", "domestic")]
    [InlineData("Cabin", "First Class within Europe", "within:EU")]
    [InlineData("Category", "International flights", "international")]
    [InlineData("", "Domestic", "domestic")]
    public void A_market_beside_the_classes_selects_whatever_its_column_is_called(string header, string label, string market) =>
        Assert.Equal(
            [$"LH F {market} 150%", "LH Y 100%"],
            Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>{header}</th><th>Booking class</th><th>Miles</th></tr>"
                + $"<tr><td>{label}</td><td>F</td><td>150%</td></tr><tr><td>Economy</td><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_cabin_with_a_market_that_is_not_understood_is_unread()
    {
        var facts = Reader.Rows("<tr><td>First (except domestic)</td><td>F</td><td>150%</td></tr>");
        Assert.Empty(facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Flights operated by other airlines are not eligible.")]
    [InlineData("Codeshare flights operated by regional carriers do not earn miles.")]
    public void What_is_left_out_does_not_say_whose_flights_count(string note)
    {
        var chart = Assert.Single(Reader.Html(Chart("<th>Miles</th>", "<td>Y</td><td>100%</td>").Replace("<table>", $"<p>{note}</p><table>", StringComparison.Ordinal)).Charts);
        Assert.Equal(Core.Earning.FlightRole.Marketing, chart.Key.Role);
        Assert.Single(chart.Unread);
    }

    [Fact]
    public void A_column_of_two_amounts_is_read_as_neither_alone()
    {
        var facts = Reader.Html(Chart("<th>Award and status miles (% of distance)</th>", "<td>Y</td><td>100%</td>"));
        Assert.True(facts.UnreadRows().Length > 0 || facts.Charts.Length == 2, string.Join("; ", facts.Short()));
    }

    [Theory]
    [InlineData("Long-haul flights")]
    [InlineData("Flights to Asia")]
    [InlineData("Asia")]
    [InlineData("Japan")]
    public void Rows_under_a_market_that_nobody_has_drawn_are_its_own_and_ask(string heading)
    {
        var market = $"regions:UA_Plus:{string.Concat(heading.Where(char.IsLetterOrDigit))}";
        Assert.Equal([$"LH Y {market} 50%"], Headed(heading).Short());
        Assert.Single(Headed(heading).UnreadRows());
        var row = Reader.Rows($"<tr><td colspan=3>Domestic flights</td></tr><tr><td></td><td>Y</td><td>50%</td></tr><tr><td colspan=3>{heading}</td></tr><tr><td></td><td>Y</td><td>100%</td></tr>");
        Assert.Equal(["LH Y domestic 50%", $"LH Y {market} 100%"], row.Short());
        Assert.Single(row.UnreadRows());
    }

    [Theory]
    [InlineData("Miles (from 2026)")]
    [InlineData("Miles from 03/04/2025")]
    [InlineData("Short-haul")]
    [InlineData("Elite qualifying multiplier")]
    [InlineData("Accrual rate for elite members")]
    [InlineData("Flights to Japan")]
    [InlineData("All flights except domestic")]
    public void Amounts_under_a_header_that_is_not_understood_are_not_read(string header)
    {
        var facts = Classes($"<th>{header}</th>", "<td>Y</td><td>100%</td>");
        Assert.Empty(facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void A_bonus_of_two_tiers_in_one_cell_is_unread() =>
        Assert.Single(Classes("<th>Miles</th><th>Elite bonus (Silver / Gold)</th>", "<td>Y</td><td>100%</td><td>25% / 50%</td>").UnreadRows());

    [Fact]
    public void A_column_of_yes_and_no_is_no_bonus() =>
        Assert.Empty(Classes("<th>Bonus eligible</th><th>Miles</th>", "<td>Y</td><td>Yes</td><td>100%</td>").UnreadRows());

    [Fact]
    public void A_base_that_is_a_share_of_itself_is_not_read() =>
        Assert.Single(Classes("<th>Miles</th>", "<td>Y</td><td>125% of base miles</td>").UnreadRows());

    [Fact]
    public void A_remark_on_where_a_row_counts_is_not_left_out() =>
        Assert.Single(Classes("<th>Miles</th><th>Remarks</th>", "<td>Y</td><td>100%</td><td>only on flights to Japan</td>").UnreadRows());

    [Fact]
    public void Yes_and_no_are_no_booking_classes() =>
        Assert.Equal(
            ["LH C 125%", "LH V 50%"],
            Classes("<th>Upgradeable</th><th>Miles</th>", "<td>C</td><td>Y</td><td>125%</td>", "<td>V</td><td>N</td><td>50%</td>").Short());

    [Theory]
    [InlineData("Flights within Europe", "within:EU")]
    [InlineData("Flights within Asia", "within:AS")]
    public void A_heading_that_names_a_continent_covers_its_domestic_flights(string heading, string market) =>
        Assert.Equal([$"LH Y {market} 50%"], Headed(heading).Short());

    [Fact]
    public void Domestic_flights_with_a_row_of_their_own_are_no_part_of_the_continents() =>
        Assert.Equal(
            ["LH KY continental:EU 50%", "LH Y domestic 25%"],
            Classes("<th>Route</th><th>Miles</th>", "<td>Y</td><td>Domestic</td><td>25%</td>", "<td>Y, K</td><td>Within Europe</td><td>50%</td>").Short());

    [Fact]
    public void Domestic_flights_of_elsewhere_leave_the_continent_whole() =>
        Assert.Contains("LH Y within:EU 50%",
            Classes("<th>Route</th><th>Miles</th>", "<td>Y</td><td>Domestic Japan</td><td>25%</td>", "<td>Y</td><td>Within Europe</td><td>50%</td>").Short());

    [Theory]
    [InlineData("Mileage ratio", "125%")]
    [InlineData("Accrual ratio", "1.25")]
    [InlineData("Ratio", "125%")]
    [InlineData("Mileage multiplier", "1.25")]
    public void The_rate_of_a_class_is_no_route_ratio(string header, string cell)
    {
        Assert.Equal(["LH J 125%"], Classes($"<th>{header}</th>", $"<td>J</td><td>{cell}</td>").Short());
        Assert.Equal(
            ["LH J 125%"], Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><h2>{header} by class</h2><table><tr><th>Booking class</th><th>{header}</th></tr><tr><td>J</td><td>{cell}</td></tr></table>").Short());
    }

    [Theory]
    [InlineData("Route", "Ratio")]
    [InlineData("Sector", "Sector ratio")]
    [InlineData("Flights", "Multiplier")]
    public void A_factor_by_route_is_a_route_ratio(string key, string header) =>
        Assert.Equal(
            ["* PQP (route ratio) domestic x2 of base"],
            Reader.Html($"<h1>MilePlus: PQP</h1><h2>Ratio by route for PQP</h2><table><tr><th>{key}</th><th>{header}</th></tr><tr><td>Domestic</td><td>×2</td></tr></table>").Short());

    [Theory]
    [InlineData("Minimum distance 310 miles.")]
    [InlineData("Minimum 310 miles.")]
    [InlineData("Minimum distance: 310 miles")]
    [InlineData("The minimum mileage is 310 miles.")]
    [InlineData("Minimum distance credited: 310 miles per sector.")]
    [InlineData("Flights shorter than 310 miles are credited with 310 miles.")]
    [InlineData("Flights under 310 miles earn a minimum of 310 miles.")]
    [InlineData("A minimum mileage of 310 applies.")]
    public void A_minimum_is_read_however_it_is_written(string note)
    {
        Assert.Equal(["LH Y 100% min 310"], Reader.Html(Chart("<th>Miles</th>", "<td>Y</td><td>100%</td>") + $"<p>{note}</p>").Short());
        Assert.Equal(["LH Y 100% min 310"], Reader.Html(Chart("<th>Miles</th>", "<td>Y</td><td>100%</td>").Replace("<table>", $"<p>{note}</p><table>", StringComparison.Ordinal)).Short());
        Assert.Equal(["LH Y 100% min 310"], Reader.Html(Chart("<th>Miles</th>", "<td>Y</td><td>100%</td>") + $"<ul><li>{note}</li></ul>").Short());
    }

    [Theory]
    [InlineData("Minimum distance 310 miles.", "")]
    [InlineData("Flights marketed by Lufthansa. Minimum distance 310 miles.", "")]
    [InlineData("", "125% (minimum distance 310 miles)")]
    [InlineData("", "125% (minimum mileage 310)")]
    public void A_minimum_distance_is_a_minimum(string note, string cell) =>
        Assert.Equal(["LH Y 125% min 310"], Reader.Text($"MilePlus on Lufthansa (LH)\n{note}\n\nBooking class\tMiles\nY\t{(cell.Length > 0 ? cell : "125%")}\n").Short());

    [Theory]
    [InlineData("Minimum distance 310 miles.")]
    [InlineData("Minimum mileage: 310 miles")]
    public void A_minimum_among_pasted_lines_is_no_rate(string line) =>
        Assert.Equal(
            ["LH J 125% min 310", "LH Y 100% min 310"],
            Reader.Text($"MilePlus on Lufthansa (LH)\nBusiness\nJ\n125%\nEconomy\n{line}\nY\n100%\n").Short());

    [Theory]
    [InlineData("Minimum 500 miles for Premier members.")]
    [InlineData("A minimum of 500 miles is credited in Business Class.")]
    [InlineData("A minimum of 500 miles is credited on domestic flights.")]
    [InlineData("Gold: at least 500 miles per flight.")]
    public void A_minimum_for_some_is_not_everyones(string note)
    {
        var facts = Reader.Html(Chart("<th>Miles</th>", "<td>Y</td><td>100%</td>").Replace("<table>", $"<p>{note}</p><table>", StringComparison.Ordinal));
        Assert.Equal(["LH Y 100%"], facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void A_minimum_holds_for_all_that_the_distance_earns()
    {
        string[] expected = ["LH (class bonus) F 50% min 310", "LH F 100% min 310"];
        Assert.Equal(expected, Reader.Html(Chart("<th>Miles</th>", "<td>F</td><td>100% + 50%</td>") + "<p>Minimum 310 miles.</p>").Short());
        Assert.Equal(expected, Reader.Html(Chart("<th>Base miles</th><th>Class bonus</th>", "<td>F</td><td>100%</td><td>50%</td>") + "<p>Minimum 310 miles.</p>").Short());
    }

    [Theory]
    [InlineData("Class of service", "Fare class")]
    [InlineData("Class of service", "Booking class")]
    [InlineData("Cabin", "Booking classes")]
    [InlineData("Booking class", "RBD")]
    [InlineData("Fare class", "Booking code")]
    [InlineData("Reservation class", "Class")]
    public void Of_two_columns_called_class_the_one_with_letters_has_the_classes(string first, string second)
    {
        var facts = Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>{first}</th><th>{second}</th><th>Miles</th></tr>"
            + "<tr><td>Business Class</td><td>J, C</td><td>125%</td></tr><tr><td>Economy Class</td><td>Y</td><td>100%</td></tr></table>");
        Assert.Equal(["LH CJ 125%", "LH Y 100%"], facts.Short());
        Assert.Empty(facts.UnreadRows());
        Assert.Contains(facts.FareClasses, f => f is { Letter: 'J', Cabin: Core.Earning.Cabin.Business });
    }

    [Fact]
    public void A_cabins_letter_is_no_booking_class() =>
        Assert.Equal(
            ["LH BM 100%", "LH CD 125%"],
            Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Booking class</th><th>Miles</th></tr>"
                + "<tr><td>J</td><td>C, D</td><td>125%</td></tr><tr><td>Y</td><td>B, M</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void Two_lists_of_different_classes_are_not_put_together()
    {
        var facts = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Marketing booking class</th><th>Operating booking class</th><th>Miles</th></tr>"
            + "<tr><td>C, D</td><td>J</td><td>125%</td></tr></table>");
        Assert.Empty(facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Miles + class bonus")]
    [InlineData("Bonus")]
    [InlineData("Accrual (base + bonus)")]
    public void The_first_of_two_parts_is_the_base_whatever_the_header_calls_them(string header) =>
        Assert.Equal(["LH (class bonus) F 50%", "LH F 100%"], Classes($"<th>{header}</th>", "<td>F</td><td>100% + 50%</td>").Short());

    [Theory]
    [InlineData("Miles incl. bonus")]
    [InlineData("Miles including class bonus")]
    public void A_rate_that_includes_its_bonus_is_the_whole_rate(string header) =>
        Assert.Equal(["LH F 150%"], Classes($"<th>{header}</th>", "<td>F</td><td>150%</td>").Short());

    [Fact]
    public void A_bonus_in_a_programs_name_is_none() =>
        Assert.Equal(["LH F 150%"], Reader.Html(Chart("<th>Miles+Bonus award miles</th>", "<td>F</td><td>150%</td>")).Short());

    [Theory]
    [InlineData("Flights within China", null)]
    [InlineData("Flights to and from China", null)]
    [InlineData("Flights on China Airlines", "CI")]
    [InlineData("China", "CI")]
    public void A_country_is_no_airline_where_a_place_is_meant(string heading, string? carrier)
    {
        var names = new NameIndex([new Airline("CI", "China Airlines", "TW", null)], [], [], []);
        Assert.Equal(carrier, names.AirlinesIn(heading) is [var only] ? only.Iata : null);
    }

    [Theory]
    [InlineData("Class Level")]
    [InlineData("Membership level")]
    [InlineData("Fare type")]
    public void A_column_of_nothing_but_cabins_holds_cabins_whatever_its_header_says(string header) =>
        Assert.Equal(
            ["LH CD 175%", "LH J 200%", "LH Y 100%"],
            Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><td>{header}</td><td>Booking Class</td><td>Total miles earned</td></tr><tr><td rowspan=2>Business Class</td>"
                + "<td>J</td><td>200%</td></tr><tr><td>C / D</td><td>175%</td></tr><tr><td>Economy Class</td><td>Y</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_heading_of_two_places_is_a_market_and_not_everywhere() =>
        Assert.Equal(["LH Y regions:UA_Plus:Japan-UA_Plus:Korea 50%"], Headed("Korea-Japan Routes").Short());

    [Fact]
    public void An_airline_in_a_list_of_transfers_stands_for_its_program()
    {
        var facts = Reader.Html("<h1>Bank Points</h1><table><tr><th>Airline frequent flyer programs</th><th>Points : miles ratio</th></tr>"
            + "<tr><td>ANA Mile Collectors</td><td>3:1.</td></tr><tr><td>United Airlines MilePlus</td><td>200:1.</td></tr></table>", new Hints(ProgramId: "BANK_Points"));
        Assert.Equal([("NH_Club", 3m, 1m), ("UA_Plus", 200m, 1m)], facts.Transfers.Select(route => (route.ToProgram, route.Sent, route.Received)));
    }

    [Theory]
    [InlineData("Classes Not Eligible for Miles: O, I, L", "LH ILO nothing")]
    [InlineData("Ineligible booking classes for accrual –N, I and O.", "LH INO nothing")]
    [InlineData("Classes that do not earn on codeshares: O, I", null)]
    [InlineData("Classes not eligible: see below", null)]
    [InlineData("Classes not eligible for miles: Y, O", null)]
    public void A_note_may_list_the_classes_that_earn_nothing(string note, string? rule) =>
        Assert.Equal(
            rule is null ? ["LH Y 50%"] : [rule, "LH Y 50%"],
            Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table><p>{note}</p>").Short());

    private static ExtractedFacts ByMarket(string label) => Classes("<th>Route</th><th>Miles</th>", $"<td>Y</td><td>{label}</td><td>50%</td>");

    private static ExtractedFacts Headed(string heading) => Reader.Html(
        $"<h1>MilePlus on Lufthansa (LH)</h1><h2>{heading}</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>");

    private static ExtractedFacts Classes(string headers, params string[] rows) => Reader.Html(Chart(headers, rows));

    [Fact]
    public void A_minimum_beside_bands_is_kept_and_is_none_of_the_elite_metric()
    {
        var rules = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Distance</th><th>Booking class</th><th>Miles</th><th>PQP</th><th>Minimum miles</th></tr>"
            + "<tr><td>0 - 750 miles</td><td>Y</td><td>500</td><td>10</td><td>800</td></tr><tr><td>751 - 1,500 miles</td><td>Y</td><td>900</td><td>20</td><td>800</td></tr></table>")
            .Charts.SelectMany(chart => chart.Rules).ToDictionary(rule => rule.Metric);
        Assert.Equal(800, rules[EarningRule.Redeemable].Formula.Minimum);
        Assert.Equal(2, rules[EarningRule.Redeemable].Formula.Bands.Length);
        Assert.Null(rules["PQP"].Formula.Minimum);
    }

    [Fact]
    public void A_column_of_earning_modes_says_for_whom_a_row_is()
    {
        var rules = Reader.Html("<h1>MilePlus on United Airlines (UA)</h1><table><tr><th>Earning mode</th><th>Booking class</th><th>Miles</th></tr>"
            + "<tr><td>Price</td><td>Y</td><td>5 per USD</td></tr><tr><td>Distance</td><td>Y</td><td>100%</td></tr></table>").Charts.SelectMany(chart => chart.Rules);
        Assert.Equal([("distance", EarningBasis.Distance), ("price", EarningBasis.Spend)], rules.Select(rule => (rule.Selector.EarningMode!, rule.Formula.Basis)).Order());
    }

    private static string Chart(string headers, params string[] rows) =>
        $"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Booking class</th>{headers}</tr>{string.Concat(rows.Select(row => $"<tr>{row}</tr>"))}</table>";
}
