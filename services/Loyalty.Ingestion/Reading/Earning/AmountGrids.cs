using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Whole numbers by route or distance under the names of cabins or fares, and nothing in the table that says what they count: award prices look the
/// same. The words right above must say that points are earned, and a person that it is these.
/// </summary>
internal static class AmountGrids
{
    private const int MostRows = 60;

    /// <summary>Why such a chart waits.</summary>
    public const string Doubt = "nothing in the table says what its numbers count: the words above it say that flights earn points";

    private static readonly Phrases Counted = new("miles", "points", "mileage", "avios", "credits", "point");

    // What fares cost, and what is carried, stands in such tables too.
    private static readonly Phrases OfOthers = new("award", "awards", "redeem", "redemption", "required", "price", "prices", "fee", "fees", "baggage", "kg", "upgrade", "upgrades", "refund", "hotel", "card", "cards");

    /// <summary>The table with its first column named; null where it is no such grid.</summary>
    public static Table? Of(Table table, Piece piece, Section section, LoyaltyProgram? program)
    {
        if (table.Rows.Length is < 2 or > MostRows || table.Rows[0].Length is < 3 or > 10 || table.Rows[1][^1].Text is not [>= '0' and <= '9', ..]) return null;
        if (!IsGrid(table) || !IsEarned(piece, section, program)) return null;
        var first = table.Rows[0][0];
        var name = IsOfBands(table) ? "Distance" : "Route";
        var rows = table.Rows.ToBuilder();
        rows[0] = rows[0].SetItem(0, new Cell(name, true, first.Origin));
        // A row without a name is not the one's above it.
        for (var row = 1; row < rows.Count; row++)
        {
            if (rows[row][0].Text.Length == 0) rows[row] = rows[row].SetItem(0, rows[row][0] with { Text = "?" });
        }

        return table with { Rows = rows.ToImmutable() };
    }

    private static bool IsGrid(Table table)
    {
        var head = table.Rows[0];
        for (var column = 1; column < head.Length; column++)
        {
            var folded = Phrase.Fold(head[column].Text);
            if (folded.Length > 60 || OfOthers.In(folded) || (CabinWords.Find(folded).IsEmpty && !BrandWords.IsBrand(folded))) return false;
        }

        if (OfOthers.In(Phrase.Fold(head[0].Text))) return false;
        for (var row = 1; row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            if (cells[0].Text is [>= '0' and <= '9', ..] && BandWords.Read(Phrase.Fold(cells[0].Text)) is null && row < table.Rows.Length - 1) return false;
            if (ClassList.Read(cells[0].Text).IsRead) return false;
            for (var column = 1; column < cells.Length; column++)
            {
                if (!IsAmount(cells[column].Text)) return false;
            }
        }

        return true;
    }

    /// <summary>A whole number, or nothing.</summary>
    private static bool IsAmount(string text) =>
        CellReader.Value(text) is var value && (value.IsNothing || (value is { Kind: ValueKind.Number, Amount: > 5 } && value.Amount == decimal.Truncate(value.Amount)));

    private static bool IsOfBands(Table table) => BandWords.Read(Phrase.Fold(table.Rows[1][0].Text)) is not null;

    /// <summary>Of the lines right above and the headings, the nearest that speaks of either says that points are earned.</summary>
    private static bool IsEarned(Piece piece, Section section, LoyaltyProgram? program)
    {
        if (program is { Kind: not ProgramKind.Airline }) return false;
        var counts = false;
        for (var line = piece.Above.Length - 1; line >= 0; line--)
        {
            if (Decides(piece.Above[line], ref counts) is { } earned) return earned && counts;
        }

        for (var above = section; above is not null; above = above.Parent)
        {
            if (Decides(above.Heading, ref counts) is { } earned) return earned && counts;
        }

        return false;
    }

    private static bool? Decides(string text, ref bool counts)
    {
        var folded = Phrase.Fold(text);
        counts |= Counted.In(folded);
        return LineContext.SaysWhether(folded);
    }
}
