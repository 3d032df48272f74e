using System.Runtime.InteropServices;

namespace Loyalty.Storage;

/// <summary>Small documents as bytes.</summary>
public static class DocumentStoreExtensions
{
    /// <summary>All bytes of a document; null when there is none.</summary>
    public static async Task<byte[]?> ReadBytesAsync(this IDocumentStore store, string key, CancellationToken ct)
    {
        await using var content = await store.OpenReadAsync(key, ct);
        if (content is null) return null;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    /// <summary>Writes or replaces a document, as <see cref="IDocumentStore.WriteAsync"/> does.</summary>
    public static async Task WriteBytesAsync(this IDocumentStore store, string key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var stream = AsStream(content);
        await store.WriteAsync(key, stream, ct);
    }

    /// <summary>Creates a document unless it is there, as <see cref="IDocumentStore.TryCreateAsync"/> does.</summary>
    public static async Task<bool> TryCreateBytesAsync(this IDocumentStore store, string key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var stream = AsStream(content);
        return await store.TryCreateAsync(key, stream, ct);
    }

    static MemoryStream AsStream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
