using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Sentences beside a chart that give classes another rate up to a day or from one: "For departures before 2 May 2019 class P earned 250%". They are
/// not read, and what they say changes the chart.
/// </summary>
internal static partial class StrayRates
{
    public static bool In(string line)
    {
        if (line.Length > 300 || !line.Contains('%', StringComparison.Ordinal) || !NamesClass().IsMatch(line)) return false;
        return DatePhrases.Find(Phrase.Fold(line)).Exists(date => !date.IsMonth);
    }

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z](?:\s*[,/]\s*[A-Z])*[\s-]?(?i:class(?:es)?|fares?)\b|(?i:\bclass(?:es)?)\s*:?\s*[A-Z](?![A-Za-z'’])")]
    private static partial Regex NamesClass();
}
