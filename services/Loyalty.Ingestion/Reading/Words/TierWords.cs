using System.Collections.Immutable;
using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>For which members: tiers by the program's own names, or members without one.</summary>
/// <param name="Tiers">The tiers' names; empty for members without a tier.</param>
internal readonly record struct NamedTiers(ImmutableArray<string> Tiers)
{
    public bool IsBase => Tiers.IsEmpty;
}

/// <summary>Finds tiers in words by the program's own list; where the graph has none, a label is taken as the name.</summary>
internal static class TierWords
{
    private static readonly string[] Base =
    [
        "member", "members", "general member", "general members", "no status", "without status", "base member", "basic member", "base", "non-elite",
        "no tier", "non-status", "standard member", "regular member", "entry level", "all members", "member without status", "members without status", "base level",
    ];

    /// <summary>Reads a label; null when it names no tier and no base member.</summary>
    /// <param name="text">The label.</param>
    /// <param name="program">The program whose tiers they are.</param>
    public static NamedTiers? Read(string text, LoyaltyProgram? program)
    {
        var folded = Phrase.Fold(text);
        if (program is not null && !program.Tiers.IsEmpty)
        {
            var tiers = Known(folded, program);
            if (tiers.Count > 0) return new NamedTiers([.. tiers]);
        }

        return IsBase(folded) ? new NamedTiers([]) : null;
    }

    /// <summary>Whether a label means members without a tier.</summary>
    public static bool IsBase(string folded)
    {
        foreach (var name in Base)
        {
            if (folded == name) return true;
        }

        return Phrase.HasAny(folded, "without status", "no status", "general member", "general members", "base member", "non-elite");
    }

    private static List<string> Known(string folded, LoyaltyProgram program)
    {
        List<string> found = [];
        var rest = folded;
        foreach (var tier in program.Tiers.OrderByDescending(t => t.Name.Length))
        {
            foreach (var name in (ReadOnlySpan<string>)[Phrase.Fold(tier.Name), Short(tier.Name, program)])
            {
                var at = name.Length == 0 ? -1 : Phrase.IndexOf(rest, name);
                if (at < 0) continue;
                rest = rest.Remove(at, name.Length);
                found.Add(tier.Name);
                break;
            }
        }

        return found;
    }

    /// <summary>The name without the words that other tiers of the program have too: Silver of Premier Silver.</summary>
    private static string Short(string name, LoyaltyProgram program)
    {
        var words = Phrase.Fold(name).Split(' ');
        List<string> own = [];
        foreach (var word in words)
        {
            var shared = word is "member" or "tier" or "status" or "elite";
            foreach (var other in program.Tiers)
            {
                shared |= other.Name != name && Phrase.Has(Phrase.Fold(other.Name), word);
            }

            if (!shared) own.Add(word);
        }

        return string.Join(' ', own);
    }
}
