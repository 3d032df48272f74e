using System.Collections.Frozen;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>Words by which an English chart is known, and which other languages' pages use too.</summary>
internal static class EnglishWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Telling = FrozenSet.ToFrozenSet(
    [
        "accrual", "airline", "airlines", "and", "booking", "cabin", "carrier", "country", "credit", "date", "earn", "earned", "earning", "effective", "eligible", "fare", "fares", "flights",
        "flown", "from", "mileage", "name", "operated", "partners", "percentage", "rate", "source", "spent", "status", "the", "threshold", "tickets", "to", "travel", "valid", "with",
    ], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Names of cabins, fares, metrics and currencies that are the same in any language.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Everywhere = FrozenSet.ToFrozenSet(
    [
        "economy", "premium", "business", "first", "comfort", "plus", "flex", "flexi", "light", "lite", "basic", "classic", "standard", "saver", "smart", "promo", "value", "optimum", "bonus",
        "elite", "class", "classes", "miles", "mile", "points", "flight", "segment", "per", "of", "on", "or", "for", "tier", "ticket", "partner", "program", "silver", "gold", "platinum", "diamond", "base", "total", "maximum", "minimum", "km", "award", "avios", "usd", "eur", "level", "xp", "codeshare",
        "sector", "sectors", "segments", "qualifying", "qualification", "multiplier", "factor", "frequency", "dollar", "dollars", "spend", "ratio", "rates", "distance", "route", "routes",
        "domestic", "international", "category", "card", "cards", "reward", "rewards", "member", "members",
    ], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // What no other language's page has again and again.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joining = FrozenSet.ToFrozenSet(
        ["and", "the", "from", "with", "your", "you", "is", "are", "of", "who", "which", "that", "this", "their", "how", "what", "our", "by"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Has(ReadOnlySpan<char> word) => Telling.Contains(word) || Everywhere.Contains(word);

    /// <summary>How many words of a text join English sentences.</summary>
    public static int JoiningIn(ReadOnlySpan<char> text) => Count(text, int.MaxValue, Joining);

    /// <summary>How many words of a text are telling English ones, up to a number that is enough.</summary>
    public static int CountIn(ReadOnlySpan<char> text, int enough) => Count(text, enough, Telling);

    private static int Count(ReadOnlySpan<char> text, int enough, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        var count = 0;
        for (var at = 0; at < text.Length && count < enough;)
        {
            if (!char.IsAsciiLetter(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            if (at - start >= 2 && words.Contains(text[start..at])) count++;
        }

        return count;
    }
}
