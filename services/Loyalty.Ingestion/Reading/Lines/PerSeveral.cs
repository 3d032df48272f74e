using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>"1 mile for every $2", "15 points per 1,000 tenge": what one unit of the currency brings, where that is a number without an end of its own.</summary>
internal static partial class PerSeveral
{
    private const int Places = 6;

    private const string Codes = "USD|EUR|GBP|CAD|AUD|SGD|HKD|INR|ZAR|THB";

    // What stands only behind its number.
    private const string Names = "KZT|baht|rupees|rand|tenge|dollars|euros|pounds";

    // Most sentences on miles name no money.
    private static readonly SearchValues<string> Currencies = SearchValues.Create(
        ["$", "€", "£", "₹", " R1", " R2", " R3", " R4", " R5", " R6", " R7", " R8", " R9", .. Codes.Split('|'), .. Names.Split('|')], StringComparison.Ordinal);

    /// <summary>The sentence with such amounts said for one unit.</summary>
    /// <param name="country">The country of the program's airline: what R stands for before a number.</param>
    public static string Say(string sentence, string? country) =>
        sentence.AsSpan().ContainsAny(Currencies) && (sentence.Contains("per ", StringComparison.Ordinal) || sentence.Contains("every", StringComparison.Ordinal) || sentence.Contains("each", StringComparison.Ordinal))
            ? Several().Replace(sentence, match => One(match, country) ?? match.Value) : sentence;

    private static string? One(Match match, string? country)
    {
        var currency = match.Groups["currency"].Value;
        if (currency == "R")
        {
            if (country is not ("ZA" or "South Africa")) return null;
            currency = "ZAR";
        }

        var (amount, units) = (Number(match.Groups["amount"].Value), Number(match.Groups["units"].Value));
        if (units <= 1) return null;
        var each = amount / units;
        return decimal.Round(each, Places) == each ? $"{each.ToString("0.######", CultureInfo.InvariantCulture)} {match.Groups["counted"].Value} per {currency}" : null;
    }

    private static decimal Number(string text) => decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"(?<![\d.,])(?<amount>\d{1,4}(?:\.\d{1,2})?)\s+(?<counted>(?:(?:award|base|bonus|reward)\s+)?(?:miles?|points?|avios))\s+(?:for|per)\s+(?:every\s+|each\s+)?(?:(?<currency>US\$|C\$|A\$|S\$|HK\$|[$€£₹]|R(?=\d)|" + Codes + @")\s?(?<units>\d[\d,]*(?:\.\d{1,2})?)|(?<units>\d[\d,]*)\s(?<currency>" + Codes + "|" + Names + @"))(?![\p{L}\d%])", RegexOptions.IgnoreCase)]
    private static partial Regex Several();
}
