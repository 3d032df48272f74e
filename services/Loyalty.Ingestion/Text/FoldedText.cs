using System.Buffers;
using System.Globalization;
using System.Text;

namespace Loyalty.Ingestion.Text;

/// <summary>Collects text as a reader sees it: white space folded, line breaks kept, invisible characters left out.</summary>
sealed class FoldedText
{
    // Superscript digits are footnote marks here: a class K with note 1 must not read as a class K1.
    const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const string Foldable =
        "\t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
        + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + Superscripts;

    const int Short = 32;

    static readonly SearchValues<char> Special = SearchValues.Create(" " + Foldable);
    static readonly SearchValues<char> SpecialButSpaces = SearchValues.Create(Foldable);

    readonly StringBuilder _text = new();
    char _gap;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Whether folding leaves a text as it is, as it does most: words with one space between them.</summary>
    public static bool IsFolded(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] != ' ' && text[^1] != ' ' && (IsPlain(text) || (!text.ContainsAny(SpecialButSpaces) && !text.Contains("  ", StringComparison.Ordinal))));

    /// <summary>Whether it is short, and of plain signs with one space between them: most cells are.</summary>
    static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length > Short)
            return false;
        var before = ' ';
        foreach (var sign in text)
        {
            if (sign is < ' ' or > '~' || (sign == ' ' && before == ' '))
                return false;
            before = sign;
        }
        return true;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (IsFolded(text.Trim(' ')))
        {
            AppendFolded(text);
            return;
        }
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAny(Special);
            if (run < 0)
                run = text.Length;
            if (run > 0)
            {
                Gap();
                _text.Append(text[..run]);
                text = text[run..];
                continue;
            }
            if (Superscripts.Contains(text[0], StringComparison.Ordinal))
            {
                text = text[AppendSuperscript(text)..];
                continue;
            }
            if (char.IsWhiteSpace(text[0]))
                Space();
            text = text[1..];
        }
    }

    void AppendFolded(ReadOnlySpan<char> text)
    {
        var words = text.TrimStart(' ');
        if (words.Length < text.Length)
            Space();
        text = words;
        words = text.TrimEnd(' ');
        if (!words.IsEmpty)
        {
            Gap();
            _text.Append(words);
        }
        if (words.Length < text.Length)
            Space();
    }

    public void Space()
    {
        if (_gap == 0)
            _gap = ' ';
    }

    public void Break() => _gap = '\n';

    /// <summary>A footnote mark: numbers and letters in brackets, signs such as * as they are.</summary>
    public void AppendMark(ReadOnlySpan<char> mark)
    {
        mark = mark.Trim().Trim("()[]").Trim();
        if (mark.IsEmpty)
            return;
        if (IsOrdinalOrSign(mark))
        {
            Append(mark);
            return;
        }
        // A mark belongs to the word before it, whatever the markup put between them.
        if (_gap == ' ')
            _gap = '\0';
        Gap();
        _text.Append(CultureInfo.InvariantCulture, $"[{mark}]");
    }

    public string Take()
    {
        var text = _text.ToString();
        Clear();
        return text;
    }

    public void Clear()
    {
        _text.Clear();
        _gap = '\0';
    }

    public static string Fold(ReadOnlySpan<char> text)
    {
        if (IsFolded(text))
            return text.ToString();
        var folded = new FoldedText();
        folded.Append(text);
        return folded.Take();
    }

    void Gap()
    {
        if (_gap != 0 && _text.Length > 0)
            _text.Append(_gap);
        _gap = '\0';
    }

    int AppendSuperscript(ReadOnlySpan<char> text)
    {
        var length = 0;
        Gap();
        _text.Append('[');
        while (length < text.Length && Superscripts.IndexOf(text[length], StringComparison.Ordinal) is >= 0 and var digit)
        {
            _text.Append((char)('0' + digit));
            length++;
        }
        _text.Append(']');
        return length;
    }

    static bool IsOrdinalOrSign(ReadOnlySpan<char> mark)
    {
        if (mark is "st" or "nd" or "rd" or "th" or "TM" or "SM" or "®" or "™")
            return true;
        foreach (var c in mark)
            if (char.IsLetterOrDigit(c))
                return false;
        return true;
    }
}
