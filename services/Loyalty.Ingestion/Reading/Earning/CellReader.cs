using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Reads the amount of a cell. Every word of the cell must be known: a condition that nobody understood is a problem, never left out.
/// </summary>
internal static partial class CellReader
{
    private static readonly System.Buffers.SearchValues<char> Marking = System.Buffers.SearchValues.Create("[*†‡§¹²³#)");

    private static readonly CellReading Empty = new(new CellValue(ValueKind.Empty));

    private static readonly CellReading Dash = new(new CellValue(ValueKind.Dash));

    private static readonly CellReading NotEligible = new(new CellValue(ValueKind.NotEligible));

    private static readonly CellReading NoAmount = CellReading.Unread("it states no amount");

    /// <summary>How a cell says that nothing is earned.</summary>
    public static ImmutableArray<string> NoMiles { get; } =
    [
        "not eligible", "ineligible", "non-eligible", "no miles", "no mileage", "no accrual", "no earning", "no points", "no credit", "no avios",
        "nil", "does not earn", "do not earn", "non-accruing", "non accruing", "not applicable", "not earning", "no award miles", "non-earning",
        "not accrued", "not accruable", "excluded", "none", "not credited", "no mile accrual", "no mileage accrual", "zero", "not permitted", "earns nothing",
        "not valid", "no accumulation", "not accumulated", "not earned", "not allowed", "without accrual", "does not accrue", "do not accrue",
    ];

    private static readonly FrozenSet<string> OnlyNoMiles = NoMiles.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Phrases NothingSaid = new([.. NoMiles]);

    private static readonly Phrases MoreSaid = new("until", "from", "only", "on");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = FrozenSet.ToFrozenSet(
    [
        "of", "the", "distance", "flown", "fly", "miles", "mile", "mileage", "actual", "earned", "earn", "earns", "accrual", "accrued", "rate", "base", "award",
        "points", "point", "per", "flight", "flights", "segment", "segments", "sector", "bonus", "fare", "fares", "price", "spent", "spend", "ticket", "x", "×",
        "times", "an", "and", "plus", "on", "in", "for", "by", "basic", "you", "credited", "credit", "km", "redeemable", "factor", "multiplier", "percent", "tier", "status",
        "eligible", "class", "avios", "total", "a", "each", "one-way", "way", "one", "travelled", "traveled", "great", "circle", "tpm", "gcm", "gcd", "flat", "fixed",
        "only", "elite", "qualifying", "xp", "uxp", "pqp", "pqf", "eqm", "eqs", "eqd", "mqm", "mqs", "mqd", "tp", "eqms", "eqds", "pqps", "pqms", "pqds", "mqms", "mqds", "aqm", "aqd", "sqm", "sqd", "carrier", "surcharge", "surcharges", "amount",
        "published", "iata", "premium", "that", "bonus:", "sum", "flown:", "class:", "=", "+", "/", "÷", "divided", "minimum", "min", "max", "maximum", "at", "most",
        "least", "additional", "applicable", "extra", "cap", "capped", "loyalty", "level", "experience", "net", "eligible", "your", "as", "standard", "full", "accumulated", "accumulate", "accumulation",
    ], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    [ThreadStatic]
    private static Remembered<CellReading>? _alone;

    [ThreadStatic]
    private static Remembered<bool>? _saysNothing;

    /// <param name="text">The cell.</param>
    /// <param name="currency">The program's currency and other words that are known here, folded; may be empty.</param>
    /// <param name="yearOf">The day after which a date without a year is meant.</param>
    public static CellReading Read(string text, string currency = "", DateOnly? yearOf = null)
    {
        var alone = Alone(text);
        // More words that are known, and a year for days without one, change nothing of what is understood without them.
        return (currency.Length == 0 && yearOf is null) || alone is { Problem: null, Doubt: null } ? alone : ReadIn(text, currency, yearOf);
    }

    /// <summary>The amount alone.</summary>
    public static CellValue Value(string text) => Plain(text) ?? Alone(text).Value;

    /// <summary>What a cell says by itself: most cells say all.</summary>
    public static CellReading Alone(string text) => Remembered<CellReading>.Of(
        ref _alone, text, static words => Plain(words) is not { } plain ? ReadIn(words, "", null) : plain.Kind == ValueKind.NotEligible ? NotEligible : new CellReading(plain));

    private static CellReading ReadIn(string text, string currency, DateOnly? yearOf)
    {
        var marks = "";
        var folded = Phrase.Fold(StripMarks(text, ref marks));
        var reading = Quick(folded) ?? Full(folded, currency, yearOf);
        return marks.Length == 0 ? reading : reading with { Marks = marks };
    }

    /// <summary>A number or a percentage in plain digits: most cells.</summary>
    public static CellValue? Plain(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]) && System.Text.Ascii.IsValid(text) ? Numeric(text) : null;

    private static CellValue? Numeric(string text)
    {
        var at = 0;
        if (!Numbers.TryRead(text, ref at, out var value, out var ambiguous)) return null;
        if (at == text.Length) return new CellValue(ValueKind.Number, value) { IsAmbiguous = ambiguous };
        while (at < text.Length && text[at] == ' ') at++;
        if (at != text.Length - 1 || text[at] != '%' || ambiguous) return null;
        return value == 0 ? new CellValue(ValueKind.NotEligible) : new CellValue(ValueKind.Percent, value / 100);
    }

    /// <summary>Most other cells are a dash, or say that nothing is earned.</summary>
    private static CellReading? Quick(string folded)
    {
        if (folded.Length == 0) return Empty;
        if (IsDash(folded) || folded is "n/a" or "na" or "n.a." or "not available") return Dash;
        if (Numeric(folded) is { } value) return value.Kind == ValueKind.NotEligible ? NotEligible : new CellReading(value);
        return OnlyNoMiles.Contains(folded) ? NotEligible : null;
    }

    /// <summary>"-", "—", "— —": one or a few, and nothing else.</summary>
    private static bool IsDash(string folded)
    {
        if (folded[0] is not ('-' or '–' or '—' or '―' or '－')) return false;
        foreach (var letter in folded)
        {
            if (letter is not ('-' or '–' or '—' or '―' or '－' or ' ')) return false;
        }

        return true;
    }

    /// <summary>Whether the text says that nothing is earned.</summary>
    public static bool SaysNothingIsEarned(string folded) => Remembered<bool>.Of(ref _saysNothing, folded, SaysNothing);

    private static bool SaysNothing(string folded) =>
        (folded.Contains('%', StringComparison.Ordinal) || folded.Contains("percent", StringComparison.Ordinal) || NothingSaid.In(folded))
        && Read(folded).Value.Kind == ValueKind.NotEligible;

    private static CellReading Full(string folded, string currency, DateOnly? yearOf)
    {
        if (folded.Contains("u.s.", StringComparison.Ordinal)) folded = folded.Replace("u.s.", "us", StringComparison.Ordinal);
        // "4 points for every € spent".
        if (folded.Contains(" every ", StringComparison.Ordinal)) folded = ForEvery().Replace(folded, "per ");
        if (SaidNotEligible(folded, currency) is { } none) return none;
        if (!folded.AsSpan().ContainsAnyInRange('0', '9'))
            return QuantityWords.BareFormula(folded) is { } words ? new CellReading(words) : NoAmount;
        var dates = DatePhrases.Find(folded, yearOf);
        foreach (var date in dates)
        {
            if (date.Problem is not null) return CellReading.Unread(date.Problem);
        }

        var quantities = Quantities.In(folded, dates);
        if (quantities.Count == 0) return NoAmount;

        if (UnknownWord(folded, currency, dates) is { } unknown)
        {
            return IsShareOfLetter(folded, unknown, quantities)
                ? new CellReading(QuantityWords.Value(quantities[0])) { Doubt = $"'{unknown[^1]}' is read as the distance: nothing says what it stands for" }
                : CellReading.Unread($"'{unknown}' was not understood");
        }

        return CellComposer.Compose(folded, quantities, dates, yearOf);
    }

    /// <summary>"200%xK", "K*200%": a share of what a letter stands for, and nothing else.</summary>
    private static bool IsShareOfLetter(string folded, string unknown, List<Quantity> quantities)
    {
        if (quantities is not [{ IsPercent: true, Value: > 0 } share] || unknown.Length > 2 || !char.IsAsciiLetter(unknown[^1])) return false;
        var words = (share.Before + share.After).Replace('×', 'x').Replace('*', 'x').Replace(" ", "", StringComparison.Ordinal);
        return folded.Length <= 12 && (share.Before.Length == 0 || share.After.Length == 0) && words.Length == 2 && words[share.Before.Length == 0 ? 0 : 1] == 'x' && words.Contains(unknown[^1], StringComparison.Ordinal);
    }

    private static CellReading? SaidNotEligible(string folded, string currency)
    {
        if (!NothingSaid.In(folded)) return null;
        foreach (var phrase in NoMiles)
        {
            var at = Phrase.IndexOf(folded, phrase);
            if (at < 0) continue;
            var rest = folded.Remove(at, phrase.Length);
            if (phrase == "none" && rest.Trim(' ', '.', '*').Length > 0) continue;
            foreach (var letter in rest)
            {
                if (char.IsAsciiDigit(letter) && letter != '0') return CellReading.Unread($"'{folded}' says that it earns nothing, and more");
            }

            return UnknownWord(rest, currency, []) is not null || MoreSaid.In(rest)
                ? CellReading.Unread($"'{folded}' says that it earns nothing, and more")
                : NotEligible;
        }

        return null;
    }

    private static string? UnknownWord(string folded, string currency, List<FoundDate> dates)
    {
        for (var at = 0; at < folded.Length;)
        {
            if (!char.IsLetter(folded[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < folded.Length && (char.IsLetter(folded[at]) || folded[at] is '\'' or '-')) at++;
            var word = folded.AsSpan(start, at - start).TrimEnd('-');
            if (Inside(dates, start) || Known.Contains(word) || CurrencyWords.IsName(word) || CabinWords.IsCompany(word)) continue;
            if (currency.Length > 0 && Phrase.Has(currency, word.ToString())) continue;
            if (word is "from" or "until" or "previously" or "formerly" or "was" or "before" or "since" or "now" or "new" or "old" or "to" or "instead" or "effective" or "through" or "after" or "starting" or "till"
                or "us" or "dollar" or "as" or "valid" or "travel") continue;
            return word.ToString();
        }

        return null;
    }

    private static bool Inside(List<FoundDate> dates, int at)
    {
        foreach (var date in dates)
        {
            if (at >= date.Index && at < date.Index + date.Length) return true;
        }

        return false;
    }

    /// <summary>Takes out [1], *, †, 1) and raised digits; digits that belong to a number stay.</summary>
    public static string StripMarks(string text, ref string marks)
    {
        if (text.AsSpan().IndexOfAny(Marking) < 0) return text;
        var kept = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '[' && text.IndexOf(']', at) is > 0 and var end && end - at <= 4)
            {
                marks = Join(marks, text[(at + 1)..end]);
                at = end;
            }
            else if (letter == '*' && Multiplies(text, at))
            {
                kept.Append(" × ");
            }
            else if (letter is '*' or '†' or '‡' or '§' or '#')
            {
                var start = at;
                while (at + 1 < text.Length && (text[at + 1] == letter || char.IsAsciiDigit(text[at + 1]) && letter == '*')) at++;
                marks = Join(marks, text[start..(at + 1)]);
            }
            else if (letter is '¹' or '²' or '³')
            {
                marks = Join(marks, letter switch { '¹' => "1", '²' => "2", _ => "3" });
            }
            else if (letter == '%' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 1]) && text[at + 2] == ')')
            {
                // 100%1)
                marks = Join(marks, text[at + 1].ToString());
                kept.Append('%');
                at += 2;
            }
            else
            {
                kept.Append(letter);
            }
        }

        return kept.ToString();
    }

    /// <summary>"TPM*50%", "50%*TPM": the words before and the share behind tell that it is no mark, or the other way round.</summary>
    private static bool Multiplies(string text, int at)
    {
        if (at > 1 && text[at - 1] == '%' && at + 1 < text.Length && char.IsLetter(text[at + 1])) return true;
        var before = at - 1;
        while (before >= 0 && text[before] == ' ') before--;
        if (before < 0 || !char.IsLetter(text[before])) return false;
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ' ')) end++;
        return end > at + 1 && end < text.Length && text[end] == '%';
    }

    private static string Join(string marks, string mark) => marks.Length == 0 ? mark : marks + " " + mark;

    [GeneratedRegex(@"\bfor every (?=[£€$¥])")]
    private static partial Regex ForEvery();
}
