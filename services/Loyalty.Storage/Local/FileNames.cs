using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Loyalty.Storage.Local;

/// <summary>
/// A key's segments as file names, and back. Lower-case letters, digits and a few marks stand for themselves; every other byte is %xx: so no two
/// keys meet on a file system that ignores case, and no name hides, is a device of Windows, or means something to a shell.
/// </summary>
static class FileNames
{
    /// <summary>Below the 255 bytes that file systems allow, with room for the mark of a folder.</summary>
    public const int MaxLength = 240;

    /// <summary>Folders are marked, so that the keys "a" and "a/b" can both be there.</summary>
    public const string FolderMark = "+";

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly FrozenSet<string> Devices = Enumerable.Range(1, 9).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })
        .Concat(["con", "prn", "aux", "nul"]).ToFrozenSet();

    public static string Escape(string segment)
    {
        var bytes = Encoding.UTF8.GetBytes(segment);
        var name = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var edge = (i == 0 && (bytes[i] == '.' || Devices.Contains(segment.Split('.')[0]))) || (i == bytes.Length - 1 && bytes[i] == '.');
            if (IsPlain(bytes[i]) && !edge) name.Append((char)bytes[i]);
            else name.Append(CultureInfo.InvariantCulture, $"%{bytes[i]:x2}");
        }
        return name.ToString();
    }

    /// <summary>The segment that a name stands for; null for a name that is not ours.</summary>
    public static string? Unescape(string name)
    {
        var bytes = new List<byte>(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '%')
            {
                if (name[i] > 0x7f) return null;
                bytes.Add((byte)name[i]);
            }
            else if (i + 2 < name.Length
                && byte.TryParse(name.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else return null;
        }
        try
        {
            var segment = Strict.GetString([.. bytes]);
            return segment.Length > 0 && Escape(segment) == name ? segment : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static bool IsPlain(byte b) => (char)b is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.' or '@';
}
