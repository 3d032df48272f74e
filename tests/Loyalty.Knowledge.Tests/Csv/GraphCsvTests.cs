using System.Text;
using CsCheck;
using Loyalty.Knowledge.Csv;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Knowledge.Tests.Gremlin;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Tests.Csv;

[Collection("gremlin")]
public sealed class GraphCsvTests(GremlinServers servers) : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-csv").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_set_is_written_as_the_bulk_loader_reads_it()
    {
        var changes = new ChangeSet("set",
            [Vertex("airport:FRA", ("name", "Frankfurt, \"Rhein\""), ("city", "Frankfurt")), Vertex("airport:SIN", ("a:b", "line\nend"))],
            [new GraphEdge("EDGE|a|b", "EDGE", "airport:FRA", "airport:SIN", GraphProperties.Of(("miles", "6389")))]);
        var (vertices, edges) = await WriteAsync(changes);
        Assert.Equal("~id,~label,a\\:b:String(single),city:String(single),name:String(single)\n"
            + "airport:FRA,Airport,,Frankfurt,\"Frankfurt, \"\"Rhein\"\"\"\nairport:SIN,Airport,\"line\nend\",,\n", vertices);
        Assert.Equal("~id,~from,~to,~label,miles:String\nEDGE|a|b,airport:FRA,airport:SIN,EDGE,6389\n", edges);
    }

    [Fact]
    public async Task A_header_without_cardinality_or_with_carriage_returns_is_read_too()
    {
        var read = await GraphCsv.ReadAsync("set", Text("\ufeff~id,~label,name:String,\"city:String\"\r\na,Airport,x,\r\n\r\nb,Airport,,\"\"\r\n"), Text("~id,~from,~to,~label\n"), Token);
        Assert.Equal(["a", "b"], read.Vertices.Select(vertex => vertex.Id));
        Assert.Equal([new GraphProperty("name", "x")], read.Vertices[0].Properties);
        Assert.Equal([new GraphProperty("city", "")], read.Vertices[1].Properties);
    }

    [Theory]
    [InlineData("~id,~label\n\"a,Airport\n")]
    [InlineData("~id,~label\n\"a\"b,Airport\n")]
    [InlineData("~id,~label\na,Airport,more\n")]
    [InlineData("~label\nAirport\n")]
    public async Task What_is_no_gremlin_csv_is_refused(string text) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => GraphCsv.ReadAsync("set", Text(text), Text(""), Token));

    [Fact]
    public async Task Any_change_set_comes_back_unchanged() => await HostileText.Texts.Array[60].SampleAsync(async texts =>
    {
        var changes = new ChangeSet("set",
            [.. texts.Take(20).Select((text, n) => Vertex($"{n}{text}", ("value", text), (texts[n + 20], text), ("n" + texts[n + 40], "x")))],
            [.. texts.Take(20).Select((text, n) => new GraphEdge($"{n}{text}", "EDGE", text, texts[n + 20], GraphProperties.Of((texts[n + 40], text))))]);
        var (vertices, edges) = await WriteAsync(changes);
        var read = await GraphCsv.ReadAsync("set", Text(vertices), Text(edges), Token);
        Assert.Equal(changes.Vertices.Select(vertex => (vertex.Id, vertex.Label, string.Join('\u0001', vertex.Properties))),
            read.Vertices.Select(vertex => (vertex.Id, vertex.Label, string.Join('\u0001', vertex.Properties))));
        Assert.Equal(changes.Edges.Select(edge => (edge.Id, edge.From, edge.To, string.Join('\u0001', edge.Properties))),
            read.Edges.Select(edge => (edge.Id, edge.From, edge.To, string.Join('\u0001', edge.Properties))));
    }, iter: 100, threads: 1);

    [Fact]
    public async Task A_whole_graph_goes_from_store_to_store_unchanged()
    {
        var options = new GremlinOptions(await servers.AddressAsync(setCardinality: true)) { BatchSize = 30 };
        await using (var connection = GremlinConnections.Open(options))
        {
            await foreach (var _ in connection.SubmitAsync("g.V().drop()", Token)) Assert.Fail("a drop answers nothing");
        }

        var first = new SqliteKnowledgeGraph(Path.Combine(_folder, "first.db"), _time);
        foreach (var changes in ChangeSets())
        {
            _time.Advance(TimeSpan.FromDays(1));
            await first.ApplyAsync(changes, await LeaseAsync(first), Token);
        }

        await GraphCsv.ExportAsync(first, Path.Combine(_folder, "one"), Token);
        await using var server = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, _time);
        await GraphCsv.ImportAsync(server, Path.Combine(_folder, "one"), await LeaseAsync(server), Token);
        await GraphCsv.ExportAsync(server, Path.Combine(_folder, "two"), Token);
        var last = new SqliteKnowledgeGraph(Path.Combine(_folder, "last.db"), _time);
        await GraphCsv.ImportAsync(last, Path.Combine(_folder, "two"), await LeaseAsync(last), Token);

        var expected = await LinesAsync(first);
        Assert.Equal(expected, await LinesAsync(server));
        Assert.Equal(expected, await LinesAsync(last));
        Assert.Equal(await first.ChangeSetsAsync(0, Token).ToListAsync(Token), await server.ChangeSetsAsync(0, Token).ToListAsync(Token));
        Assert.Equal(await first.ChangeSetsAsync(0, Token).ToListAsync(Token), await last.ChangeSetsAsync(0, Token).ToListAsync(Token));
        foreach (var changes in ChangeSets()) Assert.Equal(ApplyOutcome.AlreadyApplied, await server.ApplyAsync(changes, await LeaseAsync(server), Token));
    }

    [Fact]
    public async Task What_the_bulk_loader_makes_of_the_files_is_the_graph()
    {
        var options = new GremlinOptions(await servers.AddressAsync(setCardinality: true));
        await using var connection = GremlinConnections.Open(options);
        await RunAsync(connection, "g.V().drop()");
        var first = new SqliteKnowledgeGraph(Path.Combine(_folder, "first.db"), _time);
        foreach (var changes in ChangeSets()) await first.ApplyAsync(changes, await LeaseAsync(first), Token);
        await GraphCsv.ExportAsync(first, _folder, Token);
        foreach (var file in (string[])[GraphCsv.ChangeSets, GraphCsv.Vertices, GraphCsv.Edges]) await LoadAsync(connection, Path.Combine(_folder, file));

        await using var server = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, _time);
        Assert.Equal(await LinesAsync(first), await LinesAsync(server));
        Assert.Equal(3, await server.GetVersionAsync(Token));
        await server.ApplyAsync(new ChangeSet("next", [Vertex("airport:END", ("name", "next"))], []), await LeaseAsync(server), Token);
        Assert.Equal(4, await server.GetVersionAsync(Token));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<ChangeSet> ChangeSets()
    {
        const string Hostile = "it's \"quoted\" \\ ${run()}, \r\n and ';";
        yield return new ChangeSet("one" + Hostile, [.. Enumerable.Range(0, 40).Select(n => Vertex($"airport:{n}", ("name", $"{Hostile}{n}"), (Hostile, "x")))],
            [.. Enumerable.Range(0, 40).Select(n => new GraphEdge($"EDGE|{n}", "EDGE", $"airport:{n}", $"airport:END{Hostile}", GraphProperties.Of(("n", $"{n}"))))]);
        yield return new ChangeSet("two", [Vertex("airport:3", ("name", "three")), Vertex("_graph", ("_version", "7"), ("~x", "y"))], []);
        yield return new ChangeSet("three", [Vertex("airport:3", ("name", "drei"))], []);
    }

    private static GraphVertex Vertex(string id, params (string, string?)[] properties) => new(id, Labels.Airport, GraphProperties.Of(properties));

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<(string Vertices, string Edges)> WriteAsync(ChangeSet changes)
    {
        using var vertices = new MemoryStream();
        using var edges = new MemoryStream();
        await GraphCsv.WriteAsync(changes, vertices, edges, Token);
        return (Encoding.UTF8.GetString(vertices.ToArray()), Encoding.UTF8.GetString(edges.ToArray()));
    }

    private static async Task<LoaderLease> LeaseAsync(IKnowledgeGraph graph) => (await graph.TryAcquireLeaseAsync("test", TimeSpan.FromMinutes(1), Token))!;

    private static async Task<List<string>> LinesAsync(IKnowledgeGraph graph)
    {
        var lines = (await graph.ReadAsync(0, null, Token).ToListAsync(Token)).ConvertAll(KnowledgeGraphContract.Line);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Does with a file what Neptune's loader does: columns as properties, their names and types from the header.</summary>
    private static async Task LoadAsync(IGremlinConnection connection, string file)
    {
        string[]? columns = null;
        using var stream = File.OpenRead(file);
        await foreach (var row in CsvRowReader.ReadAsync(stream, Token))
        {
            if (columns is null)
            {
                columns = [.. row.Select(column => column!.Split(":String")[0].Replace("\\:", ":", StringComparison.Ordinal))];
                continue;
            }

            var given = columns.Zip(row).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);
            var text = new GremlinText();
            if (given.TryGetValue("~from", out var from)) text.Raw("g.V(").Literal(from).Raw(").addE(").Literal(given["~label"]).Raw(").to(__.V(").Literal(given["~to"]).Raw("))");
            else text.Raw("g.addV(").Literal(given["~label"]).Raw(")");
            text.Raw(".property(T.id,").Literal(given["~id"]).Raw(")");
            foreach (var (name, value) in given.Where(pair => !pair.Key.StartsWith('~'))) text.Raw(".property(").Literal(name).Raw(",").Literal(value).Raw(")");
            await RunAsync(connection, text.ToString());
        }
    }

    private static async Task RunAsync(IGremlinConnection connection, string gremlin)
    {
        await foreach (var _ in connection.SubmitAsync(gremlin, Token)) { }
    }
}
