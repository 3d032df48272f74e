using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Alliances with a level of theirs in lines: "SkyTeam Elite Plus members", "Elite Plus of SkyTeam".</summary>
internal sealed partial class SpokenAlliances(INameIndex names)
{
    /// <summary>The first alliance that was found with a level, as the page names it.</summary>
    public string? Named { get; private set; }

    /// <summary>The alliance and the level that a line names; null where it names none.</summary>
    public string? Level(string line)
    {
        if (line.Length > 300 || !names.MayNameAlliance(Phrase.Fold(line))) return null;
        foreach (Match match in WithLevel().Matches(line))
        {
            if (In(match) is not { } alliance) continue;
            Named ??= alliance;
            return $"{alliance} {match.Groups["level"].Value}";
        }

        return null;
    }

    /// <summary>A text without such levels: "Sapphire" of oneworld is no tier of the program.</summary>
    public string Without(string text) => names.MayNameAlliance(Phrase.Fold(text)) ? WithLevel().Replace(text, match => In(match) is null ? match.Value : "") : text;

    /// <summary>The alliance that the words before a level end with, or those behind it begin with.</summary>
    private string? In(Match match)
    {
        var isBefore = match.Groups["before"].Success;
        var parts = match.Groups[isBefore ? "before" : "behind"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var length = Math.Min(2, parts.Length); length > 0; length--)
        {
            var name = string.Join(' ', isBefore ? parts[^length..] : parts[..length]);
            if (names.AllianceByName(name) is not null) return name;
        }

        return null;
    }

    [GeneratedRegex(@"(?<before>\p{L}+(?: \p{L}+)?)[ -]+(?<level>" + AllianceWords.Level + @")\b|\b(?<level>" + AllianceWords.Level + @")\b(?: (?:status|level|tier|members?|card))*(?:\s+(?:of|in|with|the|de|der|des|von|du|al))*\s+(?<behind>\p{L}+(?: \p{L}+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex WithLevel();
}
