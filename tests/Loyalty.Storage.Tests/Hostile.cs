using System.Text;
using CsCheck;

namespace Loyalty.Storage.Tests;

/// <summary>Text that breaks what was not written with care.</summary>
static class Hostile
{
    static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf(
            "'", "\"", "`", "\\", "%", "%2e", "${HOME}", "$(id)", "{{x}}", "; drop table message; --", "\u00e9", "e\u0301", "\U0001F6EB", "\uFF0E",
            "\u202E", "\u00A0", "A", "a", "con", "nul", ".", "+", "~", " ", "*", "?", ":", "|", "<", ">", "&amp;", "İ", "ß"),
        Gen.String[Gen.Char['!', '~'], 1, 8],
        Gen.String[Gen.Char['\u00C0', '\u024F'], 1, 4]);

    /// <summary>Well-formed, no control characters, not empty.</summary>
    public static readonly Gen<string> Text = Piece.Array[1, 6].Select(string.Concat);

    public static readonly Gen<string> Lines = Gen.OneOf(Text, Gen.OneOf("\n", "\r\n", "\t", "\uFFFD")).Array[1, 6].Select(string.Concat);

    public static readonly Gen<string> Key = Text.Select(t => t.Replace("/", "", StringComparison.Ordinal)).Where(t => t is not ("" or "." or ".."))
        .Array[1, 4].Select(segments => string.Join('/', segments));

    static readonly Gen<string> AnyRune = Gen.OneOf(
        Gen.Int[0, 0x10FFFF - 0x800].Select(i => new Rune(i < 0xD800 ? i : i + 0x800).ToString()),
        Gen.Char['\0', '\u007f'].Select(c => c.ToString()),
        Gen.Char['\u0080', '\u07ff'].Select(c => c.ToString()));

    static readonly Gen<string> PlainRune = AnyRune.Where(r => !r.Any(c => char.IsControl(c) || c >= '\uFFFE'));

    /// <summary>A hundred strings of up to 512 bytes each, in UTF-8: of any characters, of those that XML and keys may hold, or of both.</summary>
    public static readonly Gen<string[]> Hundred = Gen.OneOf(
        Upto512(AnyRune).Array[100], Upto512(PlainRune).Array[100], Gen.OneOf(Upto512(AnyRune), Upto512(PlainRune), Text).Array[100]);

    /// <summary>A hundred strings as bytes, so that none can be taken for the end of another.</summary>
    public static byte[] Pack(string[] strings)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var text in strings) writer.Write(text);
        writer.Flush();
        return bytes.ToArray();
    }

    static Gen<string> Upto512(Gen<string> rune) => Gen.OneOf(rune.Array[1, 12], rune.Array[0, 128]).Select(string.Concat);
}
