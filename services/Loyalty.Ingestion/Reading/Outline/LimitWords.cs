using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>What sentences that may limit a chart are told by, and those that speak of something else.</summary>
internal static class LimitWords
{
    // What is bounded is the earning, if anything.
    public static readonly Phrases OfEarning = new(
        "earn", "earns", "earned", "earning", "accrue", "accrues", "accrued", "accrual", "accruals", "accumulate", "accumulated", "collect", "collected", "credited", "credit", "miles", "mileage", "points", "avios", "rates", "rate", "table", "tables", "chart", "charts");

    public static readonly Phrases OfFlying = new(
        "flight", "flights", "travel", "travelling", "departing", "departures", "boarding", "boardings", "flown", "tickets", "ticketed", "booked", "bookings", "valid", "effective", "applies", "apply", "applicable", "in force", "route", "routes", "sectors", "alliance", "partner", "partnership", "cooperation", "agreement", "codeshare");

    // Known to bound something else.
    public static readonly Phrases OfOthers = new(
        "expire", "expires", "expired", "expiry", "expiration", "claim", "claims", "claimed", "claiming", "retroactive", "retroactively", "retro", "missing", "request", "requests", "requested", "copyright", "©", "(c)", "all rights", "posted", "published", "publication",
        "updated", "update", "modified", "reviewed", "snapshot", "cache", "cached", "retrieved", "accessed", "printed", "checked", "founded", "established", "redeem", "redeemed", "redemption", "award ticket", "award tickets", "awards", "lounge", "lounges", "baggage", "upgrade", "upgrades",
        "voucher", "vouchers", "privacy", "cookie", "cookies", "comment", "comments", "newsletter", "hotel", "hotels", "birthday", "membership year", "account", "join date", "photo", "photos", "aircraft", "fleet", "train", "trains", "bus", "buses", "award travel", "source");

    // What is flown for miles, or by nobody who earns them, is no limit of who pays.
    public static readonly Phrases OfAwards = new("award ticket", "award tickets", "award flights", "free tickets", "infant", "infants", "charter", "staff");

    public static readonly Phrases Negative = new(
        "not eligible", "ineligible", "do not earn", "does not earn", "don't earn", "not earn", "no miles", "no points", "excluded", "not credited", "cannot", "can not", "not accrue", "not be", "not count", "not accumulate", "not collect");

    public static readonly Phrases OfTable = new("table", "tables", "chart", "charts", "rates", "accrual rate", "accrual rates", "earning rate", "earning rates", "percentages", "below", "above", "following");

    public static readonly Phrases Restricting = new("only", "solely", "exclusively", "limited to", "restricted to", "unless", "provided", "provided that", "on condition", "who hold", "who live", "who reside");

    private static readonly string[] Scopes =
    [
        "only", "not valid", "not applicable to", "not applicable for", "not applicable on", "except", "excludes", "excluding", "exclusively", "not on", "applies to", "applies only", "apply only", "valid for", "valid only", "valid on", "applicable to", "applicable for", "applicable on", "applicable only", "available to", "available on", "available only", "eligible routes", "does not apply", "do not apply",
    ];

    // "From 1 April, lounges and bonus miles change": what speaks of these too is not about the other alone.
    private static readonly Phrases OfTiers = new("bonus", "bonuses", "benefit", "benefits", "privilege", "privileges", "tier", "tiers", "status", "level", "levels", "elite", "program", "programme", "terms");

    /// <summary>Whether a folded sentence is about something else than earning alone: "From 1 April the policy on lounges changes".</summary>
    public static bool IsOfOthers(string folded) => OfOthers.In(folded) && !OfEarning.In(folded) && !OfTiers.In(folded);

    /// <summary>"Only for ...", "Not valid on ...": what begins so speaks of the chart beside it.</summary>
    public static bool IsScope(string folded)
    {
        var at = 0;
        while (at < folded.Length && !char.IsLetter(folded[at])) at++;
        foreach (var begin in Scopes)
        {
            if (Phrase.IsAt(folded, begin, at)) return true;
        }

        // "For Gold members only."
        return Phrase.IsAt(folded, "for", at) && folded.AsSpan().TrimEnd(" .!)").EndsWith(" only");
    }
}
