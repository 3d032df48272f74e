using System.Runtime.InteropServices;

namespace Loyalty.Core.Earning;

/// <summary>
/// A hash of 64 bits of values in order, FNV-1a over words with their high bits folded in. It tells the rules of one chart apart, where a
/// cryptographic hash would cost as much as reading them. Every value says where it ends, so no two lists of values are the same words.
/// </summary>
internal struct Digest
{
    private const ulong Prime = 0x100000001b3;

    public Digest() => Value = 0xcbf29ce484222325;

    /// <summary>The digest of what was added so far.</summary>
    public ulong Value { get; private set; }

    public void Add(string? text)
    {
        Add(text?.Length ?? -1);
        var rest = text.AsSpan();
        foreach (var four in MemoryMarshal.Cast<char, ulong>(rest)) Add(four);
        foreach (var letter in rest[(rest.Length & ~3)..]) Add((ulong)letter);
    }

    public void Add(ImmutableArray<string> texts)
    {
        Add(texts.Length);
        foreach (var text in texts) Add(text);
    }

    public void Add(decimal? number)
    {
        Add(number is null ? 0 : 1);
        if (number is not { } value) return;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var two in MemoryMarshal.Cast<int, ulong>(bits)) Add(two);
    }

    public void Add(int number) => Add((ulong)number);

    private void Add(ulong word)
    {
        var mixed = (Value ^ word) * Prime;
        Value = mixed ^ (mixed >> 32);
    }
}
