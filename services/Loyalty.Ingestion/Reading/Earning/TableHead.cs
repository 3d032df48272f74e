using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>The rows that head a table, and what they say over each column.</summary>
internal static class TableHead
{
    private static readonly Phrases HeaderWords = new(
        "miles", "points", "%", "rate", "avios", "mileage", "xp", "bonus", "minimum", "percentage", "tier points");

    private static readonly HeaderNames Keys = HeaderNames.Of(
        ColumnKind.Classes, ColumnKind.Cabin, ColumnKind.Carrier, ColumnKind.Tier, ColumnKind.Market, ColumnKind.Band, ColumnKind.FareBrand);

    private const int LongestTitle = 120;

    /// <summary>Leading rows whose cells are all headers; where nothing is marked, a first row without amounts.</summary>
    public static int Rows(Table table)
    {
        var count = 0;
        while (count < table.Rows.Length && AllHeaders(table.Rows[count])) count++;
        if (count > 0)
        {
            // Under a title over the whole table, the head may be marked no more than the rows.
            if (count == 1 && IsTitle(table) && LooksLikeHead(table.Rows[1])) count++;
            if (count < table.Rows.Length - 1 && (IsLettersOfHeaders(table.Rows[count]) || GoesOn(table.Rows[count - 1], table.Rows[count]))) count++;
            return Math.Min(count, table.Rows.Length);
        }

        while (count < table.Rows.Length - 1 && IsHeaderOverAmounts(table.Rows[count], table.Rows[count + 1])) count++;
        if (count > 0) return count;
        if (IsTitle(table) && LooksLikeHead(table.Rows[1])) return table.Rows.Length > 3 && GoesOn(table.Rows[1], table.Rows[2]) ? 3 : 2;
        if (!LooksLikeHeader(table.Rows[0])) return 0;
        return table.Rows.Length > 2 && GoesOn(table.Rows[0], table.Rows[1]) ? 2 : 1;
    }

    /// <summary>A second row of a head: cells of the first go on into it, and under those that span columns stand what each counts.</summary>
    private static bool GoesOn(ImmutableArray<Cell> above, ImmutableArray<Cell> row)
    {
        var (down, parted) = (false, false);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Origin == above[i].Origin) down = true;
            else if (row[i].Text.Length == 0 || row[i].Text.AsSpan().ContainsAnyInRange('0', '9')) return false;
            else parted |= i > 0 && above[i].Origin == above[i - 1].Origin && row[i].Origin != row[i - 1].Origin;
        }

        return down && parted && LooksLikeHeader(row);
    }

    /// <summary>A title over the whole table, in a row of its own above the names of its columns; null where it has none.</summary>
    public static string? Title(Table table) =>
        table.Rows.Length > 2 && table.Rows[0].Length > 1 && table.Rows[0][0].Text.Length is > 0 and <= LongestTitle && TableRow.IsOneCell(table.Rows[0]) && !TableRow.IsOneCell(table.Rows[1]) && Rows(table) > 1
            ? table.Rows[0][0].Text : null;

    /// <summary>What the rows above the first one say over a column.</summary>
    public static string Of(Table table, int firstRow, int index)
    {
        var header = "";
        string? last = null;
        for (var row = 0; row < firstRow; row++)
        {
            var text = table.Rows[row][index].Text.Trim();
            if (text.Length == 0 || text == last) continue;
            // A title over the whole table heads no column.
            if (firstRow > 1 && table.Rows[row].Length > 1 && TableRow.IsOneCell(table.Rows[row])) continue;
            if (index == 0 && row > 0 && IsLettersOfHeaders(table.Rows[row])) continue;
            header = header.Length == 0 ? text : header + ": " + text;
            last = text;
        }

        var marks = "";
        return CellReader.StripMarks(header, ref marks).Trim();
    }

    /// <summary>A header in the document's own words: the name of a fare or a card is none of a glossary's.</summary>
    public static string Printed(Table table, int firstRow, int index)
    {
        for (var row = firstRow - 1; row >= 0; row--)
        {
            if (table.Rows[row][index].Text.Length == 0) continue;
            var marks = "";
            return CellReader.StripMarks(table.Rows[row][index].Printed(), ref marks).Trim();
        }

        return "";
    }

    /// <summary>A word of a header that no glossary has may say what the column counts, or for whom.</summary>
    public static string? Untranslated(Table table, int firstRow, int index)
    {
        for (var row = 0; row < firstRow; row++)
        {
            if (table.Rows[row][index] is TranslatedCell { Unknown: { } unknown }) return $"'{unknown}' in the header was not understood";
        }

        return null;
    }

    private static bool AllHeaders(ImmutableArray<Cell> row)
    {
        foreach (var cell in row)
        {
            if (!cell.Header) return false;
        }

        return true;
    }

    /// <summary>Names or letters beside an empty first cell, as tables have them above columns of amounts: names of cabins, or any with amounts under most.</summary>
    private static bool IsHeaderOverAmounts(ImmutableArray<Cell> row, ImmutableArray<Cell> below)
    {
        if (row[0].Text.Length > 0 || TableRow.IsOneCell(row)) return false;
        var (known, over) = (0, 0);
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Text.Length == 0) return false;
            var folded = Phrase.Fold(row[i].Text);
            if (!CabinWords.Find(folded).IsEmpty || ClassList.Read(row[i].Text).IsRead || BandWords.Read(folded) is not null) known++;
            if (!row[i].Text.AsSpan().ContainsAnyInRange('0', '9') && below[i].Text is [>= '0' and <= '9', ..] amount && CellReader.Value(amount).Kind is ValueKind.Percent or ValueKind.Number or ValueKind.PerCurrency) over++;
        }

        return known * 2 > row.Length - 1 || (below[0].Text.Length > 0 && over > 1 && over * 2 > row.Length - 1);
    }

    /// <summary>"Booking class | Y, B, H | J, C, D" under the names of cabins: the letters of each column.</summary>
    private static bool IsLettersOfHeaders(ImmutableArray<Cell> row)
    {
        if (row.Length < 3 || !HeaderNames.In(Phrase.Fold(row[0].Text).TrimEnd(':')).Has(ColumnKind.Classes)) return false;
        for (var i = 1; i < row.Length; i++)
        {
            if (ClassList.Read(row[i].Text) is not { IsRead: true, All: false }) return false;
        }

        return true;
    }

    private static bool IsTitle(Table table) => table.Rows.Length > 2 && table.Rows[0].Length > 1 && TableRow.IsOneCell(table.Rows[0]) && !TableRow.IsOneCell(table.Rows[1]);

    /// <summary>A head in plain cells: names of keys and of what is counted, and no amount.</summary>
    private static bool LooksLikeHead(ImmutableArray<Cell> row)
    {
        var (keys, counts) = (0, 0);
        foreach (var cell in row)
        {
            if (cell.Text.AsSpan().ContainsAnyInRange('0', '9')) return false;
            var folded = Phrase.Fold(cell.Text).TrimEnd(':', '*');
            if (HeaderNames.In(folded).HasAny(Keys)) keys++;
            else if (HeaderWords.In(folded)) counts++;
        }

        return (keys > 0 || counts > 1) && LooksLikeHeader(row);
    }

    private static bool LooksLikeHeader(ImmutableArray<Cell> row)
    {
        var words = 0;
        foreach (var cell in row)
        {
            var marks = "";
            var folded = Phrase.Fold(CellReader.StripMarks(cell.Text, ref marks));
            if (folded.Length == 0) continue;
            if (folded.AsSpan().ContainsAnyInRange('0', '9') && CellReader.Value(cell.Text).Kind is not (ValueKind.Unread or ValueKind.Empty)) return false;
            if (CellReader.Value(cell.Text).Kind == ValueKind.NotEligible) return false;
            if (HeaderNames.In(folded).HasAny(Keys)
                || HeaderWords.In(folded)) words++;
        }

        return words > 0;
    }
}
