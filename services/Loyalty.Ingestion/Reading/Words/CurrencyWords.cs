using System.Collections.Frozen;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Currencies in words and signs. Pure; works on folded text.</summary>
internal static class CurrencyWords
{
    // Those with a country's name or letters come first: "hong kong dollars" are no dollars, "sri lankan rupees" none of India's. Words that are
    // several countries' alone (peso, krone, kr, riyal) name none, and neither do words that say something else too (real, sol).
    private static readonly (string Word, string Code)[] Names =
    [
        .. Of("USD", "us dollar", "us dollars", "u.s. dollar", "u.s. dollars", "american dollar", "american dollars", "us$", "usd"),
        .. Of("SGD", "singapore dollar", "singapore dollars", "s$", "sg$", "sgd"),
        .. Of("AUD", "australian dollar", "australian dollars", "a$", "au$", "aud"),
        .. Of("CAD", "canadian dollar", "canadian dollars", "c$", "ca$", "cad"),
        .. Of("HKD", "hong kong dollar", "hong kong dollars", "hk$", "hkd"),
        .. Of("NZD", "new zealand dollar", "new zealand dollars", "nz$", "nzd"),
        .. Of("TWD", "taiwan dollar", "taiwan dollars", "taiwanese dollar", "taiwanese dollars", "nt$", "ntd", "twd"),
        .. Of("BND", "brunei dollar", "brunei dollars", "b$", "bnd"), .. Of("FJD", "fijian dollar", "fijian dollars", "fj$", "fjd"),
        .. Of("EGP", "egyptian pound", "egyptian pounds", "egp"), .. Of("LKR", "sri lankan rupee", "sri lankan rupees", "lkr"),
        .. Of("PKR", "pakistani rupee", "pakistani rupees", "pkr"), .. Of("NPR", "nepalese rupee", "nepalese rupees", "npr"),
        .. Of("MAD", "moroccan dirham", "moroccan dirhams"), .. Of("MUR", "mauritian rupee", "mauritian rupees", "mur"),
        .. Of("EUR", "euro", "euros", "eur", "€"), .. Of("GBP", "pound", "pounds", "pound sterling", "gbp", "£"),
        .. Of("CNY", "yuan", "renminbi", "rmb", "cny"), .. Of("JPY", "yen", "jpy", "¥"), .. Of("KRW", "won", "krw", "₩"),
        .. Of("CHF", "chf", "swiss franc", "swiss francs"), .. Of("SEK", "sek", "swedish krona", "swedish kronor"),
        .. Of("NOK", "nok", "norwegian krone", "norwegian kroner"), .. Of("DKK", "dkk", "danish krone", "danish kroner"),
        .. Of("ISK", "isk", "icelandic krona", "icelandic krónur"), .. Of("THB", "baht", "thb", "฿"),
        .. Of("MYR", "myr", "rm", "ringgit"), .. Of("IDR", "idr", "rupiah", "rp"), .. Of("VND", "vnd", "dong", "₫"),
        .. Of("PHP", "php", "philippine peso", "philippine pesos", "₱"), .. Of("INR", "rupee", "rupees", "inr", "rs", "rs.", "₹"),
        .. Of("AED", "aed", "dirham", "dirhams"), .. Of("SAR", "sar", "saudi riyal", "saudi riyals"), .. Of("QAR", "qar", "qatari riyal", "qatari riyals"),
        .. Of("OMR", "omr", "omani rial", "omani rials"), .. Of("KWD", "kwd", "kuwaiti dinar", "kuwaiti dinars"), .. Of("BHD", "bhd", "bahraini dinar", "bahraini dinars"),
        .. Of("JOD", "jod", "jordanian dinar", "jordanian dinars"), .. Of("ILS", "ils", "nis", "shekel", "shekels", "₪"),
        .. Of("TRY", "try", "turkish lira", "turkish liras", "₺"), .. Of("RUB", "rub", "rouble", "roubles", "ruble", "rubles", "₽"),
        .. Of("PLN", "pln", "zloty", "złoty", "zł"), .. Of("CZK", "czk", "czech koruna", "kč"), .. Of("HUF", "huf", "forint", "forints"), .. Of("RON", "ron"),
        .. Of("ZAR", "zar", "rand"), .. Of("KES", "kes"), .. Of("NGN", "ngn", "naira"), .. Of("ETB", "etb", "ethiopian birr"),
        .. Of("BRL", "brl", "r$", "brazilian real", "brazilian reais", "reais"), .. Of("MXN", "mxn", "mx$", "mexican peso", "mexican pesos"),
        .. Of("CLP", "clp", "chilean peso", "chilean pesos"), .. Of("COP", "cop", "colombian peso", "colombian pesos"), .. Of("PEN", "pen", "soles"),
        .. Of("ARS", "ars", "argentine peso", "argentine pesos"), .. Of("USD", "dollar", "dollars", "dólar", "dólares", "dollari", "美元", "$"),
    ];

    // The letters of each name, in its order: a name has none that the text lacks, which spares most searches.
    private static readonly uint[] Letters = [.. Names.Select(name => WordLetters.Of(name.Word))];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeNames = Names.Select(name => name.Word).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // The names by what they have before their first space, and those with a sign.
    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> ByFirstWord = Enumerable.Range(0, Names.Length).Where(name => !HasSign(Names[name].Word))
        .GroupBy(name => FirstWord(Names[name].Word).ToString(), StringComparer.Ordinal).ToFrozenDictionary(names => names.Key, names => names.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int[] WithSigns = [.. Enumerable.Range(0, Names.Length).Where(name => HasSign(Names[name].Word))];

    private static IEnumerable<(string Word, string Code)> Of(string code, params string[] words) => words.Select(word => (word, code));

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return text[..end];
    }

    private static bool HasSign(string word)
    {
        foreach (var letter in word)
        {
            if (IsSign(letter)) return true;
        }

        return false;
    }

    /// <summary>Whether it is the sign of a currency, or may be: no other signs stand in the names.</summary>
    private static bool IsSign(char letter) => letter is '$' or (> '\u007f' and not (>= '\u2010' and <= '\u201f')) && !char.IsLetter(letter);

    [ThreadStatic]
    private static Remembered<string?>? _found;

    /// <summary>The ISO 4217 code that the words name; null when they name none.</summary>
    public static string? Find(string folded) => Remembered<string?>.Of(ref _found, folded, FindFirst);

    /// <summary>Of the names in the text, the first of the list: each is looked for where its first word stands, and most texts have none.</summary>
    private static string? FindFirst(string folded)
    {
        var (first, signs) = (Names.Length, false);
        for (var at = 0; at < folded.Length; at++)
        {
            signs |= IsSign(folded[at]);
            if (!char.IsLetter(folded[at])) continue;
            var word = FirstWord(folded.AsSpan(at));
            // Behind a digit no name begins.
            if ((at == 0 || !char.IsLetterOrDigit(folded[at - 1])) && ByFirstWord.TryGetValue(word, out var names))
            {
                foreach (var name in names)
                {
                    if (name < first && Phrase.IsAt(folded, Names[name].Word, at)) first = name;
                }
            }

            at += word.Length - 1;
        }

        for (var i = 0; signs && i < WithSigns.Length && WithSigns[i] < first; i++)
        {
            if (Phrase.Has(folded, Names[WithSigns[i]].Word)) first = WithSigns[i];
        }

        return first < Names.Length ? Names[first].Code : null;
    }

    /// <summary>A text without its currencies: the United States of "U.S. dollar" are no place there.</summary>
    public static string Without(string folded)
    {
        // Whether there are any was asked of the same text before.
        if (Find(folded) is null) return folded;
        var letters = WordLetters.Of(folded);
        for (var i = 0; i < Names.Length; i++)
        {
            if (!WordLetters.MayHold(letters, Letters[i])) continue;
            var word = Names[i].Word;
            for (var at = Phrase.IndexOf(folded, word); at >= 0; at = Phrase.IndexOf(folded, word)) folded = folded.Remove(at, word.Length).Insert(at, " ");
        }

        return folded;
    }

    /// <summary>How many units of a currency are meant: 100 of "per ₹100" and "for every 100 rupees", else 1.</summary>
    public static decimal Units(string folded)
    {
        if (!folded.AsSpan().ContainsAnyInRange('0', '9')) return 1;
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
    public static bool IsName(ReadOnlySpan<char> word) => WholeNames.Contains(word);
}
