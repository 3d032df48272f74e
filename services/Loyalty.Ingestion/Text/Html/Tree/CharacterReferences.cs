using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>Signs by their names and numbers: <c>&amp;nbsp;</c>, <c>&amp;#8211;</c>.</summary>
static class CharacterReferences
{
    const int LongestName = 32;

    /// <summary>The text with its signs; null where one is not written as it should be, which the rules of HTML mend.</summary>
    public static string? Decoded(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var at = text.IndexOf('&'); at >= 0; at = text.IndexOf('&'))
        {
            decoded.Append(text[..at]);
            text = text[(at + 1)..];
            if (text is [] or [' ' or '\n' or '\t' or '\f' or '&', ..])
            {
                decoded.Append('&');
                continue;
            }
            var end = text[..Math.Min(text.Length, LongestName)].IndexOf(';');
            if (end <= 0 || Sign(text[..end]) is not { } sign)
                return null;
            decoded.Append(sign);
            text = text[(end + 1)..];
        }
        return decoded.Append(text).ToString();
    }

    static string? Sign(ReadOnlySpan<char> name) => name switch
    {
        "amp" => "&",
        "nbsp" => "\u00a0",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        ['#', 'x' or 'X', .. var digits] => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? OfNumber(number) : null,
        ['#', .. var digits] => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? OfNumber(number) : null,
        _ => HtmlEntityProvider.Resolver.GetSymbol($"{name};"),
    };

    // Controls, halves of signs and what is no sign are mended too.
    static string? OfNumber(int number) =>
        number is 9 or 10 or (>= 32 and < 127) or (>= 160 and < 0xd800) or (>= 0xe000 and < 0xfdd0) or (>= 0xfdf0 and < 0xfffe) or (>= 0x10000 and < 0x1fffe)
            ? char.ConvertFromUtf32(number) : null;
}
