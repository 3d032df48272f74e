using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Which part of what is earned a header counts: the base, what a class adds, what status adds. Pure; works on folded text.</summary>
internal static class ComponentWords
{
    /// <summary>What a class earns above the base.</summary>
    public const string ClassBonus = "class bonus";

    private static readonly Phrases BonusWords = new("bonus", "extra", "additional", "supplementary");

    // "Miles incl. bonus" and "base + bonus" are the whole.
    private static readonly Phrases WholeWords = new("total", "incl", "including", "inclusive", "+", "plus", "base and bonus", "basic and bonus");

    // What a class adds to the share by distance that stands beside it.
    private static readonly Phrases ClassPart = new("booking class multiplier", "class multiplier", "multiplier for booking class", "multiplier for class", "class of service multiplier");

    /// <summary>Whether a bonus is named, alone or with the rest.</summary>
    public static bool NamesBonus(string folded) => BonusWords.In(folded);

    /// <summary>Whether a bonus is counted without the rest.</summary>
    public static bool IsBonus(string folded) => BonusWords.In(folded) && !WholeWords.In(folded);

    /// <summary>The name of the part: base, class bonus, elite bonus, or what a header calls it behind a colon.</summary>
    public static string Of(string folded, bool bonus, bool status)
    {
        if (status) return EarningRule.EliteBonusComponent;
        if (Phrase.Has(folded, "boarding points")) return "boarding points";
        if (ClassPart.In(folded) && !WholeWords.In(folded)) return ClassBonus;
        if (bonus) return Phrase.HasAny(folded, "flight", "per flight") ? "flight bonus" : ClassBonus;
        return EarningRule.BaseComponent;
    }
}
