using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Loyalty.Storage;
using Microsoft.Extensions.Logging;

namespace Loyalty.Knowledge.Snapshots.Files;

/// <summary>
/// The snapshot files of the document store: one for each version written, the newest three kept. Thread-safe; many processes may write
/// and read. A version's file is created once, so of several writers one writes.
/// </summary>
/// <param name="documents">The document store.</param>
/// <param name="logger">Where files that cannot be used are told.</param>
public sealed partial class SnapshotFiles(IDocumentStore documents, ILogger<SnapshotFiles> logger)
{
    private const string Prefix = "snapshots/";
    private const int Kept = 3;

    /// <summary>The newest file that can be read, with its key; null when there is none. Damaged ones are removed, those of other formats passed over.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<(string Key, SnapshotFile File)?> NewestAsync(CancellationToken cancellationToken)
    {
        foreach (var found in await NewestFirstAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!found.Key.EndsWith(Ending, StringComparison.Ordinal))
            {
                PassedOver(found.Key, "it is of another format");
                continue;
            }

            try
            {
                if (await BytesAsync(found, cancellationToken).ConfigureAwait(false) is { } bytes) return (found.Key, SnapshotFile.Read(bytes));
            }
            catch (InvalidDataException damage)
            {
                PassedOver(found.Key, damage.Message);
                // So that whoever writes this version next does not take it for written.
                await documents.DeleteAsync(found.Key, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>Writes a snapshot unless it is there, and removes all but the newest three.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Cancels the write: a file is there whole or not at all.</param>
    /// <returns>Whether it was written, and not there before.</returns>
    public async Task<bool> WriteAsync(KnowledgeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var key = KeyOf(snapshot.Version, snapshot.ChangeSet);
        if (await documents.FindAsync(key, cancellationToken).ConfigureAwait(false) is not null) return false;
        var bytes = new SnapshotFile(snapshot.Version, snapshot.ChangeSet, snapshot.Facts).ToBytes();
        if (!await documents.TryCreateBytesAsync(key, bytes, cancellationToken).ConfigureAwait(false)) return false;
        Written(key, bytes.Length);
        foreach (var old in (await NewestFirstAsync(cancellationToken).ConfigureAwait(false)).Where(file => file.Key != key).Skip(Kept - 1))
            await documents.DeleteAsync(old.Key, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>When the newest file of this format was written; null when there is none.</summary>
    /// <param name="cancellationToken">Cancels the look.</param>
    public async Task<DateTimeOffset?> WrittenAtAsync(CancellationToken cancellationToken) =>
        (await NewestFirstAsync(cancellationToken).ConfigureAwait(false)).Find(file => file.Key.EndsWith(Ending, StringComparison.Ordinal))?.ModifiedAt;

    private static string Ending => $".f{SnapshotFile.Format}";

    /// <summary>The version, and what tells it from the same version of another graph, such as one that was restored from a backup.</summary>
    private static string KeyOf(long version, string changeSet) => string.Create(CultureInfo.InvariantCulture,
        $"{Prefix}{version:D12}-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(changeSet)):x16}{Ending}");

    private async Task<List<DocumentInfo>> NewestFirstAsync(CancellationToken cancellationToken)
    {
        var files = new List<DocumentInfo>();
        await foreach (var file in documents.ListAsync(Prefix, cancellationToken).ConfigureAwait(false)) files.Add(file);
        // By age and not by version: a graph that was restored from a backup counts on from an earlier one.
        return [.. files.OrderByDescending(file => file.ModifiedAt).ThenByDescending(file => file.Key, StringComparer.Ordinal)];
    }

    private async Task<byte[]?> BytesAsync(DocumentInfo file, CancellationToken cancellationToken)
    {
        await using var content = await documents.OpenReadAsync(file.Key, cancellationToken).ConfigureAwait(false);
        if (content is null) return null;
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)file.Length));
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length == bytes.Length ? bytes : throw new InvalidDataException("it is cut off");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Snapshot file {Key} is passed over: {Reason}")]
    private partial void PassedOver(string key, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Snapshot file {Key} written: {Bytes} bytes")]
    private partial void Written(string key, int bytes);
}
