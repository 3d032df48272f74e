using System.Text;
using CsCheck;

namespace Loyalty.Knowledge.Tests;

/// <summary>Texts of 1 to 512 bytes made of what ends literals, runs code, or is hard to carry.</summary>
internal static class HostileText
{
    private static readonly string[] Parts =
    [
        "'", "\"", "\\", "\n", "\r", "\t", "$", "${", "}", "${1+1}", "').drop()//", "\"]).unfold()", "\\u0027", "\\", ",", ";", ":", "|", "_", "~", " ",
        "'''", "\"\"\"", "<script>", "%27", "--", "/*", "*/", "g.V().drop()", "System.exit(0)", "; DROP TABLE vertex;", "]", "[", "(", ")", "#", "\u0001", "\u007f", "\u0085",
    ];

    private static readonly Gen<string> Piece = Gen.Frequency(
        (3, Gen.Int[0, Parts.Length - 1].Select(n => Parts[n])),
        (2, Gen.Char[' ', '~'].Select(letter => letter.ToString())),
        (2, Gen.Int[0x80, 0x10ffff].Where(Rune.IsValid).Select(rune => new Rune(rune).ToString())));

    public static Gen<string> Texts { get; } = Piece.Array[1, 200].Select(pieces =>
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var piece in pieces)
        {
            if ((bytes += Encoding.UTF8.GetByteCount(piece)) > 512) break;
            text.Append(piece);
        }

        return text.ToString();
    });
}
