using System.Globalization;
using System.Text;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class HostileHtmlTests
{
    /// <summary>A # becomes the number of the part.</summary>
    static string Many(string part, int times)
    {
        var parts = new StringBuilder();
        if (!part.Contains('#', StringComparison.Ordinal))
            return parts.Insert(0, part, times).ToString();
        for (var i = 0; i < times; i++)
            parts.Append(part).Replace("#", i.ToString(CultureInfo.InvariantCulture), parts.Length - part.Length, part.Length);
        return parts.ToString();
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<div>")]
    [InlineData("<a>x<div>")]
    [InlineData("<ul><li>")]
    [InlineData("<b><blockquote></b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg><g>")]
    [InlineData("<p><b style=#>x")]
    public async Task A_page_that_nests_without_end_is_refused_before_it_costs_time(string part) =>
        Assert.Contains("deep", await Reading.Refusal("bomb.html", Many(part, 60_000)), StringComparison.Ordinal);

    [Fact]
    public async Task A_template_is_no_part_of_a_page_and_costs_nothing_however_deep() =>
        Assert.Equal("p: x", Reading.Show(await Reading.Read("bomb.html", "<p>x</p>" + Many("<template><div>y<table><tr>", 60_000))));

    [Fact]
    public async Task What_stands_between_the_rows_of_a_table_comes_before_it()
    {
        var blocks = (await Reading.Read("misplaced.html", "<p>a</p><table><tr><td>1<td>2</tr><b>b</b><tr><td>3<td>4</tr></table><p>c</p>")).Blocks;
        Assert.Equal([new Paragraph("a"), new Paragraph("b")], blocks[..2]);
        Assert.Equal(2, Assert.IsType<Table>(blocks[2]).Rows.Length);
        Assert.Equal(new Paragraph("c"), blocks[3]);
    }

    [Fact]
    public async Task Tables_nested_beyond_reason_are_refused() =>
        Assert.Contains("nests tables", await Reading.Refusal("bomb.html", Many("<table><tr><td>", 20)), StringComparison.Ordinal);

    [Fact]
    public async Task A_newsletter_of_tables_in_tables_is_read() =>
        Assert.Equal("p: x", Reading.Show(await Reading.Read("mail.html", Many("<table><tr><td>", 8) + "x")));

    [Fact]
    public async Task A_page_with_too_many_elements_is_refused() =>
        Assert.Contains("elements", await Reading.Refusal("long.html", Many("<p>x</p>", 300_000)), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_of_fifty_megabytes_is_refused_by_its_size() =>
        Assert.Contains("52 MB", await Reading.Refusal("large.html", new byte[52_000_000]), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_just_within_the_size_is_refused_or_read_within_the_limits()
    {
        var words = Many("miles and more ", 1_390_000);
        Assert.Single((await Reading.Read("words.html", words)).Blocks);
    }

    [Fact]
    public async Task Spans_that_multiply_into_millions_of_cells_are_refused()
    {
        var rows = Many("<tr><td colspan=1000>x", 5000);
        Assert.Contains("cells", await Reading.Refusal("spans.html", "<table>" + rows), StringComparison.Ordinal);
        var wide = "<table><tr>" + Many("<td>x", 999) + Many("<tr><td>y", 5000);
        Assert.Contains("cells", await Reading.Refusal("ragged.html", wide), StringComparison.Ordinal);
        Assert.Contains("columns", await Reading.Refusal("wide.html", "<table><tr>" + Many("<td>x", 1001)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_is_a_reason()
    {
        var reason = await Reading.Refusal("slow.html", Many("<p>x</p>", 100_000), new TextLimits { TimeOut = TimeSpan.FromTicks(1) });
        Assert.Contains("took longer", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_makes_no_elements_is_stopped_too()
    {
        var reason = await Reading.Refusal("slow.html", Many("</x>", 2_000_000), new TextLimits { TimeOut = TimeSpan.FromTicks(1) });
        Assert.Contains("took longer", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_no_reason()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DocumentReader().ReadAsync("a.html", "<p>x"u8.ToArray(), cancelled.Token));
    }

    [Fact]
    public async Task A_page_cut_off_anywhere_is_read_or_refused()
    {
        var page = Encoding.UTF8.GetBytes("<!doctype html><title>t</title><p>é<table><tr><td colspan=2 rowspan='3'>a&nbsp;b<sup>1</sup></td></tr></table><!-- x --><script>if (a<b) x()</script>");
        for (var length = 1; length < page.Length; length++)
        {
            try
            {
                await Reading.Read("cut.html", page[..length]);
            }
            catch (UnreadableDocumentException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
