using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Fares in brackets behind a cabin, "Economy (Go Light)": that they are fares shows where the same letters stand in rows of several of them.
/// </summary>
internal static class CabinBrands
{
    /// <summary>Whether the brackets of a column of cabins tell rows of the same letters apart.</summary>
    public static bool Are(Table table, int firstRow, int cabins, int classes)
    {
        Dictionary<string, FareClasses> letters = new(StringComparer.OrdinalIgnoreCase);
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            if (In(table.Rows[row][cabins].Text) is not { } brand || ClassList.Read(table.Rows[row][classes].Text) is not { IsRead: true, All: false } list) continue;
            letters[brand] = letters.GetValueOrDefault(brand).Union(list.Classes);
        }

        foreach (var (brand, own) in letters)
        {
            foreach (var (other, theirs) in letters)
            {
                if (brand != other && !own.Intersect(theirs).IsEmpty) return true;
            }
        }

        return false;
    }

    /// <summary>The words in brackets behind a cabin's name; null when there are none, or they are letters or a market.</summary>
    public static string? In(string cell)
    {
        if (!cell.EndsWith(')') || cell.LastIndexOf('(') is not (> 0 and var open)) return null;
        var inside = cell[(open + 1)..^1].Trim();
        var folded = Phrase.Fold(inside);
        return inside.Length is < 3 or > 30 || CabinWords.Find(Phrase.Fold(cell[..open])).IsEmpty || ClassList.Read(inside).IsRead
            || MarketWords.Read(folded) is not null || MarketWords.IsNotUnderstood(folded) || folded.AsSpan().ContainsAnyInRange('0', '9') ? null : inside;
    }
}
