using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>What a change set does to the elements that are there: only what differs. Immutable.</summary>
/// <param name="Changed">Elements that get other values: the element as it is, and the values that differ.</param>
/// <param name="Stubs">Ids of vertices that edges need and nobody has described yet.</param>
/// <param name="Vertices">New vertices, and the stub that each describes where one is there.</param>
/// <param name="Edges">New edges, and the edge without a version that a bulk load left where one is there.</param>
internal sealed record ChangePlan(
    ImmutableArray<(GremlinElement Held, ImmutableArray<GraphProperty> Differing)> Changed,
    ImmutableArray<string> Stubs,
    ImmutableArray<(GraphVertex Vertex, GremlinElement? Stub)> Vertices,
    ImmutableArray<(GraphEdge Edge, GremlinElement? Stub)> Edges)
{
    /// <summary>How many elements of the graph it touches: stubs are none.</summary>
    public int Touched => Changed.Length + Vertices.Length + Edges.Length;

    public int Writes => Touched + Stubs.Length;

    /// <summary>Compares a change set with what the server holds.</summary>
    /// <param name="changes">The change set.</param>
    /// <param name="vertices">The vertices that it names, as far as they are there, by id.</param>
    /// <param name="edges">Likewise its edges.</param>
    /// <param name="ends">Which vertices at the ends of its edges are there.</param>
    public static ChangePlan Between(
        ChangeSet changes, IReadOnlyDictionary<string, GremlinElement> vertices, IReadOnlyDictionary<string, GremlinElement> edges, IReadOnlySet<string> ends)
    {
        var changed = ImmutableArray.CreateBuilder<(GremlinElement, ImmutableArray<GraphProperty>)>();
        var newVertices = ImmutableArray.CreateBuilder<(GraphVertex, GremlinElement?)>();
        var newEdges = ImmutableArray.CreateBuilder<(GraphEdge, GremlinElement?)>();
        foreach (var vertex in changes.Vertices)
        {
            if (vertices.GetValueOrDefault(vertex.Id) is not { Version: > 0 } held) newVertices.Add((vertex, vertices.GetValueOrDefault(vertex.Id)));
            else if (Differing(held, vertex.Properties) is { Length: > 0 } differing) changed.Add((held, differing));
        }

        foreach (var edge in changes.Edges)
        {
            if (edges.GetValueOrDefault(edge.Id) is not { Version: > 0 } held) newEdges.Add((edge, edges.GetValueOrDefault(edge.Id)));
            else if (Differing(held, edge.Properties) is { Length: > 0 } differing) changed.Add((held, differing));
        }

        var known = changes.Vertices.Select(vertex => vertex.Id).ToHashSet(StringComparer.Ordinal);
        var stubs = newEdges.SelectMany(edge => (string[])[edge.Item1.From, edge.Item1.To]).Where(id => !known.Contains(id) && !ends.Contains(id)).Distinct(StringComparer.Ordinal);
        return new ChangePlan(changed.ToImmutable(), [.. stubs], newVertices.ToImmutable(), newEdges.ToImmutable());
    }

    private static ImmutableArray<GraphProperty> Differing(GremlinElement held, ImmutableArray<GraphProperty> given) =>
        [.. given.Where(property => held.Properties.ValueOf(property.Name) != property.Value)];
}
