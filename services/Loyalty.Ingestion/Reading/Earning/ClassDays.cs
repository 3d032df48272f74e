using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A note that bounds some classes of a chart and says nothing else: "RBD P: travel on or after 1 April 2020".</summary>
internal static partial class ClassDays
{
    private const int Longest = 120;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "travel", "travelled", "flights", "flight", "flown", "departures", "departing", "boarding", "from", "on", "or", "after", "on/after", "and", "since", "until", "before", "through", "starting", "effective", "valid", "as", "of", "for", "with", "effect", "the", "in", "is", "are",
        "only", "onwards", "onward", "earn", "earns", "earned", "miles", "points", "accrue", "accrues", "accrual", "eligible", "counts", "count", "credited", "date", "issued", "tickets", "ticketed", "booked", "class", "classes",
    ], StringComparer.Ordinal);

    /// <summary>The classes and their valid time; null for any other sentence.</summary>
    public static (FareClasses Classes, Validity Validity)? In(string sentence)
    {
        if (sentence.Length > Longest || !sentence.AsSpan().ContainsAnyInRange('0', '9') || sentence.Contains('%', StringComparison.Ordinal)) return null;
        if (Named().Match(sentence) is not { Success: true } named || ClassList.Read(named.Groups["letters"].Value) is not { IsRead: true, All: false } list) return null;
        var folded = Phrase.Fold(sentence[(named.Index + named.Length)..]);
        if (DatePhrases.ReadValidity(folded, null, out var problem) is not { } validity || problem is not null) return null;
        var rest = folded;
        var dates = DatePhrases.Find(folded);
        for (var i = dates.Count - 1; i >= 0; i--) rest = rest.Remove(dates[i].Index, dates[i].Length);
        foreach (var word in rest.Split([' ', ',', ':', '.', '(', ')', '-', '–'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words.Contains(word)) return null;
        }

        return (list.Classes, validity);
    }

    /// <summary>What the notes in reach bound; most bound nothing.</summary>
    public static List<(FareClasses Classes, Validity Validity)> Of(IEnumerable<string> notes)
    {
        List<(FareClasses, Validity)> bounds = [];
        foreach (var note in notes)
        {
            if (note.Length > 400 || !note.AsSpan().ContainsAnyInRange('0', '9')) continue;
            foreach (var sentence in Phrase.Sentences(note))
            {
                if (In(sentence) is { } bound) bounds.Add(bound);
            }
        }

        return bounds;
    }

    [GeneratedRegex(@"^[\s*※†()\d.]*(?:RBDs?|(?i:(?:(?:booking|fare) )?class(?:es)?))\s*:?\s*(?<letters>[A-Z](?:\s*(?:,|/|and|&)\s*[A-Z])*)(?=[\s:,(–-])")]
    private static partial Regex Named();
}
