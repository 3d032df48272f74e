using System.Collections.Immutable;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>Change sets of many requests, and what may happen between them.</summary>
[Collection("gremlin")]
public sealed class GremlinLoadingTests(GremlinServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTime _time = new();
    private GremlinOptions _options = null!;
    private GremlinKnowledgeGraph _graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ChangeSet First => new("first",
        [Vertex("airport:FRA", ("name", "old"), ("city", "Frankfurt")), Vertex("airport:SIN", ("name", "Singapore"))],
        [Edge("airport:FRA", "airport:SIN", ("miles", "1"))]);

    /// <summary>Changes what is there, describes the end of an edge, and adds more than four batches hold.</summary>
    private static ChangeSet Large => new("large",
        [Vertex("airport:FRA", ("name", "new"), ("country", "DE")), .. Enumerable.Range(0, 20).Select(n => Vertex($"airport:{n:00}", ("name", $"'{n}'")))],
        [Edge("airport:FRA", "airport:SIN", ("miles", "2")), .. Enumerable.Range(0, 20).Select(n => Edge($"airport:{n:00}", $"airport:X{n}", ("n", $"{n}")))]);

    public async ValueTask InitializeAsync()
    {
        _options = new GremlinOptions(await servers.AddressAsync(setCardinality: true)) { BatchSize = 10, RequestTimeout = TimeSpan.FromSeconds(30), Retries = 3 };
        await using (var connection = GremlinConnections.Open(_options))
        {
            await foreach (var _ in connection.SubmitAsync("g.V().drop()", Token)) Assert.Fail("a drop answers nothing");
        }

        _graph = new GremlinKnowledgeGraph(GremlinConnections.Open(_options), _options, _time);
    }

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Fact]
    public async Task Wherever_a_load_stops_nothing_of_it_is_seen_and_the_next_loader_clears_it_away()
    {
        await ApplyAsync(_graph, First);
        var before = await ReadAsync(_graph);
        var writes = 0;
        for (var stop = 1; ; stop++)
        {
            await using var dying = Faulty(out var connection);
            connection.Before = write => write >= stop ? throw new InvalidOperationException("killed") : Task.CompletedTask;
            var lease = await dying.TryAcquireLeaseAsync("dying", Minute, Token);
            try
            {
                await dying.ApplyAsync(Large with { Id = $"large-{stop}" }, lease!, Token);
                break;
            }
            catch (InvalidOperationException)
            {
                writes = connection.Writes;
            }

            var seen = await ReadAsync(_graph);
            if (await _graph.GetVersionAsync(Token) > 1)
            {
                // Only its values are not in their place yet: it counts, and is whole.
                Assert.Equal(await ExpectedAsync(First, Large), Content(seen));
                await using var tidy = new GremlinKnowledgeGraph(GremlinConnections.Open(_options), _options, _time);
                _time.Advance(Minute + Minute);
                await ApplyAsync(tidy, new ChangeSet("after", [Vertex("airport:FRA", ("name", "newest"))], []));
                Assert.Equal(await ExpectedAsync(First, Large, new ChangeSet("after", [Vertex("airport:FRA", ("name", "newest"))], [])), Content(await ReadAsync(tidy)));
                Assert.Equal([], await SubmitAsync("g.V().has('_next').id()"));
                break;
            }

            Assert.Equal(before, seen);
            Assert.Equal("old", (await _graph.FindAsync(["airport:FRA"], Token))["airport:FRA"].Vertex!["name"]);
            _time.Advance(Minute + Minute);
            Assert.Equal(ApplyOutcome.AlreadyApplied, await ApplyAsync(_graph, First));
            Assert.Equal(before, await ReadAsync(_graph));
            Assert.Equal([], await SubmitAsync("g.V().hasLabel('_log').not(__.hasId('_log:1:0')).id()"));
        }

        Assert.True(writes >= 5, $"{writes} writes");
    }

    [Fact]
    public async Task A_large_change_set_leaves_what_a_small_one_or_another_store_leaves()
    {
        await ApplyAsync(_graph, First);
        await ApplyAsync(_graph, Large);
        Assert.Equal(await ExpectedAsync(First, Large), Content(await ReadAsync(_graph)));
        Assert.Equal(["first", "large"], (await _graph.ChangeSetsAsync(0, Token).ToListAsync(Token)).Select(changes => changes.Id));
        Assert.Equal(42, (await _graph.ReadAsync(1, null, Token).ToListAsync(Token)).Count);
        // Settled: who walks the graph without the adapter sees the same.
        Assert.Equal(["new"], await SubmitAsync("g.V('airport:FRA').values('name')"));
        Assert.Equal(["2"], await SubmitAsync("g.E('EDGE|airport:FRA|airport:SIN').values('miles')"));
    }

    [Fact]
    public async Task An_answer_that_is_lost_neither_doubles_nor_loses_a_write()
    {
        await using var unlucky = Faulty(out var connection);
        connection.After = write =>
        {
            if (write % 2 == 1) throw new GremlinException(GremlinFailure.Unreachable, "cut");
        };
        Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(unlucky, First));
        Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(unlucky, Large));
        Assert.Equal(2, await _graph.GetVersionAsync(Token));
        Assert.Equal(await ExpectedAsync(First, Large), Content(await ReadAsync(_graph)));
    }

    [Fact]
    public async Task A_request_that_did_not_arrive_is_sent_again()
    {
        await using var unlucky = Faulty(out var connection);
        connection.Before = write => write % 2 == 1 ? throw new GremlinException(GremlinFailure.Throttled, "busy") : Task.CompletedTask;
        Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(unlucky, First));
        Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(unlucky, Large));
        Assert.Equal(await ExpectedAsync(First, Large), Content(await ReadAsync(_graph)));
    }

    [Fact]
    public async Task A_loader_that_was_thought_dead_writes_nothing_more_after_another_has_taken_over()
    {
        await ApplyAsync(_graph, First);
        await using var slow = Faulty(out var connection);
        var other = new ChangeSet("other", [Vertex("airport:MUC", ("name", "Munich")), Vertex("airport:SIN", ("name", "other"))], []);
        connection.Before = async write =>
        {
            if (write != 3) return;
            _time.Advance(Minute + Minute);
            Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(_graph, other, "other"));
        };
        var lease = await slow.TryAcquireLeaseAsync("slow", Minute, Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => slow.ApplyAsync(Large, lease!, Token));
        Assert.Equal(3, connection.Writes);
        Assert.Equal(await ExpectedAsync(First, other), Content(await ReadAsync(_graph)));
    }

    [Fact]
    public async Task Two_loaders_with_large_change_sets_take_turns()
    {
        await using var second = new GremlinKnowledgeGraph(GremlinConnections.Open(_options), _options, _time);
        var sets = Enumerable.Range(0, 6).Select(n => new ChangeSet($"set-{n}",
            [Vertex("airport:FRA", ("name", $"{n}"), ($"of{n}", "x")), .. Enumerable.Range(0, 15).Select(i => Vertex($"airport:{n}:{i}", ("n", $"{n}")))], [])).ToList();
        await Task.WhenAll(new[] { _graph, second }.Select((graph, loader) => Task.Run(async () =>
        {
            foreach (var changes in sets)
            {
                while (true)
                {
                    if (await graph.TryAcquireLeaseAsync($"loader-{loader}", Minute, Token) is not { } lease)
                    {
                        await Task.Delay(5, Token);
                        continue;
                    }

                    await graph.ApplyAsync(changes, lease, Token);
                    await graph.ReleaseLeaseAsync(lease, Token);
                    break;
                }
            }
        }, Token)));
        Assert.Equal(6, await _graph.GetVersionAsync(Token));
        Assert.Equal(await ExpectedAsync([.. sets]), Content(await ReadAsync(_graph)));
    }

    [Fact]
    public async Task A_restore_that_stops_half_way_is_cleared_away()
    {
        var elements = Enumerable.Range(0, 50).Select(n => new StoredElement(Vertex($"airport:{n:00}"), null, 7, _time.Now));
        await using var dying = Faulty(out var connection);
        connection.Before = write => write >= 4 ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        var lease = await dying.TryAcquireLeaseAsync("dying", Minute, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => dying.RestoreAsync(elements.ToAsyncEnumerable(), [new("seven", 7, _time.Now, 50)], lease!, Token));
        Assert.Empty(await ReadAsync(_graph));
        _time.Advance(Minute + Minute);
        await ApplyAsync(_graph, First);
        Assert.Equal(await ExpectedAsync(First), Content(await ReadAsync(_graph)));
        Assert.Equal(["airport:FRA", "airport:SIN"], (await SubmitAsync("g.V().hasLabel('Airport').id()")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_graph_that_lost_its_data_is_another_graph()
    {
        await ApplyAsync(_graph, First);
        var before = await _graph.GetStateAsync(Token);
        await SubmitAsync("g.V().drop()");
        var after = await _graph.GetStateAsync(Token);
        Assert.NotEqual(before.Identity, after.Identity);
        Assert.Equal(0, after.Version);
    }

    private static GraphVertex Vertex(string id, params (string, string?)[] properties) => new(id, Labels.Airport, GraphProperties.Of(properties));

    private static GraphEdge Edge(string from, string to, params (string, string?)[] properties) => new($"EDGE|{from}|{to}", "EDGE", from, to, GraphProperties.Of(properties));

    private static async Task<ApplyOutcome> ApplyAsync(IKnowledgeGraph graph, ChangeSet changes, string owner = "test")
    {
        var lease = await graph.TryAcquireLeaseAsync(owner, Minute, Token);
        var outcome = await graph.ApplyAsync(changes, lease!, Token);
        await graph.ReleaseLeaseAsync(lease!, Token);
        return outcome;
    }

    private static async Task<List<string>> ReadAsync(IKnowledgeGraph graph)
    {
        var lines = (await graph.ReadAsync(0, null, Token).ToListAsync(Token)).ConvertAll(KnowledgeGraphContract.Line);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    // Without versions and times.
    private static List<string> Content(List<string> lines) => lines.ConvertAll(line => line[..line.LastIndexOf('@')]);

    private async Task<List<string>> ExpectedAsync(params ImmutableArray<ChangeSet> changeSets)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-graph").FullName;
        var graph = new SqliteKnowledgeGraph(Path.Combine(folder, "graph.db"), _time);
        foreach (var changes in changeSets) await ApplyAsync(graph, changes);
        var content = Content(await ReadAsync(graph));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return content;
    }

    private GremlinKnowledgeGraph Faulty(out FaultyConnection connection)
    {
        connection = new FaultyConnection(GremlinConnections.Open(_options));
        return new GremlinKnowledgeGraph(connection, _options, _time);
    }

    private async Task<List<string>> SubmitAsync(string gremlin)
    {
        await using var connection = GremlinConnections.Open(_options);
        var results = new List<string>();
        await foreach (var item in connection.SubmitAsync(gremlin, Token)) results.Add(item.ToString());
        return results;
    }
}
