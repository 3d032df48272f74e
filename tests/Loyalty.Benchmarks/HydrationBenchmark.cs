using BenchmarkDotNet.Attributes;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Sqlite;

namespace Loyalty.Benchmarks;

/// <summary>100,000 rules from the SQLite graph into an indexed snapshot: at most 2 s.</summary>
[MemoryDiagnoser]
public class HydrationBenchmark
{
    private string _folder = "";
    private SqliteKnowledgeGraph _graph = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = Directory.CreateTempSubdirectory("loyalty-benchmark").FullName;
        _graph = new SqliteKnowledgeGraph(Path.Combine(_folder, "graph.db"), TimeProvider.System);
        var facts = SyntheticKnowledge.Facts(100);
        var builder = new ChangeSetBuilder(facts.Documents[0]);
        foreach (var airport in facts.Airports) builder.Add(airport);
        foreach (var airline in facts.Airlines) builder.Add(airline);
        foreach (var program in facts.Programs) builder.Add(program);
        foreach (var chart in facts.Charts) builder.Add(chart);
        var lease = await _graph.TryAcquireLeaseAsync("benchmark", TimeSpan.FromMinutes(10), CancellationToken.None);
        await _graph.ApplyAsync(builder.Build("all"), lease!, CancellationToken.None);
        Console.WriteLine($"// {facts.Charts.Sum(chart => chart.Rules.Length)} rules");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "hydrate 100,000 rules")]
    public async Task<long> Hydrate() =>
        (await new SnapshotReader(_graph, TimeProvider.System).ReadAsync(CancellationToken.None))!.Version;
}
