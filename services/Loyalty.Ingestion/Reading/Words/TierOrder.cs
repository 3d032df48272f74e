using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Which of two tiers is the higher, where it can be said: a program's own rank by their list, and gold is nowhere below silver.</summary>
internal static class TierOrder
{
    // Diamonds, emeralds and the like stand above platinum here and below it there.
    private static readonly string[] Metals = ["bronze", "silver", "gold", "platinum"];

    /// <summary>Whether names may be a program's tiers, lowest first; of a program that nobody knows, by their metals alone.</summary>
    public static bool Agrees(List<string> folded, LoyaltyProgram? program)
    {
        var (rank, metal) = (-1, -1);
        foreach (var name in folded)
        {
            var said = UsualTiers.Say(name);
            if (program is not null && RankOf(name, program) is >= 0 and var ranked)
            {
                if (ranked < rank) return false;
                rank = ranked;
            }

            // "Gold Plus" and "Platinum Gold" are names of their own.
            var named = Array.FindLastIndex(Metals, word => Phrase.Has(said, word));
            if (named < 0) continue;
            if (named < metal) return false;
            metal = named;
        }

        return true;
    }

    /// <summary>The rank that a metal usually has, silver the first; 0 for any other name.</summary>
    public static int Usual(string folded)
    {
        var said = UsualTiers.Say(folded);
        return Math.Max(0, Array.FindLastIndex(Metals, word => Phrase.Has(said, word)));
    }

    private static int RankOf(string folded, LoyaltyProgram program)
    {
        if (program.Tiers.IsEmpty || TierWords.Read(folded, program) is not { Tiers: [var own] }) return -1;
        for (var at = 0; at < program.Tiers.Length; at++)
        {
            if (program.Tiers[at].Name == own) return at;
        }

        return -1;
    }
}
