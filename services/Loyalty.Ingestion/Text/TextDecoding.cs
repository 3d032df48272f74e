using System.Buffers;
using System.Text;

namespace Loyalty.Ingestion.Text;

/// <summary>Turns bytes into text: by byte order mark, as UTF-8 where that fits, by what the page says of itself, else as windows-1252.</summary>
static class TextDecoding
{
    static readonly UTF8Encoding StrictUtf8 = new(false, true);
    static readonly SearchValues<char> EndsOfName = SearchValues.Create("\"' ;/>?");
    const int Sample = 4096;
    const byte Escape = 0x1B;

    // But those that texts have: tabs, line ends, page breaks, and the escapes of ISO-2022.
    static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (ByMark(bytes) is ({ } marked, var length))
            return marked.GetString(bytes[length..]);
        if (Utf16WithoutMark(bytes) is { } wide)
            return wide.GetString(bytes);
        // All bytes of ISO-2022 are those of UTF-8 too: only its escapes tell them apart.
        if (bytes.Contains(Escape) && Declared(bytes) is { } escaping && escaping.WebName.StartsWith("iso-2022-", StringComparison.OrdinalIgnoreCase))
            return escaping.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (Declared(bytes) ?? CodePagesEncodingProvider.Instance.GetEncoding(1252)!).GetString(bytes);
        }
    }

    /// <summary>Text has hardly any control characters; UTF-16 has every other byte zero.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        if (ByMark(bytes).Encoding is not null || Utf16WithoutMark(bytes) is not null)
            return true;
        // Zero bytes further on are looked for in all of it: a text header may stand before binary data.
        if (bytes.Contains((byte)0))
            return false;
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var controls = 0;
        for (var rest = sample; rest.IndexOfAny(Controls) is >= 0 and var at; rest = rest[(at + 1)..])
            controls++;
        return controls * 50 <= sample.Length;
    }

    static (Encoding? Encoding, int Length) ByMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : bytes.StartsWith<byte>([0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : bytes.StartsWith<byte>([0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : (null, 0);

    static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes.Length % 2 != 0)
            return null;
        var sample = bytes[..(Math.Min(bytes.Length, Sample) & ~1)];
        if (!sample.Contains((byte)0))
            return null;
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }
        var half = sample.Length / 2;
        return odd * 10 >= half * 7 && even == 0 ? Encoding.Unicode
            : even * 10 >= half * 7 && odd == 0 ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>The charset of a meta element or an XML declaration.</summary>
    static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Sample)]);
        foreach (var key in (ReadOnlySpan<string>)["charset=", "encoding="])
        {
            var at = head.IndexOf(key, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var name = head.AsSpan(at + key.Length).TrimStart("\"' ");
            var end = name.IndexOfAny(EndsOfName);
            name = end < 0 ? name : name[..end];
            // What says UTF-8 and is not, and ISO-8859-1 as the web means it, are windows-1252.
            if (name is not "" && !name.StartsWith("utf", StringComparison.OrdinalIgnoreCase) && !name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase))
                return CodePagesEncodingProvider.Instance.GetEncoding(name.ToString());
        }
        return null;
    }
}
