using Loyalty.Benchmarks;
using Loyalty.Core.Sources;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Tests;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>A server with the very configuration that the AppHost's container gets, started, filled, killed and filled again.</summary>
[Collection("gremlin")]
public sealed class GremlinServerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-gremlin").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_change_sets_make_the_same_graph_as_on_SQLite_and_again_after_the_server_was_killed()
    {
        if (ToolServer.Missing("gremlin-server") is { } reason) Assert.Skip(reason);
        var server = await GremlinServers.StartAsync("--conf", Configuration());
        try
        {
            var sqlite = new SqliteKnowledgeGraph(Path.Combine(_folder, "graph.db"), _time);
            var changeSets = ChangeSets().ToList();
            foreach (var changes in changeSets)
                await sqlite.ApplyAsync(changes, (await sqlite.TryAcquireLeaseAsync("test", TimeSpan.FromMinutes(1), Token))!, Token);
            var expected = await LinesAsync(sqlite);

            var options = new GremlinOptions(new UriBuilder(server.Address) { Scheme = "ws" }.Uri) { RequestTimeout = TimeSpan.FromSeconds(60) };
            await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, _time);
            var rebuild = new GraphRebuild(graph, async token => (await graph.TryAcquireLeaseAsync("rebuild", TimeSpan.FromMinutes(1), token))!);
            async Task<RebuildOutcome> RebuildAsync() => (await rebuild.RunAsync(
                [.. changeSets.Select(changes => changes.Id)], (id, _) => Task.FromResult(changeSets.Single(changes => changes.Id == id)), null, Token)).Outcome;
            Assert.Equal(new RebuildOutcome(changeSets.Count, 0), await RebuildAsync());
            Assert.Equal(new RebuildOutcome(0, changeSets.Count), await RebuildAsync());
            Assert.Equal(expected, await LinesAsync(graph));
            var reader = new SnapshotReader(graph, _time);
            var snapshot = await reader.ReadAsync(Token);
            Assert.Equal(await AnswersAsync(new SnapshotReader(sqlite, _time)), Answers(snapshot!));
            var before = await graph.GetStateAsync(Token);

            await server.KillAsync();
            var failure = await Assert.ThrowsAsync<GremlinException>(() => graph.GetVersionAsync(Token));
            Assert.Equal(GremlinFailure.Unreachable, failure.Failure);
            var port = server.Address.Port;
            await server.DisposeAsync();
            server = await ToolServer.StartAsync("gremlin-server", GremlinServers.Ready, Token, port, "--conf", Configuration());

            Assert.NotEqual(before.Identity, (await graph.GetStateAsync(Token)).Identity);
            await Assert.ThrowsAsync<GraphReplacedException>(() => reader.ReadAsync(Token));
            Assert.Equal(new RebuildOutcome(changeSets.Count, 0), await RebuildAsync());
            Assert.Equal(expected, await LinesAsync(graph));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Configuration()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loyalty.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("not in the repository");
        return Path.Combine(folder.FullName, "Loyalty.AppHost", "gremlin");
    }

    /// <summary>As a library brings them: what there is first, then a document for each chart, then one that says some of it again and one thing otherwise.</summary>
    private IEnumerable<ChangeSet> ChangeSets()
    {
        var facts = SyntheticKnowledge.Facts(1);
        var builder = new ChangeSetBuilder(facts.Documents[0]);
        foreach (var airport in facts.Airports) builder.Add(airport);
        foreach (var airline in facts.Airlines) builder.Add(airline);
        foreach (var program in facts.Programs) builder.Add(program);
        yield return builder.Build("reference") with { RecordedAt = _time.Now };
        foreach (var (chart, n) in facts.Charts.Take(40).Select((chart, n) => (chart, n)))
        {
            builder = new ChangeSetBuilder(new SourceDocument($"document-{n}", $"Chart {n}", "https://example.org", null, null));
            builder.Add(chart);
            yield return builder.Build($"chart-{n}") with { RecordedAt = _time.Now.AddDays(n) };
        }

        builder = new ChangeSetBuilder(new SourceDocument("correction", "Correction", "https://example.org", null, null));
        builder.Add(facts.Charts[0]);
        builder.Add(facts.Airports[0] with { Name = "Renamed" });
        yield return builder.Build("correction") with { RecordedAt = _time.Now.AddDays(100) };
    }

    private static async Task<List<string>> AnswersAsync(SnapshotReader reader) => Answers((await reader.ReadAsync(Token))!);

    private static List<string> Answers(KnowledgeSnapshot snapshot) =>
        [.. SyntheticKnowledge.Requests(50).Select(request => System.Text.Json.JsonSerializer.Serialize(snapshot.Calculator.Calculate(request)))];

    private static async Task<List<string>> LinesAsync(IKnowledgeGraph graph)
    {
        var lines = (await graph.ReadAsync(0, null, Token).ToListAsync(Token)).ConvertAll(KnowledgeGraphContract.Line);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
