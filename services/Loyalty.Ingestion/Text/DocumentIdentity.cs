using System.Text;

namespace Loyalty.Ingestion.Text;

enum DocumentKind { Html, Pdf, Csv, Markdown, PlainText }

/// <summary>What a file is: its content decides, its name only tells kinds of text apart.</summary>
/// <param name="Text">The decoded text; empty for a PDF.</param>
readonly record struct DocumentIdentity(DocumentKind Kind, string Text)
{
    const string Accepted = "Submit HTML, PDF, CSV, Markdown or plain text.";

    static readonly (byte[] Start, string Name)[] Images =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), ("GIF8"u8.ToArray(), "GIF"),
        ([(byte)'I', (byte)'I', 0x2A, 0], "TIFF"), ([(byte)'M', (byte)'M', 0, 0x2A], "TIFF"),
    ];

    static readonly (byte[] Start, string Name)[] Others =
    [
        ("PK\u0003\u0004"u8.ToArray(), "as a ZIP archive or an Office document does"),
        ([0xD0, 0xCF, 0x11, 0xE0], "as an old Office document does"), ([0x1F, 0x8B], "as a gzip archive does"),
        ("7z\u00BC\u00AF"u8.ToArray(), "as a 7z archive does"), ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "as a program does"),
        ("{\\rtf"u8.ToArray(), "as a rich text document does"), ("SQLite format 3"u8.ToArray(), "as a database does"),
    ];

    public static DocumentIdentity Of(string fileName, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new UnreadableDocumentException("The file is empty.");
        var extension = Path.GetExtension(fileName).ToUpperInvariant();
        // PDF readers accept some bytes before the header, and so do the files that people have.
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) is >= 0 and var at && (at == 0 || extension is ".PDF"))
            return new DocumentIdentity(DocumentKind.Pdf, "");
        RefuseBinary(extension, bytes);
        var text = TextDecoding.Decode(bytes);
        if (text.AsSpan().Trim().IsEmpty)
            throw new UnreadableDocumentException("The file is empty: it holds nothing but white space.");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Binary(extension, bytes, null);
        return new DocumentIdentity(KindOf(extension, text), text);
    }

    static DocumentKind KindOf(string extension, string text)
    {
        if (LooksLikeHtml(text, extension is ".HTML" or ".HTM" or ".XHTML"))
            return DocumentKind.Html;
        return extension switch
        {
            ".PDF" => throw new UnreadableDocumentException(
                "The file is named .pdf but holds text without a PDF header. Download it again, or name it after what it holds."),
            ".CSV" or ".TSV" => DocumentKind.Csv,
            ".MD" or ".MARKDOWN" => DocumentKind.Markdown,
            ".TXT" or ".TEXT" or ".HTML" or ".HTM" or ".XHTML" or "" => DocumentKind.PlainText,
            _ => throw new UnreadableDocumentException($"Files of the kind {extension.ToLowerInvariant()} are not read. {Accepted}"),
        };
    }

    static bool LooksLikeHtml(string text, bool named)
    {
        var start = text.AsSpan().TrimStart();
        if (named && start.Contains('<'))
            return true;
        if (!start.StartsWith("<"))
            return false;
        start = start[..Math.Min(start.Length, 2048)];
        foreach (var tag in (ReadOnlySpan<string>)["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<article", "<section", "<main", "<h1", "<h2", "<p>"])
            if (start.Contains(tag, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    static void RefuseBinary(string extension, ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, name) in Images)
            if (bytes.StartsWith(start))
                throw Image(name);
        if (bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8))
            throw Image("WebP");
        foreach (var (start, name) in Others)
            if (bytes.StartsWith(start))
                throw Binary(extension, bytes, name);
        if (bytes.StartsWith("MIME-Version:"u8) || bytes.StartsWith("From: <Saved by"u8))
            throw new UnreadableDocumentException("The file is a web archive (MHTML). Save the page as HTML or PDF, and submit that.");
        if (!TextDecoding.LooksLikeText(bytes))
            throw Binary(extension, bytes, null);
    }

    static UnreadableDocumentException Image(string name) => new(
        $"The file is an image ({name}), and OCR is not installed. Submit a PDF with text, or the text itself.");

    static UnreadableDocumentException Binary(string extension, ReadOnlySpan<byte> bytes, string? likeness)
    {
        var first = bytes[..Math.Min(bytes.Length, 4)];
        var printable = !first.ContainsAnyExceptInRange((byte)' ', (byte)'~');
        var begin = printable || first.StartsWith("PK"u8) ? Encoding.ASCII.GetString(first).TrimEnd('\u0003', '\u0004') : Convert.ToHexString(first);
        var named = extension.Length > 0 ? $"is named {extension.ToLowerInvariant()} but " : "";
        return new UnreadableDocumentException(
            $"The file {named}holds binary data (it begins with {begin}{(likeness is null ? "" : ", " + likeness)}). {Accepted}");
    }
}
