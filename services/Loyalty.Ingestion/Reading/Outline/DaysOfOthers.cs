using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Days of a sentence that is known, as a whole, to be about something else than what flights earn: the calendar year, how long what was earned is
/// kept, since when airlines are partners.
/// </summary>
internal static partial class DaysOfOthers
{
    // How a partnership is told of in few words.
    private const int LongestHistory = 120;

    private static readonly Phrases Yearly = new("calendar year", "calendar years", "each year", "every year", "of the year", "of any year", "per year", "one year", "following year", "next year");

    private static readonly Phrases Valid = new("valid", "extension of status", "status extension");

    // What members hold; where words of flights stand beside it, "valid" may bound these.
    private static readonly Phrases Flown = new(
        "flight", "flights", "travel", "travelled", "travelling", "departing", "departures", "boarding", "flown", "ticket", "tickets", "ticketed", "booked", "booking", "bookings", "earn", "earning", "accrue", "accrual", "collect", "rate", "rates", "chart", "charts", "table", "tables", "class", "classes", "only", "offer", "promotion", "above", "below", "these", "this", "following", "listed", "shown", "here");

    // What brings miles without flying, and what a site tells of itself; none of it where a word of flights stands beside it.
    private static readonly Phrases OtherOffers = new(
        "car rental", "rental", "buy miles", "buy points", "buying miles", "buying points", "purchase miles", "purchase points", "transfer bonus", "subscribe", "card offer", "credit card", "credit cards", "cardmembers", "cardholders", "maintenance", "system works",
        "page was created", "prices", "e-shop", "online shop", "shopping", "dining", "restaurant", "restaurants", "fuel", "insurance", "sweepstake", "sweepstakes", "prize draw", "contest");

    private static readonly Phrases Partners = new("partner", "partners", "partnership", "member of");

    private static readonly Phrases Flights = new(
        "flight", "flights", "fly", "flying", "flown", "travel", "travelling", "ticket", "tickets", "class", "classes", "rate", "rates", "accrual", "departures", "boarding", "route", "routes", "this chart", "this table", "these", "above", "below");

    // What is said of a partnership and limits nothing: no word of it is new, over, or about flights.
    private static readonly FrozenSet<string> OfPartners = FrozenSet.ToFrozenSet(
        ["is", "are", "has", "have", "been", "a", "an", "the", "of", "our", "its", "and", "with", "in", "to", "partner", "partners", "airline", "airlines", "member", "alliance", "frequent", "flyer", "loyalty", "program", "programme", "programs", "partnership", "since"],
        StringComparer.Ordinal);

    /// <param name="sentence">The sentence, in English as far as it could be said.</param>
    /// <param name="folded">The same, folded.</param>
    /// <param name="dates">The days that it names; one at least.</param>
    /// <param name="isForeign">Whether it was put into English.</param>
    public static bool Are(string sentence, string folded, List<FoundDate> dates, INameIndex names, bool isForeign) =>
        IsCalendarYear(folded, dates) || IsOfKeeping(folded) || (OtherOffers.In(folded) && !Flights.In(folded)) || IsSincePartners(sentence, folded, dates, names, isForeign);

    /// <summary>"One calendar year (from January 1 to December 31)", of no year by its number.</summary>
    public static bool IsCalendarYear(string folded) => Yearly.In(folded) && IsCalendarYear(folded, DatePhrases.Find(folded));

    private static bool IsCalendarYear(string folded, List<FoundDate> dates) =>
        dates is [var first, var last] && IsDay(folded, first, 1, 1) && IsDay(folded, last, 12, 31) && Yearly.In(folded);

    private static bool IsDay(string folded, FoundDate date, int month, int day) =>
        date.Problem is not null && DatePhrases.Find($"{folded.AsSpan(date.Index, date.Length)} 2001") is [{ Problem: null, IsMonth: false } whole] && whole.Date == new DateOnly(2001, month, day)
        && !Array.Exists(folded.Split([' ', ',', '.', '(', ')']), word => word.Length == 4 && word.All(char.IsAsciiDigit));

    /// <summary>"Miles earned in 2024 are valid until 31 December 2026", "Silver status is valid until": what members have, if nothing is said of flights.</summary>
    public static bool IsOfKeeping(string folded) => Valid.In(folded) && !Flown.In(folded) && Keeps().IsMatch(folded);

    /// <summary>"Lufthansa has been a partner of MilePlus since 1 August 2008": nothing but who is whose partner stands before the day, and nothing behind it.</summary>
    private static bool IsSincePartners(string sentence, string folded, List<FoundDate> dates, INameIndex names, bool isForeign)
    {
        if (sentence.Length > LongestHistory || sentence.Length != folded.Length || dates is not [{ Problem: null } date]) return false;
        var before = folded.AsSpan(0, date.Index).TrimEnd();
        // In another language, one word says since and from.
        var isSince = before.EndsWith(" since");
        if (!isSince && !(isForeign && before.EndsWith(" from"))) return false;
        if (folded.AsSpan(date.Index + date.Length).ContainsAnyInRange('a', 'z') || !Partners.In(folded[..date.Index])) return false;
        var said = sentence[..(before.Length - (isSince ? 6 : 5))];
        var (unknown, isFirst) = (0, true);
        foreach (var word in NamesFound.In(said, names).Without(said).Split([' ', ',', '(', ')', '*', '•'], StringSplitOptions.RemoveEmptyEntries))
        {
            // What no sheet has and begins with a capital is a name as well, but for the first word.
            if (!OfPartners.Contains(Phrase.Fold(word)) && (isFirst || !char.IsUpper(word[0])))
            {
                // "É", "es": a copula that no glossary has.
                if (!isForeign || word.Length > 2 || ++unknown > 1 || Languages.IsEnglish(word)) return false;
            }

            isFirst = false;
        }

        return true;
    }

    [GeneratedRegex(@"\b(?:miles|points|avios|credits|status|membership|cards?)\b[^.;:()]{0,40}?\b(?:is|are|be|remains?|stays?)(?: then| still)? valid\b|\bextension of status\b|\bstatus extension\b")]
    private static partial Regex Keeps();
}
