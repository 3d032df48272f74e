using System.Collections.Immutable;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What a graph holds, without when and in which order it came: two runs with the same documents end with the same.</summary>
/// <param name="Elements">Vertices and edges, a line each, by id.</param>
/// <param name="ChangeSets">The ids of the change sets that were applied; each as often as it was.</param>
sealed record GraphContent(ImmutableArray<string> Elements, ImmutableArray<string> ChangeSets)
{
    /// <summary>Of the graph that the environment names, or of the data folder's.</summary>
    public static async Task<GraphContent> ReadAsync(string data, ImmutableArray<(string Name, string Value)> environment)
    {
        var server = environment.FirstOrDefault(variable => variable.Name == "ConnectionStrings__graph").Value;
        if (server is null) return await ReadAsync(new SqliteKnowledgeGraph(Path.Combine(data, "graph.db"), TimeProvider.System));
        var options = new GremlinOptions(new Uri(server));
        await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, TimeProvider.System);
        return await ReadAsync(graph);
    }

    static async Task<GraphContent> ReadAsync(IKnowledgeGraph graph)
    {
        var elements = ImmutableArray.CreateBuilder<string>();
        await foreach (var element in graph.ReadAsync(0, null, CancellationToken.None)) elements.Add(Line(element));
        var changeSets = ImmutableArray.CreateBuilder<string>();
        await foreach (var changes in graph.ChangeSetsAsync(0, CancellationToken.None)) changeSets.Add(changes.Id);
        elements.Sort(StringComparer.Ordinal);
        changeSets.Sort(StringComparer.Ordinal);
        return new GraphContent(elements.ToImmutable(), changeSets.ToImmutable());
    }

    static string Line(StoredElement element) => element switch
    {
        { Vertex: { } vertex } => $"{vertex.Id} {vertex.Label} {Text(vertex.Properties)}",
        { Edge: { } edge } => $"{edge.Id} {edge.Label} {edge.From} -> {edge.To} {Text(edge.Properties)}",
        _ => throw new InvalidOperationException("neither vertex nor edge"),
    };

    static string Text(ImmutableArray<GraphProperty> properties) => string.Join(", ", properties.Select(property => $"{property.Name}={property.Value}"));
}
