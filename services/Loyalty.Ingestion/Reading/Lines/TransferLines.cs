using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Transfers in lines: "JetBlue: 250 points = 200 TrueBlue points; in 250-point increments", "Flying Blue – 1:1, instant". They become a list
/// of partners with ratios.
/// </summary>
internal static partial class TransferLines
{
    private static readonly Phrases TransferWords = new(
        "transfer", "transfers", "transferred", "transferring", "convert", "converts", "conversion", "conversions", "exchange", "partners", "partner", "ratio", "ratios");

    private static readonly Phrases TimeWords = new("instant", "instantly", "immediate", "immediately", "hour", "hours", "day", "days", "week", "weeks", "minutes", "real time", "real-time", "business days");

    private static readonly Phrases ConditionWords = new("until", "bonus", "promotion", "promo", "offer", "only", "was", "previously", "formerly", "example");

    private sealed record Partner(string Name, string Ratio, string Increment, string Time);

    /// <summary>The list of partners in some lines; null when they hold none.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="context">What stands above them.</param>
    /// <param name="rest">The lines that belong to no list.</param>
    public static Table? Read(List<string> lines, LineContext context, out List<string> rest)
    {
        rest = lines;
        if ((!lines.Exists(MayHold) && !context.Heading.Contains(':', StringComparison.Ordinal)) || !context.SpeaksOf(TransferWords, lines)) return null;
        List<Partner> partners = [.. PartnerLists.Read(lines, context.Heading, context.Names, out lines).Select(found => new Partner(found.Name, found.Ratio, "", ""))];
        List<string> unused = [];
        foreach (var line in lines)
        {
            if (MayHold(line) && Of(line) is { } partner && IsKnown(partner.Name, context.Names, out var known)) partners.Add(partner with { Name = known });
            else unused.Add(line);
        }

        if (partners.Count < 2) return null;
        rest = unused;
        return ToTable(partners);
    }

    private static bool MayHold(string line) =>
        line.Length is > 6 and <= 160 && line.AsSpan().ContainsAnyInRange('0', '9') && (line.AsSpan().IndexOfAny(":=→(") >= 0 || line.Contains(" to ", StringComparison.OrdinalIgnoreCase));

    private static Partner? Of(string line)
    {
        var text = line.TrimStart('*', '•', '·', '-', '–', ' ').TrimEnd('.', ' ');
        if (Named().Match(text) is not { Success: true } match) return null;
        if (match.Groups["unit"].Value.Trim() is { Length: > 0 } unit && !Phrase.HasAny(Phrase.Fold(unit), "point", "points", "miles", "avios")) return null;
        var tail = match.Groups["tail"].Value.Trim(' ', ',', ';', '(', ')', '–', '-', '.');
        var name = match.Groups["name"].Value.Trim();
        if (ConditionWords.In(Phrase.Fold(tail)) || ConditionWords.In(Phrase.Fold(name))) return null;
        var (increment, time) = ("", "");
        var target = match.Groups["target"].Value.Trim(' ', '®', '™', '*', '-');
        if (TimeWords.In(Phrase.Fold(target))) (tail, target) = ($"{target}, {tail}", "");
        // "2:1.5 (1,000 miles become 750)" says the same twice.
        if (Again().Match(tail) is { Success: true } again && IsSame(again, match)) tail = "";
        foreach (var part in tail.Split([',', ';', '(', ')'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var folded = Phrase.Fold(part);
            if (Steps().Match(part) is { Success: true } steps) increment = steps.Groups["n"].Value;
            else if (TimeWords.In(folded) && folded.Length <= 40) time = part;
            else return null;
        }

        return new Partner(target.Length > 0 ? $"{name}\n{target}" : name, $"{match.Groups["from"].Value} : {match.Groups["to"].Value}", increment, time);
    }

    /// <summary>The program that the words name: the points that arrive say it better than the company in front of them.</summary>
    private static bool IsKnown(string named, INameIndex names, out string known)
    {
        var parts = named.Split('\n');
        foreach (var part in parts.Reverse())
        {
            known = Trademarks().Replace(part, "").Trim();
            if (names.ProgramByName(known) is not null) return true;
        }

        // A line that may be any company's is a partner all the same: its row says that nobody knows it.
        known = Trademarks().Replace(parts[0], "").Trim();
        return known.Length > 2 && char.IsUpper(known[0]) && known.Count(' ') <= 5;
    }

    private static bool IsSame(Match one, Match other) =>
        Number(one.Groups["to"].Value) * Number(other.Groups["from"].Value) == Number(one.Groups["from"].Value) * Number(other.Groups["to"].Value);

    private static decimal Number(string text) => decimal.Parse(text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The table that partners and their ratios make.</summary>
    public static Table ToTable(List<(string Name, string Ratio)> partners) => ToTable(partners.ConvertAll(partner => new Partner(partner.Name, partner.Ratio, "", "")));

    private static Table ToTable(List<Partner> partners)
    {
        List<ImmutableArray<Cell>> rows = [Row(0, true, "Transfer partner", "Ratio", "Increment", "Transfer time")];
        foreach (var partner in partners) rows.Add(Row(rows.Count * 1000, false, partner.Name, partner.Ratio, partner.Increment, partner.Time));
        return new Table(null, [.. rows]);
    }

    private static ImmutableArray<Cell> Row(int origin, bool header, params ReadOnlySpan<string> texts)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>(texts.Length);
        foreach (var text in texts) cells.Add(new Cell(text, header, origin + cells.Count));
        return cells.MoveToImmutable();
    }

    // One loop inside another that may be empty is what a matcher chokes on: what the words between are is looked at behind it.
    [GeneratedRegex(
        @"^(?<name>[^:=→–\d][^:=→\d]{1,60}?)\s*[:–—(-]\s*(?<from>\d[\d,]*)(?<unit>[^\d:=→]{0,40}?)(?:=>|=|:|→|\bto\b|\bbecome\b)\s*(?<to>\d[\d,]*(?:\.\d+)?)(?<target>[^\d,;(.–]{0,50})(?<tail>.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?<from>\d[\d,]{0,8})(?:\s+(?:points|miles|avios))?\s*(?:becomes?|=|equals?|→|:|to)\s*(?<to>\d[\d,]{0,8})(?:\s+\p{L}+){0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Again();

    [GeneratedRegex(@"^(?:in\s+)?(?:increments|multiples|steps|blocks)?\s*(?:of\s+)?(?<n>\d[\d,]*)[\s-]*(?:points?)?[\s-]*(?:increments?|multiples|steps|blocks)?(?:\s+only)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Steps();

    [GeneratedRegex(@"[®™]|\s+(?:points|miles|avios)$", RegexOptions.IgnoreCase)]
    private static partial Regex Trademarks();
}
