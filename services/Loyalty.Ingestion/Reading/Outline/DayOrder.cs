using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Whether the days of a page come before its months: where "15/4/2019" can be read one way only and nothing on the page goes the other way, "11/4/2016"
/// is read as the page writes days. Pure.
/// </summary>
internal static partial class DayOrder
{
    /// <summary>The document with such days as year, month and day; the same instance where none is doubtful, or nothing tells.</summary>
    public static DocumentText Settle(DocumentText document)
    {
        var (dayFirst, monthFirst, isDoubtful) = (false, false, false);
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Heading heading: Look(heading.Text); break;
                case Paragraph paragraph: Look(paragraph.Text); break;
                case ListItem item: Look(item.Text); break;
                case Table table:
                    foreach (var row in table.Rows)
                    {
                        foreach (var cell in row) Look(cell.Text);
                    }

                    break;
            }
        }

        if (!isDoubtful || dayFirst == monthFirst) return document;
        return document with { Blocks = [.. document.Blocks.Select(block => Settle(block, dayFirst))] };

        void Look(string text)
        {
            if (text.Length < "1/1/2000".Length) return;
            if (text.IndexOf('/', StringComparison.Ordinal) is var slash && (slash < 1 || slash + 5 >= text.Length)) return;
            foreach (var match in Slashed().EnumerateMatches(text))
            {
                var parts = text.AsSpan(match.Index, match.Length);
                var end = parts.IndexOf('/');
                var (first, second) = (int.Parse(parts[..end], CultureInfo.InvariantCulture), int.Parse(parts[(end + 1)..parts.LastIndexOf('/')], CultureInfo.InvariantCulture));
                dayFirst |= first is > 12 and <= 31 && second is > 0 and <= 12;
                monthFirst |= second is > 12 and <= 31 && first is > 0 and <= 12;
                isDoubtful |= first is > 0 and <= 12 && second is > 0 and <= 12 && first != second;
            }
        }
    }

    private static TextBlock Settle(TextBlock block, bool dayFirst) => block switch
    {
        Heading heading => heading with { Text = Iso(heading.Text, dayFirst) },
        Paragraph paragraph => paragraph with { Text = Iso(paragraph.Text, dayFirst) },
        ListItem item => item with { Text = Iso(item.Text, dayFirst) },
        Table table => table with { Rows = [.. table.Rows.Select(row => Settle(row, dayFirst))] },
        _ => block,
    };

    private static ImmutableArray<Cell> Settle(ImmutableArray<Cell> row, bool dayFirst) =>
        row.Any(cell => Slashed().IsMatch(cell.Text)) ? [.. row.Select(cell => Settle(cell, dayFirst))] : row;

    private static Cell Settle(Cell cell, bool dayFirst)
    {
        var text = Iso(cell.Text, dayFirst);
        return text == cell.Text ? cell : new TranslatedCell(text, cell.Header, cell.Origin, cell.Printed(), (cell as TranslatedCell)?.Unknown);
    }

    private static string Iso(string text, bool dayFirst) => !text.Contains('/', StringComparison.Ordinal) ? text : Slashed().Replace(text, match =>
    {
        var parts = match.Value.Split('/');
        var (day, month) = dayFirst ? (parts[0], parts[1]) : (parts[1], parts[0]);
        return int.Parse(month, CultureInfo.InvariantCulture) is 0 or > 12 || int.Parse(day, CultureInfo.InvariantCulture) is 0 or > 31 ? match.Value : $"{parts[2]}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}";
    });

    [GeneratedRegex(@"(?<![\d/.])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")]
    private static partial Regex Slashed();
}
