using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Where flights go, in the words of charts. Pure; works on folded text.</summary>
internal static class MarketWords
{
    private static readonly Market Europe = new(MarketKind.Continental, "EU");

    /// <summary>The market that a label names; null when it names none.</summary>
    public static Market? Read(string folded)
    {
        if (Phrase.HasAny(folded, "all other routes", "other routes", "all routes", "worldwide", "all flights", "any route", "all markets", "other flights"))
            return Market.Any;
        if (Phrase.HasAny(folded, "intercontinental", "long-haul international", "between continents")) return new Market(MarketKind.Intercontinental);
        if (Phrase.HasAny(folded, "within europe", "intra-europe", "intra-european", "european flights", "short-haul europe")
            || (Phrase.Has(folded, "europe") && Phrase.HasAny(folded, "cross-border", "cross border", "continental", "continent"))) return Europe;
        if (Phrase.HasAny(folded, "cross-border", "cross border") && Phrase.HasAny(folded, "continental", "continent"))
            return new Market(MarketKind.Continental);
        if (Phrase.HasAny(folded, "domestic", "within")) return Domestic(folded);
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
