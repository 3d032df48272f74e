using System.IO.Hashing;
using System.Runtime.InteropServices;
using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning;

/// <summary>
/// A hash of 64 bits (XXH3) of values in order. It tells the rules of one chart apart, where a cryptographic hash would cost as much as
/// reading them. Every value says where it ends, so no two lists of values are the same bytes.
/// </summary>
internal ref struct Digest(Span<byte> buffer)
{
    private Span<byte> _bytes = buffer;
    private int _length;

    /// <summary>The digest of what was added so far.</summary>
    public readonly ulong Value => XxHash3.HashToUInt64(_bytes[.._length]);

    public void Add(string? text)
    {
        Add(text?.Length ?? -1);
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>A market, as its canonical text is added.</summary>
    public void Add(Market market)
    {
        var (kind, first, second) = market.Parts;
        Add(kind.Length + (first is null ? 0 : first.Length + 1) + (second is null ? 0 : second.Length + 1));
        Add(MemoryMarshal.AsBytes(kind.AsSpan()));
        if (first is null) return;
        Add(MemoryMarshal.AsBytes(":".AsSpan()));
        Add(MemoryMarshal.AsBytes(first.AsSpan()));
        if (second is null) return;
        Add(MemoryMarshal.AsBytes("-".AsSpan()));
        Add(MemoryMarshal.AsBytes(second.AsSpan()));
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
        Add(MemoryMarshal.AsBytes(bits));
    }

    public void Add(int number)
    {
        if (_length + sizeof(int) > _bytes.Length) MakeRoom(sizeof(int));
        MemoryMarshal.Write(_bytes[_length..], in number);
        _length += sizeof(int);
    }

    private void Add(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        if (_length + bytes.Length > _bytes.Length) MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes[_length..]);
        _length += bytes.Length;
    }

    private void MakeRoom(int more)
    {
        var larger = new byte[Math.Max(_bytes.Length * 2, _length + more)];
        _bytes[.._length].CopyTo(larger);
        _bytes = larger;
    }
}
