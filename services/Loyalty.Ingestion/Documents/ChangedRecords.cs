using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Documents;

/// <summary>Records under a prefix of the document store, read when they are new or were changed since they were last read. Thread-safe.</summary>
sealed class ChangedRecords<T>(IDocumentStore documents, string prefix, JsonTypeInfo<T> json, Action<T> show, TimeProvider time)
{
    /// <summary>Stores tell the time of a change in seconds, by clocks of their own: a change so short before a read may not be the last of its second.</summary>
    private static readonly TimeSpan Blurred = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>Shows each record that is new or changed.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        documents.ListAsync(prefix, cancellationToken),
        // Over a network each read waits, and there may be thousands.
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
        async (info, token) =>
        {
            var now = new Seen(info.ModifiedAt, info.Length, IsSettled: time.GetUtcNow() - info.ModifiedAt > Blurred);
            if (_seen.GetValueOrDefault(info.Key) is { IsSettled: true } before && before == now) return;
            if (await documents.ReadBytesAsync(info.Key, token) is not { } bytes) return;
            show(JsonSerializer.Deserialize(bytes, json)!);
            _seen[info.Key] = now;
        });

    private sealed record Seen(DateTimeOffset ModifiedAt, long Length, bool IsSettled);
}
