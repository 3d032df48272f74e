using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// A note of the classes that earn nothing: "Classes not eligible for miles: O, I, L", or a sentence: "Miles cannot be earned in booking classes
/// X, N and O".
/// </summary>
internal static partial class ExcludedClasses
{
    private static readonly Phrases ClassWords = new("class", "classes", "rbd", "rbds", "cabin", "cabins", "subclass", "subclasses", "sub-class", "sub-classes", "booking codes", "booking code", "fares booked in", "fare codes");

    private static readonly Phrases NothingWords = new(
        "not eligible", "ineligible", "non-eligible", "not accrue", "not accrued", "not earned", "not collected", "not accumulated", "no miles", "not earn", "no accrual", "no points", "no avios", "earn nothing", "excluded", "cannot be earned", "cannot earn", "not be earned", "not accruable",
        "not credited", "not be credited", "not awarded", "not be awarded", "not qualify", "no mileage", "earns no", "earn no", "accrue no", "not valid for", "not entitled",
        "don't earn", "doesn't earn", "don't accrue", "doesn't accrue", "aren't eligible", "isn't eligible", "don't qualify", "doesn't qualify", "won't earn", "can't earn", "not collect", "don't collect", "can't collect", "cannot be collected",
        "not accumulate", "cannot be accumulated", "without accrual", "earns nothing", "earning nothing", "non-accruing", "no award miles", "do not count", "don't count");

    // A note for some members, tickets or flights excludes nobody else.
    private static readonly Phrases Narrowing = new(
        "except", "unless", "if", "when", "only", "some", "other than", "status", "tier", "elite", "bonus", "on", "from", "to", "until", "within", "domestic", "international", "upgrade",
        "upgrades", "award");

    // In a sentence, what leaves it open whom it is about: others, some flights, some days, some tickets.
    private static readonly Phrases Leaving = new(
        "except", "excepting", "excluding", "unless", "if", "when", "only", "some", "certain", "selected", "other", "others", "remaining", "may", "bonus", "until", "before", "after", "since", "during", "within", "between",
        "domestic", "international", "regional", "intercontinental", "upgrade", "upgrades", "upgraded", "award ticket", "award tickets", "award flights", "award travel", "to all", "to any", "issued by", "operated by", "marketed by",
        "codeshare", "codeshares", "code share", "on flights", "on routes", "on services", "on tickets", "on sectors", "half", "promotion", "promotional", "group", "groups", "infant", "infants", "child", "children", "staff", "charter", "companion", "basic", "depending", "either", "unlike", "instead");

    private static readonly Phrases EliteWords = new("status", "tier", "elite", "level", "qualifying", "premier");

    private static readonly Phrases Joining = new("or", "and", "nor", "/");

    private static readonly FrozenSet<string> OfSentences = FrozenSet.ToFrozenSet(
    [
        "class", "classes", "cabin", "cabins", "booking", "fare", "fares", "code", "codes", "rbd", "rbds", "ticket", "tickets", "flight", "flights", "booked", "travel", "travelled", "traveled", "travelling", "flown", "issued", "purchased", "sold",
        "in", "of", "for", "the", "following", "these", "those", "any", "all", "such", "a", "are", "is", "be", "will", "can", "may", "do", "does", "not", "no", "cannot", "please", "note", "that", "as", "and", "or", "by", "with",
        "earn", "earns", "earned", "earning", "accrue", "accrues", "accrued", "accrual", "accruing", "accumulate", "accumulated", "accumulation", "collect", "collected", "credit", "credited", "award", "awarded", "granted", "qualify", "valid", "entitled",
        "mileage", "mile", "miles", "point", "points", "avios", "eligible", "ineligible", "non-eligible", "excluded", "nothing", "members", "you", "reservation", "designator", "designators", "letter", "letters", "service", "to",
    ], StringComparer.Ordinal);

    private static readonly Phrases MilesToo = new("miles", "points", "avios", "mileage", "nothing", "not eligible", "ineligible");

    // Words that nobody knows say little beside so many that are known; a sentence of more of them may be about anything.
    private const int UnknownLetters = 40;

    /// <summary>Whether a text speaks of classes that earn nothing.</summary>
    public static bool MayName(string text) => Phrase.Fold(text) is var folded && ClassWords.In(folded) && NothingWords.In(folded);

    private static readonly Phrases OfNoPaidTicket = new("award ticket", "award tickets", "award travel", "award flight", "award flights", "free ticket", "free tickets", "reward ticket", "reward tickets", "mileage ticket", "mileage tickets");

    private static readonly Phrases Using = new("used for", "used for upgrade", "is used", "are used", "booked for", "issued for", "booked as", "issued as");

    private static readonly Phrases OfPaidTickets = new("discounted", "promotional", "purchased", "revenue", "group", "tour", "paid", "other");

    /// <summary>"No mileage is credited for F class that is used for upgrade and award tickets": what nobody pays for earns nothing anyway.</summary>
    public static bool IsOfAwards(string text) =>
        text.Length <= 160 && Phrase.Fold(text) is var folded && OfNoPaidTicket.In(folded) && Using.In(folded) && !OfPaidTickets.In(folded) && !folded.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>"Classes that are not listed earn nothing": it names none, and says nothing of those that are.</summary>
    public static bool NamesNone(string text)
    {
        var folded = Phrase.Fold(text);
        return text.Length <= 200 && !folded.AsSpan().ContainsAnyInRange('0', '9') && !folded.Contains('%', StringComparison.Ordinal) && !AnyLetter().IsMatch(text)
            && !Phrase.HasAny(folded, "only", "except", "unless", "if", "when", "until", "from", "operated", "marketed", "issued", "tickets", "domestic", "international") && !PlaceWords.NamesPlace(folded);
    }

    /// <summary>The letters; none where the note is no such list from its first word to its last.</summary>
    /// <param name="note">The note.</param>
    /// <param name="program">The program whose metrics are known.</param>
    public static FareClasses In(string note, LoyaltyProgram? program = null)
    {
        if (note.Length > 400 || !NothingWords.In(Phrase.Fold(note))) return default;
        if (note.Contains('-', StringComparison.Ordinal)) note = Dashed().Replace(note, static letters => letters.Value.Replace('-', ','));
        var listed = Listed(note);
        if (!listed.IsEmpty) return listed;
        foreach (var sentence in Phrase.Sentences(note)) listed = listed.Union(Said(sentence, program));
        return listed;
    }

    private static FareClasses Listed(string note)
    {
        if (note.Length > 160) return default;
        var end = note.AsSpan().IndexOfAny(':', '–', '—');
        if (end <= 0) return default;
        var head = Phrase.Fold(note[..end]);
        if (!NothingWords.In(head) || Narrowing.In(head)) return default;
        var list = ClassList.Read(note[(end + 1)..].Trim().TrimEnd('.'));
        return list is { IsRead: true, All: false, Label: "" or "and" or "or", Marks: "" } && (ClassWords.In(head) || note.AsSpan(end + 1).ContainsAny(',', '/') || ClassWords.In(Phrase.Fold(note[(end + 1)..]))) ? list.Classes : default;
    }

    /// <summary>A heading of what earns nothing: "Flights that don't earn miles", "Ineligible booking classes".</summary>
    public static bool IsHeading(string heading) =>
        heading.Length is > 5 and <= 60 && Phrase.Fold(heading) is var folded && NothingWords.In(folded) && !Leaving.In(folded) && !EliteWords.In(folded) && !folded.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>A sentence with one list of letters that says nothing of whom else, where else or when else it is so.</summary>
    private static FareClasses Said(string sentence, LoyaltyProgram? program)
    {
        sentence = Always().Replace(sentence, "");
        if (MetricWords.Named(sentence, Phrase.Fold(sentence), program) is { } metric)
        {
            // What earns no PQP may earn miles.
            sentence = MetricWords.WithoutName(sentence, metric);
            if (!MilesToo.In(Phrase.Fold(sentence))) return default;
        }

        if (sentence.Length > 200 || !NothingWords.In(Phrase.Fold(sentence)) || Letters().Matches(sentence) is not [var letters]) return default;
        // A letter alone may be an article or a pronoun.
        if (letters.Value is "A" or "I" && (letters.Index == 0 || !MayName(sentence))) return default;
        var rest = Phrase.Fold(sentence.Remove(letters.Index, letters.Length)).Replace("on any route", " ", StringComparison.Ordinal).Replace("on any flight", " ", StringComparison.Ordinal);
        if (letters.Length < 3 && !ClassWords.In(rest)) return default;
        if (!NothingWords.In(rest) || Leaving.In(rest) || IsOfElite(rest) || rest.AsSpan().ContainsAnyInRange('0', '9') || PlaceWords.NamesPlace(rest)) return default;
        var unknown = 0;
        foreach (var word in rest.Split([' ', ',', ':', '(', ')', '.', '*', '/', '"', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OfSentences.Contains(word)) unknown += word.Length;
        }

        return unknown <= UnknownLetters && ClassList.Read(letters.Value) is { IsRead: true, All: false } list ? list.Classes : default;
    }

    /// <summary>Whether only what counts for status is not earned: "no tier points", but not "no miles or tier points".</summary>
    private static bool IsOfElite(string rest)
    {
        if (!EliteWords.In(rest)) return false;
        foreach (var word in (ReadOnlySpan<string>)["miles", "points", "avios", "mileage"])
        {
            for (var at = Phrase.IndexOf(rest, word); at > 0; at = Phrase.IndexOf(rest, word, at + 1))
            {
                var before = rest[..at].TrimEnd();
                var last = before[(before.LastIndexOf(' ') + 1)..];
                if (!EliteWords.In(last) && Joining.In(rest[at..])) return false;
            }
        }

        return true;
    }

    /// <summary>Whether a note holds for the charts beside its own: before a day and after it, or for miles and what counts for status.</summary>
    public static bool HoldsBeside(string note, LoyaltyProgram? program) =>
        note.Length <= 400 && NothingWords.In(Phrase.Fold(note))
        && (Always().IsMatch(note) || (MetricWords.Named(note, Phrase.Fold(note), program) is { } metric && MilesToo.In(Phrase.Fold(MetricWords.WithoutName(note, metric))))) && !In(note, program).IsEmpty;

    [GeneratedRegex(@",?\s*\b(?:neither\s+|either\s+)?before\s+(?:or|and|nor)\s+after\s+(?:\d{1,2}\s+\p{L}+\s+\d{4}|\p{L}+\s+\d{1,2},?\s+\d{4}|that day|that date)", RegexOptions.IgnoreCase)]
    private static partial Regex Always();

    // Three letters or more with dashes between them are no range.
    [GeneratedRegex(@"(?<![A-Za-z0-9-])[A-Z](?:-[A-Z]){2,}(?![A-Za-z0-9-])")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z](?![A-Za-z'’])")]
    private static partial Regex AnyLetter();

    [GeneratedRegex(@"(?<![A-Za-z0-9'’])[A-Z](?![A-Za-z0-9'’-])(?:\s*(?:,|/|&|,?\s+and|,?\s+or|\s)\s*[A-Z](?![A-Za-z0-9'’-]))*")]
    private static partial Regex Letters();
}
