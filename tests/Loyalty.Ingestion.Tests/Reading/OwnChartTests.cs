using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>What programs say of their own flights: rates by tier side by side, what fares allow and earn, amounts by region, spend by tier.</summary>
public class OwnChartTests
{
    [Theory]
    [InlineData("Premier Silver", "Premier Gold")]
    [InlineData("Silver", "Gold")]
    [InlineData("Silver*", "Gold*")]
    public void Rates_by_tier_beside_the_base_are_whole(string silver, string gold) =>
        Assert.Equal(
            ["UA C 125%", "UA C Premier Gold 160%", "UA C Premier Silver 140%", "UA Y 100%", "UA Y Premier Gold 135%", "UA Y Premier Silver 115%"],
            Own($"<table><tr><th>Cabin</th><th>Earn ratio</th><th>RBD</th><th>{silver}</th><th>{gold}</th></tr>"
                + "<tr><td>Economy</td><td>100%</td><td>Y</td><td>115%</td><td>135%</td></tr><tr><td>Business</td><td>125%</td><td>C</td><td>140%</td><td>160%</td></tr></table>").Short());

    [Fact]
    public void Less_than_the_base_may_be_what_the_tier_adds()
    {
        var facts = Own("<table><tr><th>Booking class</th><th>Miles</th><th>Silver</th><th>Gold</th></tr><tr><td>Y</td><td>100%</td><td>25%</td><td>50%</td></tr></table>");
        Assert.Equal(["UA Y 100%"], facts.Short());
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Full Business (J/C/D)", "Discount Economy (K/M/L /S) **")]
    [InlineData("Business Class (J, C, D)", "Economy (K, M, L, S)")]
    public void Letters_in_brackets_behind_a_header_are_its_columns(string business, string economy) =>
        Assert.Equal(
            ["UA Tier Points CDJ domestic =50", "UA Tier Points KLMS domestic =15"],
            Own($"<h2>Tier points per flight</h2><table><tr><th>Region</th><th>{business}</th><th>{economy}</th></tr><tr><td>Domestic</td><td>50</td><td>15</td></tr></table>").Short());

    [Theory]
    [InlineData("<th>Tier points: Discount Economy</th><th>Tier points: Economy</th>", "Discount Economy")]
    public void Two_columns_of_one_cabin_are_told_apart_by_their_names(string headers, string brand) =>
        Assert.Equal(
            [$"UA Tier Points Economy <=600:20 <=any:30", $"UA Tier Points Economy {brand} <=600:10 <=any:15"],
            Own($"<table><tr><th>Distance</th>{headers}</tr><tr><td>0-600 miles</td><td>10</td><td>20</td></tr><tr><td>601 miles or more</td><td>15</td><td>30</td></tr></table>").Short());

    [Theory]
    [InlineData("Discount Economy")]
    [InlineData("Flexible Economy")]
    public void Two_rows_of_one_cabin_without_letters_are_told_apart_by_their_names(string name) =>
        Assert.Equal(
            ["UA Business 150%", "UA Economy 100%", $"UA Economy {name} 50%"],
            Own($"<table><tr><th>Cabin</th><th>Miles (% of distance)</th></tr><tr><td>{name}</td><td>50%</td></tr><tr><td>Economy</td><td>100%</td></tr><tr><td>Business</td><td>150%</td></tr></table>").Short());

    [Theory]
    [InlineData("Fare features", "Changes", "Miles earned")]
    [InlineData("Fare type", "Refund", "Award miles")]
    [InlineData("", "Baggage", "Mileage accrual")]
    public void What_fares_allow_has_a_row_of_what_they_earn(string corner, string other, string miles) =>
        Assert.Equal(
            ["UA Basic 25%", "UA Flex 100%", "UA Standard 50%"],
            Own($"<table><tr><th>{corner}</th><th>Basic</th><th>Standard</th><th>Flex</th></tr><tr><td>{other}</td><td>Not allowed</td><td>For a fee</td><td>Free</td></tr>"
                + $"<tr><td>{miles}<br><a>More details</a></td><td>25%</td><td>50%</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void A_row_of_letters_selects_and_a_cell_may_give_each_its_rate() =>
        Assert.Equal(
            ["UA BH 100%", "UA LSV 50%", "UA M 70%"],
            Own("<table><tr><th colspan=2></th><th>Economy Standard</th><th>Economy Flex</th></tr><tr><th colspan=2>Changes</th><td>No</td><td>Yes</td></tr>"
                + "<tr><th colspan=2>Booking class</th><td>S/V/L/M</td><td>H/B</td></tr><tr><th colspan=2>Mileage accrual rate</th><td>S/V/L=50%, M=70%</td><td>100%</td></tr></table>").Short());

    [Fact]
    public void What_tiers_bring_side_by_side_is_no_table_of_fares() =>
        Assert.DoesNotContain(
            "UA Emerald Card 15%",
            Own("<table><tr><th>Card benefits</th><th>Emerald Card</th><th>Paragon Card</th></tr><tr><td>Lounge</td><td>No</td><td>Yes</td></tr><tr><td>Bonus miles</td><td>15%</td><td>25%</td></tr></table>").Short());

    [Theory]
    [InlineData("Points/Status Qualifying Miles")]
    [InlineData("Points and Elite Miles")]
    public void One_share_counts_for_points_and_for_miles_of_status(string header) =>
        Assert.Equal(2, Own($"<table><tr><th>Booking class</th><th>{header}</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Short().Length);

    [Theory]
    [InlineData("Accrual rate when flying in First Class", "First")]
    [InlineData("Extra when you fly First", "First")]
    public void A_total_of_what_a_cabin_adds_is_that_of_the_cabin(string added, string cabin) =>
        Assert.Equal(
            [$"UA {cabin} Flex 150%", $"UA {cabin} Saver 125%"],
            Own($"<table><tr><th>Eligible fares</th><th>Accrual rate</th><th>{added}</th><th>Total</th></tr><tr><td>Flex</td><td>100%</td><td rowspan=2>An additional 50% of the miles flown</td><td>150%</td></tr>"
                + "<tr><td>Saver</td><td>75%</td><td>125%</td></tr></table>").Short());

    [Theory]
    [InlineData("X, I, O, NY, XY, XC", "IOX")]
    [InlineData("Y, BM, HK", "BHKMY")]
    public void Two_letters_that_come_back_are_a_fares_code(string listed, string classes) =>
        Assert.Equal([$"LH {classes} 50%"], Reader.Rows($"<tr><td>Economy</td><td>{listed}</td><td>50%</td></tr>").Short());

    [Fact]
    public void Where_no_airline_is_named_the_programs_own_is_asked_about()
    {
        var facts = Reader.Html("<h1>How to earn miles</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>", new Hints(ProgramId: "UA_Plus"));
        Assert.Equal(["UA Y 50%"], facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void What_changes_from_a_day_may_be_shown_as_it_was()
    {
        var facts = Own("<p>These benefits change for travel on or after 1 July 2014.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal(["UA Y 50%"], facts.Short());
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("United Points")]
    [InlineData("United Airlines miles")]
    public void What_is_counted_is_no_airline(string heading) =>
        Assert.Equal(
            ["LH Y 50%"],
            Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><h2>{heading}</h2><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Short());

    [Theory]
    [InlineData("United Airlines flights")]
    [InlineData("Our flights")]
    public void Flights_in_a_heading_are_no_metric(string heading) =>
        Assert.Equal(
            ["UA Y 50%"],
            Reader.Html($"<h1>{heading}</h1><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>", new Hints(ProgramId: "UA_Plus")).Short());

    [Fact]
    public void A_carrier_that_a_curator_names_holds_under_a_heading_of_the_programs_own() =>
        Assert.Equal(
            ["LH Y 50%"],
            Reader.Html("<h1>Earning</h1><h2>United flights and partners' flights</h2><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>", new Hints(ProgramId: "UA_Plus", Carrier: "LH")).Short());

    [Theory]
    [InlineData("Regional routes")]
    [InlineData("Regional flights")]
    public void Regional_flights_are_some_that_only_the_page_knows(string heading)
    {
        var facts = Own($"<h2>{heading}</h2><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.All(facts.Short(), rule => Assert.Contains("regions:UA_Plus", rule, StringComparison.Ordinal));
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Members earn miles on international flights by distance.", "international")]
    [InlineData("On domestic flights you earn miles by fare.", "domestic")]
    public void A_sentence_that_speaks_of_some_flights_is_asked_about(string sentence, string market)
    {
        var facts = Own($"<p>{sentence}</p><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal([$"UA Y {market} 50%"], facts.Short());
        Assert.NotEmpty(facts.UnreadRows());
    }

    [Fact]
    public void A_sentence_that_says_by_what_the_rows_are_told_apart_is_about_the_chart()
    {
        var facts = Own("<p>Members earn miles on international flights by fare type and booking class.</p><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal(["UA Y international 50%"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Fact]
    public void A_heading_knows_better_than_a_sentence_above_it_for_which_flights_its_table_is()
    {
        var facts = Own("<p>Miles come from international flights, hotels and cards.</p><h2>Earning on international flights</h2><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>");
        Assert.Equal(["UA Y international 50%"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Home &gt; Domestic flights &gt; Class J", "UA Y domestic 50%")]
    [InlineData("Home &gt; Flights &gt; Class J", "UA Y 50%")]
    public void A_breadcrumb_may_say_which_flights_a_page_is_about(string line, string rule) =>
        Assert.Equal([rule], Reader.Html($"<p>{line}</p><h1>MilePlus on United Airlines (UA)</h1><table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr></table>").Short());

    [Theory]
    [InlineData("Booking class", "Miles")]
    [InlineData("RBD", "Mileage accrual")]
    public void Cells_may_say_once_more_what_their_column_is_called(string classes, string miles) =>
        Assert.Equal(
            ["UA BY 100%", "UA J 150%"],
            Own($"<table><tr><th>{classes}</th><th>{miles}</th></tr><tr><td><span>{classes}</span>J</td><td><span>{miles}</span>150%</td></tr><tr><td><span>{classes}</span>Y/B</td><td><span>{miles}</span>100%</td></tr></table>").Short());

    [Theory]
    [InlineData("Classes not listed above earn no miles.")]
    [InlineData("Classes not shown in this table do not earn miles.")]
    public void What_a_table_does_not_name_earns_nothing_anyhow(string note)
    {
        var facts = Own($"<table><tr><th>Booking class</th><th>Miles (%)</th></tr><tr><td>Y</td><td>50%</td></tr><tr><td>B</td><td>50%</td></tr><tr><td colspan=2>{note}</td></tr></table>");
        Assert.Empty(facts.UnreadRows());
    }

    private static ExtractedFacts Own(string body) => Reader.Html($"<h1>MilePlus on United Airlines (UA)</h1>{body}");
}
