using Loyalty.Ingestion.Text.Html;
using Loyalty.Ingestion.Text.Pdf;

namespace Loyalty.Ingestion.Text;

/// <summary>Reads a document's bytes into headings, paragraphs, list items and tables, within limits of time and memory.</summary>
public sealed class DocumentReader(TextLimits? limits = null, TimeProvider? time = null)
{
    readonly TextLimits _limits = limits ?? new TextLimits();

    /// <exception cref="UnreadableDocumentException">It cannot be read; the message is for the curator.</exception>
    public async Task<DocumentText> ReadAsync(string fileName, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (bytes.Length > _limits.MaxBytes)
            throw new UnreadableDocumentException(
                $"The file has {bytes.Length / 1e6:N0} MB; at most {_limits.MaxBytes / 1e6:N0} MB are read. Submit the part that holds the chart.");
        using var timeOut = new CancellationTokenSource(_limits.TimeOut, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeOut.Token, cancellationToken);
        try
        {
            var text = await ReadAsync(DocumentIdentity.Of(fileName, bytes.Span), bytes, either.Token);
            return text.Blocks.IsEmpty ? throw new UnreadableDocumentException(NothingIn(text.Format)) : text;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreadableDocumentException(
                $"Reading it took longer than {_limits.TimeOut.TotalSeconds:0} s and was stopped. Submit the part that holds the chart, or save it anew.");
        }
    }

    async ValueTask<DocumentText> ReadAsync(DocumentIdentity identity, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        identity.Kind switch
        {
            DocumentKind.Pdf => await PdfReaderProcess.ReadAsync(bytes, _limits, cancellationToken),
            DocumentKind.Html => HtmlReader.Read(identity.Text, _limits, cancellationToken),
            DocumentKind.Csv => CsvText.Read(identity.Text, _limits, cancellationToken),
            DocumentKind.Markdown => LinesReader.Read("markdown", identity.Text, _limits, cancellationToken),
            _ => LinesReader.Read("text", identity.Text, _limits, cancellationToken),
        };

    static string NothingIn(string format) => format switch
    {
        "html" => "The page shows no text without its scripts. Open it in a browser, and save what it shows as HTML or PDF.",
        "pdf" => "The PDF holds no text: its pages are probably scanned images, and OCR is not installed. Submit a PDF with text, or the text itself.",
        _ => "The file holds no text.",
    };
}
