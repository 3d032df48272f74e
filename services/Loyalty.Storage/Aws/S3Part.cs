using System.Buffers;

namespace Loyalty.Storage.Aws;

/// <summary>
/// A stream, part by part, in one buffer: what is sent must be sent again when the network fails, and a stream is read only once.
/// </summary>
sealed class S3Part(Stream content, int size) : IDisposable
{
    byte[] buffer = ArrayPool<byte>.Shared.Rent(content.CanSeek ? (int)Math.Clamp(content.Length - content.Position + 1, 1, size) : size);

    /// <summary>How many bytes the part has.</summary>
    public int Length { get; private set; }

    /// <summary>The part, to be read.</summary>
    public MemoryStream Open() => new(buffer, 0, Length, writable: false);

    /// <summary>Reads the next part; false when it is the last, with fewer bytes than its size, or none.</summary>
    public async Task<bool> NextAsync(CancellationToken ct)
    {
        for (Length = 0; Length < size;)
        {
            var count = await content.ReadAsync(buffer.AsMemory(Length, Math.Min(buffer.Length, size) - Length), ct);
            if (count == 0) return false;
            Length += count;
            if (Length == buffer.Length && Length < size) Grow();
        }
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>A stream may have more than its length said.</summary>
    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
