using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Letters of a row that count in one market.</summary>
/// <param name="Text">The letters.</param>
/// <param name="Whole">The cell, with the letters of other markets.</param>
/// <param name="Market">Where they count.</param>
internal sealed record PlacedCell(string Text, Cell Whole, Market Market) : Cell(Text, Whole.Header, Whole.Origin);

/// <summary>A row whose market cell names one market a line is a row for each; so is one whose letters stand market by market.</summary>
internal static class MarketLines
{
    /// <summary>The rows; null where the row is one.</summary>
    public static ImmutableArray<Cell>[]? Split(ImmutableArray<Cell> row, TableShape shape, TableContext context)
    {
        foreach (var column in shape.Columns)
        {
            if (column.Kind == ColumnKind.Classes && Letters(row, column.Index, context) is { } placed) return placed;
            if (column.Kind is not (ColumnKind.Market or ColumnKind.Label)) continue;
            if (!row[column.Index].Text.Contains('\n', StringComparison.Ordinal)) continue;
            if (Markets(row, column.Index, context) is { } rows) return rows;
        }

        return null;
    }

    /// <summary>A market a line.</summary>
    private static ImmutableArray<Cell>[]? Markets(ImmutableArray<Cell> row, int index, TableContext context)
    {
        var lines = row[index].Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2 || Array.Exists(lines, line => Split(line) is not null) || !lines.All(line => context.Market(line, Phrase.Fold(line)) is not null)) return null;
        return [.. lines.Select(line => row.SetItem(index, row[index] with { Text = line }))];
    }

    /// <summary>"Y, B, K (International)" over "Y, B, U (Domestic)": that letters stand in both lines tells that the brackets mean the whole line.</summary>
    private static ImmutableArray<Cell>[]? Letters(ImmutableArray<Cell> row, int index, TableContext context)
    {
        var cell = row[index];
        if (!cell.Text.Contains('\n', StringComparison.Ordinal)) return null;
        var lines = cell.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2) return null;
        var rows = new ImmutableArray<Cell>[lines.Length];
        var (all, shared) = (default(FareClasses), true);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Split(lines[i]) is not { } parts || (context.Market(parts.Place, Phrase.Fold(parts.Place)) ?? Misspelt(parts.Place)) is not { Kind: not MarketKind.Any } market) return null;
            shared &= i == 0 || !parts.Classes.Intersect(all).IsEmpty;
            all = all.Union(parts.Classes);
            rows[i] = row.SetItem(index, new PlacedCell(parts.Letters, cell, market));
        }

        return shared ? rows : null;
    }

    /// <summary>"Internatioanl": the letters of a market, two of them in each other's place.</summary>
    private static Market? Misspelt(string place)
    {
        var folded = Phrase.Fold(place);
        foreach (var word in (ReadOnlySpan<string>)["international", "domestic"])
        {
            if (folded.Length != word.Length) continue;
            var at = folded.AsSpan().CommonPrefixLength(word);
            if (at + 1 < word.Length && folded[at] == word[at + 1] && folded[at + 1] == word[at] && folded.AsSpan(at + 2).SequenceEqual(word.AsSpan(at + 2))) return MarketWords.Read(word);
        }

        return null;
    }

    /// <summary>Letters and the place in brackets behind them.</summary>
    private static (string Letters, FareClasses Classes, string Place)? Split(string line) =>
        line.EndsWith(')') && line.LastIndexOf('(') is > 0 and var open && ClassList.Read(line[..open]) is { IsRead: true, All: false, Label: "" } list
            ? (line[..open].TrimEnd(), list.Classes, line[(open + 1)..^1]) : null;
}
