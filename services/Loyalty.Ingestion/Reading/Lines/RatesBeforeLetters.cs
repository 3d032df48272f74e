using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// A rate before the letters that earn it, in one line or several: "Business class fares 125% (booking classes J, C), 100% (booking class Z)" is a
/// line for each list.
/// </summary>
internal static partial class RatesBeforeLetters
{
    // What makes of a label more than a name.
    private static readonly Phrases Narrowing = new("only", "except", "not", "without", "until", "before", "after", "bonus", "extra", "award", "upgrade", "tier", "status", "elite", "members", "member", "codeshare");

    public static List<string> Split(List<string> lines)
    {
        if (!lines.Exists(MayBe)) return lines;
        List<string> split = new(lines.Count + 4);
        var found = 0;
        foreach (var line in lines)
        {
            if (MayBe(line) && Whole().Match(line) is { Success: true } match && !Narrowing.In(Phrase.Fold(match.Groups["label"].Value)) && CabinWords.Single(Phrase.Fold(match.Groups["label"].Value)) is { } cabin)
            {
                var name = cabin == Core.Earning.Cabin.PremiumEconomy ? "Premium Economy" : cabin.ToString();
                for (var i = 0; i < match.Groups["rate"].Captures.Count; i++) split.Add($"{name}: {match.Groups["letters"].Captures[i].Value} – {match.Groups["rate"].Captures[i].Value}");
                found++;
            }
            else
            {
                split.Add(line);
            }
        }

        return found > 1 ? split : lines;
    }

    private static bool MayBe(string line) => line.Length <= 2 * ChartLine.Longest && line.EndsWith(')') && line.Contains('%', StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<label>\p{L}[^%()]{2,60}?)\s*[:–-]?\s*(?:(?<rate>\d{1,3}(?:\.\d+)?\s?%)\s*\((?:[a-z ]*class(?:es)?:?\s*)?(?<letters>[A-Z](?:\s*[,/]\s*[A-Z])*)\)(?:\s*[,;、]\s*|$))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
