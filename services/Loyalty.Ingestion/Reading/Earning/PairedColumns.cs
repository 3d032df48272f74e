using System.Collections.Immutable;
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
    /// <param name="header">The first header that was parted.</param>
    public static Table? Of(Table table, LoyaltyProgram? program, out string? header)
    {
        header = null;
        if (table.Rows.Length < 3) return null;
        for (var column = table.Rows[0].Length - 1; column > 0; column--)
        {
            if (!IsPair(table, column, program)) continue;
            header = table.Rows[0][column].Printed();
            table = table with { Rows = [.. table.Rows.Select(row => Parted(row, column))] };
        }

        return header is null ? null : table;
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
