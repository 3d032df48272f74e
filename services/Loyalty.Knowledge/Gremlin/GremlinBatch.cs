using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>One batch of a version: what it writes, and the log that lists it. Not thread-safe.</summary>
internal sealed class GremlinBatch(long version, int chunk, DateTimeOffset recordedAt)
{
    private readonly ImmutableArray<string>.Builder _newVertices = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _vertices = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _newEdges = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _edges = ImmutableArray.CreateBuilder<string>();

    public GremlinWrite Write { get; } = new();

    public bool HasValuesAside { get; private set; }

    public VersionLog Log => new(version, chunk)
    {
        NewVertices = _newVertices.ToImmutable(),
        Vertices = _vertices.ToImmutable(),
        NewEdges = _newEdges.ToImmutable(),
        Edges = _edges.ToImmutable(),
    };

    /// <summary>Other values for an element: in their place at once, or aside until the version counts.</summary>
    public void Change(GremlinElement held, ImmutableArray<GraphProperty> differing, bool aside)
    {
        var values = aside ? [new GraphProperty(GremlinNames.Next, GremlinElement.Aside(version, differing))] : Stored(differing, version, null);
        HasValuesAside |= aside;
        if (held.From is null)
        {
            Write.SetVertex(GremlinNames.Escape(held.Id), values);
            _vertices.Add(held.Id);
        }
        else
        {
            Write.SetEdge(GremlinNames.Escape(held.Id), values);
            _edges.Add(held.Id);
        }
    }

    public void AddStub(string id) => Write.AddVertex(GremlinNames.Escape(id), GremlinNames.StubLabel);

    public void Add(GraphVertex vertex, GremlinElement? stub)
    {
        var values = Stored(vertex.Properties, version, recordedAt);
        if (stub is null) Write.AddVertex(GremlinNames.Escape(vertex.Id), vertex.Label, values);
        else Write.SetVertex(GremlinNames.Escape(vertex.Id), stub.Label == vertex.Label ? values : values.Append(new GraphProperty(GremlinNames.Label, vertex.Label)));
        _newVertices.Add(vertex.Id);
    }

    public void Add(GraphEdge edge, GremlinElement? stub)
    {
        var values = Stored(edge.Properties, version, recordedAt);
        if (stub is null) Write.AddEdge(GremlinNames.Escape(edge.Id), edge.Label, GremlinNames.Escape(edge.From), GremlinNames.Escape(edge.To), values);
        else Write.SetEdge(GremlinNames.Escape(edge.Id), values);
        _newEdges.Add(edge.Id);
    }

    /// <summary>Properties as the server gets them, with what the adapter keeps beside them.</summary>
    public static IEnumerable<GraphProperty> Stored(ImmutableArray<GraphProperty> properties, long version, DateTimeOffset? recordedAt) =>
    [
        .. properties.Select(property => new GraphProperty(GremlinNames.Escape(property.Name), property.Value)),
        new(GremlinNames.Version, GremlinNames.Of(version)),
        .. recordedAt is { } time ? [new GraphProperty(GremlinNames.Recorded, GremlinNames.Of(time.UtcTicks))] : (IEnumerable<GraphProperty>)[],
    ];
}
