using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class HtmlReaderTests
{
    [Fact]
    public async Task A_page_reads_as_headings_paragraphs_items_and_tables_in_order()
    {
        var document = await Reading.Read("page.html", """
            <!doctype html><html><head><title> Miles &amp; More:&nbsp; Lufthansa </title></head><body>
            <h1>Award <em>miles</em></h1>
            <p>Valid from<br>1 January
               2014.</p>
            Loose text <b>too</b>.
            <ul><li>One<ul><li>Inner</ul><li><p>Two</p><p>more</p></ul>
            <table><caption>Rates</caption><thead><tr><td>Class<td>Miles</thead><tr><td>Y, B<td>100%</table>
            <details><summary>Older rates</summary>Until 2013</details>
            """);
        Assert.Equal("html", document.Format);
        Assert.Equal("Miles & More: Lufthansa", document.Title);
        Assert.Equal("""
            h1: Award miles
            p: Valid from↵1 January 2014.
            p: Loose text too.
            li0: One
            li1: Inner
            li0: Two↵more
            caption: Rates
            |^Class|^Miles|
            |Y, B|100%|
            h2: Older rates
            p: Until 2013
            """, Reading.Show(document));
    }

    [Theory]
    [InlineData("K<sup>1</sup>", "K[1]")]
    [InlineData("K <sup>(1)</sup>", "K[1]")]
    [InlineData("K<sup><a href='#n'>[1]</a></sup>", "K[1]")]
    [InlineData("K<sup>2)</sup>, L", "K[2], L")]
    [InlineData("K¹²", "K[12]")]
    [InlineData("K<sup>*</sup>", "K*")]
    [InlineData("1<sup>st</sup> March", "1st March")]
    [InlineData("Club<sup>®</sup>", "Club®")]
    [InlineData("K<sup></sup>", "K")]
    public async Task A_footnote_mark_never_becomes_part_of_a_class(string cell, string expected) =>
        Assert.Equal(expected, (await Reading.HtmlTable($"<tr><td>{cell}</td><td>x</td></tr>")).Rows[0][0].Text);

    [Theory]
    [InlineData("<p hidden>no</p>")]
    [InlineData("<p style='color:red; DISPLAY : none !important'>no</p>")]
    [InlineData("<p style='visibility:hidden'>no</p>")]
    [InlineData("<template><p>no</p></template>")]
    [InlineData("<script>document.write('no')</script>")]
    [InlineData("<style>p { content: 'no' }</style>")]
    [InlineData("<noscript>no</noscript>")]
    [InlineData("<del>no</del>")]
    [InlineData("<s>no</s>")]
    [InlineData("<nav><ul><li>no</ul></nav>")]
    [InlineData("<footer>no</footer>")]
    [InlineData("<header><div>no</div></header>")]
    [InlineData("<table><tr hidden><td>no</table>")]
    public async Task What_a_page_does_not_show_or_strikes_out_is_left_out(string clutter) =>
        Assert.Equal("p: before\np: after", (await Reading.Html($"<p>before</p>{clutter}<p>after</p>")));

    [Fact]
    public async Task Headers_that_name_the_page_and_footers_with_a_table_are_kept() =>
        Assert.Equal("h1: Club\n|a|b|", await Reading.Html("<header><div><h1>Club</h1></div></header><footer><table><tr><td>a<td>b</table></footer>"));

    [Fact]
    public async Task What_an_accordion_has_closed_is_kept() =>
        Assert.Equal("p: rates", await Reading.Html("<div hidden=until-found>rates</div>"));

    [Fact]
    public async Task Terms_stand_with_their_definitions() =>
        Assert.Equal("p: Business: 125%\np: Economy: 50%\np: First", await Reading.Html("<dl><dt>Business:<dd>125%<dt>Economy<dd>50%<dt>First</dl>"));

    [Fact]
    public async Task Pasted_columns_in_preformatted_text_are_a_table() =>
        Assert.Equal("|Class|Miles|\n|Y|100%|", await Reading.Html("<pre>Class   Miles\nY       100%</pre>"));

    [Fact]
    public async Task A_picture_stands_for_its_word_in_a_cell_only() =>
        Assert.Equal("p: x\n|yes|y|", await Reading.Html("<img alt=beach><p>x</p><table><tr><td><img alt=yes><td>y</table>"));

    [Fact]
    public async Task Blocks_inside_a_cell_are_lines_of_it() =>
        Assert.Equal("Business↵J, C↵D", (await Reading.HtmlTable("<tr><td><p>Business</p><ul><li>J, C</li><li>D</li></ul></td><td>x</td></tr>")).Rows[0][0].Text.Replace('\n', '↵'));

    [Fact]
    public async Task A_layout_table_is_unwrapped() =>
        Assert.Equal("""
            h2: Lufthansa
            |Y|100%|
            |B|50%|
            p: side
            """, await Reading.Html("<table><tr><td><h2>Lufthansa</h2><table><tr><td>Y<td>100%<tr><td>B<td>50%</table><td>side</table>"));

    [Fact]
    public async Task A_small_table_in_a_cell_of_a_chart_is_text_of_the_cell() =>
        Assert.Equal("|^Class|^Miles|\n|Y B|100%|", await Reading.Html("<table><tr><th>Class<th>Miles<tr><td><table><tr><td>Y<td>B</table><td>100%</table>"));

    [Fact]
    public async Task A_table_of_other_elements_is_one_by_its_roles() =>
        Assert.Equal("|^Class|^Miles|\n|Y, B|100%|\np: after", await Reading.Html(
            "<div role=table><div role=rowgroup><div role=row><span role=columnheader>Class</span><span role=columnheader>Miles</span></div></div>"
            + "<div role=row><div><div role=cell>Y, B</div></div><div role=cell><b>100%</b></div></div></div>after"));

    [Fact]
    public async Task A_role_of_table_without_rows_and_columns_is_text() =>
        Assert.Equal("p: a\np: b", await Reading.Html("<div role=table><div role=row><div role=cell>a</div></div><div role=row><div role=cell>b</div></div></div>"));

    [Fact]
    public async Task Rows_of_a_foot_come_last() =>
        Assert.Equal("|a|b|\n|foot|x|", await Reading.Html("<table><tfoot><tr><td>foot<td>x</tfoot><tbody><tr><td>a<td>b</table>"));

    [Fact]
    public async Task A_document_survives_being_stored()
    {
        var document = await Reading.Read("page.html", "<h1>x</h1><p>y<ul><li>z</ul><table><caption>c</caption><tr><th rowspan=2>a<td>b<tr><td>c</table>");
        var stored = System.Text.Json.JsonSerializer.Serialize(document, TextJson.Default.DocumentText);
        var again = System.Text.Json.JsonSerializer.Deserialize(stored, TextJson.Default.DocumentText)!;
        Assert.Equal(Reading.Show(document), Reading.Show(again));
        Assert.Equal(0, ((Table)again.Blocks[^1]).Rows[1][0].Origin);
    }
}
