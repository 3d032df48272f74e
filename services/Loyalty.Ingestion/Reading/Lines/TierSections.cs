using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers that are headings, with what each takes under it: "Silver" over "30,000 miles or 26 flights within 12 months", "From Silver to Gold" over
/// "2,500 points".
/// </summary>
internal static class TierSections
{
    private static readonly Phrases Besides = new("validity", "benefits", "example");

    private static readonly Phrases Members = new("membership", "member", "members", "status", "tier", "level", "elite", "benefits");

    // What under a tier's heading is no threshold.
    private static readonly Phrases Others = new("bonus", "per", "award", "awards", "example", "extra", "discount", "voucher", "baggage");

    /// <summary>Gives the section of the headings a table of its tiers; the first that has some, for what a page says of them later is of keeping them.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Read(Section section, LoyaltyProgram program, INameIndex names)
    {
        if (section.Children.Count > 1 && (Tiers(section, program, names) ?? TierLines.InHeadings(section.Children, program)) is { } tiers && Phrase.Fold(section.Heading) is var heading && !Besides.In(heading) && !KeepingWords.In(heading) && !TierTiles.IsOfCards(section))
        {
            section.Pieces.Add(new Piece(TierLines.ToTable(tiers), Terms.None));
            return true;
        }

        foreach (var child in section.Children)
        {
            if (Read(child, program, names)) return true;
        }

        return false;
    }

    private static List<(string Name, string Takes)>? Tiers(Section section, LoyaltyProgram program, INameIndex names)
    {
        // "Card Silver", "Card Gold": what all are called says nothing.
        var first = section.Children[0].Heading;
        var skipped = first.IndexOf(' ', StringComparison.Ordinal) + 1;
        if (!section.Children.TrueForAll(child => child.Heading.StartsWith(first[..skipped], StringComparison.Ordinal))) skipped = 0;
        List<(string Name, string Takes, decimal Amount)> tiers = [];
        foreach (var child in section.Children)
        {
            // "Stay Silver" tells what keeps it.
            if (KeepingWords.In(Phrase.Fold(child.Heading))) continue;
            var name = Name(child.Heading[skipped..].Trim(' ', ':'), program);
            if (name is null || Threshold(child, program) is not { } takes || TierNames.NamesOthers(child.Heading, program, names)) continue;
            tiers.Add((name, takes, TierLines.NumberIn(takes)));
        }

        if (tiers.Count < 2 || tiers.DistinctBy(tier => Phrase.Fold(tier.Name)).Count() < tiers.Count || tiers.DistinctBy(tier => tier.Amount).Count() < tiers.Count) return null;
        tiers.Sort((one, other) => one.Amount.CompareTo(other.Amount));
        return TierOrder.Agrees(tiers.ConvertAll(tier => Phrase.Fold(tier.Name)), program) ? tiers.ConvertAll(tier => (tier.Name, tier.Takes)) : null;
    }

    /// <summary>What the tier takes, at the beginning of a note or in a sentence of it, the first of all.</summary>
    private static string? Threshold(Section section, LoyaltyProgram program)
    {
        foreach (var note in section.Notes)
        {
            if (TierLines.IsThreshold(note, program) || TierLines.IsSpend(note)) return note;
            foreach (var sentence in Phrase.Sentences(note))
            {
                var folded = Phrase.Fold(sentence.Split(", and for")[0]);
                if (!Others.In(folded) && !KeepingWords.In(folded) && SpokenTiers.Takes(sentence) is { } takes) return takes;
            }
        }

        return null;
    }

    /// <summary>The tier that a heading names, or leads to: "From Silver to Gold membership".</summary>
    public static string? Name(string heading, LoyaltyProgram program)
    {
        if (heading.Length is 0 or > 60) return null;
        var folded = Phrase.Fold(heading);
        // Few headings have a tier's word at all.
        if (!UsualTiers.In(folded.AsSpan().TrimEnd("?!:.")) && !LineKey.IsTier(folded, program) && (program.Tiers.IsEmpty || TierWords.Read(folded, program) is null) && LineKey.UsualTierAt(folded, 0) != folded.Length) return null;
        if (LineKey.IsTier(folded, program) || LineKey.UsualTierAt(folded, 0) == folded.Length) return program.Tiers.IsEmpty ? OfMembers(heading) ?? TierNames.WithoutMembers(heading) : heading;
        var to = Phrase.IndexOf(folded, "to");
        if (to > 0) return Name(heading[(to + 3)..], program) is { } higher ? SpokenToken.Of(higher, program).Find(token => token.Kind == Earning.ColumnKind.Tier).Text ?? higher : null;
        // "Tier Prata", "Membro Ouro": two words, the second of which is a tier.
        if (heading.Split(' ') is [_, var second] && UsualTiers.IsName(Phrase.Fold(second)) && char.IsUpper(second[0])) return second;
        if (OfMembers(heading) is { } own) return own;
        // "How do I become Gold?"
        return SpokenToken.Of(heading, program).FindAll(token => token.Kind == Earning.ColumnKind.Tier && !SpokenWords.IsEveryone(token.Text)) is [var only] ? only.Text : null;
    }

    /// <summary>"Pualani Gold Membership", "Our Platinum Card": a name of capitals that ends in what all of them are.</summary>
    private static string? OfMembers(string heading)
    {
        var words = heading.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 5 || !Array.TrueForAll(words, word => char.IsUpper(word[0]))) return null;
        var count = Members.In(Phrase.Fold(words[^1])) ? words.Length - 1 : words.Length;
        var metals = 0;
        for (var i = 0; i < count; i++) metals += UsualTiers.IsName(Phrase.Fold(words[i])) ? 1 : 0;
        return count > 0 && metals > 0 && count - metals <= 2 ? string.Join(' ', words[..count]) : null;
    }
}
