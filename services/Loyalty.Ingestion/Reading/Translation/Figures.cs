using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>Numbers, percentages and dates as other languages write them, made what the reader reads. Pure.</summary>
internal static partial class Figures
{
    /// <summary>Digits, signs and dates of a text that is still in its own language.</summary>
    public static string Normalise(string text, Glossary glossary)
    {
        if (!Ascii.IsValid(text)) text = PlainSigns(text);
        if (text.Contains("- ", StringComparison.Ordinal) || text.Contains("-\n", StringComparison.Ordinal)) text = BrokenWord().Replace(text, "$1");
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return text;
        text = PercentFirst().Replace(text, "$1%");
        text = YearMonthDay().Replace(text, Iso);
        text = YearMonth().Replace(text, match => $"{MonthName(match.Groups[2].Value)} {match.Groups[1].Value}");
        if (glossary.Language == "vi") text = VietnameseDay().Replace(text, "$1/$2/$3");
        if (glossary.Language == "he") text = PrefixedNumber().Replace(text, " ");
        if (glossary.IsDayFirst) text = SlashedDay().Replace(text, "$1.$2.$3");
        if (!glossary.HasDecimalComma) return text;
        text = GroupedNumber().Replace(text, Grouped);
        return SpacedNumber().Replace(text, "$1,$2");
    }

    /// <summary>1.234,5 and 1.500 are certain; 1,500 may be English in an unfinished translation: nobody can tell.</summary>
    private static string Grouped(Match match)
    {
        var (first, groups) = (match.Groups[1].Value, match.Groups[2].Value);
        if (match.Groups[4].Success) return $"{first}.{match.Groups[4].Value}";
        return match.Groups[3].Success ? $"{first}{groups.Replace(".", "", StringComparison.Ordinal)}.{match.Groups[3].Value}" : first + groups.Replace('.', ',');
    }

    /// <summary>Dates of a text whose words are English by now: "1. January 2026", "1 of January of 2026", "2026. January 1-".</summary>
    public static string Dates(string text, bool isBuddhist)
    {
        if (!Month().IsMatch(text)) return text;
        text = YearBeforeMonth().Replace(text, "$3 $2 $1");
        text = OrdinalDay().Replace(text, "$1 ");
        text = MonthBeforeYear().Replace(text, "$1 $2");
        return isBuddhist ? BuddhistYear().Replace(text, match => $"{match.Groups[1].Value}{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - 543}") : text;
    }

    /// <summary>"Miles flown of 200%": what a share is of stands before it in languages that put it so.</summary>
    public static string Shares(string text) => text.Contains(" of ", StringComparison.Ordinal) && text.EndsWith('%') ? ShareBehind().Replace(text, "$2 of $1") : text;

    /// <summary>Where the last number or date of a text begins, when nothing but its unit follows; -1 when none does.</summary>
    public static int LastFigure(string text) => FigureAtEnd().Match(text) is { Success: true } match ? match.Groups[1].Index : -1;

    private static string PlainSigns(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            switch (letter)
            {
                case >= '！' and <= '～': plain.Append((char)(letter - 0xfee0)); break;
                case >= '٠' and <= '٩': plain.Append((char)(letter - '٠' + '0')); break;
                case >= '۰' and <= '۹': plain.Append((char)(letter - '۰' + '0')); break;
                case >= '๐' and <= '๙': plain.Append((char)(letter - '๐' + '0')); break;
                case '٪': plain.Append('%'); break;
                case '٫': plain.Append('.'); break;
                case '٬' or '،' or '、': plain.Append(','); break;
                case '。': plain.Append(". "); break;
                case '؛': plain.Append(';'); break;
                case '・' or '･': plain.Append('/'); break;
                case '〜' or '～': plain.Append('-'); break;
                case '【' or '〔': plain.Append('['); break;
                case '】' or '〕': plain.Append(']'); break;
                case 'º' or 'ª': break;
                // Marks of reading direction, of length and of vowels say nothing.
                case '\u200e' or '\u200f' or 'ـ' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or (>= '\u064b' and <= '\u0652') or (>= '\u05b0' and <= '\u05c7'): break;
                default: plain.Append(letter); break;
            }
        }

        return plain.ToString();
    }

    private static string Iso(Match match) =>
        $"{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(2, '0')}-{match.Groups[3].Value.PadLeft(2, '0')}";

    private static string MonthName(string month) =>
        int.Parse(month, CultureInfo.InvariantCulture) is > 0 and <= 12 and var number ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number) : month;

    private const string Months = "January|February|March|April|May|June|July|August|September|October|November|December";

    [GeneratedRegex(@"(\p{Ll})-\s+(?!und\b|oder\b|bzw|en\b|of\b|och\b|og\b|eller\b|e\b|y\b|et\b|ou\b|o\b|and\b|or\b|to\b)(?=\p{Ll})")]
    private static partial Regex BrokenWord();

    [GeneratedRegex(@"(?<![\d.,]\s?)%\s?(\d+(?:[.,]\d+)?)(?![\d%])(?!\s%)")]
    private static partial Regex PercentFirst();

    [GeneratedRegex(@"(\d{4})\s?(?:年|년|\.)\s?(\d{1,2})\s?(?:月|월|\.)\s?(\d{1,2})\s?(?:日|일|\.(?!\d)|(?=[^\d.年月日]|$))")]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]")]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"(?:ngày\s)?(\d{1,2})\s?tháng\s(\d{1,2})(?:,?\s?năm\s|,\s?)(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex VietnameseDay();

    [GeneratedRegex(@"(?<=[א-ת])-(?=\d)")]
    private static partial Regex PrefixedNumber();

    [GeneratedRegex(@"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")]
    private static partial Regex SlashedDay();

    [GeneratedRegex(@"(?<![\d.,])([1-9]\d{0,2})(?:((?:\.\d{3})+)(?:,(\d+))?|,(\d{3}))(?!\d|[.,]\d)")]
    private static partial Regex GroupedNumber();

    // "1 500 points": a number of its own, not one of several side by side.
    [GeneratedRegex(@"(?<![\d.,%]\s?)([1-9]\d?)[ \u00a0\u202f](\d{3})(?=\s*(?:\p{L}{2}|€|$))")]
    private static partial Regex SpacedNumber();

    [GeneratedRegex($@"\b(?:{Months})\b")]
    private static partial Regex Month();

    [GeneratedRegex($@"\b(\d{{4}})\.?\s+({Months})\s+(\d{{1,2}})\b\.?")]
    private static partial Regex YearBeforeMonth();

    [GeneratedRegex($@"\b(\d{{1,2}})(?:\.|°|er|ère|re|e|ste|de|:a|:n|-?го|-?е)?\s+(?:of\s+)?(?=(?:{Months})\b)")]
    private static partial Regex OrdinalDay();

    [GeneratedRegex($@"\b({Months})\.?,?\s+(?:of\s+)?(\d{{4}})\b")]
    private static partial Regex MonthBeforeYear();

    [GeneratedRegex(@"(miles flown|distance flown|base miles|flight miles|distance|miles) of (\d[\d.,]*\s?%)$")]
    private static partial Regex ShareBehind();

    [GeneratedRegex($@"(\b(?:{Months})\s+)(25[4-9]\d)\b")]
    private static partial Regex BuddhistYear();

    [GeneratedRegex($@"(?<![\d.,])((?:\d{{1,2}}\.?\s+(?:{Months})(?:\s+\d{{4}})?|(?:{Months})\s+(?:\d{{1,2}},?\s+)?\d{{4}}|\d{{4}}\.?\s+(?:{Months})\s+\d{{1,2}}|\d{{4}}-\d\d-\d\d|\d[\d.,]*(?:\s\d{{3}})*)\s*(?:miles?|km|kilometres|points|%)?)[\s.,]*$", RegexOptions.RightToLeft)]
    private static partial Regex FigureAtEnd();
}
