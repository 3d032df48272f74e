using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Charts that do not say what their rows, columns or numbers are: cells and the words above them do. All rates are illustrative.</summary>
public class UnlabelledShapeTests
{
    private const string Cabins = "<tr><th colspan='2'>Economy Class</th><th>Business Class</th></tr>";

    [Fact]
    public void Classes_and_miles_under_cabins_need_no_labels() =>
        Assert.Equal(["LH BY 100%", "LH CJ 150%", "LH NQ 30%"], Lufthansa($"{Cabins}<tr><td>Q, N</td><td>Y, B</td><td>J, C</td></tr><tr><td>0.3 Miles</td><td>1 Mile</td><td>1.5 Miles</td></tr>").Short());

    [Fact]
    public void Prices_of_awards_under_cabins_and_classes_are_not_read() =>
        Assert.Empty(Lufthansa("<tr><th>Economy Class</th><th>Business Class</th></tr><tr><td>X, G</td><td>I, O</td></tr><tr><td>25,000 Miles</td><td>50,000 Miles</td></tr>").Short());

    [Fact]
    public void A_range_of_miles_under_a_cabin_is_asked_about()
    {
        var facts = Lufthansa("<tr><th>Economy Class</th><th>Business Class</th></tr><tr><td>0.75 Miles – 1 Mile</td><td>1.5 Miles</td></tr>");
        Assert.Equal(["LH Business 150%"], facts.Short());
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("two amounts", StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_that_earn_nothing_on_one_route_send_a_chart_with_markets_of_its_own_to_review() =>
        Assert.Contains(
            Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><h2>International flights</h2><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, H</td><td>100%</td></tr></table>"
                + "<p>* On flights between Dubai and Japan no miles are collected in these booking classes: D, X, H.</p>").UnreadRows(),
            row => row.Reason.Contains("some flights", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("Destination")]
    public void Numbers_by_destination_under_fares_are_read_and_asked_about_where_the_words_above_speak_of_earning(string head)
    {
        var facts = Reader.Html(
            $"<h1>Points that members earn on Lufthansa (LH)</h1><table><tr><th>{head}</th><th>Economy Light</th><th>Economy Flex</th><th>Business</th></tr>"
            + "<tr><td>Minsk, Vilnius</td><td>150</td><td>300</td><td>600</td></tr><tr><td></td><td>200</td><td>400</td><td>800</td></tr><tr><td>Kazan</td><td>225</td><td>450</td><td>900</td></tr></table>", new Hints { ProgramId = "UA_Plus" });
        Assert.Equal(6, facts.Short().Length);
        Assert.Contains("LH Business regions:UA_Plus:Kazan =900", facts.Short());
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("what its numbers count", StringComparison.Ordinal));
        Assert.Contains(facts.UnreadRows(), row => row.Row.StartsWith("? | 200", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_by_distance_under_cabins_are_read_and_asked_about()
    {
        var facts = Reader.Html(
            "<h1>Lufthansa (LH)</h1><p>Members of MilePlus who fly on Lufthansa accumulate points, as follows:</p>"
            + "<table><tr><td>Miles travelled</td><td>First Class</td><td>Economy Class</td></tr><tr><td>0-500</td><td>40</td><td>20</td></tr><tr><td>501-1500</td><td>60</td><td>30</td></tr></table>");
        Assert.Equal(["LH Economy <=500:20 <=1500:30", "LH First <=500:40 <=1500:60"], facts.Short());
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("what its numbers count", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Points required for award tickets of Lufthansa:")]
    [InlineData("Earn and redeem points on Lufthansa:")]
    [InlineData("Flights of Lufthansa:")]
    public void Numbers_under_cabins_that_may_be_prices_are_not_read(string lead) =>
        Assert.Empty(Reader.Html(
            $"<h1>Lufthansa (LH)</h1><p>{lead}</p><table><tr><td>Destination</td><td>First Class</td><td>Economy Class</td></tr><tr><td>Kazan</td><td>4000</td><td>2000</td></tr><tr><td>Minsk</td><td>6000</td><td>3000</td></tr></table>",
            new Hints { ProgramId = "UA_Plus" }).Short());

    [Fact]
    public void Fares_in_a_column_of_cabins_are_fares_where_each_earns_by_spending() =>
        Assert.Equal(["LH Basic 2/EUR", "LH Fly Light 2/EUR", "LH Optima 4/EUR", "LH TimeFlex 4/EUR"], Lufthansa(
            "<tr><th>Cabin</th><th>Award miles</th></tr><tr><td>Optima, TimeFlex</td><td>4 miles for every € spent</td></tr><tr><td>Basic, Fly Light</td><td>2 miles for every € spent</td></tr>").Short());

    [Fact]
    public void An_amount_that_counts_another_metric_than_its_column_is_not_read() =>
        Assert.Empty(Lufthansa("<tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y, B</td><td>100% MQM</td></tr>").Short());

    private const string OverRoutes = "<h1>MilePlus award miles</h1><table><tr><th></th><th>First<br>(LH only)</th><th>Business</th><th colspan='2'>Economy</th></tr>"
        + "<tr><td>Booking classes on LH & LX</td><td>F</td><td>J, C</td><td>Y, B</td><td>Q, G (LX only)</td></tr><tr><td>Booking classes on OS</td><td>-</td><td>J</td><td>B, S</td><td>-</td></tr>";

    [Fact]
    public void Classes_of_each_airline_over_routes_are_a_row_for_each_of_both()
    {
        var facts = Reader.Html($"{OverRoutes}<tr><td>Germany to Japan</td><td>2270</td><td>1640</td><td>640</td><td>320</td></tr></table>");
        Assert.Equal(
            ["LH BY", "LH CJ", "LH F", "LX BY", "LX CJ", "LX GQ", "OS BS", "OS J"], facts.Short().Select(rule => rule[..rule.IndexOf(" regions", StringComparison.Ordinal)]));
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("stand over routes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_under_classes_that_lacks_a_cell_is_not_read() =>
        Assert.Empty(Reader.Html($"{OverRoutes}<tr><td>Germany to Japan</td><td>2270</td><td>1640</td><td>640</td></tr></table>").Short());

    [Fact]
    public void Columns_for_flights_by_a_name_of_the_pages_own_are_told_apart_and_asked_about()
    {
        var facts = Lufthansa("<tr><th>Booking class</th><th>Direct flights **</th><th>Connecting flights</th></tr><tr><td>J, C</td><td>350 points</td><td>400 points</td></tr><tr><td>Y, B</td><td>120 points</td><td>140 points</td></tr>");
        Assert.DoesNotContain(facts.Short(), rule => !rule.Contains("regions:", StringComparison.Ordinal));
        Assert.NotEmpty(facts.UnreadRows());
    }

    private static ExtractedFacts Lufthansa(string rows) => Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><table>{rows}</table>");
}
