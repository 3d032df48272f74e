using System.Numerics;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// Where words begin in a folded text, each with its first three letters in one number. A reader asks many questions of one text: they are found
/// once, by the thread that asks.
/// </summary>
internal sealed class WordHeads
{
    // The beginnings of longer texts are found for each question: what they take is not held for good.
    private const int Longest = 4096;

    private const int Texts = 32;

    private const int Places = 1024;

    [ThreadStatic]
    private static WordHeads?[]? _known;

    private readonly ulong[] _marks = NewMarks();
    private string? _text;
    private Head[] _heads = new Head[32];
    private int _count;

    private WordHeads()
    {
    }

    /// <param name="Key">The first three letters of what begins here.</param>
    /// <param name="At">Its place in the text.</param>
    public readonly record struct Head(ushort Key, int At);

    /// <summary>In the order of the text.</summary>
    public ReadOnlySpan<Head> All => _heads.AsSpan(0, _count);

    /// <summary>The beginnings of a text; they change when the thread asks for those of another.</summary>
    public static WordHeads Of(string text)
    {
        ref var place = ref (_known ??= new WordHeads?[Texts])[text.Length % Texts];
        var heads = text.Length > Longest ? new WordHeads() : place ??= new WordHeads();
        if (!ReferenceEquals(heads._text, text)) heads.Find(text);
        return heads;
    }

    /// <summary>The first three letters or digits of what begins at a place; what stands behind a word's end does not count.</summary>
    public static ushort KeyOf(ReadOnlySpan<char> text, int at)
    {
        var key = text[at] * 961;
        if (at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1])) return (ushort)key;
        key += text[at + 1] * 31;
        return (ushort)(at + 2 < text.Length && char.IsLetterOrDigit(text[at + 2]) ? key + text[at + 2] : key);
    }

    /// <summary>Room for marks, a bit for each place that keys may have.</summary>
    public static ulong[] NewMarks() => new ulong[Places / 64];

    public static void Mark(ulong[] marks, ushort key) => marks[key % Places / 64] |= 1UL << key;

    public static bool IsMarked(ulong[] marks, ushort key) => (marks[key % Places / 64] & (1UL << key)) != 0;

    /// <summary>Whether a word may begin as one of some keys does; most texts have none, and that is seen at once.</summary>
    public bool MayMeet(ulong[] marks)
    {
        for (var i = 0; i < Places / 64; i += Vector<ulong>.Count)
        {
            if ((new Vector<ulong>(marks, i) & new Vector<ulong>(_marks, i)) != Vector<ulong>.Zero) return true;
        }

        return false;
    }

    private void Find(string text)
    {
        _count = 0;
        Array.Clear(_marks);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var key = KeyOf(text, at);
            Mark(_marks, key);
            if (_count == _heads.Length) Array.Resize(ref _heads, _count * 2);
            _heads[_count++] = new Head(key, at);
            if (!char.IsLetterOrDigit(text[at++])) continue;
            while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
        }

        _text = text;
    }
}
