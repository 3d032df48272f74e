using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose cells hold lists of classes with their rates, a line each, under the names of cabins and beside those of airlines: "S, T, P - 100%".</summary>
internal static class RatesBesideLetters
{
    private static readonly System.Buffers.SearchValues<char> Dividers = System.Buffers.SearchValues.Create("-–—:=");

    /// <summary>The table with a row for each list; null where a cell holds anything else, or too few hold any.</summary>
    public static Table? Of(Table table)
    {
        // Most tables are out at their last cell.
        if (table.Rows.Length < 2 || table.Rows[0].Length < 3 || !MayBePairs(table.Rows[1][1].Text)) return null;
        var head = table.Rows[0];
        var origin = -1;
        List<ImmutableArray<Cell>> rows = [[head[0] with { Header = true }, new Cell("Cabin class", true, origin--), new Cell("Booking class", true, origin--), new Cell("Accrual rate", true, origin--)]];
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            for (var column = 1; column < row.Length; column++)
            {
                var text = row[column].Text;
                if (CellReader.Value(text).EarnsNothing) continue;
                foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Pair(line) is not { } pair) return null;
                    rows.Add([row[0], head[column] with { Header = false, Origin = origin-- }, new Cell(pair.Letters, false, origin--), new Cell(pair.Rate, false, origin--)]);
                }
            }
        }

        return rows.Count > 3 ? new Table(table.Caption, [.. rows]) : null;
    }

    private static bool MayBePairs(string text) => text.Contains('%', StringComparison.Ordinal) && text.AsSpan().ContainsAny(Dividers);

    private static (string Letters, string Rate)? Pair(string line)
    {
        if (line.AsSpan().LastIndexOfAny(Dividers) is not (> 0 and var at)) return null;
        var (letters, rate) = (line[..at].Trim(), line[(at + 1)..].Trim());
        return LineKey.ListsClasses(letters) && CellReader.Value(rate).Kind is ValueKind.Percent or ValueKind.NotEligible ? (letters, rate) : null;
    }
}
