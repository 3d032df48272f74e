using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers and what they take, in lines: "Silver: 15,000 tier points or 30 flights", or a name with what it takes in the line below. They
/// become a table of tiers.
/// </summary>
internal static partial class TierLines
{
    private static readonly Phrases TierContext = new("tier", "tiers", "status", "elite", "membership", "levels", "level", "qualification", "qualify");

    private static readonly Phrases NoThreshold = new(
        "per", "bonus", "award", "awards", "redeem", "expire", "transfer", "card", "upgrade", "upgrades", "example", "fee", "spend on", "welcome", "for");

    private static readonly Phrases Spending = new("qualifying spend", "tier qualifying spend", "spend by tier", "annual spend", "qualifying dollars", "spend required");

    private static readonly Phrases NoName = new("card", "cards", "newsletter", "offer", "bonus", "transfer", "partner", "minimum", "maximum", "posts", "comments", "validity", "of", "zone", "zones");

    private static readonly System.Buffers.SearchValues<char> OfSentences = System.Buffers.SearchValues.Create(".,;!?%$=");

    // What every threshold is counted in.
    private static readonly System.Buffers.SearchValues<string> Units = System.Buffers.SearchValues.Create(
        ["points", "miles", "segments", "flights", "credits", "sectors", "xp", "nights", "pqp", "eqm", "mqm", "kilomet"], StringComparison.OrdinalIgnoreCase);

    // What stands between a name and what it takes has one of these.
    private static readonly System.Buffers.SearchValues<char> Dividing = System.Buffers.SearchValues.Create("(:–—=-");

    private static readonly System.Buffers.SearchValues<string> DividingWords = System.Buffers.SearchValues.Create(
        ["requires", "takes", "needs", "reached with", "reached by", "reached after", "earned with", "earned by", "earned after"], StringComparison.Ordinal);

    private sealed record Tier(string Name, string Takes);

    /// <summary>The table of tiers in some lines; null when they hold none.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="context">What stands above them.</param>
    /// <param name="rest">The lines that belong to no tier.</param>
    public static Table? Read(List<string> lines, LineContext context, out List<string> rest)
    {
        rest = lines;
        if (!lines.Exists(line => MayTake(line, context.Program))) return null;
        var takesMoney = context.SpeaksOf(Spending, lines);
        var isAboutTiers = context.SpeaksOf(TierContext, lines) || NamesTiers(context.Heading);
        Func<string, bool> isKnown = name => context.Program is { Tiers.IsEmpty: false } program && TierWords.Read(Phrase.Fold(name), program) is { IsBase: false };
        List<Tier> tiers = [];
        List<string> unused = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (Of(lines[i], takesMoney, isKnown, context.Program) is { } tier)
            {
                tiers.Add(tier);
            }
            else if (i + 1 < lines.Count && IsName(lines[i].TrimEnd(':')) && (lines[i].EndsWith(':') || tiers.Count > 0 || Of($"{lines[i]}: {lines[i + 1]}", takesMoney, isKnown, context.Program) is not null)
                && Of(lines[i].TrimEnd(':') + ": " + lines[i + 1], takesMoney, isKnown, context.Program) is { } below)
            {
                tiers.Add(below);
                i++;
            }
            else
            {
                unused.Add(lines[i]);
            }
        }

        if ((isAboutTiers || context.Program is { Tiers.IsEmpty: false }) && tiers.Count < 2 && SpokenTiers.Read(lines, context.Program) is { } spoken) return ToTable(spoken);
        if (tiers.Count < 2 || (!isAboutTiers && !IsLadder(tiers) && !tiers.TrueForAll(tier => isKnown(tier.Name))) || tiers.DistinctBy(tier => Phrase.Fold(tier.Name)).Count() < tiers.Count || !AreOf(context, tiers)) return null;
        rest = unused;
        return ToTable(tiers.ConvertAll(tier => (WithoutLevel(TierNames.WithoutMembers(tier.Name)), tier.Takes)));
    }

    private static bool MayTake(string line, LoyaltyProgram? program)
    {
        if (!line.AsSpan().ContainsAnyInRange('0', '9')) return line.Contains("million", StringComparison.OrdinalIgnoreCase) && Takes().IsMatch(line);
        if (program is { Metrics.IsEmpty: false } && line.Length <= 220 && !System.Text.Ascii.IsValid(line) && MetricWords.Named(line, Phrase.Fold(line), program) is not null) return true;
        if (line.AsSpan().IndexOfAny('$', '€', '£') >= 0 && Money().IsMatch(line)) return true;
        // What is counted stands behind the first such number.
        return CountedIn(line) is >= 0 and var counted && ((line.AsSpan(counted).ContainsAny(Units) && Threshold().IsMatch(line)) || ForeignTakes().IsMatch(line) || (SpokenTiers.MayCount(line.AsSpan(counted)) && SpokenTiers.Takes(line) is not null));
    }

    /// <summary>Where a word follows a number of two digits or more: few lines have one, and all that say what a tier takes; -1 where none does.</summary>
    private static int CountedIn(string line)
    {
        var million = line.IndexOf("million", StringComparison.OrdinalIgnoreCase);
        for (var at = 2; at < line.Length - 1; at++)
        {
            if (char.IsWhiteSpace(line[at]) && char.IsDigit(line[at - 1]) && char.IsDigit(line[at - 2])) return million >= 0 && million < at ? million : at;
        }

        return million;
    }

    /// <summary>"Saga Silver og Saga Gold": a heading that names several is about tiers, in whichever language.</summary>
    private static bool NamesTiers(string heading)
    {
        var metals = 0;
        foreach (var word in heading.Split([' ', ',', '/', '&'], StringSplitOptions.RemoveEmptyEntries)) metals += UsualTiers.MetalAt(word, 0) == word.Length ? 1 : 0;
        return metals > 1;
    }

    /// <summary>Tiers whose headings say what they take: "Silver: 25,000 miles", "Gold (50,000 miles)"; null where fewer than two do.</summary>
    public static List<(string Name, string Takes)>? InHeadings(List<Outline.Section> sections, LoyaltyProgram program)
    {
        List<(string Name, string Takes)> tiers = [];
        foreach (var section in sections)
        {
            var heading = section.Heading;
            if (heading.Length <= 80 && heading.AsSpan().ContainsAnyInRange('0', '9') && Of(heading, takesMoney: false, _ => false, program) is { } tier && UsualTiers.In(Phrase.Fold(tier.Name))) tiers.Add((tier.Name, tier.Takes));
        }

        if (tiers.Count < 2) return null;
        tiers.Sort((one, other) => NumberIn(one.Takes).CompareTo(NumberIn(other.Takes)));
        return tiers.DistinctBy(tier => NumberIn(tier.Takes)).Count() == tiers.Count && TierOrder.Agrees(tiers.ConvertAll(tier => Phrase.Fold(tier.Name)), program) ? tiers : null;
    }

    /// <summary>Where the tiers of the program are known, some of them must be among the names.</summary>
    private static bool AreOf(LineContext context, List<Tier> tiers) =>
        context.Program is not { Tiers.IsEmpty: false } program || tiers.Exists(tier => TierWords.Read(Phrase.Fold(tier.Name), program) is { IsBase: false });

    /// <summary>Names that begin with one word, or are usual for tiers, and each takes more than the one before: no words need say what they are.</summary>
    private static bool IsLadder(List<Tier> tiers)
    {
        if (tiers.Count < 3) return false;
        var amounts = tiers.ConvertAll(tier => NumberIn(tier.Takes));
        for (var i = 1; i < amounts.Count; i++)
        {
            if (amounts[i] <= amounts[i - 1]) return false;
        }

        return tiers.TrueForAll(tier => tier.Name.Contains(' ', StringComparison.Ordinal) && tier.Name.Split(' ')[0] == tiers[0].Name.Split(' ')[0])
            || tiers.TrueForAll(tier => UsualTiers.In(Phrase.Fold(tier.Name)));
    }

    public static decimal NumberIn(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (at < 0 || !Numbers.TryRead(text, ref at, out var value, out _)) return 0;
        // "100 萬" are a million.
        while (at < text.Length && text[at] == ' ') at++;
        return at < text.Length && text[at] is '萬' or '万' ? value * 10_000 : value;
    }

    /// <summary>Whether a text begins with what a tier takes, and is about nothing else.</summary>
    public static bool IsThreshold(string text) =>
        Takes().Match(text) is { Success: true, Index: 0 } && !IsOfOthers(Phrase.Fold(text)) && !text.Contains('%', StringComparison.Ordinal);

    /// <summary>The same, where what counts has a name of the page's own: "40,000定级里程".</summary>
    public static bool IsThreshold(string text, LoyaltyProgram? program) =>
        IsThreshold(text) || (program is not null && MetricBehind().Match(text) is { Success: true } && Phrase.Fold(text) is var folded && MetricWords.Named(text, folded, program) is not null && !IsOfOthers(folded) && !text.Contains('%', StringComparison.Ordinal));

    /// <summary>Whether a text is an amount of money that counts for a tier: "$3,000", "C$1,500 qualifying spend".</summary>
    public static bool IsSpend(string text) => Money().Match(text) is { Success: true, Index: 0 };

    /// <summary>A threshold among words that no glossary has, of which the one behind the number is what is counted.</summary>
    private static bool IsForeign(string text) => ForeignTakes().IsMatch(text) && !IsOfOthers(Phrase.Fold(text)) && !text.AsSpan().ContainsAny("%$€£");

    private static bool IsOfOthers(string folded) => NoThreshold.In(folded) || KeepingWords.In(folded);

    private static Tier? Of(string line, bool takesMoney, Func<string, bool> isKnown, LoyaltyProgram? program)
    {
        if (line.Length > 220) return null;
        var text = line.TrimStart('*', '•', '·', '-', ' ');
        if (text.AsSpan().IndexOfAny(Dividing) < 0 && !text.AsSpan().ContainsAny(DividingWords)) return null;
        var match = Divider().Match(text);
        if (!match.Success) return null;
        if (match.Value.EndsWith('(')) text = text.TrimEnd(')', ' ');
        var (name, takes) = (match.Value.EndsWith('(') ? match.Value[..^1].Trim() : text[..match.Index].Trim(), text[(match.Index + match.Length)..].Trim().TrimEnd('.', ';'));
        // "Blue to Silver": to the second it leads.
        if (name.LastIndexOf(" to ", StringComparison.Ordinal) is > 0 and var to) name = name[(to + 4)..];
        // What it takes to keep the tier stands in a sentence of its own.
        if (takes.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end) takes = takes[..end];
        return IsName(name) && (IsThreshold(takes, program) || ((UsualTiers.In(Phrase.Fold(name)) || isKnown(name)) && IsForeign(takes)) || (takesMoney && IsSpend(takes))) ? new Tier(name, takes) : null;
    }

    /// <summary>"Серебряный уровень" of which a glossary has put the second word into English: a tier is called as the page calls it.</summary>
    private static string WithoutLevel(string name)
    {
        foreach (var level in (ReadOnlySpan<string>)[" tier", " members", " class"])
        {
            if (name.EndsWith(level, StringComparison.Ordinal) && !System.Text.Ascii.IsValid(name)) return name[..^level.Length];
        }

        return name;
    }

    private static bool IsName(string text) =>
        text.Length is > 1 and <= 32 && (char.IsUpper(text[0]) || (text[0] >= 0x500 && char.IsLetter(text[0]) && UsualTiers.In(Phrase.Fold(text)))) && text.Count(' ') <= 3 && !text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAny(OfSentences)
        && CabinWords.Find(Phrase.Fold(text)).IsEmpty && !NoName.In(Phrase.Fold(text));

    /// <summary>The table that tiers make.</summary>
    public static Table ToTable(List<(string Name, string Takes)> tiers)
    {
        List<ImmutableArray<Cell>> rows = [[new Cell("Tier", true, 0), new Cell("Required", true, 1)]];
        foreach (var tier in tiers)
        {
            var origin = rows.Count * 1000;
            rows.Add([new Cell(tier.Name, false, origin), new Cell(tier.Takes, false, origin + 1)]);
        }

        return new Table(null, [.. rows]);
    }

    [GeneratedRegex(@"^[^\d(]{2,32}?\s+\((?=[^)]*\d{2})|:\s+|(?<=[\u2E80-\uFFEF]):|\s+[–—=-]\s+|\s+(?:now\s+)?(?:requires|takes|needs|(?:is|can be) (?:reached|earned) (?:with|by|after))\s+")]
    private static partial Regex Divider();

    [GeneratedRegex(@"(?:\d{1,3}(?:[,.  ]\d{3})+|\d{2,6}|(?:one|two|three|five)\s+million)\s+[\p{L}&\- ]{0,40}?(?:points|miles|segments|flights|credits|sectors|XP|nights|PQP|EQM|MQMs?|kilomet(?:er|re)s)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Threshold();

    [GeneratedRegex(@"(?:(?:you\s+)?(?:need|have)\s+(?:to\s+)?)?(?:(?:at least|from|earn|collect|fly|reach|starting at|starting from|as of|a minimum of|minimum of|minimum|over|more than)\s+)*(?:\d{1,3}(?:[,.  ]\d{3})+|\d{2,6}|(?:one|two|three|five)\s+million)\s+[\p{L}&\- ]{0,40}?(?:points|miles|segments|flights|credits|sectors|XP|nights|PQP|EQM|MQMs?|kilomet(?:er|re)s)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Takes();

    [GeneratedRegex(@"^[^\d(:–—]{0,16}(?:\d{1,3}(?:[,.  ]\d{3})+|\d{2,6})\s*\p{L}")]
    private static partial Regex MetricBehind();

    [GeneratedRegex(@"(?:[A-Z]{1,3})?[$€£]\s?\d{1,3}(?:,\d{3})+(?:\s+(?:in )?(?:annual |tier )?(?:qualifying|tier) (?:spend|spending|purchases))?$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^(?>[^\d(]{0,40})(?:\d{1,3}(?:[,.  ]\d{3})+|\d{3,6})\s+\p{L}{3}")]
    private static partial Regex ForeignTakes();
}
