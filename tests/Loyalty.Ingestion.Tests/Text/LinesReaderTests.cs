using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class LinesReaderTests
{
    [Fact]
    public async Task Pasted_lines_with_tabs_are_tables_and_the_rest_stays_lines()
    {
        var document = await Reading.Read("asiana.txt", """
            Asiana Club - Brussels Airlines (SN)
            Applied as of 1 May 2019

            Class	Booking class	Mileage
            Business	J, C, D, Z	125%
            No miles	I, X
            Minimum: none.  The distance flown counts.
            """);
        Assert.Equal(("text", "Asiana Club - Brussels Airlines (SN)"), (document.Format, document.Title));
        Assert.Equal("""
            p: Asiana Club - Brussels Airlines (SN)↵Applied as of 1 May 2019
            |Class|Booking class|Mileage|
            |Business|J, C, D, Z|125%|
            p: No miles	I, X↵Minimum: none. The distance flown counts.
            """, Reading.Show(document));
    }

    [Fact]
    public async Task Aligned_columns_are_a_table_with_the_empty_cells_put_back() =>
        Assert.Equal("""
            |^Cabin|^Class|^Miles|
            |Business|J, C|125%|
            |First||300%|
            """, Reading.Show(await Reading.Read("a.txt", """
            Cabin      Class    Miles
            ---------  -------  -----
            Business   J, C     125%
            First               300%
            """)));

    [Fact]
    public async Task Lines_without_columns_stay_one_paragraph() =>
        Assert.Equal("p: Business↵C↵125%", Reading.Show(await Reading.Read("a.txt", "Business\nC\n125%\n")));

    [Fact]
    public async Task Markdown_reads_with_its_marks_taken_off()
    {
        var document = await Reading.Read("own.md", """
            # Miles & More: *award* miles ##

            Tickets **booked** from [12 March](https://example.com/x).

            Notes
            -----
            - The factor 6
              is the base
                * inner
            - Old: ~~5~~ 4

            | Airline | Member<sup>1</sup> |
            |:---|---:|
            | Lufthansa (LH) \| SWISS | 4 per `EUR` |
            """);
        Assert.Equal("Miles & More: award miles", document.Title);
        Assert.Equal("""
            h1: Miles & More: award miles
            p: Tickets booked from 12 March.
            h2: Notes
            li0: The factor 6↵is the base
            li1: inner
            li0: Old: 4
            |^Airline|^Member[1]|
            |Lufthansa (LH) | SWISS|4 per EUR|
            """, Reading.Show(document));
    }

    [Fact]
    public async Task A_star_in_plain_text_is_a_footnote_and_a_dash_an_item() =>
        Assert.Equal("li0: not on codeshares\np: * only for members↵2) see above", Reading.Show(await Reading.Read("a.txt", "- not on codeshares\n* only for members\n2) see above")));

    [Fact]
    public async Task Superscript_digits_are_marks() =>
        Assert.Equal("|Y, B[1]|x|\n|M|y|", Reading.Show(await Reading.Read("a.txt", "Y, B¹\tx\nM\ty")));

    [Theory]
    [InlineData("*", 1, "")]
    [InlineData("[", 1, "")]
    [InlineData("_", 1, " a")]
    [InlineData("# ", 1, " x")]
    [InlineData(" ", 1, "x")]
    [InlineData("- a\n", 100, "x")]
    [InlineData("- a\n  b\n", 100, "  more")]
    [InlineData("a  b\n-  -\n", 100, "")]
    [InlineData("-  -\n", 100, "a  b")]
    [InlineData("  x\n", 100, "")]
    public async Task Long_lines_and_many_lines_take_time_in_proportion(string part, int divisor, string end)
    {
        // Half a million lines take a minute where time grows with their square: the reader's own time-out ends that.
        var text = "# x\n- y\n" + string.Concat(Enumerable.Repeat(part, 2_000_000 / divisor)) + end;
        Assert.NotEmpty((await Reading.Read("a.md", text, new TextLimits { MaxCells = 10_000_000 })).Blocks);
    }
}
