using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class CsvTextTests
{
    [Fact]
    public async Task Comments_above_are_headings_and_the_first_row_is_the_header()
    {
        var document = await Reading.Read("swiss.csv", "\uFEFF" + """"
            # Royal Orchid Plus: SWISS (LX)
            # Valid from 2019

            Class,Booking class,Miles
            Business,"J, C","1,600"
            Economy,"say ""Y""",
            # B is no more
            First,F,200,extra
            """");
        Assert.Equal(("csv", "Royal Orchid Plus: SWISS (LX)"), (document.Format, document.Title));
        Assert.Equal(""""
            h1: Royal Orchid Plus: SWISS (LX)
            p: Valid from 2019
            |^Class|^Booking class|^Miles||
            |Business|J, C|1,600||
            |Economy|say "Y"|||
            |First|F|200|extra|
            p: B is no more
            """", Reading.Show(document));
    }

    [Theory]
    [InlineData("a;b\n1,5;2\n3,5;4")]
    [InlineData("a\tb\n1,5\t2\n3,5\t4")]
    [InlineData("a|b\n1,5|2\n3,5|4")]
    [InlineData("a,b\n\"1,5\",2\n\"3,5\",4")]
    public async Task The_separator_is_found(string csv) =>
        Assert.Equal("|^a|^b|\n|1,5|2|\n|3,5|4|", Reading.Show(await Reading.Read("a.csv", csv)));

    [Fact]
    public async Task A_quote_never_closed_names_its_row() =>
        Assert.Contains("Row 2", await Reading.Refusal("a.csv", "a,b\n\"x,y\nz,w"), StringComparison.Ordinal);

    [Fact]
    public async Task More_fields_than_the_limit_are_refused() =>
        Assert.Contains("cells", await Reading.Refusal("a.csv", string.Join('\n', Enumerable.Repeat("a,b", 100)), new TextLimits { MaxCsvCells = 100 }), StringComparison.Ordinal);

    [Fact]
    public async Task A_record_without_end_is_refused() =>
        Assert.Contains("Row 1", await Reading.Refusal("a.csv", "\"" + new string('x', 3_000_000) + "\",b"), StringComparison.Ordinal);

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public async Task Lines_end_as_their_program_ends_them(string end)
    {
        var document = await Reading.Read("old.csv", "# LATAM Pass\nClass,Miles\nY,\"100%\nor more\"\n".Replace("\n", end, StringComparison.Ordinal));
        Assert.Equal("h1: LATAM Pass\n|^Class|^Miles|\n|Y|100% or more|", Reading.Show(document));
    }

    [Theory]
    [InlineData("sep=;\r\nClass;Miles, points\r\nY;1,5\r\n")]
    [InlineData("SEP=,\nClass,\"Miles, points\"\nY,\"1,5\"\n")]
    public async Task What_Excel_says_of_the_separator_is_no_row(string text) =>
        Assert.Equal("|^Class|^Miles, points|\n|Y|1,5|", Reading.Show(await Reading.Read("excel.csv", text)));
}
