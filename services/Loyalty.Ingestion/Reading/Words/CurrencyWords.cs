namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Currencies in words and signs. Pure; works on folded text.</summary>
internal static class CurrencyWords
{
    private static readonly (string Word, string Code)[] Names =
    [
        ("us dollar", "USD"), ("us dollars", "USD"), ("u.s. dollar", "USD"), ("us$", "USD"), ("usd", "USD"),
        ("singapore dollar", "SGD"), ("singapore dollars", "SGD"), ("s$", "SGD"), ("sgd", "SGD"),
        ("australian dollar", "AUD"), ("a$", "AUD"), ("aud", "AUD"), ("canadian dollar", "CAD"), ("c$", "CAD"), ("cad", "CAD"),
        ("hk$", "HKD"), ("hkd", "HKD"), ("nz$", "NZD"), ("nzd", "NZD"), ("euro", "EUR"), ("euros", "EUR"), ("eur", "EUR"), ("€", "EUR"),
        ("pound", "GBP"), ("pounds", "GBP"), ("pound sterling", "GBP"), ("gbp", "GBP"), ("£", "GBP"), ("yen", "JPY"), ("jpy", "JPY"), ("¥", "JPY"),
        ("chf", "CHF"), ("swiss franc", "CHF"), ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"), ("krw", "KRW"), ("thb", "THB"), ("twd", "TWD"),
        ("myr", "MYR"), ("rm", "MYR"), ("ringgit", "MYR"), ("idr", "IDR"), ("rupiah", "IDR"), ("php", "PHP"), ("vnd", "VND"), ("sar", "SAR"), ("omr", "OMR"), ("kwd", "KWD"), ("bhd", "BHD"),
        ("egp", "EGP"), ("ils", "ILS"), ("rub", "RUB"), ("pln", "PLN"), ("czk", "CZK"), ("huf", "HUF"), ("ron", "RON"), ("isk", "ISK"), ("clp", "CLP"), ("cop", "COP"), ("ars", "ARS"),
        ("rmb", "CNY"), ("won", "KRW"), ("baht", "THB"), ("rupee", "INR"), ("rupees", "INR"), ("try", "TRY"), ("aed", "AED"), ("qar", "QAR"), ("cny", "CNY"), ("inr", "INR"), ("zar", "ZAR"), ("brl", "BRL"), ("mxn", "MXN"),
        ("dollar", "USD"), ("dollars", "USD"), ("$", "USD"),
    ];

    private static readonly Phrases AnyName = new([.. Names.Select(name => name.Word)]);

    [ThreadStatic]
    private static Remembered<string?>? _found;

    /// <summary>The ISO 4217 code that the words name; null when they name none.</summary>
    public static string? Find(string folded) => Remembered<string?>.Of(ref _found, folded, FindFirst);

    private static string? FindFirst(string folded)
    {
        if (!AnyName.In(folded)) return null;
        foreach (var (word, code) in Names)
        {
            if (Phrase.Has(folded, word)) return code;
        }

        return null;
    }

    /// <summary>Whether a word is the name of a currency.</summary>
    public static bool IsName(string word)
    {
        foreach (var (name, _) in Names)
        {
            if (name == word) return true;
        }

        return false;
    }
}
