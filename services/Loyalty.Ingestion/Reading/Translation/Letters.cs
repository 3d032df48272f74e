namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>
/// Letters as a glossary compares them: case, accents and typographic variants do not count, since capitals and pages often leave them out;
/// the letters that are letters of their own (å, ä, ö, ø, ü) do.
/// One letter stays one letter, so that a place in the folded text is the same place in the printed one.
/// </summary>
internal static class Letters
{
    private const string Marked = "àáâãāăąǎçćčďđèéêëēėęěğģìíîïīįĺľłñńňòóôõōőơŕřśšşșťţțùúûūůűųưýÿźżžґёάέήίϊΐόύϋΰώςأإآىةک";
    private const string Plain = "aaaaaaaacccddeeeeeeeeggiiiiiilllnnnooooooorrsssstttuuuuuuuuyyzzzгеαεηιιιουυυωσااايهك";

    private static readonly char[] Map = Table();

    /// <summary>A text with letters folded; Vietnamese keeps its marks, which tell words apart.</summary>
    public static char[] Fold(ReadOnlySpan<char> text, bool keepsMarks)
    {
        var folded = new char[text.Length];
        for (var at = 0; at < text.Length; at++) folded[at] = Fold(text[at], keepsMarks);
        return folded;
    }

    public static char Fold(char letter, bool keepsMarks)
    {
        if (letter is >= '0' and <= '9' or >= 'a' and <= 'z') return letter;
        var lower = letter switch
        {
            'İ' or 'ı' => 'i',
            '’' or '‘' or 'ʼ' => '\'',
            '‐' or '‑' or '−' => '-',
            _ => char.ToLowerInvariant(letter),
        };
        return keepsMarks || lower < '\u00e0' || lower >= Map.Length || Map[lower] == 0 ? lower : Map[lower];
    }

    /// <summary>What a word begins with, in one number: four letters, or two where words have no spaces between them.</summary>
    public static ulong Beginning(ReadOnlySpan<char> text)
    {
        var (beginning, length) = (0UL, 0);
        foreach (var letter in text)
        {
            if (!char.IsLetter(letter) || length == 4 || (length == 2 && IsUnspaced(letter))) break;
            beginning = (beginning << 16) | Fold(letter, keepsMarks: false);
            length++;
        }

        return beginning;
    }

    /// <summary>Letters of scripts that put no space between words.</summary>
    public static bool IsUnspaced(char letter) =>
        letter is >= '\u0e00' and <= '\u0e7f' or >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or '々';

    public static bool IsThai(char letter) => letter is >= '\u0e00' and <= '\u0e7f';

    /// <summary>What verbs and particles end in, and names do not.</summary>
    public static bool IsHiragana(char letter) => letter is >= '\u3040' and <= '\u309f';

    public static bool IsHangul(char letter) => letter is >= '\uac00' and <= '\ud7af';

    private static char[] Table()
    {
        var table = new char['\u06b0'];
        for (var at = 0; at < Marked.Length; at++) table[Marked[at]] = Plain[at];
        return table;
    }
}
