namespace Loyalty.Ingestion.Text;

/// <summary>A document that cannot be read; the message says why, and what a curator can do about it.</summary>
public sealed class UnreadableDocumentException : Exception
{
    public UnreadableDocumentException(string reason) : base(reason) { }

    public UnreadableDocumentException(string reason, Exception cause) : base(reason, cause) { }
}
