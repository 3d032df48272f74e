using System.Text.Json.Nodes;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Tests;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>The way to the server is delayed, throttled, cut and reset while change sets are loaded: nothing is lost, nothing doubles.</summary>
[Collection("gremlin")]
public sealed class GremlinThroughToxiproxyTests(GremlinServers servers)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly string[] Toxics =
    [
        """{ "type": "latency", "attributes": { "latency": 60, "jitter": 30 } }""",
        """{ "type": "bandwidth", "attributes": { "rate": 200 } }""",
        """{ "type": "limit_data", "attributes": { "bytes": 700 } }""",
        """{ "type": "limit_data", "stream": "upstream", "attributes": { "bytes": 3000 } }""",
        """{ "type": "reset_peer", "attributes": { "timeout": 20 } }""",
        """{ "type": "timeout", "attributes": { "timeout": 100 } }""",
        """{ "type": "slicer", "attributes": { "average_size": 40, "size_variation": 20, "delay": 100 } }""",
    ];

    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task Whatever_happens_on_the_way_the_graph_is_what_it_should_be(string scheme)
    {
        if (ToolServer.Missing("toxiproxy") is { } reason) Assert.Skip(reason);
        var server = await servers.AddressAsync(setCardinality: false);
        await using (var direct = GremlinConnections.Open(new GremlinOptions(server)))
        {
            await foreach (var _ in direct.SubmitAsync("g.V().drop()", Token)) Assert.Fail("a drop answers nothing");
        }

        await using var proxy = await ToolServer.StartAsync("toxiproxy", static () => new HttpRequestMessage(HttpMethod.Get, "version"), Token);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        var listen = (await PostAsync(http, "proxies", $$"""{ "name": "gremlin", "listen": "127.0.0.1:0", "upstream": "{{server.Authority}}" }"""))["listen"]!.GetValue<string>();
        var options = new GremlinOptions(new Uri($"{scheme}://{listen}"))
        {
            BatchSize = 10,
            Retries = 2,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            RequestTimeout = TimeSpan.FromSeconds(5),
        };
        await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, _time);
        var failures = 0;
        foreach (var changes in ChangeSets())
        {
            var toxic = await PostAsync(http, "proxies/gremlin/toxics", Toxics[int.Parse(changes.Id) % Toxics.Length]);
            try
            {
                await ApplyAsync(graph, changes);
            }
            catch (GremlinException failure)
            {
                Assert.Contains(listen, failure.Message, StringComparison.Ordinal);
                failures++;
            }

            (await http.DeleteAsync(new Uri($"proxies/gremlin/toxics/{toxic["name"]}", UriKind.Relative), Token)).EnsureSuccessStatusCode();
            // As the pipeline does: until it is done, in a process that knows nothing of the first try.
            _time.Advance(Minute + Minute);
            await UntilAppliedAsync(graph, changes);
        }

        Assert.True(failures > 0, "the proxy has done nothing");
        Assert.Equal(await ExpectedAsync(), await LinesAsync(graph));
        Assert.Equal(ChangeSets().Select(changes => changes.Id), (await graph.ChangeSetsAsync(0, Token).ToListAsync(Token)).Select(changes => changes.Id));
    }

    private static IEnumerable<ChangeSet> ChangeSets() => Enumerable.Range(0, 2 * Toxics.Length).Select(n => new ChangeSet($"{n}",
        [Vertex("airport:FRA", ("name", $"{n}"), ($"of{n}", "x")), .. Enumerable.Range(0, n < Toxics.Length ? 4 : 35).Select(i => Vertex($"airport:{n}:{i}", ("name", new string('x', 50))))],
        [new GraphEdge($"EDGE|{n}", "EDGE", "airport:FRA", $"airport:{n}:0", [])])
    { RecordedAt = new DateTimeOffset(2026, 1, 1, 0, 0, n, TimeSpan.Zero) });

    private static GraphVertex Vertex(string id, params (string, string?)[] properties) => new(id, Labels.Airport, GraphProperties.Of(properties));

    private static async Task ApplyAsync(IKnowledgeGraph graph, ChangeSet changes)
    {
        if (await graph.TryAcquireLeaseAsync("test", Minute, Token) is not { } lease) return;
        await graph.ApplyAsync(changes, lease, Token);
        await graph.ReleaseLeaseAsync(lease, Token);
    }

    private static async Task UntilAppliedAsync(IKnowledgeGraph graph, ChangeSet changes)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ApplyAsync(graph, changes);
                return;
            }
            catch (GremlinException) when (attempt < 5)
            {
                // A connection that the proxy had cut is noticed by its next use.
            }
        }
    }

    private async Task<List<string>> ExpectedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-graph").FullName;
        var graph = new SqliteKnowledgeGraph(Path.Combine(folder, "graph.db"), _time);
        foreach (var changes in ChangeSets()) await ApplyAsync(graph, changes);
        var lines = await LinesAsync(graph);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return lines;
    }

    private static async Task<List<string>> LinesAsync(IKnowledgeGraph graph)
    {
        var lines = (await graph.ReadAsync(0, null, Token).ToListAsync(Token)).ConvertAll(KnowledgeGraphContract.Line);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body);
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, Token);
        response.EnsureSuccessStatusCode();
        return (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(Token), cancellationToken: Token))!;
    }
}
