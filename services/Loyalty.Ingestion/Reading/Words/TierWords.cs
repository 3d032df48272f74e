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

    private static readonly Phrases WithoutTier = new(
        "without status", "no status", "general member", "general members", "base member", "non-elite");

    [ThreadStatic]
    private static Remembered<NamedTiers?>? _read;

    /// <summary>Reads a label; null when it names no tier and no base member.</summary>
    /// <param name="folded">The label.</param>
    /// <param name="program">The program whose tiers they are.</param>
    public static NamedTiers? Read(string folded, LoyaltyProgram? program) => Remembered<NamedTiers?>.Of(ref _read, folded, program, ReadLabel);

    private static NamedTiers? ReadLabel(string folded, LoyaltyProgram? program)
    {
        if (program is not null && !program.Tiers.IsEmpty)
        {
            var tiers = Known(folded, program) ?? (InOtherWords(program, folded) is { } said ? Known(said, program) : null);
            if (tiers is not null) return new NamedTiers([.. tiers]);
        }

        return IsBase(folded) ? new NamedTiers([]) : null;
    }

    /// <summary>
    /// A label whose tiers are called as in another language, "guld", as the program calls them, "gold": where it names none of them as they are, and
    /// one tier of the program is the same metal.
    /// </summary>
    public static string InWordsOf(LoyaltyProgram program, string folded) => Known(folded, program) is null && InOtherWords(program, folded) is { } said ? said : folded;

    private static string? InOtherWords(LoyaltyProgram program, string folded)
    {
        if (!UsualTiers.In(folded)) return null;
        var said = UsualTiers.Say(folded);
        foreach (var (full, own, _) in ProgramWords.Of(program).Tiers)
        {
            var name = own.Length > 0 ? own : full;
            if (UsualTiers.In(name) && Phrase.Has(said, UsualTiers.Say(name))) return said.Replace(UsualTiers.Say(name), name, StringComparison.Ordinal);
        }

        return null;
    }

    /// <summary>Whether a label means members without a tier.</summary>
    public static bool IsBase(string folded)
    {
        foreach (var name in Base)
        {
            if (folded == name) return true;
        }

        return WithoutTier.In(folded);
    }

    private static List<string>? Known(string folded, LoyaltyProgram program)
    {
        List<string>? found = null;
        var rest = folded;
        foreach (var (full, own, name) in ProgramWords.Of(program).Tiers)
        {
            var (at, length) = (Phrase.IndexOf(rest, full), full.Length);
            if (at < 0 && own.Length > 0) (at, length) = (Phrase.IndexOf(rest, own), own.Length);
            if (at < 0) continue;
            rest = rest.Remove(at, length);
            (found ??= []).Add(name);
        }

        return found;
    }
}
