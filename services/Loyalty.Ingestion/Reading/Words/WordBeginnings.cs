using System.Collections;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// The first two letters of some names, without case: of a text's words few begin so, and only these need be looked up. May say yes where there is
/// none, never no where there is one. Filled before it is asked; then thread-safe.
/// </summary>
internal sealed class WordBeginnings
{
    private readonly BitArray _known = new(1 << 12);

    public void Add(ReadOnlySpan<char> name) => _known[PlaceOf(name)] = true;

    public bool MayBegin(ReadOnlySpan<char> word) => _known[PlaceOf(word)];

    // Signs beyond plain letters and digits share places.
    private static int PlaceOf(ReadOnlySpan<char> word) => (word.IsEmpty ? 0 : Sign(word[0]) << 6) | (word.Length > 1 ? Sign(word[1]) : 0);

    private static int Sign(char letter) => letter < 0x80 ? (letter | 0x20) & 0x3f : 0;
}
