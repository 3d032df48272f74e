using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>"Airline code" over "CA", as pages made from a form have it: whose flights the page is about.</summary>
internal static class AirlineCodes
{
    private static readonly Phrases Labels = new("airline code", "carrier code", "iata code");

    /// <summary>Takes the label and the code out of some lines; null where they have none, or several: those are a list of airlines.</summary>
    public static string? Take(List<string> lines, INameIndex names)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (!IsLabel(lines[at])) continue;
            var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
            var isBelow = colon < 0 || colon == lines[at].Length - 1;
            if (isBelow && at + 1 == lines.Count) return null;
            var code = isBelow ? lines[at + 1].Trim(' ', '-', '•') : lines[at][(colon + 1)..].Trim();
            if (code.Length != 2 || !names.IsAirline(code)) continue;
            if (lines.FindLastIndex(IsLabel) != at) return null;
            lines.RemoveRange(at, isBelow ? 2 : 1);
            return code;
        }

        return null;
    }

    private static bool IsLabel(string line) => line.Length is >= 9 and <= 40 && line.Contains("code", StringComparison.OrdinalIgnoreCase) && Labels.In(Phrase.Fold(line));
}
