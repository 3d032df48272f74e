using System.Collections.Frozen;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>The words that may stand between amounts and those who get them, and those that must stand nowhere near.</summary>
internal static class SpokenWords
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "a", "an", "the", "those", "our", "of", "for", "to", "in", "on", "with", "at", "and", "or", "is", "are", "be", "it", "its", "will", "this", "these", "as", "by", "while", "whereas", "their", "you", "your", "who", "have", "has",
        "earn", "earns", "earning", "get", "gets", "getting", "receive", "receives", "receiving", "collect", "collects", "accrue", "accrues", "bring", "brings", "gain", "gains", "give", "gives", "enjoy", "enjoys", "credited", "credit", "accumulate", "accumulates", "holding",
        "members", "member", "elite", "elites", "status", "tier", "tiers", "level", "levels", "holders", "cardholders", "medallion", "medallions",
        "bonus", "bonuses", "extra", "additional", "more", "miles", "mile", "mileage", "points", "point", "avios", "award", "base", "actual", "flown", "distance", "rate", "rates", "accrual", "earned", "percent", "percentage",
        "class", "classes", "booking", "fare", "fares", "code", "codes", "all", "every", "each", "flight", "flights", "respectively", "plus", "total", "per", "dollar", "dollars", "euro", "euros", "spent", "over", "generally",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Joining = FrozenSet.ToFrozenSet(["and", "or", "as", "well", "to", "the"], StringComparer.Ordinal);

    // What narrows a sentence, or makes it speak of something else than what flights earn.
    private static readonly Phrases Narrowing = new(
        "if", "when", "unless", "only", "except", "excluding", "without", "not", "no", "cannot", "until", "up to", "maximum", "minimum", "at least", "card", "cards", "credit card", "hotel", "hotels", "car", "rental", "shop",
        "shopping", "shops", "store", "purchase", "purchases", "purchased", "buy", "buying", "promotion", "promo", "promotional", "offer", "double", "triple", "example", "e.g", "for instance", "was", "were", "used to", "previously",
        "formerly", "instead", "upgrade", "upgrades", "award flight", "award flights", "awards", "redeem", "redemption", "discount", "discounts", "off", "baggage", "luggage", "lounge", "fee", "fees", "transfer", "transfers", "partner", "partners",
        "welcome", "valid", "between", "from", "before", "after", "was", "had", "would", "expire", "family", "pool", "selected", "some", "certain", "half", "wallet", "companion", "birthday", "first flight", "first time", "first year", "next", "renew", "qualify", "qualifying", "requires", "required",
        "bought", "booked", "issued", "sold", "resident", "residents", "residing", "living", "corporate", "contract", "student", "students", "seniors", "youth", "group", "groups", "app", "website", "codeshare", "codeshares", "code-share", "code-shares",
        "weekday", "weekdays", "weekend", "weekends", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "summer", "winter", "season", "temporarily");

    private static readonly string[] Members =
        ["general members", "regular members", "base members", "basic members", "standard members", "all members", "members without status", "non-elite members", "basic member", "base member", "general", "members"];

    private static readonly string[] Some = ["elite", "status", "tier", "eligible", "premium", "family", "other", "new", "top-tier"];

    public static bool IsKnown(string word) => Known.Contains(word);

    /// <summary>Whether words around what a sentence gives narrow it: a condition, a place, a day.</summary>
    public static bool Narrows(string around)
    {
        var folded = Phrase.Fold(around);
        var bare = string.Concat(folded.Where(letter => !char.IsAsciiDigit(letter)));
        return Narrowing.In(folded) || (MarketWords.Read(bare) is { } market ? market.Kind != Loyalty.Core.Geography.MarketKind.Any : MarketWords.IsNotUnderstood(bare)) || DatePhrases.Find(folded).Count > 0;
    }

    public static bool IsEveryone(string key) => key == "members";

    /// <summary>How long a name for members without status is that stands at a place; 0 for none.</summary>
    public static int Everyone(string lower, int at)
    {
        // "Elite members" are those with a tier.
        if (Some.Any(some => at > some.Length && Phrase.IsAt(lower, some, at - some.Length - 1))) return 0;
        foreach (var members in Members)
        {
            if (Phrase.IsAt(lower, members, at)) return members.Length;
        }

        return 0;
    }

    /// <summary>Whether nothing stands between two pieces but what joins a list.</summary>
    public static bool JoinsOnly(List<SpokenToken> tokens, int from, int until)
    {
        foreach (var token in tokens)
        {
            if (token.Start >= from && token.End <= until && !Joining.Contains(token.Text)) return false;
        }

        return true;
    }
}
