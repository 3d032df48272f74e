using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// What every program asks and no chart says: that a flight counts in one program only, that who earns has flown and paid, is a member and gave the
/// number. A sentence is one where it has such words, and no word that may say anything else.
/// </summary>
internal static partial class HouseRules
{
    private const int Longest = 200;

    private static readonly Phrases Asked = new(
        "one program", "one programme", "one frequent flyer program", "one frequent flyer programme", "one loyalty program", "one loyalty programme", "one mileage program", "one account", "one of them", "once per flight", "once for each flight", "once for a flight",
        "actually flown", "actually travelled", "actually traveled", "actually flies", "was flown", "were flown", "been flown", "flown by the member", "in person", "paid for and flown", "own seat", "own travel",
        "membership number", "member number", "frequent flyer number", "boarding pass", "individual members", "natural persons", "individuals", "paid tickets", "revenue tickets", "paid flights", "free of charge", "paid for",
        "all members", "every member", "everyone", "all levels", "all tiers", "after you joined", "after joining", "after they joined", "after enrolment", "after enrollment", "after enrolling", "aged 2", "aged two", "2 years or older", "two years or older");

    // Words of such sentences; none of them names a market, a kind of fare or ticket, who sells, flies or issues, or some of the members.
    private static readonly FrozenSet<string> Plain = FrozenSet.ToFrozenSet(
    [
        "a", "an", "the", "this", "these", "that", "those", "it", "they", "you", "your", "their", "his", "her", "who", "which", "is", "are", "be", "been", "was", "were", "has", "have", "had", "can", "may", "will", "must", "to", "for", "of", "on", "in", "at", "by", "with", "and", "or", "not", "only", "solely",
        "exclusively", "if", "unless", "provided", "when", "as", "from", "after", "even", "also", "more", "than", "one", "once", "each", "every", "per", "all", "any", "own", "them", "themselves", "same", "regardless",
        "miles", "mileage", "points", "award", "reward", "mile", "point", "rates", "rate", "table", "chart", "accrual", "accrued", "accrue", "accrues", "earn", "earned", "earns", "earning", "collect", "collected", "credit", "credited", "awarded", "accumulated", "received", "receive", "given", "granted", "apply", "applies", "applied",
        "applicable", "available", "valid", "count", "counts", "automatically", "flight", "flights", "flown", "fly", "flies", "travelled", "traveled", "travel", "travels", "take", "taken", "took", "actually", "person", "persons", "individual", "individuals", "natural",
        "member", "members", "membership", "passenger", "passengers", "customer", "number", "numbers", "card", "booking", "reservation", "check-in", "boarding", "pass", "show", "shown", "shows", "stated", "quoted", "entered", "name", "named", "account", "accounts",
        "program", "programme", "programs", "programmes", "frequent", "flyer", "loyalty", "paid", "purchased", "ticket", "tickets", "revenue", "free", "charge", "seat", "seats", "several", "level", "levels", "tier", "tiers", "status", "everyone", "individually",
        "joined", "joining", "join", "enrolment", "enrollment", "enrolling", "aged", "age", "years", "old", "older", "two", "months", "within", "days", "following", "eligible", "scheduled", "time", "first",
    ], StringComparer.Ordinal);

    private static readonly Phrases Flights = new("flight", "flights");

    // "Members who hold the card", "members of one level": words of such sentences that together say for whom.
    private static readonly Phrases Narrowing = new("the card", "a card", "card members", "with card", "status members", "one flight", "one level", "one tier", "one seat", "first flight", "first flights", "first time", "first travel", "old members", "within", "two flights", "two tickets", "with status", "with a status", "with tier", "with miles", "with points", "with award",
        "not valid", "not applicable", "not available", "not for", "not on", "not to", "not all", "not individuals", "not individual", "not by individuals", "not natural");

    /// <param name="sentence">A sentence that may say for whom or on what a chart holds.</param>
    /// <param name="folded">The same, folded.</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="carriers">The airlines whose charts the page has.</param>
    public static bool Is(string sentence, string folded, INameIndex names, IReadOnlySet<string> carriers)
    {
        if (sentence.Length > Longest) return false;
        var found = NamesFound.In(sentence, names);
        var own = 0;
        foreach (var (iata, index, length) in found.Airlines)
        {
            // A program may have an airline's name.
            if (found.Programs.Any(program => index >= program.Index && index + length <= program.Index + program.Length)) continue;
            if (!carriers.Contains(iata)) return false;
            own++;
        }

        var bare = string.Join(' ', Phrase.Fold(found.Without(sentence)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var lasting = Lasting().IsMatch(bare);
        if (lasting) bare = Lasting().Replace(bare, " ");
        bare = Delay().Replace(bare, " ");
        // "Only on scheduled flights of Lufthansa": whose flights they are, the chart says too.
        var isOfOwn = own > 0 && own >= carriers.Count && Flights.In(bare);
        if (!(lasting || isOfOwn || Asked.In(folded)) || Narrowing.In(bare)) return false;
        if (Aged().Replace(bare, " ").AsSpan().ContainsAnyInRange('0', '9')) return false;
        foreach (var word in bare.Split([' ', ',', ';', ':', '.', '(', ')', '*', '•', '\'', '’', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is not ("-" or "–" or "—" or "s" or "2") && !Plain.Contains(word)) return false;
        }

        return true;
    }

    /// <summary>"Valid for 36 months": how long, and not for whom.</summary>
    [GeneratedRegex(@"\bvalid (?:only )?for (?:up to )?(?:\d{1,2}|one|two|three|four|five|six|twelve|eighteen|twenty-four) (?:more )?(?:years?|months?|weeks?|days?)\b")]
    private static partial Regex Lasting();

    /// <summary>"Credited within 30 days": when, and not for what.</summary>
    [GeneratedRegex(@"\bwithin (?:\d{1,2}|two|three|four|six) (?:working )?(?:days|weeks|hours)\b(?= (?:provided|if|when|after the flight|after your flight|of the flight|after travel)\b)")]
    private static partial Regex Delay();

    [GeneratedRegex(@"\baged 2\b|\b2 years or older\b")]
    private static partial Regex Aged();
}
