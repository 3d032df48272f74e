using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Knowledge.Csv;
using Loyalty.Knowledge.Graph;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// Every change set as it is loaded, in the Gremlin CSV that Neptune's bulk loader takes: what a graph that lost its data is made from
/// again. It is kept before it is applied, with the time it is recorded under. Thread-safe.
/// </summary>
public sealed class ChangeSetArchive(IDocumentStore documents, TimeProvider time)
{
    private const string Prefix = "changesets/";
    private const string Recorded = "/recorded-";

    /// <summary>Keeps a change set, and gives it the time under which it is recorded: the same each time that it is kept.</summary>
    public async Task<ChangeSet> KeepAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await foreach (var kept in documents.ListAsync(Prefix + changes.Id + Recorded, cancellationToken)) return changes with { RecordedAt = Entry.Of(kept.Key)!.RecordedAt };
        using var vertices = new MemoryStream();
        using var edges = new MemoryStream();
        await GraphCsv.WriteAsync(changes, vertices, edges, cancellationToken);
        await documents.WriteBytesAsync(KeyOf(changes.Id, GraphCsv.Vertices), vertices.ToArray(), cancellationToken);
        await documents.WriteBytesAsync(KeyOf(changes.Id, GraphCsv.Edges), edges.ToArray(), cancellationToken);
        var now = time.GetUtcNow();
        // Last of all, and in its name: a list says which change sets there are and in which order they came.
        await documents.WriteBytesAsync(new Entry(changes.Id, now).Key, ReadOnlyMemory<byte>.Empty, cancellationToken);
        return changes with { RecordedAt = now };
    }

    /// <summary>Takes out a change set that changed nothing.</summary>
    public async Task ForgetAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await documents.DeleteAsync(new Entry(changes.Id, changes.RecordedAt!.Value).Key, cancellationToken);
        await documents.DeleteAsync(KeyOf(changes.Id, GraphCsv.Vertices), cancellationToken);
        await documents.DeleteAsync(KeyOf(changes.Id, GraphCsv.Edges), cancellationToken);
    }

    /// <summary>The change sets there are, oldest first.</summary>
    public async Task<ImmutableArray<Entry>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        await foreach (var document in documents.ListAsync(Prefix, cancellationToken))
        {
            if (Entry.Of(document.Key) is { } entry) entries.Add(entry);
        }

        entries.Sort(static (a, b) => a.RecordedAt != b.RecordedAt ? a.RecordedAt.CompareTo(b.RecordedAt) : string.CompareOrdinal(a.Id, b.Id));
        return entries.ToImmutable();
    }

    /// <summary>One of them, with the time under which it was recorded.</summary>
    /// <exception cref="InvalidDataException">It is not there whole.</exception>
    public async Task<ChangeSet> ReadAsync(Entry entry, CancellationToken cancellationToken)
    {
        await using var vertices = await documents.OpenReadAsync(KeyOf(entry.Id, GraphCsv.Vertices), cancellationToken);
        await using var edges = await documents.OpenReadAsync(KeyOf(entry.Id, GraphCsv.Edges), cancellationToken);
        if (vertices is null || edges is null) throw new InvalidDataException($"The change set {entry.Id} is not whole: a file of it is missing in {Prefix}{entry.Id}/.");
        return await GraphCsv.ReadAsync(entry.Id, vertices, edges, cancellationToken) with { RecordedAt = entry.RecordedAt };
    }

    private static string KeyOf(string id, string file) => $"{Prefix}{id}/{file}";

    /// <summary>A change set that is kept.</summary>
    public sealed record Entry(string Id, DateTimeOffset RecordedAt)
    {
        internal string Key => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Id}{Recorded}{RecordedAt.UtcTicks:D19}");

        internal static Entry? Of(string key) => key.LastIndexOf(Recorded, StringComparison.Ordinal) is > 0 and var at
            ? new Entry(key[Prefix.Length..at], new DateTimeOffset(long.Parse(key.AsSpan(at + Recorded.Length), CultureInfo.InvariantCulture), TimeSpan.Zero))
            : null;
    }
}
