namespace Loyalty.Api;

/// <summary>The forms of the codes that travellers write; lower case is understood and made upper case.</summary>
static class Codes
{
    // An airline's code has one letter at least, so that a flight number without a carrier is told from one with it.
    public const string AirlinePattern = "^([A-Za-z][A-Za-z0-9]|[0-9][A-Za-z])$";
    public const string AirportPattern = "^[A-Za-z]{3}$";
    public const string CurrencyPattern = "^[A-Za-z]{3}$";
    public const string CountryPattern = "^[A-Za-z]{2}$";
    public const string FareClassPattern = "^[A-Za-z]$";
    public const string FlightNumberPattern = "^(([A-Za-z][A-Za-z0-9]|[0-9][A-Za-z]) ?)?[0-9]{1,4}$";
    public const string RuleIdPattern = "^[0-9a-f]{32}$";

    public const string NoAirlineCode = "An airline's code is two letters, or a letter and a digit.";

    public static string? Airline(string text) =>
        text.Length == 2 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[1])
        && (char.IsAsciiLetter(text[0]) || char.IsAsciiLetter(text[1])) ? Upper(text) : null;

    public static string? Letters(string text, int length)
    {
        if (text.Length != length) return null;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter(letter)) return null;
        }

        return Upper(text);
    }

    /// <summary>The number of a flight, with the carrier that it names, if it names one.</summary>
    public static (string? Carrier, int Number)? Flight(string text)
    {
        var digits = text.AsSpan();
        string? carrier = null;
        if (digits.ContainsAnyExceptInRange('0', '9'))
        {
            if (digits.Length < 3 || (carrier = Airline(text[..2])) is null) return null;
            digits = digits[2] == ' ' ? digits[3..] : digits[2..];
        }

        if (digits.Length is 0 or > 4 || digits.ContainsAnyExceptInRange('0', '9')) return null;
        return (carrier, int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
    }

    public static bool IsRuleId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    private static string Upper(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterLower(letter)) return text.ToUpperInvariant();
        }

        return text;
    }
}
