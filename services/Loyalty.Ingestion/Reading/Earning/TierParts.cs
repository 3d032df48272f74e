using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// A rate with what is added to it for some members and for the others, in one cell: "100% + (cabin bonus of 125% for Platinum and 100% for other
/// members)".
/// </summary>
internal static partial class TierParts
{
    private static readonly Phrases Others = new("other members", "all other members", "others", "all others", "everyone else", "all other tiers", "other tiers");

    /// <summary>The rate and its parts; null for any other cell.</summary>
    public static CellReading? Read(string cell, LoyaltyProgram? program)
    {
        if (cell.Length is < 20 or > 200 || !cell.Contains('+', StringComparison.Ordinal) || !cell.Contains("onus", StringComparison.OrdinalIgnoreCase)) return null;
        if (Whole().Match(cell) is not { Success: true } match || CellReader.Plain(match.Groups["base"].Value) is not { Kind: ValueKind.Percent } rate) return null;
        var parts = ImmutableArray.CreateBuilder<(NamedTiers Tiers, CellValue Value)>();
        for (var i = 0; i < match.Groups["share"].Captures.Count; i++)
        {
            if (Tiers(match.Groups["who"].Captures[i].Value.Trim(), program) is not { } tiers || CellReader.Plain(match.Groups["share"].Captures[i].Value) is not { Kind: ValueKind.Percent } share) return null;
            parts.Add((tiers, share));
        }

        // Who is not named would get nothing, or the same: nobody can tell.
        return parts.Count > 1 && parts[^1].Tiers.IsBase && parts.Count(part => part.Tiers.IsBase) == 1 ? new CellReading(rate) { BonusByTier = parts.ToImmutable() } : null;
    }

    private static NamedTiers? Tiers(string who, LoyaltyProgram? program)
    {
        var folded = Phrase.Fold(who);
        if (Others.In(folded)) return new NamedTiers([]);
        if (!LineKey.IsTier(folded, program)) return null;
        return TierWords.Read(folded, program) is { IsBase: false } known ? known : program is { Tiers.IsEmpty: true } ? new NamedTiers([who]) : null;
    }

    [GeneratedRegex(@"^\s*(?<base>\d{1,3}(?:\.\d+)?\s?%)\s*\+\s*\(?\s*(?:\p{L}+\s+){0,3}bonus\s+(?:of\s+)?(?<share>\d{1,3}(?:\.\d+)?\s?%)\s+for\s+(?<who>[^%(),\d]{3,40}?)(?:\s*(?:,|,?\s+and|&)\s+(?<share>\d{1,3}(?:\.\d+)?\s?%)\s+for\s+(?<who>[^%(),\d]{3,40}?)){1,4}\s*\)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
