using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>From when until when a sentence before the first chart says that the charts hold.</summary>
internal static class ChartDays
{
    private static readonly Phrases ValidityWords = new(
        "valid", "effective", "applies", "apply", "applied", "applicable", "in force", "in effect", "with effect", "takes effect", "take effect", "into effect", "into force");

    private static readonly Phrases Beginnings = new("effective", "valid", "applicable", "for travel", "for flights", "travel from", "in force", "table valid", "this table is valid");

    /// <summary>What a sentence calls flights.</summary>
    public static readonly Phrases TravelWords = new(
        "travel", "flights", "flight", "tickets", "bookings", "booked", "boarding", "boardings", "departures");

    // "Members earn points with Lufthansa since 1 May 2020".
    private static readonly Phrases BeginningWords = new("from", "since", "starting", "as from");

    private static readonly Phrases EarningWords = new("earn", "collect", "accrue", "accrual", "points", "miles", "mileage", "avios");

    private static readonly Phrases EarningVerbs = new("earn", "earns", "collect", "collects", "accrue", "accrues", "accrual", "credited");

    private static readonly Phrases OtherDays = new("expire", "expires", "expiry", "expired", "validity", "claim", "claims", "request", "requests", "redeem", "until", "before", "earned", "account", "joined", "join", "birthday", "status", "tier", "bonus", "promotion", "offer");

    // When miles are claimed, and of when the page is, bounds no chart.
    private static readonly Phrases OfClaims = new("claim", "claims", "claimed", "retroactive", "retroactively", "retro", "missing miles", "missing points", "information", "last updated");

    // What else has a first day on a page about miles.
    private static readonly Phrases OfOtherThings = new(
        "lounge", "lounges", "baggage", "luggage", "upgrade", "upgrades", "redeem", "redeemed", "redemption", "award chart", "award charts", "award ticket", "award tickets", "award travel", "award flights", "reward seats", "privacy", "cookies", "hotel", "hotels", "insurance", "wi-fi", "wifi", "meals", "guest", "guests",
        "voucher", "vouchers", "car rental", "shopping");

    private static readonly Phrases OfSomeEarning = new("offer", "offers", "sale", "promotion", "campaign", "double", "triple", "extra", "match", "minimum", "special", "terms and conditions", "these terms");

    private static readonly Phrases SinceWords = new("from", "on or after", "until", "before", "since", "departing", "through", "up to");

    private static readonly Phrases OldWords = new("other rates", "other rate", "different rates", "another chart", "another table", "other chart", "old chart", "old table", "old rates", "previous", "previously", "earlier", "former", "see", "refer to", "different chart", "different table", "another chart", "no miles", "no points", "not earn", "did not", "were not");

    private static readonly Phrases Elsewhere = new("please see", "please refer", "refer to", "see the", "see our", "click here", "please visit", "please check", "can be found", "are found");

    private static readonly Phrases Ceasing = new("no longer", "suspended", "discontinued", "ceases", "cease", "ceased", "terminated", "cancelled", "withdrawn", "not valid", "not be valid");

    private static readonly Phrases OnlyFlights = new("only flights", "only on flights", "only for flights", "only the flights", "flights only");

    /// <summary>Words of a change.</summary>
    public static readonly Phrases ChangeWords = new("change", "changes", "will change", "are changing", "is changing", "will be changed");

    /// <summary>The valid time, and what is asked about it; null of a sentence that dates no chart.</summary>
    /// <param name="sentence">The sentence; some number stands in it.</param>
    /// <param name="folded">The same, folded.</param>
    /// <param name="yearOf">The day from which a day without a year is the next such.</param>
    public static (Validity? Validity, string? Problem)? In(string sentence, string folded, DateOnly? yearOf, LoyaltyProgram? program)
    {
        // What bounds some classes bounds no chart.
        if (!SpeaksOfValidity(folded) || ClassDays.In(sentence) is not null || ClassDays.Rated(sentence) is not null || DaysOfOthers.IsCalendarYear(folded)) return null;
        var validity = DatePhrases.ReadValidity(folded, yearOf, out var problem);
        // "Benefits change for travel from 1 July": what stands there may be what was before.
        if (validity?.From is not null && ChangeWords.In(folded))
        {
            problem ??= $"'{sentence}' does not say whether the chart holds before or from that day";
            if (!Phrase.Has(folded, "effect")) validity = null;
        }

        // "From 1 January only flights that the airline operates earn miles", "... bring miles only": the day of a rule on flights, and not of the rates.
        if (validity?.From is not null && (OnlyFlights.In(folded) || MetricEnds.Names(folded)))
        {
            problem ??= $"'{sentence}' says from when only some flights or miles count, and not from when the rates hold";
            validity = null;
        }

        // "No longer valid from 1 January": it ends with what looks like its first day.
        if (validity?.From is not null && Ceasing.In(folded))
        {
            problem ??= $"'{sentence}' says that something ends, and not whether the chart does";
            validity = null;
        }

        // "For flights before 1 April please see ...": what held until then stands elsewhere.
        if (validity is { From: null } && Elsewhere.In(folded) && !TermsReader.TableWords.In(folded)) validity = null;
        // "For flights before October 2022, see the old chart": what is below holds from then, if anything.
        if (validity?.Until is not null && OldWords.In(folded))
        {
            problem ??= $"'{sentence}' does not say whether the chart holds before or from that day";
            validity = null;
        }

        if (validity is not null && (OfOtherThings.In(folded) || DaysOfOthers.IsOfKeeping(folded))) validity = null;
        else if (validity is not null && (OfSomeEarning.In(folded) || folded.Contains('%', StringComparison.Ordinal) || NamesCabinAlone(folded) || (program is not null && TierWords.Read(folded, program) is { IsBase: false })))
            problem ??= $"'{sentence}' may bound something else than the chart";
        return (validity, problem);
    }

    /// <summary>Whether a sentence is one that gives a date to the chart, not to something it tells about.</summary>
    private static bool SpeaksOfValidity(string folded) => !OfClaims.In(folded) && (
        ValidityWords.In(folded)
        || (Phrase.Has(folded, "as of") && Phrase.Has(folded, "based on"))
        || (TravelWords.In(folded) && SinceWords.In(folded))
        || (BeginningWords.In(folded) && EarningWords.In(folded) && !OtherDays.In(folded) && !IsOfPartnership(folded)));

    /// <summary>"The airline is a partner of Miles&amp;Go since 1 August 2008": its rates may be of any day.</summary>
    private static bool IsOfPartnership(string folded) =>
        Phrase.IndexOf(folded, "partner") is >= 0 and var partner && !EarningVerbs.In(folded)
        && Math.Max(Phrase.IndexOf(folded, "since", partner), Phrase.IndexOf(folded, "from", partner)) is > 0 and var since && since - partner <= 40;

    /// <summary>"For travel in business class from ...": of one cabin, not of every one.</summary>
    private static bool NamesCabinAlone(string folded) => CabinWords.Find(folded).Length == 1 && !NotedLimits.AllFares.In(folded);

    /// <summary>Whether a note is about nothing but when the chart holds: it begins with that, and is short.</summary>
    public static bool IsOfValidity(string note) =>
        note.Length <= 100 && Phrase.Fold(note).TrimStart(' ', '*', '(', '•', '-') is var folded && Beginnings.In(folded[..Math.Min(folded.Length, 24)]);
}
