using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Lists of transfer partners of which a line alone says too little: the ratio stands under the name, as on tiles, or what is sent stands
/// above the list: "1,000 points get you:" and "1,000 Aeroplan miles".
/// </summary>
internal static partial class PartnerLists
{
    private const int Enough = 3;

    private static readonly Phrases Conditions = new("until", "bonus", "promotion", "promo", "offer", "only", "ends", "end", "was", "previously", "formerly", "from", "later", "soon", "suspended", "for", "if", "except", "cards", "cardmembers");

    /// <summary>The partners in some lines.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="heading">What heads the section: "Airline programs with a 1:1 ratio".</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="rest">The lines that belong to no list.</param>
    public static List<(string Name, string Ratio)> Read(List<string> lines, string heading, INameIndex names, out List<string> rest)
    {
        rest = lines;
        List<(string, string)> partners = [];
        List<string> unused = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (Sent().Match(lines[i]) is { Success: true } head && Below(lines, i + 1, head.Groups["n"].Value, names) is { Count: >= Enough } list)
            {
                partners.AddRange(list.SelectMany(item => item));
                i += list.Count;
                continue;
            }

            if (Ratio(lines[i], i == 0 ? heading : "") is { } given && NamesBelow(lines, given.IsOfHeading ? i : i + 1, names) is { Count: >= Enough } below)
            {
                if (!given.IsOfHeading) unused.Add(lines[i]);
                partners.AddRange(below.Select(name => (name, given.Ratio)));
                i += below.Count - (given.IsOfHeading ? 1 : 0);
                continue;
            }

            if (i + 1 < lines.Count && IsName(lines[i]) && RatioOf(lines[i + 1]) is { } ratio)
            {
                partners.Add((lines[i], ratio));
                i++;
                continue;
            }

            unused.Add(lines[i]);
        }

        // Ratios stand under many things: only a list of programs is one of partners.
        if (partners.Count(partner => PartnerNames.Find(partner.Item1, names) is not null) < Enough) return [];
        rest = unused;
        return partners;
    }

    /// <summary>The ratio of a line that is nothing else: "1:1", "5 points = 4 Avios".</summary>
    public static string? RatioOf(string line)
    {
        if (line.Length > 80) return null;
        var match = UnderName().Match(line);
        if (!match.Success) match = Counted().Match(line);
        return match.Success && !Conditions.In(Phrase.Fold(match.Groups["tail"].Value)) ? $"{match.Groups["from"].Value} : {match.Groups["to"].Value}" : null;
    }

    /// <summary>The one ratio that a line or a heading gives to all the names below it: "1,000 miles become 1,000 points with these programs:".</summary>
    private static (string Ratio, bool IsOfHeading)? Ratio(string line, string heading)
    {
        if (!Conditions.In(Phrase.Fold(WithoutFor(line))) && Becomes().Match(line) is { Success: true } become) return ($"{become.Groups["from"].Value} : {become.Groups["to"].Value}", false);
        if (line.EndsWith(':') && OneRatio().Matches(line) is [var said] && !Conditions.In(Phrase.Fold(WithoutFor(line)))) return ($"{said.Groups["from"].Value} : {said.Groups["to"].Value}", false);
        return OneRatio().Matches(heading) is [var head] && !Conditions.In(Phrase.Fold(WithoutFor(heading))) ? ($"{head.Groups["from"].Value} : {head.Groups["to"].Value}", true) : null;
    }

    private static string WithoutFor(string text) => text.Replace(" for ", " ", StringComparison.OrdinalIgnoreCase).Replace(" from ", " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lines that are names and nothing else, most of them of programs.</summary>
    private static List<string> NamesBelow(List<string> lines, int from, INameIndex names)
    {
        var end = from;
        while (end < lines.Count && IsName(lines[end])) end++;
        var below = lines[from..end];
        return below.Count(name => PartnerNames.Find(name, names) is not null) * 3 > below.Count * 2 ? below : [];
    }

    private static bool IsName(string line) => line.Length is > 2 and <= 60 && char.IsLetter(line[0]) && !line.AsSpan().ContainsAnyInRange('0', '9') && line[^1] is not ('.' or ':' or '?');

    /// <summary>What each line of a list brings; an aside may name the programs: "1 Avios (into BA or Iberia)".</summary>
    private static List<List<(string Name, string Ratio)>> Below(List<string> lines, int from, string sent, INameIndex names)
    {
        List<List<(string, string)>> list = [];
        for (var i = from; i < lines.Count && Arrives().Match(lines[i]) is { Success: true } match; i++)
        {
            var (aside, name) = (match.Groups["aside"].Value, match.Groups["name"].Value.Trim());
            var ratio = $"{sent} : {match.Groups["n"].Value}";
            if (Conditions.In(Phrase.Fold(aside))) ratio = $"{sent} ? {match.Groups["n"].Value} ({aside.Trim()}";
            if (aside.StartsWith("(into ", StringComparison.OrdinalIgnoreCase))
                list.Add([.. aside[6..].Split([" or ", " and ", ",", "/", ")"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(program => (program, ratio))]);
            else list.Add([(PartnerNames.Find(name, names) is null && PartnerNames.Find(name + "s", names) is not null ? name + "s" : name, ratio)]);
        }

        return list;
    }

    [GeneratedRegex(@"(?:^|[.:]\s+)(?:each\s+)?(?<n>\d[\d,]*)\s+[^.:\d]{0,40}\b(?:get you|gets you|becomes?|equals?|converts? (?:in)?to|transfers? (?:in)?to|buys?|makes?)\s*:$", RegexOptions.IgnoreCase)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^(?<n>\d[\d,]*(?:\.\d+)?)\s+(?<name>\p{L}[^()\d:=]{1,50}?)\s*(?<aside>\(.*)?$")]
    private static partial Regex Arrives();

    [GeneratedRegex(@"^(?:(?:transfer|conversion|exchange)\s+(?:ratio|rate)\s*:?\s+)?(?<from>\d[\d,]*(?:\.\d+)?)\s*:\s*(?<to>\d[\d,]*(?:\.\d+)?)(?<tail>\s+[^:]{0,40})?$", RegexOptions.IgnoreCase)]
    private static partial Regex UnderName();

    [GeneratedRegex(@"^(?<from>\d[\d,]*(?:\.\d+)?)\s+[\p{L}®™' ]{2,40}\s*(?:=|→|:|\bbecomes?\b|\bto\b)\s*(?<to>\d[\d,]*(?:\.\d+)?)\s+\p{L}[\p{L}®™' ]{1,40}(?<tail>[,;(].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(?<from>\d[\d,]*)\s+\p{L}[^.:\d]{0,40}?\b(?:becomes?|equals?|gets? you|converts? (?:in)?to|transfers? (?:in)?to|buys?|makes?)\s+(?<to>\d[\d,]*)\s[^.:\d]{0,60}:$", RegexOptions.IgnoreCase)]
    private static partial Regex Becomes();

    [GeneratedRegex(@"(?<![\d.,:])(?<from>\d[\d,]*(?:\.\d+)?)\s?:\s?(?<to>\d[\d,]*(?:\.\d+)?)(?![\d:])")]
    private static partial Regex OneRatio();
}
