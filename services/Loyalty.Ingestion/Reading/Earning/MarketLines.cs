using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A row whose market cell names one market a line is a row for each.</summary>
internal static class MarketLines
{
    /// <summary>The rows; null where the row is one.</summary>
    public static ImmutableArray<Cell>[]? Split(ImmutableArray<Cell> row, TableShape shape, TableContext context)
    {
        foreach (var column in shape.Columns)
        {
            if (column.Kind is not (ColumnKind.Market or ColumnKind.Label)) continue;
            var cell = row[column.Index];
            if (!cell.Text.Contains('\n', StringComparison.Ordinal)) continue;
            var lines = cell.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length < 2 || !lines.All(line => context.Market(line, Phrase.Fold(line)) is not null)) continue;
            return [.. lines.Select(line => row.SetItem(column.Index, cell with { Text = line }))];
        }

        return null;
    }
}
