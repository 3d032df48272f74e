using Loyalty.Core.Sources;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Tests;

namespace Loyalty.Benchmarks;

/// <summary>The starter library as a service holds it: read, loaded into a graph, and taken from a snapshot file.</summary>
internal static class StarterKnowledge
{
    public static async Task<KnowledgeSnapshot> LoadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-benchmark");
        try
        {
            var graph = new SqliteKnowledgeGraph(Path.Combine(folder.FullName, "graph.db"), TimeProvider.System);
            var lease = await graph.TryAcquireLeaseAsync("benchmark", TimeSpan.FromMinutes(10), CancellationToken.None);
            await foreach (var (path, hints, facts, _) in StarterLibrary.ReadAsync())
            {
                var document = new SourceDocument(Path.GetFileName(path), hints.Title ?? path, hints.Url, hints.EffectiveDate ?? facts.EffectiveDate, hints.SourceDate);
                await graph.ApplyAsync(GraphLoading.Changes(path, document, facts), lease!, CancellationToken.None);
            }

            var read = await new SnapshotReader(graph, TimeProvider.System).ReadAsync(CancellationToken.None);
            var file = SnapshotFile.Read(new SnapshotFile(read!.Version, read.ChangeSet, read.Facts).ToBytes());
            return new KnowledgeSnapshot(file.Version, file.ChangeSet, file.Facts, DateTimeOffset.UtcNow);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
