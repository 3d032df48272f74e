using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers with the percentage that each adds, a line each or all in one: "Gold: 40%", "Silver +10%, Gold +25%". That they are bonuses says the
/// heading or the line above them; what is no such list from its first tier to its last percentage is none.
/// </summary>
internal static partial class TierShares
{
    private static readonly Phrases Bonus = new("bonus", "bonuses", "extra", "additional", "additionally", "more");

    private static readonly Phrases Miles = new("miles", "points", "avios", "mileage", "flights", "flight", "elite bonus", "tier bonus", "status bonus", "tier", "status", "bonuses");

    // What else tiers get percentages of, and what narrows a bonus.
    private static readonly Phrases Others = new(
        "card", "cards", "hotel", "hotels", "car", "discount", "discounts", "discounted", "off", "upgrade", "upgrades", "purchase", "purchased", "buy", "baggage", "luggage", "transfer", "shop", "shopping", "renewal", "birthday", "promotion",
        "until", "except", "only if", "lounge", "award flights", "redemption", "seat", "seats", "fee", "fees");

    private static readonly HashSet<string> BonusWords = new(StringComparer.Ordinal) { "bonus", "extra", "additional", "miles", "points", "avios", "mileage", "award", "of", "a", "an", "base", "tier", "elite", "status" };

    private static readonly System.Buffers.SearchValues<char> Dividers = System.Buffers.SearchValues.Create(":：.,、，|•·;");

    private static readonly char[] Trimmed = [' ', '*', '•', '·', '-', '–', '—', ',', ':', '"', '“', '”', '+', '®', '™', ';', '、', '，', '(', ')'];

    private static readonly Phrases Narrowing = new("only", "except", "excluding", "not", "without", "if", "unless", "up to", "minimum", "maximum", "when", "before", "after", "since", "partner airlines", "partner flights", "on partners", "with partners", "partner airline");

    /// <param name="lines">Consecutive lines.</param>
    /// <param name="section">Where they stand.</param>
    /// <param name="program">The program whose tiers they may be.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static Table? Read(List<string> lines, Section section, LoyaltyProgram? program, out List<string> rest)
    {
        rest = lines;
        if (program is not { Kind: ProgramKind.Airline }) return null;
        List<(string Tier, string Share, string Line)> tiers = [];
        var (first, last) = (-1, -1);
        for (var i = 0; i < lines.Count; i++)
        {
            if (In(lines[i], program, out var around) is not { } found || (last >= 0 && last != i - 1))
            {
                if (last >= 0) break;
                continue;
            }

            if (first < 0 && !IsOfBonus(lines, i, around, section)) return null;
            if (first < 0) first = i;
            last = i;
            foreach (var (tier, share) in found) tiers.Add((tier, share, lines[i]));
        }

        if (tiers.Count(tier => UsualTiers.In(Phrase.Fold(tier.Tier)) || (!program.Tiers.IsEmpty && TierWords.Read(Phrase.Fold(tier.Tier), program) is not null)) < 2 || tiers.DistinctBy(tier => Phrase.Fold(tier.Tier)).Count() < tiers.Count) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(tiers.Count + 1);
        // "Elite mileage bonus" over them names no elite metric.
        rows.Add([new Cell("Tier", true, 0), new Cell(NamesMetric(section.Heading, program) ? "Status bonus" : "Status bonus miles", true, 1)]);
        foreach (var (tier, share, _) in tiers) rows.Add([new Cell(tier, false, rows.Count * 1000), new Cell(share, false, (rows.Count * 1000) + 1)]);
        rest = [.. lines[..first], .. lines[(last + 1)..]];
        return new TableOfFlights(null, rows.ToImmutable());
    }

    /// <summary>Whether a folded text says that what it counts is added.</summary>
    public static bool IsBonus(string folded) => Bonus.In(folded);

    /// <summary>The nearest words that say what the percentages are: those of the line itself, the line above, the heading.</summary>
    private static bool IsOfBonus(List<string> lines, int at, string around, Section section)
    {
        var (bonus, miles) = (false, false);
        foreach (var text in (ReadOnlySpan<string>)[around, at > 0 ? lines[at - 1] : "", section.Heading])
        {
            var folded = Phrase.Fold(text);
            if (!bonus && Others.In(folded)) return false;
            bonus |= Bonus.In(folded);
            miles |= Miles.In(folded);
        }

        return bonus && miles;
    }

    private static bool NamesMetric(string heading, LoyaltyProgram program) =>
        MetricWords.Named(heading, Phrase.Fold(heading), program) is { } metric && !Phrase.Has(Phrase.Fold(heading), $"{Phrase.Fold(metric)} bonus");

    /// <summary>The tiers of a line; null where it is none of such lines.</summary>
    /// <param name="around">What else it says.</param>
    private static List<(string Tier, string Share)>? In(string line, LoyaltyProgram program, out string around)
    {
        around = "";
        if (line.Length is < 5 or > 300 || !line.AsSpan().ContainsAny('%', '％')) return null;
        if (Bracketed(line, program, ref around) is { } bracketed) return NamesMetric(line, program) ? null : bracketed;
        List<(string, string)> tiers = [];
        var said = new System.Text.StringBuilder();
        var end = 0;
        foreach (Match match in Pair().Matches(line))
        {
            // What stands before the name leads to the list, or ends what was said before.
            var name = match.Groups["name"].Value.TrimEnd(' ', ':', '：', '-', '–', '—', '=', '+');
            var begin = name.AsSpan().LastIndexOfAny(Dividers) + 1;
            said.Append(line.AsSpan(end, match.Index - end)).Append(' ').Append(name.AsSpan(0, begin)).Append(' ');
            if (tiers.Count == 0) said.Append(match.Groups["says"].ValueSpan);
            end = match.Index + match.Length;
            if ((Tier(name[begin..], program, isAlone: begin == 0 && tiers.Count == 0 && end == line.Length) ?? TierBefore(name, begin, program)) is not { } tier) return null;
            tiers.Add((tier, match.Groups["n"].Value + "%"));
        }

        // A bonus of what counts for a tier is read with its metric, elsewhere.
        if (tiers.Count == 0 || NamesMetric(line.IndexOf(". ", end, StringComparison.Ordinal) is > 0 and var sentence ? line[..sentence] : line, program)) return null;
        around = said.Append(line.AsSpan(end)).ToString();
        var folded = Phrase.Fold(around);
        return around.AsSpan().ContainsAnyInRange('1', '9') && tiers.Count < 2 || around.Length > 160 || Others.In(folded) || Narrowing.In(folded) || MarketWords.Read(folded) is not null ? null : tiers;
    }

    /// <summary>"25% (Silver), 50% (Gold) or 75% (Diamond)": each percentage with its tier in brackets.</summary>
    private static List<(string Tier, string Share)>? Bracketed(string line, LoyaltyProgram program, ref string around)
    {
        if (!line.AsSpan().ContainsAny('(', '（')) return null;
        List<(string, string)> tiers = [];
        var rest = line;
        foreach (Match match in WithTier().Matches(line))
        {
            var name = match.Groups["name"].Value.Trim();
            var folded = Phrase.Fold(name);
            if (!UsualTiers.In(folded) && !LineKey.IsTier(folded, program)) return null;
            tiers.Add((name, match.Groups["n"].Value + "%"));
            rest = rest.Replace(match.Value, " ", StringComparison.Ordinal);
        }

        var said = Phrase.Fold(rest);
        if (tiers.Count < 2 || rest.Length > 160 || said.AsSpan().ContainsAnyInRange('0', '9') || Others.In(said) || Narrowing.In(said) || MarketWords.Read(said) is not null || PlaceWords.NamesPlace(said)) return null;
        around = rest;
        return tiers;
    }

    /// <summary>"Silver members: bonus miles 10%": what stands between says that it is a bonus, and nothing else.</summary>
    private static string? TierBefore(string name, int begin, LoyaltyProgram program)
    {
        if (begin < 2 || name[begin - 1] is not (':' or '：')) return null;
        foreach (var word in Phrase.Fold(name[begin..]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!BonusWords.Contains(word)) return null;
        }

        var before = name.AsSpan(0, begin - 1);
        return Tier(before[(before.LastIndexOfAny(Dividers) + 1)..].ToString(), program, isAlone: false);
    }

    /// <summary>The tier of some words, of which the others only say members: "Silver members get", "som Guldmedlem".</summary>
    /// <param name="isAlone">Whether the line has nothing but the name and the percentage: among tiers it is one, whatever it is called.</param>
    private static string? Tier(string words, LoyaltyProgram program, bool isAlone)
    {
        var name = Members().Replace(words.Trim(Trimmed), "").Trim(Trimmed);
        foreach (var joining in (ReadOnlySpan<string>)["and ", "or ", "& ", "members ", "member ", "tier "])
        {
            if (name.StartsWith(joining, StringComparison.OrdinalIgnoreCase)) name = name[joining.Length..].TrimStart();
        }

        var folded = Phrase.Fold(name);
        if (name.Length is 0 or > 40 || SpokenWords.IsEveryone(folded) || Narrowing.In(folded) || Others.In(folded)) return null;
        if (LineKey.IsTier(folded, program) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { IsBase: false } && folded.Count(' ') < 4)) return name.Contains(' ', StringComparison.Ordinal) ? name : UsualTiers.WithoutMembers(name);
        if (!program.Tiers.IsEmpty && !UsualTiers.In(folded)) return null;
        if (isAlone && folded.Count(' ') < 3 && char.IsUpper(name[0]) && CabinWords.Find(folded).IsEmpty) return name;
        // Among few words, the one that names a tier.
        var parts = name.Split(' ');
        if (parts.Length > 3 || parts.Count(part => UsualTiers.IsName(Phrase.Fold(part))) != 1) return null;
        var own = parts.First(part => UsualTiers.IsName(Phrase.Fold(part)));
        // "Silver Cedar" is a name, "som Guldmedlem" are members.
        return UsualTiers.WithoutMembers(own) is var bare && bare.Length == own.Length && Array.TrueForAll(parts, part => char.IsUpper(part[0])) ? name : bare;
    }

    [GeneratedRegex(@"(?<name>[^\d%;]{2,120}?(?:\d{1,2}K)?[^\d%;]{0,3}?)\s*\+?\s?(?<n>\d{1,3}(?:\.\d)?)\s?[%％](?<says>\s+(?:bonus|extra|more|additional)(?:\s+(?:award |reward )?(?:miles|points|avios))?)?")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<n>\d{1,3}(?:\.\d)?)\s?[%％]\s?[(（](?<name>[^()（）\d%]{3,30})[)）]")]
    private static partial Regex WithTier();

    [GeneratedRegex(@"[\s-]+(?:elite )?(?:members?|tiers?|status|level|elites)\b[:\s]*$|(?:[\s-]+(?:members?|tiers?))?\s+(?:gets?|earns?|receives?|collects?)\s*(?:an?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Members();
}
