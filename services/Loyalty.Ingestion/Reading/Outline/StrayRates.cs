using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Sentences beside a chart that give classes another rate up to a day or from one, or on some flights: "For departures before 2 May 2019 class P earned
/// 250%", "Class X earns 50% or 25%, by the route". They are not read, and what they say changes the chart.
/// </summary>
internal static partial class StrayRates
{
    private static readonly Phrases Choosing = new("or", "depending", "route", "routes", "according to");

    private static readonly Phrases Ending = new("before", "until", "prior to");

    public static bool In(string line)
    {
        if (line.Length > 400 || !line.Contains('%', StringComparison.Ordinal) || !NamesClass().IsMatch(line)) return false;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (!sentence.Contains('%', StringComparison.Ordinal) || !NamesClass().IsMatch(sentence)) continue;
            if (ClassDays.Rated(sentence) is not null) continue;
            var folded = Phrase.Fold(sentence);
            if (DatePhrases.Find(folded).Exists(date => !date.IsMonth) || (sentence.AsSpan().Count('%') > 1 && Choosing.In(folded))) return true;
        }

        return false;
    }

    /// <summary>The day before which the other rates held: from then on it is those of the table.</summary>
    public static Validity? Since(string line)
    {
        var folded = Phrase.Fold(line);
        return Ending.In(folded) && DatePhrases.ReadValidity(folded, null, out _) is { From: null, Until: { } until } ? new Validity(until.AddDays(1), null, DateBasis.Travel) : null;
    }

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z](?:\s*[,/]\s*[A-Z])*[\s-]?(?i:class(?:es)?|fares?)\b|(?i:\bclass(?:es)?)\s*:?\s*[A-Z](?![A-Za-z'’])")]
    private static partial Regex NamesClass();
}
