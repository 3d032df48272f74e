using System.Text;
using System.Text.Json;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Sqlite;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// A vertex or an edge as the server holds it. What of it counts depends on the graph's version: a change set that is still being written
/// leaves new elements with a later version, and new values of old ones aside. Immutable.
/// </summary>
internal sealed record GremlinElement(string Id, string Label, string? From, string? To, ImmutableArray<GraphProperty> Properties)
{
    /// <summary>The version that last touched it; 0 for the end of an edge that nobody has described yet.</summary>
    public long Version { get; init; }

    public long Recorded { get; init; }

    /// <summary>Values kept aside, and the version from which they count; null when there are none.</summary>
    public (long Version, ImmutableArray<GraphProperty> Properties)? Next { get; init; }

    /// <summary>The element as of a version, or null when it was not there yet.</summary>
    public StoredElement? At(long version)
    {
        if (Version == 0 || Version > version) return null;
        var (touched, properties) = Next is { } next && next.Version <= version
            ? (next.Version, GraphProperties.Merge(Properties, next.Properties))
            : (Version, Properties);
        var recorded = new DateTimeOffset(Recorded, TimeSpan.Zero);
        return From is null
            ? new StoredElement(new GraphVertex(Id, Label, properties), null, touched, recorded)
            : new StoredElement(null, new GraphEdge(Id, Label, From, To!, properties), touched, recorded);
    }

    /// <summary>Reads an <c>elementMap()</c>.</summary>
    public static GremlinElement Read(JsonElement map)
    {
        string id = "", label = "";
        string? own = null, from = null, to = null;
        long version = 0, recorded = 0;
        string? next = null, more = null;
        var properties = ImmutableArray.CreateBuilder<GraphProperty>();
        foreach (var (key, value) in GraphSonReader.Entries(map))
        {
            switch (key)
            {
                case "@id": id = GremlinNames.Unescape(GraphSonReader.Text(value)); break;
                case "@label": label = GraphSonReader.Text(value); break;
                case "@OUT": from = End(value); break;
                case "@IN": to = End(value); break;
                case GremlinNames.Version: version = GremlinNames.Number(GraphSonReader.Text(value)); break;
                case GremlinNames.Recorded: recorded = GremlinNames.Number(GraphSonReader.Text(value)); break;
                case GremlinNames.Label: own = GraphSonReader.Text(value); break;
                case GremlinNames.Next: next = GraphSonReader.Text(value); break;
                case GremlinNames.More: more = GraphSonReader.Text(value); break;
                default:
                    if (!GremlinNames.IsOwn(key)) properties.Add(new GraphProperty(Names.Shared(GremlinNames.Unescape(key)), Names.Shared(GraphSonReader.Text(value))));
                    break;
            }
        }

        properties.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var held = properties.DrainToImmutable();
        return new GremlinElement(id, Names.Shared(own ?? label), from, to, more is null ? held : GraphProperties.Merge(PropertyJson.Read(Encoding.UTF8.GetBytes(more)), held))
        {
            Version = version,
            Recorded = recorded,
            Next = next is null ? null : Aside(next),
        };
    }

    /// <summary>Values to keep aside, as one text: the version, a space, and the properties as JSON.</summary>
    public static string Aside(long version, ImmutableArray<GraphProperty> properties) =>
        $"{GremlinNames.Of(version)} {Encoding.UTF8.GetString(PropertyJson.Write(properties))}";

    private static (long, ImmutableArray<GraphProperty>) Aside(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return (GremlinNames.Number(text[..space]), PropertyJson.Read(Encoding.UTF8.GetBytes(text[(space + 1)..])));
    }

    private static string End(JsonElement map) =>
        GremlinNames.Unescape(GraphSonReader.Text(GraphSonReader.Entries(map).First(entry => entry.Key == "@id").Value));
}
