using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// What a version touched, or a batch of it: so that a reader who wants what is newer, or a loader who finds half a change set, need not
/// search the graph. Immutable.
/// </summary>
internal sealed record VersionLog(long Version, int Chunk)
{
    public ImmutableArray<string> NewVertices { get; init; } = [];

    public ImmutableArray<string> Vertices { get; init; } = [];

    public ImmutableArray<string> NewEdges { get; init; } = [];

    public ImmutableArray<string> Edges { get; init; } = [];

    /// <summary>How many there are of the version; in the first alone, and only once the version counts.</summary>
    public int Chunks { get; init; }

    /// <summary>The change set, in the first alone, and only once the version counts.</summary>
    public AppliedChangeSet? ChangeSet { get; init; }

    public string Id => GremlinNames.Log(Version, Chunk);

    public IEnumerable<GraphProperty> Properties() =>
        [.. List("newVertices", NewVertices), .. List("vertices", Vertices), .. List("newEdges", NewEdges), .. List("edges", Edges),
            .. ChangeSet is null ? [] : Header(ChangeSet, Chunks)];

    /// <summary>What makes a version count for readers, kept with its first batch.</summary>
    public static IEnumerable<GraphProperty> Header(AppliedChangeSet changes, int chunks) =>
    [
        new("changeSet", changes.Id),
        new("recorded", GremlinNames.Of(changes.RecordedAt.UtcTicks)),
        new("elements", GremlinNames.Of(changes.Elements)),
        new("chunks", GremlinNames.Of(chunks)),
    ];

    public static VersionLog Read(JsonElement map)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in GraphSonReader.Entries(map)) values[key] = GraphSonReader.Text(value);
        var id = values["@id"].Split(':');
        var version = GremlinNames.Number(id[1]);
        return new VersionLog(version, (int)GremlinNames.Number(id[2]))
        {
            NewVertices = List(values, "newVertices"),
            Vertices = List(values, "vertices"),
            NewEdges = List(values, "newEdges"),
            Edges = List(values, "edges"),
            Chunks = (int)GremlinNames.Number(values.GetValueOrDefault("chunks")),
            ChangeSet = values.TryGetValue("changeSet", out var changes)
                ? new AppliedChangeSet(changes, version, new DateTimeOffset(GremlinNames.Number(values["recorded"]), TimeSpan.Zero), (int)GremlinNames.Number(values["elements"]))
                : null,
        };
    }

    /// <summary>The change set that a log says made its version, or null.</summary>
    public static AppliedChangeSet? ChangeSetOf(string label, string id, ImmutableArray<GraphProperty> properties) =>
        label == GremlinNames.LogLabel && properties.ValueOf("changeSet") is { } changes
            ? new AppliedChangeSet(changes, GremlinNames.Number(id.Split(':')[1]),
                new DateTimeOffset(GremlinNames.Number(properties.ValueOf("recorded")), TimeSpan.Zero), (int)GremlinNames.Number(properties.ValueOf("elements")))
            : null;

    private static IEnumerable<GraphProperty> List(string name, ImmutableArray<string> ids) =>
        ids.IsEmpty ? [] : [new(name, JsonSerializer.Serialize(ids, VersionLogJson.Default.ImmutableArrayString))];

    private static ImmutableArray<string> List(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) ? JsonSerializer.Deserialize(text, VersionLogJson.Default.ImmutableArrayString) : [];
}

[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class VersionLogJson : JsonSerializerContext;
