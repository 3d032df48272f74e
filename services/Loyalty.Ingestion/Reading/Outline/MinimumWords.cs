using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>What a sentence says is credited at least for a flight. Pure; works on folded text.</summary>
internal static class MinimumWords
{
    private static readonly string[] Least = ["minimum", "min.", "at least", "no fewer than", "not fewer than", "no less than", "not less than"];

    private static readonly Phrases Shorter = new("less than", "shorter than", "under", "below", "fewer than");

    private static readonly Phrases Credited = new(
        "credited", "credit", "earn", "earns", "earned", "counted", "count", "counts", "used", "awarded", "receive", "receives", "calculated", "treated", "considered", "regarded", "given");

    private static readonly Phrases Counted = new("mile", "miles", "mileage", "km", "kilometres", "segment", "flight", "sector", "points", "avios", "minimum:", "min.");

    // Much else takes a minimum: transfers, awards, a status, a stay.
    private static readonly Phrases OfOthers = new(
        "age", "stay", "increment", "transfer", "transfers", "transferred", "tier points", "for status", "spend of", "spent", "flights with", "to qualify", "qualify", "awards", "award ticket", "award tickets", "award flight", "award flights",
        "reward flight", "reward flights", "redeem", "redeemed", "redemption", "bought", "buy", "purchase", "purchased", "upgrade", "upgrades", "keep", "a year", "per year", "every year", "calendar year", "expire", "expiry", "account", "advance", "hotel", "hotels",
        "car", "card", "donate", "convert", "converted", "nights", "family", "pool", "pooling", "connection", "hours", "days", "weeks", "months");

    /// <summary>"Minimum of 500 miles per segment", "at least 125 miles per flight", "flights under 500 miles are credited with 500 miles".</summary>
    public static decimal? Read(string folded)
    {
        var (at, length) = (-1, 0);
        foreach (var least in Least)
        {
            if (at < 0 && Phrase.IndexOf(folded, least) is >= 0 and var found) (at, length) = (found, least.Length);
        }

        if (at < 0) return Raised(folded);
        if (Phrase.HasAny(folded, "no minimum", "without minimum") || OfOthers.In(folded) || !Counted.In(folded)) return null;
        // "500 miles are the minimum".
        return NumberAfter(folded, at + length) ?? (Quantities.In(folded[..at], []) is [{ IsPercent: false } before] ? before.Value : null);
    }

    /// <summary>Whether a sentence credits short flights with the distance that it calls them shorter than.</summary>
    public static bool IsRaised(string folded) => Raised(folded) is not null;

    private static decimal? Raised(string folded)
    {
        if (!Shorter.In(folded) || !Credited.In(folded) || OfOthers.In(folded)) return null;
        var numbers = Quantities.In(folded, []);
        return numbers is [var under, var credited] && under.Value == credited.Value && !under.IsPercent && !credited.IsPercent ? under.Value : null;
    }

    /// <summary>The first number behind a place, unless it is a percentage.</summary>
    public static decimal? NumberAfter(string folded, int at)
    {
        while (at < folded.Length && !char.IsAsciiDigit(folded[at])) at++;
        return Numbers.TryRead(folded, ref at, out var value, out _) && (at >= folded.Length || folded[at] is not '%') ? value : null;
    }
}
