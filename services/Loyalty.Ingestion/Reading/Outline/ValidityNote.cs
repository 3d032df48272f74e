using System.Collections.Frozen;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// A sentence below a chart that says nothing but from when until when it holds: "Valid for flights from 1 January 2026." One that says more,
/// such as for whom, is not read.
/// </summary>
internal static class ValidityNote
{
    private const int Longest = 120;

    // What a translation leaves in its own language says little: how flights are called, or where the table stands.
    private const int MostUnknown = 2;

    private static readonly Phrases Holding = new("valid", "effective", "applies", "apply", "applied", "applicable", "in force", "in effect", "validity");

    private static readonly Phrases Flying = new("flights", "flight", "travel", "departures", "departing", "boarding", "flown");

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "valid", "validity", "effective", "applies", "apply", "applied", "applicable", "in", "force", "effect", "with", "for", "on", "or", "to", "of", "the", "this", "these", "above", "below", "all", "are", "is", "be", "as", "at", "and", "by",
        "table", "tables", "chart", "charts", "rate", "rates", "accrual", "earning", "earn", "mileage", "miles", "points", "flights", "flight", "travel", "travelled", "traveled", "flown", "operated", "departing", "departure", "departures", "boarding",
        "date", "dates", "starting", "beginning", "since", "from", "until", "till", "up", "including", "through", "after", "before", "new", "current", "terms", "conditions", "notes", "note", "tickets", "ticket", "issued", "purchased", "booked", "bookings", "made",
    ], StringComparer.Ordinal);

    /// <summary>The valid time that a line below a chart gives it; null when it gives none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isTranslated">Whether the document is in another language, so that words of it may have stayed.</param>
    /// <param name="yearOf">The day after which a date without a year is meant.</param>
    public static Validity? Read(string line, bool isTranslated, DateOnly? yearOf)
    {
        if (!line.AsSpan().ContainsAnyInRange('0', '9')) return null;
        foreach (var sentence in Phrase.Sentences(line))
        {
            // What a mark refers to holds for what bears it.
            if (sentence.Length is < 10 or > Longest || sentence[0] is '*' or '†' or '‡' or '[' or '(' || !sentence.AsSpan().ContainsAnyInRange('0', '9')) continue;
            var folded = Phrase.Fold(sentence);
            if (!Holding.In(folded) && !Flying.In(folded)) continue;
            if (DatePhrases.ReadValidity(folded, yearOf, out var problem) is { } validity && problem is null && SaysNoMore(folded, isTranslated)) return validity;
        }

        return null;
    }

    private static bool SaysNoMore(string folded, bool isTranslated)
    {
        var unknown = 0;
        var dates = DatePhrases.Find(folded);
        for (var at = 0; at < folded.Length; at++)
        {
            if (dates.Exists(date => at >= date.Index && at < date.Index + date.Length)) continue;
            if (char.IsAsciiDigit(folded[at]) || folded[at] is '%') return false;
            if (!char.IsLetter(folded[at])) continue;
            var start = at;
            while (at + 1 < folded.Length && char.IsLetter(folded[at + 1])) at++;
            var word = folded[start..(at + 1)];
            if (!Known.Contains(word) && (word.Length == 1 || !isTranslated || Languages.IsEnglish(word) || ++unknown > MostUnknown)) return false;
        }

        return true;
    }
}
