using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>The Gremlin graph keeps the contract on a real server, whatever the transport and the server's default cardinality.</summary>
public abstract class GremlinKnowledgeGraphTests(GremlinServers servers, string scheme, bool setCardinality) : KnowledgeGraphContract
{
    private readonly List<GremlinKnowledgeGraph> _opened = [];

    protected GremlinOptions Options { get; private set; } = null!;

    protected override Task<IKnowledgeGraph> OpenAsync() => Task.FromResult<IKnowledgeGraph>(Open(Options));

    protected GremlinKnowledgeGraph Open(GremlinOptions options, Action<string>? reached = null)
    {
        var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, Time, reached);
        _opened.Add(graph);
        return graph;
    }

    public override async ValueTask InitializeAsync()
    {
        Options = new GremlinOptions(new UriBuilder(await servers.AddressAsync(setCardinality)) { Scheme = scheme }.Uri) { RequestTimeout = TimeSpan.FromSeconds(30) };
        await SubmitAsync("g.V().drop()");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var graph in _opened) await graph.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<List<string>> SubmitAsync(string gremlin)
    {
        await using var connection = GremlinConnections.Open(Options);
        var results = new List<string>();
        await foreach (var item in connection.SubmitAsync(gremlin, TestContext.Current.CancellationToken)) results.Add(item.ToString());
        return results;
    }
}

[Collection("gremlin")]
public sealed class GremlinOverHttpTests(GremlinServers servers) : GremlinKnowledgeGraphTests(servers, "http", setCardinality: false);

[Collection("gremlin")]
public sealed class GremlinOverWebSocketTests(GremlinServers servers) : GremlinKnowledgeGraphTests(servers, "ws", setCardinality: false);

[Collection("gremlin")]
public sealed class GremlinWithSetCardinalityTests(GremlinServers servers) : GremlinKnowledgeGraphTests(servers, "ws", setCardinality: true);
