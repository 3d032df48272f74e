using BenchmarkDotNet.Attributes;
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
        Console.WriteLine($"// {await SyntheticKnowledge.LoadAsync(_graph)} rules");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "hydrate 100,000 rules")]
    public async Task<long> Hydrate() =>
        (await new SnapshotReader(_graph, TimeProvider.System).ReadAsync(CancellationToken.None))!.Version;
}
