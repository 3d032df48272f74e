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
}
