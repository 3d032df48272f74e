using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Mentions;

/// <summary>What "$1" is on the page of an airline whose own country has dollars, or pesos with the same sign.</summary>
/// <param name="Currency">That of the country; null where nobody can tell.</param>
/// <param name="IsNamed">Whether the page names it somewhere.</param>
internal sealed record BareDollars(string? Currency, bool IsNamed)
{
    private static readonly Phrases OfAmerica = new("us$", "usd", "us dollar", "us dollars", "u.s. dollar", "u.s. dollars", "american dollar", "american dollars");

    /// <returns>Null where dollars are those of the United States.</returns>
    public static BareDollars? Of(DocumentText document, string? country)
    {
        if (Own(country) is not { } own) return null;
        var named = false;
        foreach (var line in DocumentLines.Of(document))
        {
            var folded = Phrase.Fold(line.Text);
            if (OfAmerica.In(folded)) return null;
            named |= own.Currency is { } code && !named && CurrencyWords.Find(folded) == code;
        }

        return own with { IsNamed = named };
    }

    private static BareDollars? Own(string? country) => country switch
    {
        "AU" => new("AUD", false),
        "CA" => new("CAD", false),
        "NZ" => new("NZD", false),
        "SG" => new("SGD", false),
        "HK" => new("HKD", false),
        "TW" => new("TWD", false),
        "FJ" => new("FJD", false),
        "BN" => new("BND", false),
        "AR" or "CL" or "CO" or "MX" => new(null, false),
        _ => null,
    };
}
