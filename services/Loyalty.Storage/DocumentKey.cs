using System.Text;
using Loyalty.Storage.Local;

namespace Loyalty.Storage;

/// <summary>
/// What a document's key may be, in every store alike: segments between slashes, none of them empty, "." or "..", no control characters
/// and neither U+FFFE nor U+FFFF (which S3 cannot list), at most <see cref="MaxBytes"/> bytes in UTF-8 (S3's limit), and no segment longer than a file system can name.
/// </summary>
public static class DocumentKey
{
    /// <summary>The longest key, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Whether a string is a key.</summary>
    public static bool IsValid(string key) => Problem(key) is null;

    /// <summary>Throws what is wrong with a key.</summary>
    /// <exception cref="ArgumentException">It is not a key; the message says why.</exception>
    public static void Check(string key)
    {
        if (Problem(key) is { } problem) throw new ArgumentException($"A document's key {problem}.", nameof(key));
    }

    static string? Problem(string key)
    {
        if (key.Length > MaxBytes) return $"has at most {MaxBytes} bytes";
        if (!WellFormed.IsText(key)) return "is well-formed Unicode";
        if (Encoding.UTF8.GetByteCount(key) > MaxBytes) return $"has at most {MaxBytes} bytes";
        if (key.Any(c => char.IsControl(c) || c >= '\uFFFE')) return "has no control characters, and neither U+FFFE nor U+FFFF";
        foreach (var segment in key.Split('/'))
        {
            if (segment.Length == 0) return "has no empty segments, and no slash at either end";
            if (segment is "." or "..") return "does not step to other folders";
            if (FileNames.Escape(segment).Length > FileNames.MaxLength)
                return $"has no segment longer than {FileNames.MaxLength} characters once escaped";
        }
        return null;
    }
}
