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
    private static readonly Phrases ClassWords = new("class", "classes", "rbd", "rbds");

    private static readonly Phrases NothingWords = new(
        "not eligible", "ineligible", "non-eligible", "not accrue", "no miles", "not earn", "no accrual", "no points", "no avios", "earn nothing", "excluded", "cannot be earned", "cannot earn", "not be earned", "not accruable",
        "not credited", "not be credited", "not awarded", "not be awarded", "not qualify", "no mileage", "earns no", "earn no", "accrue no", "not valid for", "not entitled");

    // A note for some members, tickets or flights excludes nobody else.
    private static readonly Phrases Narrowing = new(
        "except", "unless", "if", "when", "only", "some", "other than", "status", "tier", "elite", "bonus", "on", "from", "to", "until", "within", "domestic", "international", "upgrade",
        "upgrades", "award");

    private static readonly Phrases Negative = new(
        "not", "no", "cannot", "can't", "don't", "doesn't", "aren't", "isn't", "won't", "never", "without", "nothing", "ineligible", "non-eligible", "excluded");

    private static readonly Phrases Earning = new(
        "earn", "earns", "earned", "earning", "eligible", "ineligible", "non-eligible", "excluded", "accrue", "accrues", "accrued", "accrual", "accruable", "collect", "collects", "collected", "credit", "credited", "qualify", "qualifies", "miles",
        "points", "avios", "mileage", "entitled", "awarded", "accumulate");

    // What else may make a sentence one for some members, tickets or days.
    private static readonly Phrases ForSome = new(
        "except", "excepting", "unless", "if", "when", "only", "some", "than", "status", "tier", "elite", "members with", "bonus", "but", "however", "although", "within", "domestic", "international", "upgrade", "upgrades", "upgraded", "operated", "marketed",
        "codeshare", "codeshares", "partner", "partners", "group", "groups", "infant", "infants", "child", "children", "staff", "agent", "industry", "charter", "free", "companion", "tour", "package", "award ticket", "award tickets", "award flight",
        "award flights", "award travel", "reward", "redemption", "longer", "was", "were", "before", "after", "until", "till", "from", "between", "to all", "to any", "minimum", "instead", "lower", "higher", "less", "more", "half", "ticketed");

    private static readonly Phrases MilesToo = new("miles", "points", "avios", "mileage", "award", "nothing");

    // Words that say nothing of whom a sentence is for; those that nobody knows may.
    private const int UnknownWords = 2;

    private static readonly FrozenSet<string> OfSentences = FrozenSet.ToFrozenSet(
    [
        "class", "classes", "booking", "fare", "fares", "code", "codes", "rbd", "rbds", "ticket", "tickets", "flight", "flights", "booked", "travel", "travelled", "traveled", "travelling", "flown", "issued", "purchased", "sold",
        "in", "of", "for", "the", "following", "these", "those", "any", "all", "such", "a", "are", "is", "be", "will", "can", "may", "do", "does", "not", "no", "cannot", "please", "note", "that", "as", "and", "or", "by", "with",
        "earn", "earns", "earned", "earning", "accrue", "accrues", "accrued", "accrual", "accruing", "accumulate", "accumulated", "accumulation", "collect", "collected", "credit", "credited", "award", "awarded", "granted", "qualify", "valid", "entitled",
        "mileage", "mile", "miles", "point", "points", "avios", "eligible", "ineligible", "non-eligible", "excluded", "nothing", "members", "you", "reservation", "designator", "designators", "letter", "letters", "service", "to",
        "don't", "doesn't", "aren't", "isn't", "won't", "can't", "nor", "on", "which", "who", "whose", "it", "they", "their", "fares'", "route", "routes", "whatever", "your", "our", "also", "sorry", "unfortunately", "currently", "generally",
        "collects", "receive", "receives", "give", "gives", "get", "gets", "qualifies", "qualifying", "kind", "at", "there", "this", "have", "has",
    ], StringComparer.Ordinal);

    /// <summary>Whether a text speaks of classes that earn nothing.</summary>
    public static bool MayName(string text) => Phrase.Fold(text) is var folded && ClassWords.In(folded) && NothingWords.In(folded);

    /// <summary>Whether a heading says that nothing is earned by what stands under it.</summary>
    public static bool Heads(string heading) => heading.Length <= 80 && Phrase.Fold(heading) is var folded && Negative.In(folded) && Earning.In(folded) && !ForSome.In(folded);

    /// <summary>Whether a note holds for the charts beside its own: before a day and after it, or for miles and what counts for status.</summary>
    public static bool HoldsBeside(string note, LoyaltyProgram? program) =>
        note.Length <= 400 && Negative.In(Phrase.Fold(note))
        && (Always().IsMatch(note) || (MetricWords.Named(note, Phrase.Fold(note), program) is { } metric && MilesToo.In(Phrase.Fold(MetricWords.WithoutName(note, metric))))) && !In(note, program).IsEmpty;

    /// <summary>The letters; none where the note is no such list from its first word to its last.</summary>
    /// <param name="note">The note.</param>
    /// <param name="program">The program whose metrics and currency are known.</param>
    public static FareClasses In(string note, LoyaltyProgram? program)
    {
        if (note.Length > 400 || !Negative.In(Phrase.Fold(note))) return default;
        var listed = MayName(note) ? Listed(note) : default;
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
        if (!ClassWords.In(head) || !NothingWords.In(head) || Narrowing.In(head)) return default;
        var list = ClassList.Read(note[(end + 1)..].Trim().TrimEnd('.'));
        return list is { IsRead: true, All: false, Label: "" or "and" or "or", Marks: "" } ? list.Classes : default;
    }

    /// <summary>
    /// A sentence that has one list of letters and says that nothing is earned, and of which no other word narrows it: nearly all of them are
    /// known, and none is a name.
    /// </summary>
    private static FareClasses Said(string sentence, LoyaltyProgram? program)
    {
        if (sentence.Length > 200 || Letters().Matches(sentence) is not [var letters]) return default;
        var isList = letters.Length > 1;
        // A letter alone may be an article or a pronoun.
        if (!isList && letters.Value is "A" or "I" && letters.Index == 0) return default;
        var bare = sentence.Remove(letters.Index, letters.Length);
        // "Neither before nor after 1 July": always.
        bare = Always().Replace(bare, " ");
        if (MetricWords.Named(bare, Phrase.Fold(bare), program) is { } metric)
        {
            bare = MetricWords.WithoutName(bare, metric);
            // What earns no tier points may earn miles.
            if (!MilesToo.In(Phrase.Fold(bare))) return default;
        }

        var rest = Phrase.Fold(bare);
        if (!Negative.In(rest) || !Earning.In(rest) || !(isList || ClassWords.In(rest)) || ForSome.In(rest) || rest.AsSpan().ContainsAnyInRange('0', '9')) return default;
        if (MarketWords.NamesPlace(rest) || MarketWords.IsNotUnderstood(Anywhere().Replace(rest, ""))) return default;
        var unknown = 0;
        var isFirst = true;
        foreach (var word in bare.Split([' ', ',', ':', '(', ')', '.', '*', '/', '"', '–', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            var folded = Phrase.Fold(word);
            var isKnown = OfSentences.Contains(folded) || (program is not null && Phrase.Has(ProgramWords.Of(program).CellWords, folded));
            // Airlines, places and programs have names.
            if (!isKnown && (++unknown > UnknownWords || !isList || (!isFirst && char.IsUpper(word[0])))) return default;
            isFirst = false;
        }

        return ClassList.Read(letters.Value) is { IsRead: true, All: false } list ? list.Classes : default;
    }

    [GeneratedRegex(@"\bon (?:any|all) (?:routes?|flights?|markets?)\b")]
    private static partial Regex Anywhere();

    [GeneratedRegex(@",?\s*\b(?:neither\s+|either\s+)?before\s+(?:or|and|nor)\s+after\s+(?:\d{1,2}\s+\p{L}+\s+\d{4}|\p{L}+\s+\d{1,2},?\s+\d{4}|that day|that date)", RegexOptions.IgnoreCase)]
    private static partial Regex Always();

    [GeneratedRegex(@"(?<![A-Za-z0-9'’])[A-Z](?![A-Za-z0-9'’-])(?:\s*(?:,|/|&|,?\s+and|,?\s+or|\s)\s*[A-Z](?![A-Za-z0-9'’-]))*")]
    private static partial Regex Letters();
}
