using System.Text;
using CsCheck;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class HtmlSpanTests
{
    sealed record CellSpec(int Columns, int Rows);

    static readonly Gen<CellSpec[][]> Tables =
        Gen.Select(Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[1, 4]), (1, Gen.Int[20, 40])),
                Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[0, 4]), (1, Gen.Const(70000))))
            .Select(span => new CellSpec(span.Item1, span.Item2)).Array[0, 5].Array[1, 6];

    [Fact]
    public async Task Every_grid_is_rectangular_and_every_cell_covers_what_it_says() =>
        await Tables.SampleAsync(async rows =>
        {
            var html = new StringBuilder("<table><tr><td>x<td>x");
            var texts = new Dictionary<string, CellSpec>();
            foreach (var row in rows)
            {
                html.Append("<tr>");
                foreach (var cell in row)
                {
                    var text = "c" + texts.Count;
                    texts.Add(text, cell);
                    html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<td colspan={cell.Columns} rowspan={cell.Rows}>{text}");
                }
            }
            var table = (Table)(await Reading.Read("t.html", html.Append("</table>").ToString(), new TextLimits { MaxCells = int.MaxValue })).Blocks[0];
            var width = table.Rows[0].Length;
            Assert.All(table.Rows, row => Assert.Equal(width, row.Length));

            var places = table.Rows.SelectMany((row, r) => row.Select((cell, c) => (cell, r, c))).ToLookup(place => place.cell.Origin);
            Assert.All(places, group => Assert.Single(group.Select(place => place.cell).Distinct()));
            foreach (var (text, spec) in texts)
            {
                var mine = places.Single(group => group.First().cell.Text == text);
                var (row, column) = (mine.Key / 1000, mine.Key % 1000);
                Assert.Equal((row, column), (mine.Min(place => place.r), mine.Min(place => place.c)));
                var lastRow = spec.Rows == 0 ? table.Rows.Length : Math.Min(row + spec.Rows, table.Rows.Length);
                // A span ends where a cell from above stands.
                var lastColumn = column + 1;
                while (lastColumn < Math.Min(column + spec.Columns, width) && table.Rows[row][lastColumn].Origin >= mine.Key)
                    lastColumn++;
                Assert.Equal((lastRow - row) * (lastColumn - column), mine.Count());
                Assert.Equal((lastRow - 1, lastColumn - 1), (mine.Max(place => place.r), mine.Max(place => place.c)));
            }
        }, iter: 500);

    [Fact]
    public async Task A_cell_that_spans_rows_stands_in_each_of_them()
    {
        var table = await Reading.HtmlTable("<tr><td rowspan=3>Economy<td>Y<tr><td>B<tr><td>M<tr><td>First<td>F");
        Assert.Equal(["Economy", "Economy", "Economy", "First"], table.Rows.Select(row => row[0].Text));
        Assert.Equal([0, 0, 0, 3000], table.Rows.Select(row => row[0].Origin));
        Assert.Equal([1, 1001, 2001, 3001], table.Rows.Select(row => row[1].Origin));
    }

    [Fact]
    public async Task A_row_span_of_nought_ends_with_its_group()
    {
        var table = await Reading.HtmlTable("<tbody><tr><td rowspan=0>a<td>1<tr><td>2</tbody><tbody><tr><td>b<td>3</tbody>");
        Assert.Equal(["a", "a", "b"], table.Rows.Select(row => row[0].Text));
    }

    [Fact]
    public async Task A_row_span_beyond_its_group_ends_with_it()
    {
        var table = await Reading.HtmlTable("<thead><tr><th rowspan=9>Class<th>Miles</thead><tr><td>Y<td>100%");
        Assert.Equal("|^Class|^Miles|\n|Y|100%|", Reading.Show(new DocumentText("html", null, [table])));
    }

    [Fact]
    public async Task A_column_span_that_says_all_of_them_adds_no_columns()
    {
        var table = await Reading.HtmlTable("<tr><td colspan=1000>Economy<tr><td>Y<td>100%");
        Assert.Equal(["Economy", "Economy"], table.Rows[0].Select(cell => cell.Text));
    }

    [Fact]
    public async Task Short_rows_are_filled() =>
        Assert.Equal(["Y", "", ""], (await Reading.HtmlTable("<tr><td>a<td>b<td>c<tr><td>Y")).Rows[1].Select(cell => cell.Text));
}
