using System.Collections.Frozen;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>Words by which an English chart is known, and which other languages' pages use too.</summary>
internal static class EnglishWords
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Telling = ((string[])
    [
        "accrual", "and", "booking", "cabin", "carrier", "country", "credit", "date", "earn", "earned", "earning", "effective", "eligible", "fare", "fares", "flights",
        "flown", "from", "mileage", "name", "operated", "partners", "percentage", "rate", "source", "spent", "status", "the", "threshold", "tickets", "to", "travel", "valid", "with",
    ]).Index().ToFrozenDictionary(word => word.Item, word => word.Index, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Names of cabins, fares, metrics and currencies that are the same in any language.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Everywhere = FrozenSet.ToFrozenSet(
    [
        "economy", "premium", "business", "first", "comfort", "plus", "flex", "flexi", "light", "lite", "basic", "classic", "standard", "saver", "smart", "promo", "value", "optimum", "bonus",
        "elite", "class", "classes", "miles", "mile", "points", "flight", "segment", "per", "of", "on", "or", "for", "tier", "ticket", "partner", "program", "silver", "gold", "platinum", "diamond", "base", "total", "maximum", "minimum", "km", "award", "avios", "usd", "eur", "level", "xp", "codeshare", "code", "share", "in",
        "sector", "sectors", "segments", "qualifying", "qualification", "multiplier", "factor", "frequency", "dollar", "dollars", "spend", "ratio", "rates", "distance", "route", "routes",
        "airline", "airlines", "domestic", "international", "category", "card", "cards", "reward", "rewards", "member", "members",
    ], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // What no other language's page has again and again.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joining = FrozenSet.ToFrozenSet(
        ["and", "the", "from", "with", "your", "you", "is", "are", "of", "who", "which", "that", "this", "their", "how", "what", "our", "by"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Has(ReadOnlySpan<char> word) => Telling.ContainsKey(word) || Everywhere.Contains(word);

    /// <summary>How many words of a text join English sentences.</summary>
    public static int JoiningIn(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            if (Word(text, ref at) is { Length: > 1 } word && Joining.Contains(word)) count++;
        }

        return count;
    }

    /// <summary>Which of the telling English words a text has, a bit each: a name that comes again and again tells no more than once.</summary>
    public static ulong In(ReadOnlySpan<char> text)
    {
        var found = 0UL;
        for (var at = 0; at < text.Length;)
        {
            if (Word(text, ref at) is { Length: > 1 } word && Telling.TryGetValue(word, out var index)) found |= 1UL << index;
        }

        return found;
    }

    /// <summary>The next word; empty where none is left.</summary>
    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && !char.IsAsciiLetter(text[at])) at++;
        var start = at;
        while (at < text.Length && char.IsLetter(text[at])) at++;
        return text[start..at];
    }
}
