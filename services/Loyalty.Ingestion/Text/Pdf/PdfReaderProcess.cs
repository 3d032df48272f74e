namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>Reads a PDF in a process of its own, which can be given a memory limit and be killed.</summary>
public static class PdfReaderProcess
{
    public static Task<DocumentText> ReadAsync(ReadOnlyMemory<byte> bytes, TextLimits limits, CancellationToken cancellationToken) =>
        throw new UnreadableDocumentException($"PDFs are not read yet ({bytes.Length} bytes, {limits.TimeOut}, {cancellationToken.IsCancellationRequested}).");
}
