using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// A note of the classes that earn nothing: "Classes not eligible for miles: O, I, L", or a sentence: "Miles cannot be earned in booking classes
/// X, N and O".
/// </summary>
internal static partial class ExcludedClasses
{
    private static readonly Phrases ClassWords = new("class", "classes", "rbd", "rbds", "cabin", "cabins");

    private static readonly Phrases NothingWords = new(
        "not eligible", "ineligible", "non-eligible", "not accrue", "no miles", "not earn", "no accrual", "no points", "no avios", "earn nothing", "excluded", "cannot be earned", "cannot earn", "not be earned", "not accruable",
        "not credited", "not be credited", "not awarded", "not be awarded", "not qualify", "no mileage", "earns no", "earn no", "accrue no", "not valid for", "not entitled");

    // A note for some members, tickets or flights excludes nobody else.
    private static readonly Phrases Narrowing = new(
        "except", "unless", "if", "when", "only", "some", "other than", "status", "tier", "elite", "bonus", "on", "from", "to", "until", "within", "domestic", "international", "upgrade",
        "upgrades", "award");

    private static readonly FrozenSet<string> OfSentences = FrozenSet.ToFrozenSet(
    [
        "class", "classes", "cabin", "cabins", "booking", "fare", "fares", "code", "codes", "rbd", "rbds", "ticket", "tickets", "flight", "flights", "booked", "travel", "travelled", "traveled", "travelling", "flown", "issued", "purchased", "sold",
        "in", "of", "for", "the", "following", "these", "those", "any", "all", "such", "a", "are", "is", "be", "will", "can", "may", "do", "does", "not", "no", "cannot", "please", "note", "that", "as", "and", "or", "by", "with",
        "earn", "earns", "earned", "earning", "accrue", "accrues", "accrued", "accrual", "accruing", "accumulate", "accumulated", "accumulation", "collect", "collected", "credit", "credited", "award", "awarded", "granted", "qualify", "valid", "entitled",
        "mileage", "mile", "miles", "point", "points", "avios", "eligible", "ineligible", "non-eligible", "excluded", "nothing", "members", "you", "reservation", "designator", "designators", "letter", "letters", "service", "to",
    ], StringComparer.Ordinal);

    /// <summary>Whether a text speaks of classes that earn nothing.</summary>
    public static bool MayName(string text) => Phrase.Fold(text) is var folded && ClassWords.In(folded) && NothingWords.In(folded);

    /// <summary>The letters; none where the note is no such list from its first word to its last.</summary>
    public static FareClasses In(string note)
    {
        if (note.Length > 400 || !MayName(note)) return default;
        var listed = Listed(note);
        if (!listed.IsEmpty) return listed;
        foreach (var sentence in Phrase.Sentences(note)) listed = listed.Union(Said(sentence));
        return listed;
    }

    private static FareClasses Listed(string note)
    {
        if (note.Length > 160) return default;
        var end = note.AsSpan().IndexOfAny(':', '–', '—');
        if (end <= 0) return default;
        var head = Phrase.Fold(note[..end]);
        if (!ClassWords.In(head) || !NothingWords.In(head) || Narrowing.In(head)) return default;
        var list = ClassList.Read(note[(end + 1)..].Trim().TrimEnd('.'));
        return list is { IsRead: true, All: false, Label: "" or "and" or "or", Marks: "" } ? list.Classes : default;
    }

    /// <summary>A sentence of which every other word is known, and that has one list of letters.</summary>
    private static FareClasses Said(string sentence)
    {
        if (sentence.Length > 200 || !MayName(sentence) || Letters().Matches(sentence) is not [var letters]) return default;
        // A letter alone may be an article or a pronoun.
        if (letters.Value is "A" or "I" && letters.Index == 0) return default;
        var rest = Phrase.Fold(sentence.Remove(letters.Index, letters.Length));
        foreach (var word in rest.Split([' ', ',', ':', '(', ')', '.', '*', '/', '"', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OfSentences.Contains(word)) return default;
        }

        // "Award tickets in X" says nothing of other tickets in X.
        return Phrase.HasAny(rest, "award ticket", "award tickets", "award flights", "award travel", "to all", "to any") || !NothingWords.In(rest) ? default
            : ClassList.Read(letters.Value) is { IsRead: true, All: false } list ? list.Classes : default;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9'’])[A-Z](?![A-Za-z0-9'’-])(?:\s*(?:,|/|&|,?\s+and|,?\s+or|\s)\s*[A-Z](?![A-Za-z0-9'’-]))*")]
    private static partial Regex Letters();
}
