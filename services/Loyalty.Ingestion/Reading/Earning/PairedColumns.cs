using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A column of two amounts a cell under two names, "Premium / Economy" over "60 / 50": a column for each, in the order of the names.</summary>
internal static class PairedColumns
{
    /// <summary>The table with such columns parted; null when it has none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="program">The program whose metrics and tiers are known.</param>
    /// <param name="header">The first header that was parted, where nothing but its order says which amount is whose.</param>
    public static Table? Of(Table table, LoyaltyProgram? program, out string? header)
    {
        header = null;
        var isParted = false;
        if (table.Rows.Length < 3) return null;
        for (var column = table.Rows[0].Length - 1; column > 0; column--)
        {
            if (!IsPair(table, column, program)) continue;
            if (!IsInOrder(table, column)) header = table.Rows[0][column].Printed();
            isParted = true;
            table = table with { Rows = [.. table.Rows.Select(row => Parted(row, column))] };
        }

        return isParted ? table : null;
    }

    private static bool IsPair(Table table, int column, LoyaltyProgram? program)
    {
        var head = table.Rows[0][column];
        if (!head.Text.Contains('/', StringComparison.Ordinal) || Parts(head.Text) is not { } names || !IsKnown(names.First, program) || !IsKnown(names.Second, program)) return false;
        for (var row = 1; row < table.Rows.Length; row++)
        {
            if (Parts(table.Rows[row][column].Text) is not { } cell || CellReader.Value(cell.First) is not { Kind: ValueKind.Number or ValueKind.Percent } first || CellReader.Value(cell.Second).Kind != first.Kind) return false;
        }

        return true;
    }

    /// <summary>
    /// Whether the amounts themselves say whose they are: of two cabins the better one has more in every row, and a better cabin in the column before
    /// has no less, or a lower fare in the column behind no more.
    /// </summary>
    private static bool IsInOrder(Table table, int column)
    {
        var head = table.Rows[0];
        if (Parts(head[column].Text) is not { } names || Rank(names.First, head) is not { } first || Rank(names.Second, head) is not { } second || first <= second) return false;
        var (left, right) = (Rank(head[column - 1].Text, head), column + 1 < head.Length ? Rank(head[column + 1].Text, head) : null);
        if (!(left > first || right <= second)) return false;
        for (var row = 1; row < table.Rows.Length; row++)
        {
            if (Parts(table.Rows[row][column].Text) is not { } cell) return false;
            var (one, other) = (CellReader.Value(cell.First).Amount, CellReader.Value(cell.Second).Amount);
            if (one <= other) return false;
            if (left > first && !(Amount(row, column - 1) >= one)) return false;
            if (right <= second && !(Amount(row, column + 1) <= other)) return false;
        }

        return true;

        decimal? Amount(int row, int at) => CellReader.Value(table.Rows[row][at].Text) is { Kind: ValueKind.Number or ValueKind.Percent } value ? value.Amount : null;
    }

    /// <summary>The one cabin of a header; premium alone is premium economy where business stands beside it.</summary>
    private static Cabin? Rank(string header, ImmutableArray<Cell> head)
    {
        var folded = Phrase.Fold(header);
        if (folded != "premium") return CabinWords.Single(folded);
        return head.Any(cell => CabinWords.Single(Phrase.Fold(cell.Text)) == Cabin.Business) ? Cabin.PremiumEconomy : null;
    }

    /// <summary>Cabins, markets, tiers and what is counted; two amounts under anything else are of one thing, before and after or from and to.</summary>
    private static bool IsKnown(string name, LoyaltyProgram? program)
    {
        var folded = Phrase.Fold(name);
        return folded is "premium" || !CabinWords.Find(folded).IsEmpty || MarketWords.Read(folded) is not null || MetricWords.Named(name, folded, program) is not null || MetricWords.IsAboutMiles(folded) || TierWords.Read(folded, program) is { IsBase: false };
    }

    private static (string First, string Second)? Parts(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is > 0 and var at && at + 1 < text.Length && text.IndexOf('/', at + 1) < 0 ? (text[..at].Trim(), text[(at + 1)..].Trim()) : null;

    private static ImmutableArray<Cell> Parted(ImmutableArray<Cell> row, int column)
    {
        var cell = row[column];
        if (Parts(cell.Text) is not { } parts) return row.Insert(column, cell);
        var printed = Parts(cell.Printed()) ?? parts;
        // Origins of places that no table has: neither part spans the other.
        var origin = -1 - (2 * cell.Origin);
        return row.SetItem(column, Part(parts.First, printed.First, origin)).Insert(column + 1, Part(parts.Second, printed.Second, origin - 1));

        Cell Part(string said, string own, int place) =>
            cell is TranslatedCell { Unknown: var unknown } ? new TranslatedCell(said, cell.Header, place, own, unknown) : cell with { Text = said, Origin = place };
    }
}
