using System.Diagnostics;
using System.Globalization;
using Loyalty.Core.Sources;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- gremlin http://127.0.0.1:8182</c>: how many elements a second each transport loads in batches of 1, 10, 100, 500 and 1,000: charts
/// with rules, half vertices and half edges. Empties the server first.
/// </summary>
internal static class GremlinBenchmark
{
    private static readonly int[] Sizes = [1, 10, 100, 500, 1_000];

    public static async Task RunAsync(Uri server)
    {
        await EmptyAsync(server);
        // The server compiles what it does often: what comes first would seem slow.
        foreach (var scheme in (string[])["http", "ws"]) await LoadAsync(server, scheme, 200, 6_000);
        for (var round = 1; round <= 3; round++)
        {
            foreach (var scheme in (string[])["http", "ws"])
            {
                foreach (var size in Sizes)
                {
                    await EmptyAsync(server);
                    var (elements, seconds) = await LoadAsync(server, scheme, size, size switch { 1 => 400, 10 => 3_000, _ => 12_000 });
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"round {round} {scheme,-4} batch {size,5}: {elements / seconds,8:0} elements a second"));
                }
            }
        }

        await DocumentsAsync(server);
    }

    /// <summary>Ten times the documents, all of them about the same few carriers and programs, take about ten times the time.</summary>
    private static async Task DocumentsAsync(Uri server)
    {
        var charts = SyntheticKnowledge.Facts(10).Charts.Where(chart => chart.Rules.Length > 5).ToList();
        foreach (var count in (int[])[500, 5_000])
        {
            await EmptyAsync(server);
            var options = new GremlinOptions(server);
            await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, TimeProvider.System);
            var started = Stopwatch.GetTimestamp();
            for (var n = 0; n < count; n++)
            {
                var chart = charts[n % charts.Count];
                var builder = new ChangeSetBuilder(new SourceDocument($"document-{n}", $"Chart {n}", null, null, null));
                builder.Add(chart with { Rules = [.. chart.Rules.Take(8).Select(rule => rule with { Id = $"{rule.Id}-{n}" })], Id = $"{chart.Id}-{n}" });
                var lease = await graph.TryAcquireLeaseAsync("benchmark", TimeSpan.FromMinutes(10), CancellationToken.None);
                await graph.ApplyAsync(builder.Build($"set-{n}"), lease!, CancellationToken.None);
                await graph.ReleaseLeaseAsync(lease!, CancellationToken.None);
            }

            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} documents: {seconds:0.0} s, {1000 * seconds / count:0.0} ms each"));
        }
    }

    private static async Task EmptyAsync(Uri server)
    {
        await using var connection = GremlinConnections.Open(new GremlinOptions(server));
        for (var left = 1; left > 0;)
        {
            await foreach (var _ in connection.SubmitAsync("g.V().limit(5000).drop()", CancellationToken.None)) { }
            await foreach (var count in connection.SubmitAsync("g.V().limit(1).count()", CancellationToken.None)) left = count.GetProperty("@value").GetInt32();
        }
    }

    private static async Task<(int Elements, double Seconds)> LoadAsync(Uri server, string scheme, int batch, int elements)
    {
        var options = new GremlinOptions(new UriBuilder(server) { Scheme = scheme }.Uri) { BatchSize = batch };
        await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, TimeProvider.System);
        var lease = await graph.TryAcquireLeaseAsync("benchmark", TimeSpan.FromMinutes(10), CancellationToken.None);
        var rules = SyntheticKnowledge.Facts(10).Charts.SelectMany(chart => chart.Rules).Take(elements / 2).ToList();
        var run = Guid.NewGuid().ToString("N");
        var changes = new ChangeSet(run,
            [.. rules.Select((rule, n) => new GraphVertex($"rule:{run}:{n}", Labels.EarningRule, GraphProperties.Of(
                ("key", rule.Key), ("metric", rule.Metric), ("component", rule.Component), ("fareClasses", rule.Selector.FareClasses.ToString()),
                ("market", rule.Selector.Market.ToString()), ("rate", $"{rule.Formula.Rate}"), ("minimum", $"{rule.Formula.Minimum}"), ("text", $"row {n}: {rule.Id}"))))],
            [.. rules.Select((_, n) => new GraphEdge($"HAS_RULE|{run}:{n}", Labels.HasRule, $"rule:{run}:{n / 9 * 9}", $"rule:{run}:{n}", GraphProperties.Of(("document", run))))]);
        var started = Stopwatch.GetTimestamp();
        await graph.ApplyAsync(changes, lease!, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await graph.ReleaseLeaseAsync(lease!, CancellationToken.None);
        return (changes.Vertices.Length + changes.Edges.Length, seconds);
    }
}
