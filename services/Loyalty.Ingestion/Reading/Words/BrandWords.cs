using System.Buffers;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Fare brands as airlines call them: a cabin's name with a word that sells it, such as "Economy Flex". Pure; works on folded text.</summary>
internal static class BrandWords
{
    // "Full fare", "discounted" and "deep discount" are no brands: they say how dear a fare is, of whatever name.
    private static readonly Phrases Names = new(
        "flex", "flexi", "flexible", "fully flexible", "semi flex", "semi-flex", "semiflex", "plus", "lite", "light", "basic", "saver", "super saver", "saver plus", "promo",
        "classic", "value", "select", "extra", "choice", "standard", "smart", "comfort", "freedom", "essential", "essentials", "optima", "optimum", "convenience",
        "restricted", "unrestricted", "max", "full", "green", "go", "pro", "superior", "best price", "special", "super value", "biz", "anytime", "advantage");

    private static readonly Phrases Dearness = new("full fare", "full-fare", "discount", "discounted", "deep discount", "deeply discounted", "reduced", "normal");

    private static readonly char[] Dividers = [',', ';', '、', '/', '\n', '|'];

    private static readonly SearchValues<char> AnyDivider = SearchValues.Create(Dividers);

    /// <summary>Whether a label is a brand: a cabin's name and more, or a brand's word with nothing else.</summary>
    public static bool IsBrand(string folded)
    {
        if (folded.Length is 0 or > 40 || folded.AsSpan().ContainsAnyInRange('0', '9') || folded.Contains('%', StringComparison.Ordinal)) return false;
        return Names.In(folded) && !Dearness.In(folded) && folded.AsSpan().Count(' ') < 5;
    }

    /// <summary>"Saver fares" are Saver; where an airline says fares, its name is what stands before.</summary>
    public static string WithoutFares(string text)
    {
        foreach (var fares in (ReadOnlySpan<string>)[" fares", " fare", " tickets", " ticket"])
        {
            if (text.EndsWith(fares, StringComparison.OrdinalIgnoreCase)) text = text[..^fares.Length];
        }

        return text.TrimEnd();
    }

    /// <summary>The brands of a cell that lists some: "ID25, ID50", "Saver, Special Saver".</summary>
    public static string[] List(string text) => text.Split(Dividers, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a cell may list several.</summary>
    public static bool MayList(string text) => text.AsSpan().ContainsAny(AnyDivider);
}
