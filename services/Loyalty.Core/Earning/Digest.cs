namespace Loyalty.Core.Earning;

/// <summary>
/// FNV-1a, 64 bits, of values in order: tells the rules of one chart apart, where a cryptographic hash would be half the cost of reading it.
/// Every value says where it ends, so that no two lists of values are the same bytes.
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
        foreach (var letter in text.AsSpan())
        {
            Add((byte)letter);
            Add((byte)(letter >> 8));
        }
    }

    public void Add(ImmutableArray<string> texts)
    {
        Add(texts.Length);
        foreach (var text in texts) Add(text);
    }

    public void Add(decimal? number)
    {
        Add(number is null ? 0 : 1);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number ?? 0, bits);
        foreach (var part in bits) Add(part);
    }

    /// <summary>Small numbers, of which most values are, take one byte.</summary>
    public void Add(int number)
    {
        var rest = (uint)((number << 1) ^ (number >> 31));
        for (; rest >= 0x80; rest >>= 7) Add((byte)(rest | 0x80));
        Add((byte)rest);
    }

    private void Add(byte value) => Value = (Value ^ value) * Prime;
}
