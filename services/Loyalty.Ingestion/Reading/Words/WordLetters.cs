namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// Which plain letters a folded text has, a bit each. A phrase with a letter that the text lacks is not in the text: of a list of names most need not
/// be searched for. Pure.
/// </summary>
internal static class WordLetters
{
    public static uint Of(ReadOnlySpan<char> folded)
    {
        var letters = 0u;
        foreach (var letter in folded)
        {
            if (char.IsAsciiLetterLower(letter)) letters |= 1u << (letter - 'a');
        }

        return letters;
    }

    /// <summary>Whether a text with some letters may have a phrase with others.</summary>
    public static bool MayHold(uint text, uint phrase) => (phrase & ~text) == 0;
}
