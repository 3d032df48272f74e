using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Letters that count in one row on some flights and in another row on others: "Y, B, H (International)" and "T, H (Domestic)". That the same
/// letter stands twice with a market tells that the brackets mean it alone, not the letters before it.
/// </summary>
internal sealed class LimitedLetters
{
    private readonly int _column;
    private readonly HashSet<char> _letters;

    private LimitedLetters(int column, HashSet<char> letters) => (_column, _letters) = (column, letters);

    /// <summary>Those of a table; null when it has none.</summary>
    public static LimitedLetters? In(Table table, TableShape shape)
    {
        var column = -1;
        foreach (var known in shape.Columns)
        {
            if (known.Kind == ColumnKind.Classes) column = known.Index;
        }

        if (column < 0) return null;
        HashSet<char> once = [], twice = [];
        for (var row = shape.FirstRow; row < table.Rows.Length; row++)
        {
            if (Last(table.Rows[row][column].Text) is { } last && !once.Add(last.Letter)) twice.Add(last.Letter);
        }

        return twice.Count == 0 ? null : new LimitedLetters(column, twice);
    }

    /// <summary>The row, or the row of the other letters and that of the one with a market.</summary>
    public IEnumerable<ImmutableArray<Cell>> Split(ImmutableArray<Cell> row)
    {
        if (Last(row[_column].Text) is not { } last || !_letters.Contains(last.Letter) || last.Before.Length == 0) return [row];
        return [row.SetItem(_column, row[_column] with { Text = last.Before }), row.SetItem(_column, row[_column] with { Text = last.Text })];
    }

    private static (string Before, char Letter, string Text)? Last(string text)
    {
        if (!text.EndsWith(')') || text.LastIndexOf('(') is not (> 0 and var open) || text.Contains('\n', StringComparison.Ordinal)) return null;
        if (MarketWords.Read(Phrase.Fold(text[(open + 1)..^1])) is null) return null;
        var list = text.AsSpan(0, open).TrimEnd();
        if (list.IsEmpty || !char.IsAsciiLetterUpper(list[^1]) || (list.Length > 1 && char.IsLetter(list[^2]))) return null;
        return (list[..^1].TrimEnd(" ,/").ToString(), list[^1], text[(list.Length - 1)..]);
    }
}
