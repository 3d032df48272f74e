using System.Globalization;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Numbers as people write them: 1,000 and 1.000 and 1 000, 12.5 and 7,5. Pure.</summary>
internal static class Numbers
{
    /// <summary>Reads the number that begins at <paramref name="at"/>, which is a digit, and moves behind it.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="at">Where it begins; afterwards where it ended.</param>
    /// <param name="value">The number.</param>
    /// <param name="ambiguous">True for 1.250, which is a thousand in some countries and one and a quarter in others.</param>
    public static bool TryRead(ReadOnlySpan<char> text, ref int at, out decimal value, out bool ambiguous)
    {
        value = 0;
        ambiguous = false;
        if (at >= text.Length || !char.IsAsciiDigit(text[at])) return false;
        Span<char> digits = stackalloc char[28];
        var length = 0;
        var fraction = false;
        while (at < text.Length && length < digits.Length)
        {
            var letter = text[at];
            if (char.IsAsciiDigit(letter))
            {
                digits[length++] = letter;
                at++;
                continue;
            }

            if (fraction || letter is not (',' or '.' or '\'' or '’' or ' ' or '\u00a0' or '\u202f')) break;
            var run = DigitsAt(text, at + 1);
            if (run == 0) break;
            var isZero = length == 1 && digits[0] == '0';
            if (run == 3 && !isZero && letter != '.' && length <= 3 | letter != ' ')
            {
                at++;
                continue;
            }

            if (letter is not (',' or '.')) break;
            if (run == 3 && !isZero && letter == '.')
            {
                ambiguous = true;
                at++;
                continue;
            }

            digits[length++] = '.';
            fraction = true;
            at++;
        }

        return Parse(digits[..length], out value);
    }

    private static bool Parse(ReadOnlySpan<char> digits, out decimal value)
    {
        // What charts hold fits a long; the general way costs more than all the rest of reading a cell.
        if (digits.Length > 18) return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        long mantissa = 0;
        var point = digits.Length;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '.') point = i + 1;
            else mantissa = (mantissa * 10) + (digits[i] - '0');
        }

        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, false, (byte)(digits.Length - point));
        return true;
    }

    /// <summary>The whole text as one number, or null.</summary>
    public static decimal? Whole(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var at = 0;
        return TryRead(trimmed, ref at, out var value, out var ambiguous) && at == trimmed.Length && !ambiguous ? value : null;
    }

    private static int DigitsAt(ReadOnlySpan<char> text, int at)
    {
        var count = 0;
        while (at + count < text.Length && char.IsAsciiDigit(text[at + count])) count++;
        return count;
    }
}
