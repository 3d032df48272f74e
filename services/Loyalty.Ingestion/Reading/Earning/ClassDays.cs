using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A note that bounds some classes of a chart and says nothing else: "RBD P: travel on or after 1 April 2020".</summary>
internal static partial class ClassDays
{
    private const int Longest = 120;

    private const int LongestRated = 160;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "travel", "travelled", "flights", "flight", "flown", "departures", "departing", "boarding", "from", "on", "or", "after", "on/after", "and", "since", "until", "before", "through", "starting", "effective", "valid", "as", "of", "for", "with", "effect", "the", "in", "is", "are",
        "only", "onwards", "onward", "earn", "earns", "earned", "miles", "points", "accrue", "accrues", "accrual", "eligible", "counts", "count", "credited", "date", "made", "issued", "tickets", "ticketed", "booked", "class", "classes",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> RateWords = FrozenSet.ToFrozenSet(
        ["note", "ratio", "rate", "percentage", "mileage", "mile", "at", "a", "get", "gets", "has", "have", "will", "be", "been", "applies", "apply", "booking", "fare", "flown", "actual", "distance", "dates", "departure", "credit", "receive", "receives"], StringComparer.Ordinal);

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

    /// <summary>
    /// A sentence that says from when some classes earn a rate, and nothing else: "The accrual ratio of P class is 25%, starting from 1 May 2019". A
    /// chart that gives them this rate does so from that day.
    /// </summary>
    public static RatedDay? Rated(string sentence)
    {
        if (sentence.Length > LongestRated || sentence.AsSpan().Count('%') != 1 || OneRate().Match(sentence) is not { Success: true } rate) return null;
        if (Letters().Matches(sentence) is not [var letters] || ClassList.Read(letters.Value) is not { IsRead: true, All: false } list) return null;
        // A letter alone may be an article or a pronoun.
        if (letters.Value is "A" or "I") return null;
        var (first, second) = rate.Index < letters.Index ? ((Capture)rate, (Capture)letters) : (letters, rate);
        var folded = Phrase.Fold(sentence.Remove(second.Index, second.Length).Remove(first.Index, first.Length));
        if (DatePhrases.ReadValidity(folded, null, out var problem) is not { From: { } from, Until: null } validity || problem is not null) return null;
        if (DatePhrases.Find(folded) is not [{ IsMonth: false } date]) return null;
        foreach (var word in folded.Remove(date.Index, date.Length).Split([' ', ',', ':', '.', '(', ')', '*', '※', '-', '–'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words.Contains(word) && !RateWords.Contains(word)) return null;
        }

        return new RatedDay(list.Classes, validity with { From = from }, decimal.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture) / 100, sentence);
    }

    /// <summary>Whether a line is such a sentence.</summary>
    public static bool IsRated(string line) => line.Length <= LongestRated && line.Contains('%', StringComparison.Ordinal) && Phrase.Sentences(line).Any(sentence => Rated(sentence) is not null);

    [GeneratedRegex(@"^[\s*※†()\d.]*(?:RBDs?|(?i:(?:(?:booking|fare) )?class(?:es)?))\s*:?\s*(?<letters>[A-Z](?:\s*(?:,|/|and|&)\s*[A-Z])*)(?=[\s:,(–-])")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![\d.,])(?<rate>\d{1,3}(?:\.\d+)?)\s?%")]
    private static partial Regex OneRate();

    [GeneratedRegex(@"(?<![A-Za-z0-9'’])[A-Z](?![A-Za-z0-9'’-])(?:\s*(?:,|/|&|,?\s+and|\s)\s*[A-Z](?![A-Za-z0-9'’-]))*")]
    private static partial Regex Letters();
}

/// <summary>The rate that some classes have from a day on.</summary>
/// <param name="Sentence">Where it is said.</param>
internal sealed record RatedDay(FareClasses Classes, Validity Validity, decimal Rate, string Sentence);
