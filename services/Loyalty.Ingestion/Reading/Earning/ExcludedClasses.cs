using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A note that lists the classes which earn nothing: "Classes not eligible for miles: O, I, L".</summary>
internal static class ExcludedClasses
{
    private static readonly Phrases ClassWords = new("class", "classes");

    private static readonly Phrases NothingWords = new("not eligible", "ineligible", "non-eligible", "not accrue", "no miles", "not earn", "no accrual", "no points", "no avios", "earn nothing", "excluded");

    // A note for some members, tickets or flights excludes nobody else.
    private static readonly Phrases Narrowing = new(
        "except", "unless", "if", "when", "only", "some", "other than", "status", "tier", "elite", "bonus", "on", "from", "to", "until", "within", "domestic", "international", "upgrade",
        "upgrades", "award");

    /// <summary>Whether a text speaks of classes that earn nothing.</summary>
    public static bool MayName(string text) => Phrase.Fold(text) is var folded && ClassWords.In(folded) && NothingWords.In(folded);

    /// <summary>The letters; none where the note is no such list from its first word to its last.</summary>
    public static FareClasses In(string note)
    {
        if (note.Length > 160) return default;
        var end = note.AsSpan().IndexOfAny(':', '–', '—');
        if (end <= 0) return default;
        var head = Phrase.Fold(note[..end]);
        if (!ClassWords.In(head) || !NothingWords.In(head) || Narrowing.In(head)) return default;
        var list = ClassList.Read(note[(end + 1)..].Trim().TrimEnd('.'));
        return list is { IsRead: true, All: false, Label: "" or "and" or "or", Marks: "" } ? list.Classes : default;
    }
}
