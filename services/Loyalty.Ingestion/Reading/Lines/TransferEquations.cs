using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// A line that is an equation of points and nothing else, of which one side is the page's own program: "3 Bilt Reward = 2 ALL Reward points". The other
/// side may have a name that nobody knows: then its row says so.
/// </summary>
internal static partial class TransferEquations
{
    private static readonly Phrases Counted = new("point", "points", "mile", "miles", "avios", "reward", "rewards", "coins");

    // What stands beside a program's name in what it counts.
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "point", "points", "mile", "miles", "avios", "reward", "rewards", "award", "loyalty", "bonus", "program", "programme", "club", "your", "the" };

    /// <summary>Who sends, who receives and at what ratio; null where the line is no such equation.</summary>
    public static (string From, string To, string Ratio)? Read(string line, LineContext context)
    {
        if (line.Length is < 12 or > 120 || line.AsSpan().IndexOfAny('=', '→') < 0 || context.Program is not { } own || Equation().Match(line) is not { Success: true } match) return null;
        var (a, b) = (match.Groups["a"].Value.Trim(), match.Groups["b"].Value.Trim());
        var (sent, received) = (IsOwn(a, own), IsOwn(b, own));
        // A side must say that it counts points: 2,000 points are also 40 euro.
        if (sent == received || !Counted.In(Phrase.Fold(a)) || !Counted.In(Phrase.Fold(b))) return null;
        var other = Other(sent ? b : a, own, context.Names);
        if (other is null) return null;
        var ratio = $"{match.Groups["from"].Value} : {match.Groups["to"].Value}";
        return sent ? (own.Id, other, ratio) : (other, own.Id, ratio);
    }

    /// <summary>Whether words name the program by its name, its initials or a word of it, and nothing else.</summary>
    private static bool IsOwn(string words, LoyaltyProgram own)
    {
        var names = Phrase.Fold(own.Name).Split([' ', '&', '+', '-'], StringSplitOptions.RemoveEmptyEntries);
        var initials = string.Concat(names.Select(name => name[0]));
        var named = false;
        foreach (var word in Phrase.Fold(words).Split([' ', '®', '™', '(', ')', '-', '–'], StringSplitOptions.RemoveEmptyEntries))
        {
            var isName = (word.Length > 2 && Array.IndexOf(names, word) >= 0) || (word.Length > 2 && word == initials);
            named |= isName;
            if (!isName && !Beside.Contains(word)) return false;
        }

        return named;
    }

    /// <summary>The other program's id; its words where nobody knows it, null where they are no name.</summary>
    private static string? Other(string words, LoyaltyProgram own, INameIndex names)
    {
        var id = PartnerNames.Find(words, names) ?? PartnerNames.Find(words + "s", names) ?? PartnerNames.Find(Last().Replace(words, ""), names) ?? PartnerNames.Find(Last().Replace(words, "s"), names);
        return id is not null ? id == own.Id ? null : id : char.IsUpper(words[0]) ? words : null;
    }

    [GeneratedRegex(@"^[\s•*·-]*(?:[\p{L} ]{3,30}:\s*)?(?<from>\d[\d,]*(?:\.\d+)?)\s+(?<a>[\p{L}®™&'’ -]{3,45}?)\s*(?:=|→)\s*(?<to>\d[\d,]*(?:\.\d+)?)\s+(?<b>[\p{L}®™&'’ -]{3,45}?)[\s.*]*$")]
    private static partial Regex Equation();

    [GeneratedRegex(@"\s+(?:rewards?|points?|miles?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Last();
}
