using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Knowledge.Csv;

/// <summary>Writes a graph in two passes: one for the names of the columns, one for the rows. Not thread-safe.</summary>
internal sealed class GraphExport(IKnowledgeGraph graph, string folder)
{
    private const int IdsPerLog = 1_000;
    private static readonly ImmutableArray<string> Own = [GremlinNames.Version, GremlinNames.Recorded];

    public async Task RunAsync(long version, CancellationToken cancellationToken)
    {
        var vertexNames = new HashSet<string>(Own, StringComparer.Ordinal);
        var edgeNames = new HashSet<string>(Own, StringComparer.Ordinal);
        await foreach (var element in graph.ReadAsync(0, null, cancellationToken).ConfigureAwait(false))
        {
            if (element.Vertex is { } vertex) vertexNames.UnionWith(GraphCsv.Names(vertex.Properties));
            else edgeNames.UnionWith(GraphCsv.Names(element.Edge!.Properties));
        }

        var logs = new VersionLogs(IdsPerLog);
        await RowsAsync(CsvColumns.Of(vertexNames), CsvColumns.Of(edgeNames), logs, cancellationToken).ConfigureAwait(false);
        await ChangeSetsAsync(version, logs, cancellationToken).ConfigureAwait(false);
    }

    private async Task RowsAsync(CsvColumns vertexColumns, CsvColumns edgeColumns, VersionLogs logs, CancellationToken cancellationToken)
    {
        using var vertexFile = File.Create(Path.Combine(folder, GraphCsv.Vertices));
        using var edgeFile = File.Create(Path.Combine(folder, GraphCsv.Edges));
        await using var vertices = new CsvRowWriter(vertexFile);
        await using var edges = new CsvRowWriter(edgeFile);
        await vertices.WriteAsync(vertexColumns.Header(edges: false)).ConfigureAwait(false);
        await edges.WriteAsync(edgeColumns.Header(edges: true)).ConfigureAwait(false);
        var ends = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var element in graph.ReadAsync(0, null, cancellationToken).ConfigureAwait(false))
        {
            logs.Add(element);
            if (element.Vertex is { } vertex)
            {
                ends.Add(vertex.Id);
                await vertices.WriteAsync(vertexColumns.Row(
                    [GremlinNames.Escape(vertex.Id), vertex.Label], GremlinBatch.Stored(vertex.Properties, element.Version, element.RecordedAt))).ConfigureAwait(false);
                continue;
            }

            var edge = element.Edge!;
            foreach (var end in (string[])[edge.From, edge.To])
            {
                // Neptune refuses an edge without both of its ends.
                if (ends.Add(end)) await vertices.WriteAsync(vertexColumns.Row([GremlinNames.Escape(end), GremlinNames.StubLabel], [])).ConfigureAwait(false);
            }

            await edges.WriteAsync(edgeColumns.Row(GraphCsv.System(edge), GremlinBatch.Stored(edge.Properties, element.Version, element.RecordedAt))).ConfigureAwait(false);
        }
    }

    private async Task ChangeSetsAsync(long version, VersionLogs logs, CancellationToken cancellationToken)
    {
        var changeSets = new List<AppliedChangeSet>();
        await foreach (var changes in graph.ChangeSetsAsync(0, cancellationToken).ConfigureAwait(false)) changeSets.Add(changes);
        // Another graph, though with the same content: it has an identity of its own.
        var head = new GraphVertex(GremlinNames.Head, GremlinNames.Head, GraphHead.Properties(Guid.NewGuid().ToString("N"), version));
        using var file = File.Create(Path.Combine(folder, GraphCsv.ChangeSets));
        await using var rows = new CsvRowWriter(file);
        var columns = CsvColumns.Of([.. head.Properties.Select(property => property.Name), "changeSet", "recorded", "elements", "chunks", "newVertices", "newEdges"]);
        await rows.WriteAsync(columns.Header(edges: false)).ConfigureAwait(false);
        foreach (var vertex in logs.Vertices(changeSets).Prepend(head))
            await rows.WriteAsync(columns.Row([vertex.Id, vertex.Label], vertex.Properties)).ConfigureAwait(false);
    }
}
