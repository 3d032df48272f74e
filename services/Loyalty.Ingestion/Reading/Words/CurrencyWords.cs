namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Currencies in words and signs. Pure; works on folded text.</summary>
internal static class CurrencyWords
{
    private static readonly (string Word, string Code)[] Names =
    [
        ("us dollar", "USD"), ("us dollars", "USD"), ("u.s. dollar", "USD"), ("u.s. dollars", "USD"), ("us$", "USD"), ("usd", "USD"),
        ("singapore dollar", "SGD"), ("singapore dollars", "SGD"), ("s$", "SGD"), ("sgd", "SGD"),
        ("australian dollar", "AUD"), ("a$", "AUD"), ("aud", "AUD"), ("australian dollars", "AUD"), ("canadian dollar", "CAD"), ("canadian dollars", "CAD"), ("new zealand dollar", "NZD"), ("hong kong dollar", "HKD"), ("c$", "CAD"), ("cad", "CAD"),
        ("hk$", "HKD"), ("hkd", "HKD"), ("nz$", "NZD"), ("nzd", "NZD"), ("euro", "EUR"), ("euros", "EUR"), ("eur", "EUR"), ("€", "EUR"),
        ("pound", "GBP"), ("pounds", "GBP"), ("pound sterling", "GBP"), ("gbp", "GBP"), ("£", "GBP"), ("yen", "JPY"), ("jpy", "JPY"), ("¥", "JPY"),
        ("chf", "CHF"), ("swiss franc", "CHF"), ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"), ("krw", "KRW"), ("thb", "THB"), ("twd", "TWD"),
        ("myr", "MYR"), ("rm", "MYR"), ("ringgit", "MYR"), ("idr", "IDR"), ("rupiah", "IDR"), ("php", "PHP"), ("vnd", "VND"), ("sar", "SAR"), ("omr", "OMR"), ("kwd", "KWD"), ("bhd", "BHD"),
        ("egp", "EGP"), ("ils", "ILS"), ("rub", "RUB"), ("pln", "PLN"), ("czk", "CZK"), ("huf", "HUF"), ("ron", "RON"), ("isk", "ISK"), ("clp", "CLP"), ("cop", "COP"), ("ars", "ARS"),
        ("₹", "INR"), ("₩", "KRW"), ("฿", "THB"), ("₺", "TRY"), ("₽", "RUB"), ("₫", "VND"), ("₱", "PHP"), ("r$", "BRL"), ("rmb", "CNY"), ("won", "KRW"), ("baht", "THB"), ("rupee", "INR"), ("rupees", "INR"), ("try", "TRY"), ("aed", "AED"), ("qar", "QAR"), ("cny", "CNY"), ("inr", "INR"), ("zar", "ZAR"), ("brl", "BRL"), ("mxn", "MXN"),
        ("dollar", "USD"), ("dollars", "USD"), ("$", "USD"),
    ];

    private static readonly Phrases AnyName = new([.. Names.Select(name => name.Word)]);

    /// <summary>The ISO 4217 code that the words name; null when they name none.</summary>
    public static string? Find(string folded)
    {
        if (!AnyName.In(folded)) return null;
        foreach (var (word, code) in Names)
        {
            if (Phrase.Has(folded, word)) return code;
        }

        return null;
    }

    /// <summary>A text without its currencies: the United States of "U.S. dollar" are no place there.</summary>
    public static string Without(string folded)
    {
        if (!AnyName.In(folded)) return folded;
        foreach (var (word, _) in Names)
        {
            for (var at = Phrase.IndexOf(folded, word); at >= 0; at = Phrase.IndexOf(folded, word)) folded = folded.Remove(at, word.Length).Insert(at, " ");
        }

        return folded;
    }

    /// <summary>How many units of a currency are meant: 100 of "per ₹100" and "for every 100 rupees", else 1.</summary>
    public static decimal Units(string folded)
    {
        foreach (var units in (ReadOnlySpan<int>)[1000, 100, 10])
        {
            var number = units.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Phrase.IndexOf(folded.Replace(",", "", StringComparison.Ordinal), number) is not (> 0 and var at)) continue;
            var plain = folded.Replace(",", "", StringComparison.Ordinal);
            if (Find(plain[Math.Max(0, at - 12)..Math.Min(plain.Length, at + number.Length + 12)]) is not null) return units;
        }

        return 1;
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
