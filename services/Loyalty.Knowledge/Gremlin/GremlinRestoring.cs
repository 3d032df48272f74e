using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Fills an empty graph in batches, none of which counts before the last: until then the version stays 0.</summary>
internal sealed class GremlinRestoring(GremlinHead heads, GremlinTidying tidying, GremlinOptions options, TimeProvider time)
{
    public async Task RestoreAsync(
        IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken)
    {
        var head = await heads.ReadAsync(cancellationToken).ConfigureAwait(false);
        head.Check(lease, time.GetUtcNow());
        head = await tidying.TidyAsync(head, lease, cancellationToken).ConfigureAwait(false);
        if (head.Version > 0) throw new InvalidOperationException("Only an empty graph can be restored.");
        var write = new GremlinWrite();
        write.Head("restoring", "1");
        head = await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false) with { Restoring = true };

        var vertices = new HashSet<string>(StringComparer.Ordinal);
        var logs = new VersionLogs(options.BatchSize);
        write = new GremlinWrite();
        await foreach (var element in elements.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Add(write, element, vertices);
            logs.Add(element);
            (head, write) = await FullAsync(write, head, lease, cancellationToken).ConfigureAwait(false);
        }

        foreach (var vertex in logs.Vertices(changeSets))
        {
            write.AddVertex(vertex.Id, vertex.Label, vertex.Properties);
            (head, write) = await FullAsync(write, head, lease, cancellationToken).ConfigureAwait(false);
        }

        write.Head("version", GremlinNames.Of(changeSets.Count == 0 ? 0 : changeSets.Max(changes => changes.Version)));
        write.Head("restoring", "");
        await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false);
    }

    private static void Add(GremlinWrite write, StoredElement element, HashSet<string> vertices)
    {
        if (element.Vertex is { } vertex)
        {
            vertices.Add(vertex.Id);
            write.AddVertex(GremlinNames.Escape(vertex.Id), vertex.Label, GremlinBatch.Stored(vertex.Properties, element.Version, element.RecordedAt));
            return;
        }

        var edge = element.Edge!;
        foreach (var end in (string[])[edge.From, edge.To])
        {
            if (vertices.Add(end)) write.AddVertex(GremlinNames.Escape(end), GremlinNames.StubLabel);
        }

        write.AddEdge(GremlinNames.Escape(edge.Id), edge.Label, GremlinNames.Escape(edge.From), GremlinNames.Escape(edge.To),
            GremlinBatch.Stored(edge.Properties, element.Version, element.RecordedAt));
    }

    private async Task<(GraphHead Head, GremlinWrite Write)> FullAsync(GremlinWrite write, GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        if (write.Count < options.BatchSize && write.Length < options.MaxRequestLength) return (head, write);
        return (await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false), new GremlinWrite());
    }
}
