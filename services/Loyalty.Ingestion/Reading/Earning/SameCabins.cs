using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// "Discount Economy" beside "Economy": where a cabin has several columns, or several rows without letters, what tells them apart is the name
/// that its fares have.
/// </summary>
internal static class SameCabins
{
    /// <param name="printed">The last header over a column, in the document's own words.</param>
    public static void TellApart(List<Column> columns, Table table, int firstRow, Func<int, string> printed)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is not { Kind: ColumnKind.Value, FareBrand: null, Cabins: [var cabin] } column || !column.Classes.IsEmpty) continue;
            for (var other = 0; other < columns.Count; other++)
            {
                if (other == i || !columns[other].Cabins.Contains(cabin) || !IsLike(column, columns[other])) continue;
                if (NameOf(column.Header, printed(i)) is { } name) columns[i] = column with { FareBrand = name };
                break;
            }
        }

        foreach (var column in columns)
        {
            if (column.Kind is ColumnKind.Classes or ColumnKind.FareBrand || !column.Classes.IsEmpty) return;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Cabin && Repeats(table, firstRow, i)) columns[i] = columns[i] with { TellsFares = true };
        }
    }

    /// <summary>The fare's name in a header: of all its rows, behind a colon, or of the last; null where it is the cabin's own.</summary>
    private static string? NameOf(string header, string last)
    {
        foreach (var text in (ReadOnlySpan<string>)[header.Replace(": ", " ", StringComparison.Ordinal), header[(header.LastIndexOf(':') + 1)..].Trim(), last])
        {
            var folded = Phrase.Fold(text);
            if (CabinWords.IsName(folded)) return null;
            if (CabinWords.IsLabel(folded)) return text;
        }

        return null;
    }

    private static bool IsLike(Column one, Column other) =>
        other.Kind == ColumnKind.Value && one.Metric == other.Metric && one.Component == other.Component && one.Part == other.Part && one.Market == other.Market && one.Band == other.Band && one.Card == other.Card
        && one.Validity == other.Validity && one.Tiers is null == other.Tiers is null && other.Classes.IsEmpty;

    /// <summary>Whether one cabin has rows of several names, one of which is more than the cabin's.</summary>
    private static bool Repeats(Table table, int firstRow, int index)
    {
        Dictionary<Loyalty.Core.Earning.Cabin, string> names = [];
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (TableRow.IsOneCell(table.Rows[row])) return false;
            var name = Phrase.Fold(table.Rows[row][index].Text);
            if (CabinWords.Single(name) is { } cabin && !names.TryAdd(cabin, name) && names[cabin] != name) return true;
        }

        return false;
    }
}
