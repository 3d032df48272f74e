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

    /// <summary>Whether a label is a brand: a cabin's name and more, or a brand's word with nothing else.</summary>
    public static bool IsBrand(string folded)
    {
        if (folded.Length is 0 or > 40 || folded.AsSpan().ContainsAnyInRange('0', '9') || folded.Contains('%', StringComparison.Ordinal)) return false;
        return Names.In(folded) && !Dearness.In(folded) && folded.AsSpan().Count(' ') < 5;
    }

    /// <summary>A brand without the word for what it is: "Delta Extra fares".</summary>
    public static string Bare(string text)
    {
        foreach (var word in (ReadOnlySpan<string>)[" fares", " fare", " tickets"])
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length + 2) return text[..^word.Length];
        }

        return text;
    }

    /// <summary>The brands of a cell that lists some: "ID25, ID50", "Saver, Special Saver".</summary>
    public static string[] List(string text) =>
        text.Split([',', ';', '、', '/', '\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
