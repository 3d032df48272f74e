using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Shapes of programs' own pages: fares beside benefits, markets in rows without a head, money and percentages in captions.</summary>
public class OwnPageTests
{
    private const string OnLufthansa = "<h1>MilePlus: award miles on Lufthansa (LH)</h1>";
    private const string OnUnited = "<h1>MilePlus: award miles on flights with United Airlines (UA)</h1>";
    private const string Rates = "<table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table>";

    [Theory]
    [InlineData("United Miles")]
    [InlineData("How many United Points you get")]
    public void What_is_counted_may_be_called_as_the_airline(string heading) => Assert.Equal(["LH BY 100%"], Reader.Html($"{OnLufthansa}<h2>{heading}</h2>{Rates}").Short());

    [Theory]
    [InlineData("United & Lufthansa flights")]
    [InlineData("Earning on Lufthansa and United")]
    public void The_own_airline_in_a_list_is_one_of_them(string heading) => Assert.Equal(["LH BY 100%", "UA BY 100%"], Reader.Html($"<h1>{heading}</h1>{Rates}", new Hints(ProgramId: "UA_Plus", Carrier: "UA")).Short());

    [Theory]
    [InlineData("Class of service bonus")]
    [InlineData("Cabin bonus")]
    [InlineData("Booking class bonus")]
    public void A_column_of_amounts_and_dashes_is_no_key(string header) => Assert.Equal(
        ["LH (class bonus) J 50%", "LH BY 100%", "LH J 100%", "LH Q 50%"],
        Reader.Html($"{OnLufthansa}<table><tr><th>Booking code</th><th>Base miles (% of distance)</th><th>{header}</th></tr><tr><td>J</td><td>100%</td><td>50%</td></tr><tr><td>Y, B</td><td>100%</td><td>--</td></tr><tr><td>Q</td><td>50%</td><td>--</td></tr></table>").Short());

    [Fact]
    public void Markets_stand_in_a_first_column_without_a_name() => Assert.Equal(
        ["UA Basic 25%", "UA Flex 100%", "UA Standard 50%", "UA regions:UA_Plus:Canada-UA_Plus:CanadaandtheUS Basic 10%", "UA regions:UA_Plus:Canada-UA_Plus:CanadaandtheUS Flex 100%", "UA regions:UA_Plus:Canada-UA_Plus:CanadaandtheUS Standard 25%"],
        Reader.Html($"{OnUnited}<table><tr><th></th><th>Basic</th><th>Standard</th><th>Flex</th></tr><tr><td>Flights within Canada, and between Canada and the U.S.</td><td>10%</td><td>25%</td><td>100%</td></tr><tr><td>All other flights</td><td>25%</td><td>50%</td><td>100%</td></tr></table>").Short());

    [Theory]
    [InlineData("Miles per ₹100")]
    [InlineData("Miles for every 100 rupees")]
    [InlineData("Award miles per INR 100 spent")]
    public void A_header_may_count_for_a_hundred(string header) => Assert.Equal(
        ["UA Economy Economy Flex 0.09/INR", "UA Economy Economy Lite 0.05/INR"],
        Reader.Html($"{OnUnited}<table><tr><th>Fare type</th><th>{header}</th></tr><tr><td>Economy Lite</td><td>5</td></tr><tr><td>Economy Flex</td><td>9</td></tr></table>").Short());

    [Theory]
    [InlineData("<table><caption>Points per C$1</caption>")]
    [InlineData("<h2>Miles per Canadian dollar</h2><table>")]
    public void What_heads_a_table_may_count_money(string head) => Assert.Equal(
        ["UA Flexible 6/CAD", "UA Premier Silver Flexible 7/CAD", "UA Premier Silver Standard 6/CAD", "UA Standard 5/CAD"],
        Reader.Html($"{OnUnited}{head}<tr><th>Membership level</th><th>Standard</th><th>Flexible</th></tr><tr><th>Member</th><td>5</td><td>6</td></tr><tr><th>Premier Silver</th><td>6</td><td>7</td></tr></table>").Short());

    [Theory]
    [InlineData("<tr><th>Checked baggage</th><td>0 kg</td><td>20 kg</td></tr><tr><th>Seat discount</th><td>0%</td><td>50%</td></tr>")]
    [InlineData("<tr><th>Changes</th><td>Fee</td><td>Free</td></tr>")]
    public void Miles_stand_among_what_else_a_fare_brings(string others) => Assert.Equal(
        ["UA Economy Flex 100%", "UA Economy Lite 20%", "UA Tier Points Economy Flex 75%", "UA Tier Points Economy Lite 10%"],
        Reader.Html($"{OnUnited}<h2>Economy Class</h2><table><tr><th></th><th>Lite</th><th>Flex</th></tr><tr><th>Award miles</th><td>20%</td><td>100%</td></tr><tr><th>Tier Points</th><td>10%</td><td>75%</td></tr>{others}</table>").Short());

    [Fact]
    public void A_head_of_two_rows_needs_no_mark() => Assert.Equal(
        ["UA BY domestic =600", "UA BY international =1300", "UA Tier Points BY domestic =60", "UA Tier Points BY international =130"],
        Reader.Html($"{OnUnited}<table><tr><td rowspan=2>Fare</td><td rowspan=2>Booking class</td><td colspan=2>Domestic</td><td colspan=2>International</td></tr><tr><td>Award Miles</td><td>Tier Points</td><td>Award Miles</td><td>Tier Points</td></tr><tr><td>Flex</td><td>Y, B</td><td>600</td><td>60</td><td>1,300</td><td>130</td></tr></table>").Short());

    [Theory]
    [InlineData("Award miles and tier points are earned at the same rate.")]
    [InlineData("You earn award miles and Tier Points at the same rate.")]
    public void Two_metrics_count_alike_where_a_sentence_says_so(string sentence) =>
        Assert.Equal(["LH BY 100%", "LH Tier Points BY 100%"], Reader.Html($"{OnLufthansa}<p>{sentence}</p>{Rates.Replace("Miles (% of distance)", "% of miles flown", StringComparison.Ordinal)}").Short());

    [Theory]
    [InlineData("The rates above apply to flights from 25 November 2024.")]
    [InlineData("This table is valid for travel from 25 November 2024.")]
    public void A_day_may_stand_below_the_table(string sentence) => Assert.Equal(new DateOnly(2024, 11, 25), Reader.Html($"{OnLufthansa}{Rates}<p>{sentence}</p>").Charts.Single().Validity.From);

    [Theory]
    [InlineData("This chart applies to travel until 31 December 2025. Starting 1 January 2026, you earn miles by the fare.")]
    [InlineData("The table is valid for flights until 31 December 2025. For flights from 1 January 2026 other rates apply.")]
    public void What_begins_when_a_chart_ends_is_another(string sentence) =>
        Assert.Equal((null, new DateOnly(2025, 12, 31)), Reader.Html($"{OnLufthansa}<p>{sentence}</p>{Rates}").Charts.Select(chart => (chart.Validity.From, chart.Validity.Until)).Single());

    [Theory]
    [InlineData("Regional routes")]
    [InlineData("Flights on regional sectors")]
    public void Which_flights_are_regional_nobody_knows(string heading) =>
        Assert.NotEmpty(Reader.Html($"{OnLufthansa}<h2>Domestic flights</h2>{Rates}<h2>{heading}</h2>{Rates.Replace("100%", "150%", StringComparison.Ordinal)}").UnreadRows());

    [Theory]
    [InlineData("The rates are for tickets ticketed by anyone but United.")]
    [InlineData("For tickets issued by any airline other than United:")]
    public void A_ticket_of_anyone_but_one_airline(string sentence) =>
        Assert.All(Reader.Html($"{OnLufthansa}<h2>Earning on tickets issued by Lufthansa</h2><p>{sentence}</p>{Rates}").Charts, chart => Assert.Equal("tickets not issued by UA", chart.Key.Conditions));

    [Theory]
    [InlineData("Elite mileage bonus", "Members with status earn a bonus:")]
    [InlineData("More for you", "Elite members earn bonus miles on the base miles:")]
    public void What_status_adds_stands_in_a_list(string heading, string lead) => Assert.Equal(
        ["LH BY 100%", "LH status (elite bonus) Premier Gold +50%", "LH status (elite bonus) Premier Silver +25%"],
        Reader.Html($"{OnLufthansa}{Rates}<h2>{heading}</h2><p>{lead}</p><dl><dt>MilePlus Premier Silver®</dt><dd>25%</dd><dt>MilePlus Premier Gold®</dt><dd>50%</dd></dl>").Short());

    [Theory]
    [InlineData("Book Nice and you'll earn 4 miles for every $1 you spend.", "Book No Flex and you'll earn 2 miles for every $1 you spend.")]
    [InlineData("Book Nice and earn 4 miles per dollar.", "Book No Flex and earn 2 miles per dollar.")]
    public void What_is_booked_is_a_fare(string one, string other) => Assert.Equal(["UA Nice 4/USD", "UA No Flex 2/USD"], Reader.Html($"{OnUnited}<h2>Earning</h2><p>{one}</p><p>{other}</p>").Short());

    [Fact]
    public void What_names_an_unknown_carrier_is_no_row_of_the_one_above()
    {
        var facts = Reader.Html("<h1>MilePlus: earn award miles on partner airlines</h1><table><tr><th>Airline</th><th>Fare class</th><th>Miles (% of distance)</th></tr><tr><td>SWISS (LX)</td><td>Y</td><td>100%</td></tr><tr><td>Nobody*</td><td>Y</td><td>50%</td></tr></table>");
        Assert.Empty(facts.Charts.Single(chart => chart.Key.Carrier == "LX").Unread);
        Assert.NotEmpty(facts.UnreadRows());
    }
}
