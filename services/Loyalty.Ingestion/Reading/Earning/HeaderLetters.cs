using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>The booking classes that a column's header lists.</summary>
internal static class HeaderLetters
{
    /// <summary>The letters over a column, in its header, in brackets or below a name in it, or in a header row of their own; none where it lists none.</summary>
    public static FareClasses Over(Table table, int firstRow, int index, string header)
    {
        if (IsLetters(header) && ClassList.Read(header) is { IsRead: true, All: false } list) return list.Classes;
        if (Bracketed(header) is { IsEmpty: false } bracketed) return bracketed;
        if (BelowName(header) is { IsEmpty: false } below) return below;
        for (var row = firstRow - 1; row > 0; row--)
        {
            var text = table.Rows[row][index].Text;
            if (text.Length > 0 && IsSpaced(text) && ClassList.Read(text) is { IsRead: true, All: false, Label.Length: 0 } letters) return letters.Classes;
        }

        return default;
    }

    /// <summary>"Full Business (J/C/D)": the letters in brackets behind a name, one by one.</summary>
    private static FareClasses Bracketed(string header)
    {
        var trimmed = header.AsSpan().TrimEnd(" *†‡:").ToString();
        if (!trimmed.EndsWith(')') || trimmed.LastIndexOf('(') is not (> 0 and var open)) return default;
        var inside = trimmed[(open + 1)..^1];
        return IsSpaced(inside) && ClassList.Read(inside) is { IsRead: true, All: false, Label.Length: 0 } list ? list.Classes : default;
    }

    /// <summary>"Economy class" over "Y B H K LT Q": the letters on a line of their own below a name; two may stand too close.</summary>
    private static FareClasses BelowName(string header)
    {
        if (header.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end) || CabinWords.Find(Phrase.Fold(header[..end])).IsEmpty) return default;
        var (letters, singles, pairs) = (default(FareClasses), 0, 0);
        var below = header.AsSpan(end + 1);
        foreach (var range in below.SplitAny(" ,/\n"))
        {
            var token = below[range];
            if (token.Length == 0) continue;
            if (token.Length > 2 || token.ContainsAnyExceptInRange('A', 'Z')) return default;
            if (token.Length == 1) singles++;
            else pairs++;
            letters = letters.Union(FareClasses.Of(token));
        }

        return singles > pairs * 3 ? letters : default;
    }

    private static bool IsSpaced(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]) && char.IsLetter(text[i - 1])) return false;
        }

        return true;
    }

    /// <summary>A header of classes; "XP" and "PQP" are none.</summary>
    private static bool IsLetters(string header)
    {
        if (header.Length > 30) return false;
        return IsSpaced(header);
    }
}
