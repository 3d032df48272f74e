namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>What stands over columns and beside cells: names alone, days alone, several fares, letters with what they are called. Values are illustrative.</summary>
public class HeaderShapeTests
{
    [Fact]
    public void Names_of_fares_in_plain_cells_over_amounts_head_them()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on United Airlines</h1><p>Share of the distance:</p><table><tr><td></td><td>Discount</td><td>Classic</td><td>Top Plus</td></tr>"
            + "<tr><td>Domestic</td><td>20%</td><td>70%</td><td>150%</td></tr><tr><td>International</td><td>50%</td><td>100%</td><td>200%</td></tr></table>");
        Assert.Equal(
            ["UA domestic Classic 70%", "UA domestic Discount 20%", "UA domestic Top Plus 150%", "UA international Classic 100%", "UA international Discount 50%", "UA international Top Plus 200%"],
            facts.Short());
    }

    [Fact]
    public void Letters_are_classes_whatever_words_label_them()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on partner airlines</h1><h2>Lufthansa</h2><div><p>Cabin</p><p>First</p></div><div><p>Fares that let you earn</p><p>F, A</p></div><div><p>How many do you earn?</p><p>200%</p></div>"
            + "<div><p>Cabin</p><p>Economy</p></div><div><p>Fares that let you earn</p><p>Y, B</p></div><div><p>How many do you earn?</p><p>100%</p></div>");
        Assert.Equal(["LH AF 200%", "LH BY 100%"], facts.Short());
    }

    [Theory]
    [InlineData("F (first class)", "LH F 150%")]
    [InlineData("P (nonrefundable first class)", "LH P 150%")]
    [InlineData("Y (refundable economy)", "LH Y 150%")]
    public void Letters_stand_before_what_they_are_called(string cell, string expected) =>
        Assert.Equal([expected], Reader.Html($"<h1>MilePlus: award miles on Lufthansa</h1><table><tr><th>Class</th><th>Miles</th></tr><tr><td>{cell}</td><td>150%</td></tr></table>").Short());

    [Fact]
    public void Letters_for_some_members_only_are_no_list() =>
        Assert.Empty(Reader.Html("<h1>MilePlus: award miles on Lufthansa</h1><table><tr><th>Class</th><th>Miles</th></tr><tr><td>F (corporate contracts)</td><td>150%</td></tr></table>").Short());

    [Fact]
    public void A_column_that_a_day_alone_heads_counts_what_the_one_before_it_does()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on Lufthansa</h1><table><tr><th>Booking class</th><th>Current bonus</th><th>Beginning Jan. 1, 2015</th></tr><tr><td>F</td><td>50%</td><td>75%</td></tr><tr><td>S</td><td>–</td><td>50%</td></tr></table>");
        Assert.Equal(["LH (class bonus) F 50%", "LH (class bonus) F 75%", "LH (class bonus) S 50%"], facts.Short());
        Assert.Equal([new DateOnly(2014, 12, 31), null], facts.Charts.Select(chart => chart.Validity.Until).OrderDescending());
    }

    [Fact]
    public void A_header_that_lists_fares_is_a_column_for_each()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on United Airlines</h1><table><tr><th>Tier</th><th>Fare Promo (points per USD)</th><th>Fares Blue, Economy and Business (points per USD)</th></tr>"
            + "<tr><td>Premier Silver</td><td>1</td><td>1.5</td></tr></table>");
        Assert.Equal(["UA Premier Silver Blue 1.5/USD", "UA Premier Silver Business 1.5/USD", "UA Premier Silver Economy 1.5/USD", "UA Premier Silver Promo 1/USD"], facts.Short());
    }

    [Fact]
    public void Cabins_that_a_header_lists_are_cabins()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on United Airlines</h1><table><tr><th>Tier</th><th>Fares Economy (points per USD)</th><th>Fares Business (points per USD)</th></tr><tr><td>Premier Silver</td><td>1</td><td>1.5</td></tr></table>");
        Assert.Equal(["UA Business Premier Silver 1.5/USD", "UA Economy Premier Silver 1/USD"], facts.Short());
    }

    [Fact]
    public void A_byline_may_end_with_the_time_of_day()
    {
        var facts = Reader.Html(
            "<h1>MilePlus: award miles on Lufthansa</h1><p>Published on 16 October 2018 at 16:32</p><p>From 15 December, members earn:</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F, A</td><td>200%</td></tr></table>");
        Assert.Equal(new DateOnly(2018, 12, 15), Assert.Single(facts.Charts).Validity.From);
        Assert.Empty(facts.UnreadRows());
    }

    private const string Old = "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F, A</td><td>300%</td></tr></table>";

    private const string New = "<table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F, A</td><td>200%</td></tr></table>";

    [Theory]
    [InlineData("<p>From 15 December 2018 members earn less.</p><h2>Previously</h2>" + Old + "<h2>Now</h2>" + New)]
    [InlineData("<h2>From 15 December 2018</h2>" + New + "<h2>Old rates</h2>" + Old)]
    [InlineData("<p>From 15 December 2018:</p>" + New + "<p>Previously:</p>" + Old)]
    public void What_was_before_ends_on_the_day_before_what_holds_instead(string page)
    {
        var facts = Reader.Html("<h1>MilePlus: award miles on Lufthansa</h1>" + page);
        Assert.Equal(
            [("LH AF 200%", new DateOnly(2018, 12, 15), null), ("LH AF 300%", null, new DateOnly(2018, 12, 14))],
            facts.Charts.Select(chart => (Reader.Short(facts with { Charts = [chart] })[0], chart.Validity.From, chart.Validity.Until)).Order());
    }

    [Theory]
    [InlineData("<h2>Previously</h2>" + Old + "<h2>Now</h2>" + New)]
    [InlineData("<p>From 15 December 2018 members earn less.</p><h2>Previous changes</h2>" + Old + "<h2>Now</h2>" + New)]
    public void What_was_before_an_unknown_day_or_in_a_history_is_left_out(string page) =>
        Assert.Equal(["LH AF 200%"], Reader.Html("<h1>MilePlus: award miles on Lufthansa</h1>" + page).Short());
}
