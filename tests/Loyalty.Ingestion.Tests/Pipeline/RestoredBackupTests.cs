using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;

namespace Loyalty.Ingestion.Tests.Pipeline;

/// <summary>A backup copies the graph first and the documents after it: what was loaded in between is recorded and not there.</summary>
public sealed class RestoredBackupTests : IDisposable
{
    static readonly string Clean = IngestionApp.Page([("Singapore Airlines", "Y", "100%")]);
    static readonly string Mixed = IngestionApp.Page([("Lufthansa", "Y", "100%"), ("Lufthansa", "K", "ask at the counter")]);

    readonly TemporaryFolder data = new();
    readonly TemporaryFolder backup = new();

    public void Dispose()
    {
        data.Dispose();
        backup.Dispose();
    }

    [Fact]
    public async Task What_the_records_say_was_loaded_and_the_restored_graph_does_not_hold_is_loaded_again_once()
    {
        await using (await IngestionApp.StartWithReferenceAsync(data.Path)) { }
        CopyGraph(data.Path, backup.Path);

        string clean, mixed;
        List<string> elements, changeSets;
        await using (var app = await IngestionApp.StartAsync(data.Path))
        {
            (clean, mixed) = (await app.PostAsync("clean.html", Clean), await app.PostAsync("mixed.html", Mixed));
            await app.EndAsync(clean, SubmissionStatus.Loaded);
            await app.EndAsync(mixed, SubmissionStatus.AwaitingReview);
            await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{app.Reviews.All(ReviewStatus.Pending).Single().Id}/approve");
            await app.EndAsync(mixed, SubmissionStatus.Loaded);
            (elements, changeSets) = await ContentAsync(app);
        }

        CopyGraph(backup.Path, data.Path);
        for (var start = 0; start < 2; start++)
        {
            await using var app = await IngestionApp.StartAsync(data.Path);
            await app.EndAsync(clean, SubmissionStatus.Loaded);
            await app.EndAsync(mixed, SubmissionStatus.Loaded);
            Assert.Equal(ReviewStatus.Loaded, Assert.Single(app.Reviews.All(null)).Status);
            // The service answers at once, and fills the graph meanwhile.
            await Eventually.NotNullAsync(async () => (await ContentAsync(app)).ChangeSets.Count == changeSets.Count ? app : null, "the graph is filled");
            var restored = await ContentAsync(app);
            Assert.Equal(elements, restored.Elements);
            Assert.Equal(changeSets, restored.ChangeSets);
        }
    }

    [Fact]
    public async Task An_outcome_of_the_load_stage_that_is_newer_than_the_graph_does_not_hide_that_it_is_missing()
    {
        await using (await IngestionApp.StartWithReferenceAsync(data.Path)) { }
        CopyGraph(data.Path, backup.Path);
        string id;
        List<string> elements;
        await using (var app = await IngestionApp.StartAsync(data.Path))
        {
            id = await app.PostAsync("clean.html", Clean);
            await app.EndAsync(id, SubmissionStatus.Loaded);
            (elements, _) = await ContentAsync(app);
            // As the copy would find it a moment before the final record is written.
            await app.Catalog.SaveAsync(app.Catalog.Find(id)! with { Status = SubmissionStatus.Queued, ChangedGraph = false, FinishedAt = null }, TestContext.Current.CancellationToken);
        }

        CopyGraph(backup.Path, data.Path);
        await using var restored = await IngestionApp.StartAsync(data.Path);
        Assert.True((await restored.EndAsync(id, SubmissionStatus.Loaded)).ChangedGraph);
        // The service answers at once, and fills the graph meanwhile.
        await Eventually.NotNullAsync(async () => (await ContentAsync(restored)).Elements.SequenceEqual(elements) ? restored : null, "the graph is filled");
    }

    static void CopyGraph(string from, string to)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(to, "graph.db*")) File.Delete(file);
        foreach (var file in Directory.EnumerateFiles(from, "graph.db*")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    static async Task<(List<string> Elements, List<string> ChangeSets)> ContentAsync(IngestionApp app)
    {
        var (elements, changeSets) = (new List<string>(), new List<string>());
        await foreach (var element in app.Graph.ReadAsync(0, null, TestContext.Current.CancellationToken))
            elements.Add($"{element.Vertex?.Id}{element.Edge?.Id} {string.Join(' ', element.Vertex?.Properties ?? element.Edge!.Properties)}");
        await foreach (var changes in app.Graph.ChangeSetsAsync(0, TestContext.Current.CancellationToken)) changeSets.Add(changes.Id);
        elements.Sort(StringComparer.Ordinal);
        changeSets.Sort(StringComparer.Ordinal);
        return (elements, changeSets);
    }
}
