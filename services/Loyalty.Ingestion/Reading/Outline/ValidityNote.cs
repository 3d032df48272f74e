using System.Collections.Frozen;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// A sentence behind a chart that says nothing but from when until when it holds: "Valid for travel from 1 March 2023", "This table applies to flights as
/// of 1 May 2023". One of which more words are about something else may bound an offer, a claim or a change of rules.
/// </summary>
internal static class ValidityNote
{
    private static readonly Phrases Bounding = new("valid", "effective", "applies", "apply", "applied", "applicable", "in force", "in effect", "with effect", "flights", "travel", "departures", "flown", "boarding");

    private static readonly FrozenSet<string> OfValidity = FrozenSet.ToFrozenSet(
    [
        "valid", "effective", "applicable", "applies", "apply", "applied", "in", "force", "effect", "with", "for", "to", "of", "on", "or", "and", "the", "this", "these", "that", "it", "is", "are", "as", "at", "by", "from", "after", "before", "until", "till", "through", "since", "up",
        "starting", "table", "tables", "chart", "rate", "rates", "accrual", "accruals", "earning", "above", "below", "following", "flight", "flights", "travel", "travelled", "flown", "boarding", "boarded", "departure", "departures", "departing", "taken", "made", "operated",
        "ticket", "tickets", "issued", "ticketed", "purchased", "date", "dates", "onwards", "onward", "all", "any", "based", "mileage", "miles", "day", "note", "notes", "rules", "between", "inclusive", "including", "on/after", "before/on", "on/before", "period", "validity", "commencing", "beginning", "travelling", "traveling", "segments", "sectors", "a",
    ], StringComparer.Ordinal);

    private static readonly Phrases OfOthers = new("offer", "promotion", "campaign", "bonus", "member", "members", "claim", "claims", "request", "requests", "expire", "expiry", "award", "awards", "redeem", "status", "card", "update", "updated", "class", "classes", "rbd", "rbds", "sale", "summer", "winter", "fare", "fares", "discount", "special",
        "double", "triple", "book", "booking", "bookings");

    private static readonly Phrases Earning = new("earn miles", "earn points", "earn avios", "accrue miles", "accrue points", "accumulate miles", "accumulate points", "collect miles", "collect points", "earn award miles", "miles are credited", "points are credited", "miles will be credited", "miles can be earned", "miles may be earned", "points can be earned");

    private static readonly Phrases Flights = new("flight", "flights");

    private static readonly FrozenSet<string> OfSentences = FrozenSet.ToFrozenSet(
        ["may", "can", "will", "be", "able", "still", "continue", "members", "you", "your", "their", "they", "until", "till", "our", "all", "when", "flying", "fly", "accrue", "collect", "operated", "marketed", "which", "this", "that", "has", "have", "st", "nd", "rd", "th", "s", "eligible"], StringComparer.Ordinal);

    private static readonly Phrases OfOtherEarning = new(
        "offer", "offers", "promotion", "campaign", "bonus", "double", "triple", "extra", "additional", "claim", "claims", "retroactive", "request", "expire", "expiry", "award", "awards", "redeem", "status", "tier", "elite", "card", "cards", "class", "classes", "rbd", "fare", "fares", "only", "except", "excluding", "not",
        "no", "if", "unless", "selected", "some", "certain", "change", "changes", "new", "updated", "joined", "join", "enrol", "enroll", "register", "registered", "member since", "account");

    // In another language, a few words that no glossary has are about travelling too.
    private const int UnknownWords = 3;

    /// <summary>The valid time of one of its sentences; null where none says only that.</summary>
    /// <param name="isForeign">Whether the page was put into English.</param>
    public static Validity? In(string note, bool isForeign)
    {
        if (note.Length > 400 || !note.AsSpan().ContainsAnyInRange('0', '9')) return null;
        foreach (var sentence in Phrase.Sentences(note))
        {
            var folded = Phrase.Fold(sentence);
            if ((Of(folded, isForeign) ?? OfEarning(sentence, folded)) is { } validity) return validity;
        }

        return null;
    }

    /// <summary>"Members may accrue miles on flights with X until 31 August 2024": nothing but who earns on whose flights stands beside the day.</summary>
    private static Validity? OfEarning(string sentence, string folded)
    {
        if (folded.Length > 200 || !Earning.In(folded) || !Flights.In(folded) || OfOtherEarning.In(folded) || folded.Contains('%', StringComparison.Ordinal)) return null;
        if (DatePhrases.Find(folded) is not [{ Problem: null, IsMonth: false } day]) return null;
        // A word that no glossary has may turn it into its opposite.
        foreach (var word in sentence.Split([' ', ',', '.', '(', ')', ':', '’', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsLower(word[0]) && !Translation.Languages.IsEnglish(word) && !OfSentences.Contains(word)) return null;
        }

        if (folded[..day.Index].AsSpan().ContainsAnyInRange('0', '9') || folded[(day.Index + day.Length)..].AsSpan().ContainsAnyInRange('0', '9')) return null;
        return DatePhrases.ReadValidity(folded, null, out var problem) is { } validity && problem is null && CabinWords.Find(folded).IsEmpty && MarketWords.Read(folded) is null && !MarketWords.IsNotUnderstood(folded) ? validity : null;
    }

    private static Validity? Of(string folded, bool isForeign)
    {
        if (folded.Length > 120 || OfOthers.In(folded) || folded.Contains('%', StringComparison.Ordinal)) return null;
        var dates = DatePhrases.Find(folded);
        if (dates is not [{ Problem: null }] and not [{ Problem: null }, { Problem: null }]) return null;
        if (DatePhrases.ReadValidity(folded, null, out var problem) is not { } validity || problem is not null) return null;
        var rest = folded;
        for (var i = dates.Count - 1; i >= 0; i--) rest = rest.Remove(dates[i].Index, dates[i].Length);
        if (!Bounding.In(folded) && rest.Trim(' ', '.', ':', '*', '※', '(', ')', '-', '•') is not ("from" or "since" or "starting" or "from and including" or "as from")) return null;
        var (unknown, foreign) = (0, 0);
        foreach (var word in rest.Split([' ', ',', ':', '(', ')', '.', '*', '※', '-', '–', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (OfValidity.Contains(word)) continue;
            // A letter is a class's.
            if (word.Length == 1 && char.IsAsciiLetter(word[0])) return null;
            unknown++;
            if (!Translation.Languages.IsEnglish(word)) foreign++;
        }

        return unknown == 0 || (isForeign && unknown <= UnknownWords && foreign == unknown) ? validity : null;
    }
}
