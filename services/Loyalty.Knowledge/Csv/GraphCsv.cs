using System.Runtime.CompilerServices;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Knowledge.Csv;

/// <summary>
/// Gremlin CSV, as Neptune's bulk loader takes it: a file of vertices (<c>~id,~label,name:String(single),…</c>) and one of edges
/// (<c>~id,~from,~to,~label,…</c>). A whole graph has a third one, of vertices too, that says which change sets made it.
/// </summary>
public static class GraphCsv
{
    /// <summary>The file of vertices.</summary>
    public const string Vertices = "vertices.csv";

    /// <summary>The file of edges.</summary>
    public const string Edges = "edges.csv";

    /// <summary>The file of change sets.</summary>
    public const string ChangeSets = "changesets.csv";

    /// <summary>Writes a change set.</summary>
    /// <param name="changes">The change set.</param>
    /// <param name="vertices">Gets its vertices.</param>
    /// <param name="edges">Gets its edges.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public static async Task WriteAsync(ChangeSet changes, Stream vertices, Stream edges, CancellationToken cancellationToken)
    {
        var columns = CsvColumns.Of(changes.Vertices.SelectMany(vertex => Names(vertex.Properties)));
        await using (var file = new CsvRowWriter(vertices))
        {
            await file.WriteAsync(columns.Header(edges: false)).ConfigureAwait(false);
            foreach (var vertex in changes.Vertices)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await file.WriteAsync(columns.Row([GremlinNames.Escape(vertex.Id), vertex.Label], Escaped(vertex.Properties))).ConfigureAwait(false);
            }
        }

        columns = CsvColumns.Of(changes.Edges.SelectMany(edge => Names(edge.Properties)));
        await using (var file = new CsvRowWriter(edges))
        {
            await file.WriteAsync(columns.Header(edges: true)).ConfigureAwait(false);
            foreach (var edge in changes.Edges)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await file.WriteAsync(columns.Row(System(edge), Escaped(edge.Properties))).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads a change set.</summary>
    /// <param name="id">Its id, which the files do not hold.</param>
    /// <param name="vertices">Its vertices.</param>
    /// <param name="edges">Its edges.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="InvalidDataException">It is no Gremlin CSV.</exception>
    public static async Task<ChangeSet> ReadAsync(string id, Stream vertices, Stream edges, CancellationToken cancellationToken)
    {
        var readVertices = ImmutableArray.CreateBuilder<GraphVertex>();
        var readEdges = ImmutableArray.CreateBuilder<GraphEdge>();
        await foreach (var row in RowsAsync(vertices, cancellationToken).ConfigureAwait(false)) readVertices.Add(row.Stored().Vertex!);
        await foreach (var row in RowsAsync(edges, cancellationToken).ConfigureAwait(false)) readEdges.Add(row.Stored().Edge!);
        return new ChangeSet(id, readVertices.ToImmutable(), readEdges.ToImmutable());
    }

    /// <summary>
    /// Writes a whole graph, so that any store can be filled from it, Neptune by its bulk loader too. The caller keeps loaders away, by
    /// holding the lease.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="folder">Gets the three files.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <exception cref="InvalidOperationException">The graph changed meanwhile: the files are not whole.</exception>
    public static async Task ExportAsync(IKnowledgeGraph graph, string folder, CancellationToken cancellationToken)
    {
        var before = await graph.GetStateAsync(cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        await new GraphExport(graph, folder).RunAsync(before.Version, cancellationToken).ConfigureAwait(false);
        if (await graph.GetStateAsync(cancellationToken).ConfigureAwait(false) != before)
            throw new InvalidOperationException("The graph changed while it was exported: export it again, under the lease.");
    }

    /// <summary>Fills an empty graph from the files of an export: versions, recorded times and change sets stay as they were.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="folder">Has the three files.</param>
    /// <param name="lease">The loader's lease.</param>
    /// <param name="cancellationToken">Cancels the import before it commits.</param>
    /// <exception cref="InvalidDataException">A file is no Gremlin CSV.</exception>
    /// <exception cref="InvalidOperationException">The graph is not empty.</exception>
    public static async Task ImportAsync(IKnowledgeGraph graph, string folder, LoaderLease lease, CancellationToken cancellationToken)
    {
        var changeSets = new List<AppliedChangeSet>();
        using (var file = File.OpenRead(Path.Combine(folder, ChangeSets)))
        {
            await foreach (var row in RowsAsync(file, cancellationToken).ConfigureAwait(false))
            {
                if (VersionLog.ChangeSetOf(row.Label, row.Id, row.Properties) is { } changes) changeSets.Add(changes);
            }
        }

        changeSets.Sort(static (a, b) => a.Version.CompareTo(b.Version));
        await graph.RestoreAsync(ElementsAsync(folder, cancellationToken), changeSets, lease, cancellationToken).ConfigureAwait(false);
    }

    internal static IEnumerable<string> System(GraphEdge edge) =>
        [GremlinNames.Escape(edge.Id), GremlinNames.Escape(edge.From), GremlinNames.Escape(edge.To), edge.Label];

    internal static IEnumerable<string> Names(ImmutableArray<GraphProperty> properties) => properties.Select(property => GremlinNames.Escape(property.Name));

    private static IEnumerable<GraphProperty> Escaped(ImmutableArray<GraphProperty> properties) =>
        properties.Select(property => property with { Name = GremlinNames.Escape(property.Name) });

    private static async IAsyncEnumerable<StoredElement> ElementsAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in (string[])[Vertices, Edges])
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            await foreach (var row in RowsAsync(file, cancellationToken).ConfigureAwait(false))
            {
                // Without a version it is but the end of an edge, there for Neptune's sake.
                if (row.Version > 0) yield return row.Stored();
            }
        }
    }

    private static async IAsyncEnumerable<ElementRow> RowsAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableArray<string>? names = null;
        await foreach (var fields in CsvRowReader.ReadAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            if (fields is [null]) continue;
            if (names is not { } columns) names = CsvColumns.Names(fields);
            else yield return ElementRow.Read(columns, fields);
        }
    }
}
