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

    private static readonly Phrases Narrowing = new("only", "except", "excluding", "not", "without", "if", "unless", "up to", "minimum", "maximum", "when", "before", "after", "since");

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
            if (In(lines[i], program, out var lead) is not { } found || (last >= 0 && last != i - 1))
            {
                if (last >= 0) break;
                continue;
            }

            if (first < 0 && !IsOfBonus(lines, i, lead, section)) return null;
            if (first < 0) first = i;
            last = i;
            foreach (var (tier, share) in found) tiers.Add((tier, share, lines[i]));
        }

        if (tiers.Count < 2 || tiers.DistinctBy(tier => Phrase.Fold(tier.Tier)).Count() < tiers.Count) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(tiers.Count + 1);
        // "Elite mileage bonus" over them names no elite metric.
        rows.Add([new Cell("Tier", true, 0), new Cell(NamesMetric(section.Heading, program) ? "Status bonus" : "Status bonus miles", true, 1)]);
        foreach (var (tier, share, _) in tiers) rows.Add([new Cell(tier, false, rows.Count * 1000), new Cell(share, false, (rows.Count * 1000) + 1)]);
        rest = [.. lines[..first], .. lines[(last + 1)..]];
        return new TableOfFlights(null, rows.ToImmutable());
    }

    /// <summary>The nearest words above that say what the percentages are: those before them in the line, the line above, the heading.</summary>
    private static bool IsOfBonus(List<string> lines, int at, string lead, Section section)
    {
        foreach (var text in (ReadOnlySpan<string>)[lead, at > 0 ? lines[at - 1] : "", section.Heading])
        {
            var folded = Phrase.Fold(text);
            if (Others.In(folded)) return false;
            if (Bonus.In(folded)) return Miles.In(folded) || Miles.In(Phrase.Fold(section.Heading));
        }

        return false;
    }

    private static bool NamesMetric(string heading, LoyaltyProgram program) =>
        MetricWords.Named(heading, Phrase.Fold(heading), program) is { } metric && !Phrase.Has(Phrase.Fold(heading), $"{Phrase.Fold(metric)} bonus");

    /// <summary>The tiers of a line; null where it is none of such lines.</summary>
    private static List<(string Tier, string Share)>? In(string line, LoyaltyProgram program, out string lead)
    {
        lead = "";
        if (line.Length is < 5 or > 300 || !line.AsSpan().ContainsAny('%', '％')) return null;
        var matches = Pair().Matches(line);
        if (matches.Count == 0) return null;
        List<(string, string)> tiers = [];
        var end = 0;
        foreach (Match match in matches)
        {
            var name = match.Groups["name"].Value;
            // What stands before a colon leads to the list.
            if (tiers.Count == 0 && name.LastIndexOfAny([':', '：']) is >= 0 and var colon && colon < name.Length - 1)
            {
                lead = name[..colon];
                name = name[(colon + 1)..];
            }
            else if (match.Index > end && line[end..match.Index].AsSpan().Trim(" ,;/|·•、，;.").Length > 0 && !IsJoining(line[end..match.Index]))
            {
                return null;
            }

            name = name.Trim(' ', '*', '•', '·', '-', '–', '—', ',', ':', '"', '“', '”', '+', '®', '™', ';', '、', '，');
            if (name.StartsWith("and ", StringComparison.OrdinalIgnoreCase)) name = name[4..];
            name = Members().Replace(name, "").Trim(' ', '®', '™', ':', '-', '–', '—');
            var folded = Phrase.Fold(name);
            if (name.Length is 0 or > 40 || SpokenWords.IsEveryone(folded) || !IsTier(folded, program)) return null;
            tiers.Add((name, match.Groups["n"].Value + "%"));
            end = match.Index + match.Length;
        }

        var tail = line[end..];
        return tail.Length > 70 || tail.AsSpan().ContainsAnyInRange('0', '9') || Others.In(Phrase.Fold(tail)) || Narrowing.In(Phrase.Fold(tail)) || MarketWords.Read(Phrase.Fold(tail)) is not null ? null : tiers;
    }

    private static bool IsJoining(string between) => Phrase.Fold(between).Trim(' ', ',') is "and" or "&" or "/";

    private static bool IsTier(string folded, LoyaltyProgram program) =>
        LineKey.IsTier(folded, program) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { IsBase: false } && folded.Count(' ') < 4) || (program.Tiers.IsEmpty && UsualTiers.In(folded) && folded.Count(' ') < 3);

    [GeneratedRegex(@"(?<name>[^\d%;]{2,80}?(?:\d{1,2}K)?[^\d%;]{0,3}?)\s*\+?\s?(?<n>\d{1,3}(?:\.\d)?)\s?[%％](?:\s+(?:bonus|extra|more|additional)(?:\s+(?:award |reward )?(?:miles|points|avios))?)?")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\s+(?:elite )?(?:members?|tiers?|status|level|elites)\b[:\s]*$|\s+(?:members?|tiers?)\s+(?:get|earn|receive)s?\s*(?:an?)?\s*$|\s+(?:gets?|earns?|receives?)\s*(?:an?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Members();
}
