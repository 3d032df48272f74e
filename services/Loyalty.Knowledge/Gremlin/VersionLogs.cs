using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Gathers the logs of a graph that is copied whole: ids by version, in the adapter's own vertices. Not thread-safe.</summary>
internal sealed class VersionLogs(int chunkSize)
{
    private readonly SortedDictionary<long, (List<string> Vertices, List<string> Edges)> _versions = [];

    public void Add(StoredElement element)
    {
        if (!_versions.TryGetValue(element.Version, out var ids)) _versions[element.Version] = ids = ([], []);
        if (element.Vertex is { } vertex) ids.Vertices.Add(vertex.Id);
        else ids.Edges.Add(element.Edge!.Id);
    }

    /// <summary>The vertices that say what each version touched and which change set made it.</summary>
    public IEnumerable<GraphVertex> Vertices(IEnumerable<AppliedChangeSet> changeSets)
    {
        foreach (var changes in changeSets)
        {
            yield return new GraphVertex(GremlinNames.ChangeSet(changes.Id), GremlinNames.ChangeSetLabel, [new GraphProperty("version", GremlinNames.Of(changes.Version))]);
            var (vertices, edges) = _versions.GetValueOrDefault(changes.Version, ([], []));
            var chunks = vertices.Chunk(chunkSize).Select(ids => new VersionLog(changes.Version, 0) { NewVertices = [.. ids] })
                .Concat(edges.Chunk(chunkSize).Select(ids => new VersionLog(changes.Version, 0) { NewEdges = [.. ids] }))
                .DefaultIfEmpty(new VersionLog(changes.Version, 0)).Select((log, chunk) => log with { Chunk = chunk }).ToList();
            chunks[0] = chunks[0] with { ChangeSet = changes, Chunks = chunks.Count };
            foreach (var log in chunks) yield return new GraphVertex(log.Id, GremlinNames.LogLabel, [.. log.Properties()]);
        }
    }
}
