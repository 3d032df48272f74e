using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// A chart whose classes stand side by side in a row under the names of cabins, with the amounts in rows above or below: "Fares | First | Business",
/// "Accumulation | 150% | 125%", "Booking classes | F, A | J, C". Where the first column names airlines, each has such rows of its own.
/// </summary>
internal static class ClassesAcross
{
    private const int MostRows = 60;

    private enum RowKind { Names, Letters, Amounts, Other }

    /// <summary>The table with a row for each list of classes; null where its rows are not of this kind.</summary>
    public static Table? Of(Table table, LoyaltyProgram? program)
    {
        if (table.Rows.Length is < 2 or > MostRows || table.Rows[0].Length < 3) return null;
        var width = table.Rows[0].Length;
        if (KeysOf(table) is not (> 0 and var keys) || width - keys < 2) return null;
        var kinds = new RowKind[table.Rows.Length];
        var lists = 0;
        for (var row = 0; row < kinds.Length; row++)
        {
            kinds[row] = KindOf(table.Rows[row], keys);
            if (kinds[row] == RowKind.Other || (kinds[row] == RowKind.Names && row > 0 && lists > 0)) return null;
            if (kinds[row] == RowKind.Letters) lists++;
        }

        var head = 0;
        while (head < kinds.Length && kinds[head] == RowKind.Names) head++;
        // A first row of classes alone, or with names over it and rows of anything under it, is read as it is.
        if (head == kinds.Length || (keys == 1 && head == 0) || (keys == 1 && lists != 1)) return null;
        return Turned(table, kinds, head, keys, program);
    }

    private static Table? Turned(Table table, RowKind[] kinds, int head, int keys, LoyaltyProgram? program)
    {
        var width = table.Rows[0].Length;
        string[]? labels = null;
        List<ImmutableArray<Cell>> rows = [];
        var origin = -1;
        for (var start = head; start < kinds.Length;)
        {
            var end = start + 1;
            while (end < kinds.Length && (keys == 1 || table.Rows[end][0].Origin == table.Rows[start][0].Origin)) end++;
            var letters = -1;
            List<int> amounts = [];
            for (var row = start; row < end; row++)
            {
                if (kinds[row] == RowKind.Amounts) amounts.Add(row);
                else if (letters < 0) letters = row;
                else return null;
            }

            if (letters < 0 || amounts.Count is 0 or > 6) return null;
            var names = amounts.Select(row => table.Rows[row][keys - 1].Text).ToArray();
            if (labels is null)
            {
                if (!Array.TrueForAll(names, name => IsCount(name, names.Length, program))) return null;
                labels = names;
                rows.Add([.. Heads(table, keys, amounts, ref origin)]);
            }
            else if (!labels.AsSpan().SequenceEqual(names)) return null;

            for (var column = keys; column < width; column++)
            {
                var list = table.Rows[letters][column];
                if (IsNothing(list.Text)) continue;
                List<Cell> cells = keys > 1 ? [table.Rows[start][0] with { Header = false }] : [];
                cells.Add(Named(table, head, column, origin--));
                cells.Add(list with { Header = false, Origin = origin-- });
                foreach (var row in amounts) cells.Add(table.Rows[row][column] with { Header = false, Origin = origin-- });
                rows.Add([.. cells]);
            }

            start = end;
        }

        return rows.Count > 2 ? new Table(table.Caption, [.. rows]) : null;
    }

    private static List<Cell> Heads(Table table, int keys, List<int> amounts, ref int origin)
    {
        List<Cell> heads = keys > 1 ? [table.Rows[0][0] with { Header = true }] : [];
        heads.Add(new Cell("Cabin class", true, origin--));
        heads.Add(new Cell("Booking class", true, origin--));
        foreach (var row in amounts)
        {
            var label = table.Rows[row][keys - 1];
            heads.Add(label.Text.Length == 0 ? new Cell("Accrual rate", true, origin--) : label with { Header = true, Origin = origin-- });
        }

        return heads;
    }

    /// <summary>What stands over a column, in one cell.</summary>
    private static Cell Named(Table table, int head, int column, int origin)
    {
        var text = "";
        for (var row = 0; row < head; row++)
        {
            var name = table.Rows[row][column].Text;
            if (name.Length > 0 && !text.Contains(name, StringComparison.Ordinal)) text = text.Length == 0 ? name : $"{text} {name}";
        }

        return new Cell(text, false, origin);
    }

    /// <summary>How many columns stand before the lists: one, or two of which the first goes over several rows.</summary>
    private static int KeysOf(Table table)
    {
        foreach (var row in table.Rows)
        {
            for (var keys = 1; keys <= 2 && keys < row.Length - 1; keys++)
            {
                if (ListsLetters(row, keys) && !IsList(row[keys - 1].Text)) return keys;
            }
        }

        return 0;
    }

    /// <summary>Whether all that stands behind the keys are lists; most rows are out at their last cell.</summary>
    private static bool ListsLetters(ImmutableArray<Cell> row, int keys)
    {
        var any = false;
        for (var column = row.Length - 1; column >= keys; column--)
        {
            var text = row[column].Text;
            if (text.Length > 0 && char.IsAsciiDigit(text[0])) return false;
            if (IsNothing(text)) continue;
            if (!IsList(text) || CellReader.Value(text).Kind == ValueKind.NotEligible) return false;
            any = true;
        }

        return any;
    }

    private static RowKind KindOf(ImmutableArray<Cell> row, int keys)
    {
        var (lists, amounts, names, filled) = (0, 0, 0, 0);
        for (var column = keys; column < row.Length; column++)
        {
            var text = row[column].Text;
            if (IsNothing(text)) continue;
            filled++;
            // "Special economy class fares 1" begins with no digit.
            var kind = CellReader.Value(text).Kind;
            if (kind == ValueKind.NotEligible || (char.IsAsciiDigit(text[0]) && kind is (ValueKind.Percent or ValueKind.Number or ValueKind.PerMile))) amounts++;
            else if (IsList(text)) lists++;
            else if (!text.AsSpan().ContainsAny('%', '\n') && text.Length <= 60) names++;
        }

        return filled == 0 ? RowKind.Other : lists == filled ? RowKind.Letters : amounts == filled ? RowKind.Amounts : names + lists == filled && names > 0 ? RowKind.Names : RowKind.Other;
    }

    /// <summary>A row of amounts says what it counts, or is the only one; markets, tiers and distances have tables of their own.</summary>
    private static bool IsCount(string label, int rows, LoyaltyProgram? program)
    {
        var folded = Phrase.Fold(label);
        if (MarketWords.Read(folded) is not null || MarketWords.IsNotUnderstood(folded) || PlaceWords.NamesPlace(folded) || BandWords.Read(folded) is not null) return false;
        return rows == 1 || MetricWords.Read(label, folded, program) is not null;
    }

    private static bool IsList(string text) => text.Length is > 0 and <= 80 && !char.IsAsciiDigit(text[0]) && ClassList.Read(text) is { IsRead: true, All: false, Label: "" };

    private static bool IsNothing(string text) => CellReader.Value(text).IsNothing;
}
