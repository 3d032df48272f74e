using System.Collections;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// The first three letters of some names, without case: of a text's words few begin so, and only these need be looked up. May say yes where there is
/// none, never no where there is one. Filled before it is asked; then thread-safe.
/// </summary>
internal sealed class WordBeginnings
{
    private const int Places = 1 << 13;

    private readonly BitArray _known = new(Places);

    public void Add(ReadOnlySpan<char> name)
    {
        if (name.Length > 2) _known[PlaceOf(name)] = true;
        else AddShort(name);
    }

    /// <param name="rest">What begins with the word.</param>
    public bool MayBegin(ReadOnlySpan<char> rest) => _known[PlaceOf(rest)];

    /// <summary>Behind a name of two letters may stand anything, or nothing.</summary>
    private void AddShort(ReadOnlySpan<char> name)
    {
        for (var third = 0; third < 64; third++) _known[(PlaceOf(name) + (third * 137)) % Places] = true;
    }

    // Signs beyond plain letters and digits share places.
    private static int PlaceOf(ReadOnlySpan<char> word) =>
        ((word.IsEmpty ? 0 : Sign(word[0]) << 6) + (word.Length > 1 ? Sign(word[1]) : 0) + (word.Length > 2 ? Sign(word[2]) * 137 : 0)) % Places;

    private static int Sign(char letter) => letter < 0x80 ? (letter | 0x20) & 0x3f : 0;
}
