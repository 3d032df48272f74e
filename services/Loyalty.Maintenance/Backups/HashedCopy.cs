using System.Buffers;
using System.Security.Cryptography;

namespace Loyalty.Maintenance.Backups;

/// <summary>Reads a file once, for its hash and, if wanted, for its copy.</summary>
static class HashedCopy
{
    const int BufferSize = 128 * 1024;

    public static async Task<(long Length, string Sha256)> HashAsync(string file, CancellationToken ct)
    {
        await using var read = OpenRead(file);
        return await PumpAsync(read, Stream.Null, ct);
    }

    /// <summary>Copies a file durably, with its time of writing.</summary>
    public static async Task<(long Length, string Sha256)> CopyAsync(string file, string copy, CancellationToken ct)
    {
        await using var read = OpenRead(file);
        await using var written = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var result = await PumpAsync(read, written, ct);
        File.SetLastWriteTimeUtc(written.SafeFileHandle, File.GetLastWriteTimeUtc(read.SafeFileHandle));
        written.Flush(flushToDisk: true);
        return result;
    }

    static FileStream OpenRead(string file) =>
        new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    static async Task<(long Length, string Sha256)> PumpAsync(Stream from, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int count; (count = await from.ReadAsync(buffer.AsMemory(0, BufferSize), ct)) > 0; length += count)
            {
                hash.AppendData(buffer, 0, count);
                await to.WriteAsync(buffer.AsMemory(0, count), ct);
            }
            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
