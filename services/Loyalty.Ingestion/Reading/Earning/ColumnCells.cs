using System.Globalization;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the cells of one column have in common, whatever its header says. Pure.</summary>
internal static class ColumnCells
{
    private static readonly Phrases OneMile = new("1 mile", "1 miles", "1 flown mile");

    private static readonly Phrases Places = new("zone", "zones", "region", "regions", "between", "domestic", "international", "short-haul", "long-haul", "short haul", "long haul", "regional");

    /// <summary>Zones by number, 1, 2, 3: what they are stands beside them.</summary>
    public static bool CountsRows(Table table, int firstRow, int index)
    {
        var expected = 0;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][index].Text;
            if (text.StartsWith("Zone ", StringComparison.OrdinalIgnoreCase)) text = text[5..];
            if (text == (expected == 0 ? "" : expected.ToString(CultureInfo.InvariantCulture)) && text.Length > 0) continue;
            if (text != (expected + 1).ToString(CultureInfo.InvariantCulture)) return false;
            expected++;
        }

        return expected > 1;
    }

    /// <summary>Whether the first cell of every row says where flights go.</summary>
    public static bool NamesMarkets(Table table, int firstRow)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var folded = Phrase.Fold(table.Rows[row][0].Text);
            if (!TableRow.IsOneCell(table.Rows[row]) && MarketWords.Read(folded) is null && !MarketWords.IsNotUnderstood(folded)) return false;
        }

        return firstRow < table.Rows.Length;
    }

    private static readonly Phrases Zones = new("zone", "zones");

    /// <summary>Whether most first cells say where flights go, whatever the column is called.</summary>
    public static bool NamesPlaces(Table table, int firstRow)
    {
        var (places, filled) = (0, 0);
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (TableRow.IsOneCell(table.Rows[row]) || table.Rows[row][0].Text is not { Length: > 0 } text) continue;
            filled++;
            var folded = Phrase.Fold(text);
            if (text.Length <= 80 && CabinWords.Find(folded).IsEmpty && BandWords.Read(folded) is null && (MarketWords.Read(folded) is not null || PlaceWords.NamesPlace(folded) || Places.In(folded) || Zones.In(folded))) places++;
        }

        return filled > 1 && places * 2 > filled;
    }

    public static bool ListsCabins(Table table, int firstRow, int index)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (!CabinWords.Find(Phrase.Fold(table.Rows[row][index].Text)).IsEmpty) return true;
        }

        return false;
    }

    /// <summary>Where a cell is "C - J - D", one that is "A - K" lists two classes, and no range.</summary>
    public static bool ListsByDashes(Table table, int firstRow, int index)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][index].Text;
            if (text.Length > 4 && text.AsSpan().Count('-') + text.AsSpan().Count('–') > 1 && ClassList.Read(text).IsRead) return true;
        }

        return false;
    }

    /// <summary>Names without a digit, each beside what a unit of currency brings: fares, whatever the column is called.</summary>
    public static bool SpendBeside(Table table, int firstRow, int index)
    {
        if (index + 1 >= table.Rows[0].Length) return false;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            if (TableRow.IsOneCell(cells)) continue;
            if (cells[index].Text.Length == 0 || cells[index].Text.AsSpan().ContainsAnyInRange('0', '9') || CellReader.Value(cells[^1].Text).Kind != ValueKind.PerCurrency) return false;
        }

        return true;
    }

    /// <summary>"1 mile flown in business": for whom the amount beside it is, of each mile.</summary>
    public static bool CountsOneMile(Table table, int firstRow, int index)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (!TableRow.IsOneCell(table.Rows[row]) && !(Phrase.Fold(table.Rows[row][index].Text) is var folded && folded.Contains("mile", StringComparison.Ordinal) && OneMile.In(folded))) return false;
        }

        return true;
    }

    public static bool NamesCabins(Table table, int firstRow, int index)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (!TableRow.IsOneCell(table.Rows[row]) && CabinWords.Find(Phrase.Fold(table.Rows[row][index].Text)).IsEmpty) return false;
        }

        return true;
    }

    public static bool HoldsDigits(Table table, int firstRow, int index)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (table.Rows[row][index].Text.AsSpan().ContainsAnyInRange('0', '9')) return true;
        }

        return false;
    }
}
