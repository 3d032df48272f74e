using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Words in a text that is already in lower case. Pure.</summary>
internal static class Phrase
{
    // From here on many letters at a time are sooner looked at than one after the other.
    private const int Long = 24;

    private static readonly SearchValues<char> Folded = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter).Where(letter => !char.IsAsciiLetterUpper(letter))]);

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("\n;.!?");

    [ThreadStatic]
    private static Remembered<string>? _folded;

    /// <summary>Lower case, one space for any white space, typographic variants made plain.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Fold(string text) => IsFolded(text) ? text : Remembered<string>.Of(ref _folded, text, FoldAll);

    private static string FoldAll(string text)
    {
        if (IsPlain(text)) return string.Create(text.Length, text, static (lower, plain) => Lower(plain, lower));
        var buffer = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        var space = true;
        foreach (var letter in text)
        {
            if (letter is > ' ' and <= '~')
            {
                space = false;
                buffer[length++] = letter is >= 'A' and <= 'Z' ? (char)(letter | ' ') : letter;
                continue;
            }

            if (char.IsWhiteSpace(letter) || letter is '\u200b' or '\ufeff')
            {
                if (!space) buffer[length++] = ' ';
                space = true;
                continue;
            }

            space = false;
            buffer[length++] = letter switch
            {
                '’' or '‘' => '\'',
                '‐' or '‑' or '−' => '-',
                '％' => '%',
                '×' or '✕' => '×',
                _ => char.ToLowerInvariant(letter),
            };
        }

        if (length > 0 && buffer[length - 1] == ' ') length--;
        return new string(buffer[..length]);
    }

    /// <summary>Puts a text into lower case; the plain letters of nearly all texts many at a time.</summary>
    public static void Lower(ReadOnlySpan<char> text, Span<char> lower)
    {
        if (Ascii.ToLower(text, lower, out var plain) == OperationStatus.Done) return;
        for (var at = plain; at < text.Length;)
        {
            // Letters of two signs are put into lower case together.
            if (char.IsSurrogate(text[at]))
            {
                text[at..].ToLowerInvariant(lower[at..]);
                return;
            }

            lower[at] = char.ToLowerInvariant(text[at]);
            at++;
            if (Ascii.ToLower(text[at..], lower[at..], out plain) == OperationStatus.Done) return;
            at += plain;
        }
    }

    private static bool IsFolded(string text)
    {
        if (text.Length >= Long) return !text.AsSpan().ContainsAnyExcept(Folded) && text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal);
        var before = ' ';
        foreach (var letter in text)
        {
            if (letter is < ' ' or > '~' or (>= 'A' and <= 'Z') || (letter == ' ' && before == ' ')) return false;
            before = letter;
        }

        return before != ' ' || text.Length == 0;
    }

    /// <summary>Most texts are words in plain letters, one space between them: only their case is to be folded.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.IsEmpty || (!text.ContainsAnyExceptInRange(' ', '~') && text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal));

    /// <summary>Whether the word or phrase stands in the text, bounded by anything but letters and digits.</summary>
    public static bool Has(string text, string phrase) => IndexOf(text, phrase) >= 0;

    /// <summary>Whether any of the phrases stands in the text.</summary>
    public static bool HasAny(string text, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (IndexOf(text, phrase) >= 0) return true;
        }

        return false;
    }

    /// <summary>Where the phrase stands as whole words; -1 when it does not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int IndexOf(string text, string phrase, int start = 0)
    {
        for (var at = text.IndexOf(phrase, start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if (IsBounded(text, at, phrase.Length)) return at;
        }

        return -1;
    }

    /// <summary>Whether the phrase stands at a place of the text, as whole words.</summary>
    public static bool IsAt(string text, string phrase, int at) => text.AsSpan(at).StartsWith(phrase) && IsBounded(text, at, phrase.Length);

    /// <summary>Whether no word goes on before or behind what stands at a place.</summary>
    public static bool IsBounded(string text, int at, int length)
    {
        var end = at + length;
        return (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]))
            && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(text[end - 1]));
    }

    /// <summary>The sentences of a text, whose lines end sentences too.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var at = NextEnd(text, 0); at >= 0; at = NextEnd(text, at + 1))
        {
            var ends = text[at] is '\n' or ';'
                || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])) && !IsAbbreviation(text, at));
            if (!ends) continue;
            if (at > start) yield return text[start..at].Trim();
            start = at + 1;
        }

        if (start < text.Length) yield return text[start..].Trim();
    }

    private static int NextEnd(string text, int from) => text.AsSpan(from).IndexOfAny(SentenceEnds) is >= 0 and var next ? from + next : -1;

    private static bool IsAbbreviation(string text, int dot)
    {
        var word = dot;
        while (word > 0 && char.IsLetter(text[word - 1])) word--;
        return text.AsSpan(word, dot - word) is "min" or "max" or "Min" or "Max" or "incl" or "approx" or "e.g" or "No" or "U" or "S"
            or "Jan" or "Feb" or "Mar" or "Apr" or "Jun" or "Jul" or "Aug" or "Sep" or "Sept" or "Oct" or "Nov" or "Dec" or "JAN" or "FEB" or "MAR" or "APR" or "JUN" or "JUL" or "AUG" or "SEP" or "OCT" or "NOV" or "DEC";
    }
}
