using System.Runtime.CompilerServices;
using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>A program's own words, folded once: they are looked for in every header and label.</summary>
internal sealed class ProgramWords
{
    private static readonly ConditionalWeakTable<LoyaltyProgram, ProgramWords> Cache = [];

    private ProgramWords(LoyaltyProgram program)
    {
        Currency = Phrase.Fold(program.Currency);
        // A heading may speak of one credit where a column counts them.
        Metrics = [.. program.Metrics.SelectMany(m => Forms(Phrase.Fold(m.Name)), (m, form) => (form, m.Name)).OrderByDescending(m => m.form.Length)];
        Tiers = [.. program.Tiers.Select(t => (Phrase.Fold(t.Name), Short(t.Name, program), t.Name)).OrderByDescending(t => t.Name.Length)];
        // A program of one word is what its miles are called.
        CellWords = Phrase.Fold($"{program.Currency} {string.Join(' ', program.Metrics.Select(m => m.Name))}{(program.Name.Contains(' ', StringComparison.Ordinal) ? "" : " " + program.Name)}");
        // SkyMiles, Lotusmiles: the program and what it counts.
        OwnMiles = Phrase.Fold(program.Name) is var name && name.EndsWith("miles", StringComparison.Ordinal) && name.Length > 5 && !name.Contains(' ', StringComparison.Ordinal) ? name : null;
    }

    /// <summary>The program's name, where it is what the program calls its miles; else null.</summary>
    public string? OwnMiles { get; }

    public string Currency { get; }

    /// <summary>Metrics, longest name first.</summary>
    public (string Folded, string Name)[] Metrics { get; }

    /// <summary>Tiers, longest name first, each with the words that no other tier has: Silver of Premier Silver.</summary>
    public (string Folded, string Short, string Name)[] Tiers { get; }

    /// <summary>Words that a cell may hold beside its amount.</summary>
    public string CellWords { get; }

    public static ProgramWords Of(LoyaltyProgram program) => Cache.GetValue(program, static p => new ProgramWords(p));

    /// <summary>A metric's name, and that of one of what it counts.</summary>
    public static string[] Forms(string name) => name.Length > 6 && name.EndsWith('s') ? [name, name[..^1]] : [name];

    private static string Short(string name, LoyaltyProgram program)
    {
        List<string> own = [];
        foreach (var word in Phrase.Fold(name).Split(' '))
        {
            var shared = word is "member" or "tier" or "status" or "elite";
            foreach (var other in program.Tiers) shared |= other.Name != name && Phrase.Has(Phrase.Fold(other.Name), word);
            if (!shared) own.Add(word);
        }

        return string.Join(' ', own);
    }
}
