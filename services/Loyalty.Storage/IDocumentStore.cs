namespace Loyalty.Storage;

/// <summary>
/// Documents by key: a folder here, S3 when published. Keys follow <see cref="DocumentKey"/>; one that does not is an <see cref="ArgumentException"/>.
/// A reader sees a document whole, as it was or as it is, never in between.
/// </summary>
public interface IDocumentStore
{
    /// <summary>What is known of a document without reading it; null when there is none.</summary>
    Task<DocumentInfo?> FindAsync(string key, CancellationToken ct);

    /// <summary>The document as a stream, which the caller disposes; null when there is none. It stays what it was, whatever replaces it meanwhile.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken ct);

    /// <summary>Writes or replaces a document, whole or not at all. When the task ends it survives a loss of power.</summary>
    Task WriteAsync(string key, Stream content, CancellationToken ct);

    /// <summary>Like <see cref="WriteAsync"/>, but false, and nothing changed, when the key is taken. Of several who try at once one succeeds.</summary>
    Task<bool> TryCreateAsync(string key, Stream content, CancellationToken ct);

    /// <summary>
    /// The documents whose key starts with the prefix (which may end within a segment; "" means all), in the order of their keys by code point,
    /// which is the order of their UTF-8 bytes. What comes or goes while the list is read may or may not be in it.
    /// </summary>
    IAsyncEnumerable<DocumentInfo> ListAsync(string prefix, CancellationToken ct);

    /// <summary>Removes a document; false when there was none. Of several who try at once one does, where the server can delete conditionally.</summary>
    Task<bool> DeleteAsync(string key, CancellationToken ct);
}

/// <summary>A document as a list shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ModifiedAt">When it was written, by the clock of the store.</param>
public sealed record DocumentInfo(string Key, long Length, DateTimeOffset ModifiedAt);
