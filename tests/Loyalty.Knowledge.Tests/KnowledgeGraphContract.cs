using System.Collections.Immutable;
using CsCheck;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Tests;

/// <summary>What every knowledge graph keeps, whatever holds it. An adapter's tests derive from this.</summary>
public abstract class KnowledgeGraphContract : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected ManualTime Time { get; } = new();

    /// <summary>Opens the same graph: called more than once, as by several processes.</summary>
    protected abstract Task<IKnowledgeGraph> OpenAsync();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_graph_has_version_zero_and_nothing_to_read()
    {
        var graph = await OpenAsync();
        Assert.Equal(0, await graph.GetVersionAsync(Token));
        Assert.Empty(await AllAsync(graph));
    }

    [Fact]
    public async Task A_change_set_is_read_back_with_its_version_and_recorded_time()
    {
        var graph = await OpenAsync();
        Assert.Equal(ApplyOutcome.Applied, await ApplyAsync(graph, Changes("one", Vertex("airport:FRA", ("name", "Frankfurt")), Edge("airport:FRA", "airport:SIN"))));
        var all = await AllAsync(graph);
        Assert.Equal(2, all.Count);
        Assert.Equal("Frankfurt", all[0].Vertex!["name"]);
        Assert.Equal("airport:SIN", all[1].Edge!.To);
        Assert.All(all, element => Assert.Equal((1L, Time.Now), (element.Version, element.RecordedAt)));
        Assert.Equal(1, await graph.GetVersionAsync(Token));
    }

    [Fact]
    public async Task A_change_set_is_applied_once()
    {
        var graph = await OpenAsync();
        var changes = Changes("one", Vertex("airport:FRA"));
        await ApplyAsync(graph, changes);
        Assert.Equal(ApplyOutcome.AlreadyApplied, await ApplyAsync(await OpenAsync(), changes));
        Assert.Equal(["one"], await ChangeSetsAsync(graph));
        Assert.Equal(1, await graph.GetVersionAsync(Token));
    }

    [Fact]
    public async Task A_change_set_that_changes_nothing_is_not_recorded()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes("one", Vertex("airport:FRA", ("name", "Frankfurt"))));
        Assert.Equal(ApplyOutcome.Unchanged, await ApplyAsync(graph, Changes("two", Vertex("airport:FRA", ("name", "Frankfurt")))));
        Assert.Equal(["one"], await ChangeSetsAsync(graph));
        Assert.Equal(1, await graph.GetVersionAsync(Token));
    }

    [Fact]
    public async Task Properties_are_merged_and_the_first_recorded_time_stays()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes("one", Vertex("airport:FRA", ("city", "Frankfurt"), ("name", "old"))));
        var first = Time.Now;
        Time.Advance(Minute);
        await ApplyAsync(graph, Changes("two", Vertex("airport:FRA", ("country", "DE"), ("name", "new"))));
        var found = (await graph.FindAsync(["airport:FRA", "airport:XXX"], Token)).Values.Single();
        Assert.Equal(("Frankfurt", "DE", "new"), (found.Vertex!["city"], found.Vertex["country"], found.Vertex["name"]));
        Assert.Equal((2L, first), (found.Version, found.RecordedAt));
    }

    [Fact]
    public async Task Only_what_is_newer_is_read()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes("one", Vertex("airport:FRA"), Vertex("airport:MUC")));
        await ApplyAsync(graph, Changes("two", Vertex("airport:SIN"), Vertex("airport:MUC", ("name", "Munich"))));
        Assert.Equal(["airport:MUC", "airport:SIN"], (await AllAsync(graph, after: 1)).Select(element => element.Vertex!.Id));
    }

    [Fact]
    public async Task Edges_are_read_by_label_and_vertices_always()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes("one", Vertex("airport:FRA"), Edge("airport:FRA", "airport:SIN"), Edge("airport:FRA", "airport:SIN", "OTHER")));
        var read = await AllAsync(graph, edgeLabels: ["OTHER"]);
        Assert.Equal(["airport:FRA", "OTHER|airport:FRA|airport:SIN"], read.Select(element => element.Vertex?.Id ?? element.Edge!.Id));
    }

    [Fact]
    public async Task A_read_of_many_pages_is_whole()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, new ChangeSet("many", [.. Enumerable.Range(0, 12_345).Select(n => Vertex($"airport:{n:00000}"))], []));
        Assert.Equal(12_345, (await AllAsync(graph)).Select(element => element.Vertex!.Id).Distinct().Count());
    }

    [Fact]
    public async Task One_loader_at_a_time()
    {
        var graph = await OpenAsync();
        var first = await graph.TryAcquireLeaseAsync("first", Minute, Token);
        Assert.NotNull(first);
        Assert.Null(await (await OpenAsync()).TryAcquireLeaseAsync("second", Minute, Token));
        await graph.ReleaseLeaseAsync(first, Token);
        Assert.NotNull(await graph.TryAcquireLeaseAsync("second", Minute, Token));
    }

    [Fact]
    public async Task A_loader_that_was_thought_dead_is_refused()
    {
        var graph = await OpenAsync();
        var slow = await graph.TryAcquireLeaseAsync("slow", Minute, Token);
        Time.Advance(Minute + TimeSpan.FromSeconds(1));
        var next = await graph.TryAcquireLeaseAsync("next", Minute, Token);
        Assert.True(next!.Token > slow!.Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => graph.ApplyAsync(Changes("late", Vertex("airport:FRA")), slow, Token));
        Assert.Equal(0, await graph.GetVersionAsync(Token));
        await graph.ReleaseLeaseAsync(slow, Token);
        Assert.Equal(ApplyOutcome.Applied, await graph.ApplyAsync(Changes("now", Vertex("airport:FRA")), next, Token));
    }

    [Fact]
    public async Task An_expired_lease_is_refused_even_if_nobody_took_it()
    {
        var graph = await OpenAsync();
        var lease = await graph.TryAcquireLeaseAsync("slow", Minute, Token);
        Time.Advance(Minute + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<LeaseLostException>(() => graph.ApplyAsync(Changes("late", Vertex("airport:FRA")), lease!, Token));
    }

    [Fact]
    public async Task Loaders_side_by_side_lose_nothing_and_double_nothing()
    {
        var graphs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        await Task.WhenAll(graphs.Select((graph, loader) => Task.Run(async () =>
        {
            for (var n = 0; n < 10; n++)
            {
                // Every change set is sent by two loaders.
                var id = $"set-{((loader / 2) * 10) + n}";
                while (true)
                {
                    if (await graph.TryAcquireLeaseAsync($"loader-{loader}", Minute, Token) is { } lease)
                    {
                        await graph.ApplyAsync(Changes(id, Vertex($"airport:{id}")), lease, Token);
                        await graph.ReleaseLeaseAsync(lease, Token);
                        break;
                    }

                    await Task.Yield();
                }
            }
        }, Token)));
        Assert.Equal(20, (await ChangeSetsAsync(graphs[0])).Distinct().Count());
        Assert.Equal(20, await graphs[0].GetVersionAsync(Token));
        Assert.Equal(20, (await AllAsync(graphs[0])).Count);
    }

    [Fact]
    public async Task Any_text_comes_back_unchanged()
    {
        var graph = await OpenAsync();
        var n = 0;
        await Gen.String[Gen.Char, 0, 512].Where(IsWellFormed).Array[50].SampleAsync(async texts =>
        {
            var set = Interlocked.Increment(ref n);
            var vertices = texts.Select((text, i) => Vertex($"text:{set}:{i}:{text}", ("value", text + "."))).ToList();
            await ApplyAsync(graph, Changes($"set-{set}", [.. vertices]));
            var found = await graph.FindAsync([.. vertices.Select(vertex => vertex.Id)], Token);
            Assert.All(vertices, vertex => Assert.Equal(vertex["value"], found[vertex.Id].Vertex!["value"]));
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task Ten_thousand_hostile_values_come_back_unchanged_and_run_nothing()
    {
        var graph = await OpenAsync();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        await HostileText.Texts.Array[100].SampleAsync(async texts =>
        {
            var vertices = texts.Select((text, i) => Vertex($"{text}:{given.Count + i}", ("value", text), ("x" + text, "x"))).ToList();
            foreach (var vertex in vertices) given[vertex.Id] = vertex["value"]!;
            await ApplyAsync(graph, Changes($"{given.Count}:{texts[0]}", [.. vertices]));
        }, iter: 100, threads: 1);
        var read = (await AllAsync(await OpenAsync())).ToDictionary(element => element.Vertex!.Id, element => element.Vertex!, StringComparer.Ordinal);
        Assert.Equal(10_000, read.Count);
        Assert.All(given, pair => Assert.Equal([new("value", pair.Value), new("x" + pair.Value, "x")], read[pair.Key].Properties));
    }

    [Fact]
    public async Task Names_that_a_store_may_keep_for_itself_are_as_good_as_others()
    {
        var graph = await OpenAsync();
        string[] names = ["id", "label", "~id", "~label", "_graph", "_version", "_recorded", "_next", "_more", "_label", "__version", "T.id", "version", "properties"];
        await ApplyAsync(graph, Changes("_set", [.. names.Select(name => Vertex(name, [.. names.Select(property => (property, (string?)$"{name} {property}"))]))]));
        await ApplyAsync(graph, Changes("~set", Edge("_graph", "~id"), Edge("_log:1:0", "_changeset:one")));
        var read = await AllAsync(graph);
        Assert.Equal(names.Order(StringComparer.Ordinal), read.Where(element => element.Vertex is not null).Select(element => element.Vertex!.Id).Order(StringComparer.Ordinal));
        Assert.All(read.Where(element => element.Vertex is not null),
            element => Assert.All(names, name => Assert.Equal($"{element.Vertex!.Id} {name}", element.Vertex[name])));
        Assert.Equal(2, read.Count(element => element.Edge is not null));
        Assert.Equal(["_set", "~set"], await ChangeSetsAsync(graph));
    }

    [Fact]
    public async Task An_edge_may_come_before_its_ends()
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes("edge", Edge("airport:FRA", "airport:SIN")));
        Assert.Single(await AllAsync(graph));
        Assert.Empty(await graph.FindAsync(["airport:FRA", "airport:SIN"], Token));
        await ApplyAsync(graph, Changes("ends", Vertex("airport:FRA", ("name", "Frankfurt"))));
        var found = (await graph.FindAsync(["airport:FRA", "airport:SIN"], Token)).Values.Single();
        Assert.Equal((Labels.Airport, "Frankfurt", 2L), (found.Vertex!.Label, found.Vertex["name"], found.Version));
    }

    [Fact]
    public async Task A_graph_keeps_its_identity()
    {
        var first = await (await OpenAsync()).GetStateAsync(Token);
        await ApplyAsync(await OpenAsync(), Changes("one", Vertex("airport:FRA")));
        Assert.Equal(first with { Version = 1 }, await (await OpenAsync()).GetStateAsync(Token));
    }

    [Fact]
    public async Task A_change_set_that_is_applied_again_keeps_the_time_when_it_was_first_recorded()
    {
        var graph = await OpenAsync();
        var recorded = Time.Now - TimeSpan.FromDays(100);
        await ApplyAsync(graph, Changes("one", Vertex("airport:FRA")) with { RecordedAt = recorded });
        Assert.Equal(recorded, (await AllAsync(graph)).Single().RecordedAt);
        await foreach (var changes in graph.ChangeSetsAsync(0, Token)) Assert.Equal(recorded, changes.RecordedAt);
    }

    [Fact]
    public async Task A_restored_graph_is_what_the_other_was()
    {
        var graph = await OpenAsync();
        var first = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        List<StoredElement> elements =
        [
            new(Vertex("airport:FRA", ("name", "Frankfurt")), null, 3, first), new(Vertex("_odd", ("_odd", "~")), null, 1, first),
            new(null, Edge("airport:FRA", "airport:SIN"), 1, first),
        ];
        AppliedChangeSet[] changeSets = [new("one", 1, first, 2), new("two", 2, first.AddDays(1), 1), new("three", 3, first.AddDays(2), 1)];
        var lease = await graph.TryAcquireLeaseAsync("test", Minute, Token);
        await graph.RestoreAsync(elements.ToAsyncEnumerable(), changeSets, lease!, Token);
        Assert.Equal(3, await graph.GetVersionAsync(Token));
        Assert.Equal(elements.Select(Line).Order(StringComparer.Ordinal), (await AllAsync(await OpenAsync())).Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(changeSets, await graph.ChangeSetsAsync(0, Token).ToListAsync(Token));
        Assert.Equal(["airport:FRA"], (await AllAsync(graph, after: 1)).Select(element => element.Vertex!.Id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => graph.RestoreAsync(elements.ToAsyncEnumerable(), changeSets, lease!, Token));
        Assert.Equal(ApplyOutcome.AlreadyApplied, await graph.ApplyAsync(Changes("two", Vertex("airport:MUC")), lease!, Token));
    }

    [Theory]
    [InlineData("it's \"quoted\" \\ and ${run()} \n and 'more'")]
    [InlineData("'; DROP TABLE vertex; --")]
    [InlineData("\u00e9\u4e2d\U0001F6EB")]
    public async Task Hostile_text_runs_nothing(string text)
    {
        var graph = await OpenAsync();
        await ApplyAsync(graph, Changes(text, Vertex("x:" + text, (text, text)), Edge("x:" + text, "y")));
        Assert.Equal(text, (await AllAsync(graph))[0].Vertex![text]);
        Assert.Equal([text], await ChangeSetsAsync(graph));
    }

    private static async Task<ApplyOutcome> ApplyAsync(IKnowledgeGraph graph, ChangeSet changes)
    {
        var lease = await graph.TryAcquireLeaseAsync("test", Minute, Token);
        var outcome = await graph.ApplyAsync(changes, lease!, Token);
        await graph.ReleaseLeaseAsync(lease!, Token);
        return outcome;
    }

    private static async Task<List<StoredElement>> AllAsync(IKnowledgeGraph graph, long after = 0, ImmutableArray<string>? edgeLabels = null)
    {
        var all = new List<StoredElement>();
        await foreach (var element in graph.ReadAsync(after, edgeLabels, Token)) all.Add(element);
        return all;
    }

    private static async Task<List<string>> ChangeSetsAsync(IKnowledgeGraph graph)
    {
        var ids = new List<string>();
        await foreach (var changes in graph.ChangeSetsAsync(0, Token)) ids.Add(changes.Id);
        return ids;
    }

    private static ChangeSet Changes(string id, params object[] elements) => new(id, [.. elements.OfType<GraphVertex>()], [.. elements.OfType<GraphEdge>()]);

    private static GraphVertex Vertex(string id, params (string, string?)[] properties) => new(id, Labels.Airport, GraphProperties.Of(properties));

    private static GraphEdge Edge(string from, string to, string label = "EDGE") => new($"{label}|{from}|{to}", label, from, to, []);

    /// <summary>An element with all that belongs to it, in one line.</summary>
    internal static string Line(StoredElement element) => element switch
    {
        { Vertex: { } vertex } => $"{vertex.Id} {vertex.Label} {Text(vertex.Properties)} @{element.Version} {element.RecordedAt:O}",
        { Edge: { } edge } => $"{edge.Id} {edge.Label} {edge.From} -> {edge.To} {Text(edge.Properties)} @{element.Version} {element.RecordedAt:O}",
        _ => throw new InvalidOperationException("neither vertex nor edge"),
    };

    private static string Text(ImmutableArray<GraphProperty> properties) => string.Join(", ", properties.Select(property => $"{property.Name}={property.Value}"));

    // A lone surrogate is no text: no store that speaks UTF-8 can keep it.
    private static bool IsWellFormed(string text) => !text.Contains('\0', StringComparison.Ordinal)
        && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) == text;
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => Now += by;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
