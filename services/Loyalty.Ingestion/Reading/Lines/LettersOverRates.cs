using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Flights with their classes in a line over what they earn, again and again: "1 economy flight (classes N, R)" over "25% of miles flown". Each two become one line.</summary>
internal static class LettersOverRates
{
    /// <summary>The lines with those joined; the same where fewer than two are.</summary>
    public static List<string> Join(List<string> lines)
    {
        if (!lines.Exists(line => line.EndsWith(')')) || lines.FindAll(IsRate).Count < 2) return lines;
        List<string> joined = [];
        var pairs = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i + 1 < lines.Count && IsRate(lines[i + 1]) && Flight(lines[i]) is { } flight)
            {
                joined.Add($"{flight}: {lines[++i]}");
                pairs++;
            }
            else
            {
                joined.Add(lines[i]);
            }
        }

        return pairs > 1 ? joined : lines;
    }

    private static bool IsRate(string line) =>
        line.Length is > 1 and <= 40 && char.IsAsciiDigit(line[0]) && line.Contains('%', StringComparison.Ordinal) && CellReader.Read(line).Value.Kind is ValueKind.Percent or ValueKind.NotEligible;

    /// <summary>The cabin with its classes in brackets; null where nothing or something else stands in them.</summary>
    private static string? Flight(string line)
    {
        if (line.Length > 120 || !line.EndsWith(')') || line.LastIndexOf('(') is not (> 0 and var open) || line.Contains('%', StringComparison.Ordinal)) return null;
        // "(classes N, R)".
        var letters = line[(open + 1)..^1];
        if (ClassList.Read(letters) is not { IsRead: true, All: false, Label: "" or "class" or "classes" }) return null;
        var name = Phrase.Fold(line[..open].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' '));
        return CabinWords.Single(name) is { } cabin ? $"{cabin} ({letters})" : null;
    }
}
