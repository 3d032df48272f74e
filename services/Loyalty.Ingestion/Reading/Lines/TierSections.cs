using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Tiers that are headings, with what each takes under it: "Silver" over "30,000 miles or 26 flights within 12 months".</summary>
internal static class TierSections
{
    private static readonly Phrases Renewal = new("renewal", "renew", "retain", "retention", "keep", "keeping", "requalification", "requalify", "validity", "benefits", "example");

    /// <summary>Gives the section of the headings a table of its tiers; the first that has some, for what a page says of them later is of keeping them.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Read(Section section, LoyaltyProgram program)
    {
        if (section.Children.Count > 1 && !Renewal.In(Phrase.Fold(section.Heading)) && Tiers(section, program) is { } tiers)
        {
            section.Pieces.Add(new Piece(TierLines.ToTable(tiers), Terms.None));
            return true;
        }

        foreach (var child in section.Children)
        {
            if (Read(child, program)) return true;
        }

        return false;
    }

    private static List<(string Name, string Takes)>? Tiers(Section section, LoyaltyProgram program)
    {
        // "Card Silver", "Card Gold": what all are called says nothing.
        var words = section.Children.ConvertAll(child => child.Heading.Split(' '));
        var skipped = words.TrueForAll(word => word.Length > 1 && word[0] == words[0][0]) ? 1 : 0;
        List<(string, string)> tiers = [];
        var last = 0m;
        foreach (var child in section.Children)
        {
            var name = string.Join(' ', child.Heading.Split(' ')[skipped..]).Trim();
            var folded = Phrase.Fold(name);
            if (name.Length is 0 or > 40 || !(LineKey.IsTier(folded, program) || LineKey.UsualTierAt(folded, 0) == folded.Length)) continue;
            if (child.Notes.Find(TierLines.IsThreshold) is not { } takes) continue;
            var amount = TierLines.NumberIn(takes);
            if (amount <= last) return null;
            last = amount;
            tiers.Add((name, takes));
        }

        return tiers.Count > 1 ? tiers : null;
    }
}
