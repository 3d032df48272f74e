using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Where flights go, in the words of charts. Pure; works on folded text.</summary>
internal static class MarketWords
{
    private static readonly Market Europe = new(MarketKind.Continental, "EU");

    private static readonly Phrases Anywhere = new(
        "all other routes", "other routes", "all routes", "worldwide", "all flights", "any route", "all markets", "other flights");

    private static readonly Phrases BetweenContinents = new("intercontinental", "long-haul international", "between continents");

    private static readonly Phrases WithinEurope = new("within europe", "intra-europe", "intra-european", "european flights", "short-haul europe");

    private static readonly Phrases CrossBorder = new("cross-border", "cross border");

    private static readonly Phrases OfContinent = new("continental", "continent");

    private static readonly Phrases WithinCountry = new("domestic", "within");

    // What all the labels below have one of: most texts have none.
    private static readonly Phrases AnyWord = new(
        "all other routes", "other routes", "all routes", "worldwide", "all flights", "any route", "all markets", "other flights", "intercontinental",
        "long-haul international", "between continents", "within", "intra-europe", "intra-european", "european flights", "short-haul europe", "europe",
        "cross-border", "cross border", "domestic", "continental", "international");

    /// <summary>The market that a label names; null when it names none.</summary>
    public static Market? Read(string folded)
    {
        if (!AnyWord.In(folded)) return null;
        if (Anywhere.In(folded))
            return Market.Any;
        if (BetweenContinents.In(folded)) return new Market(MarketKind.Intercontinental);
        if (WithinEurope.In(folded)
            || (Phrase.Has(folded, "europe") && Phrase.HasAny(folded, "cross-border", "cross border", "continental", "continent"))) return Europe;
        if (CrossBorder.In(folded) && OfContinent.In(folded))
            return new Market(MarketKind.Continental);
        if (WithinCountry.In(folded)) return Domestic(folded);
        if (Phrase.Has(folded, "europe")) return Europe;
        if (Phrase.Has(folded, "continental")) return new Market(MarketKind.Continental);
        if (Phrase.Has(folded, "international")) return new Market(MarketKind.International);
        return null;
    }

    /// <summary>Whether a label is nothing but a market.</summary>
    public static bool IsLabel(string folded) => Read(folded) is not null && folded.Length <= 60 && !folded.AsSpan().ContainsAny('%', '=');

    private static Market? Domestic(string folded)
    {
        var rest = folded;
        foreach (var word in new[] { "domestic", "within", "flights", "routes", "route", "(", ")", "only", "in", "all", "inside", ":" })
        {
            for (var at = Phrase.IndexOf(rest, word); at >= 0; at = Phrase.IndexOf(rest, word)) rest = rest.Remove(at, word.Length).Insert(at, " ");
        }

        while (rest.Contains("  ", StringComparison.Ordinal)) rest = rest.Replace("  ", " ", StringComparison.Ordinal);
        rest = rest.Trim();
        if (Countries.CodeOf(rest) is { } code && rest.Length > 0) return new Market(MarketKind.Domestic, code);
        if (Phrase.Has(folded, "domestic")) return new Market(MarketKind.Domestic);
        return rest is "europe" ? Europe : rest is "the same continent" or "one continent" or "a continent" ? new Market(MarketKind.Continental)
            : rest is "a country" or "one country" or "a european country" ? new Market(MarketKind.Domestic) : null;
    }
}
