using Loyalty.Ingestion.Documents;
using Microsoft.Data.Sqlite;

namespace Loyalty.Ingestion.Tests.Pipeline;

/// <summary>A store that answers, and fails each time on one document alone, is no outage: what is waited for has an end.</summary>
public sealed class StoreThatFailsOnOneDocumentTests : IDisposable
{
    static readonly string Page = IngestionApp.Page([("Singapore Airlines", "Y", "100%")]);

    readonly TemporaryFolder elsewhere = new();
    readonly TemporaryFolder data = new();

    public void Dispose()
    {
        elsewhere.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task It_ends_in_quarantine_and_the_others_are_loaded()
    {
        await BlockTheFirstStageAsync();
        await using var app = await IngestionApp.StartAsync(data.Path, ("Loyalty:Queue:Retries", "1"), ("Loyalty:Queue:SweepEvery", "00:00:01"));
        var blocked = await app.PostAsync("page.html", Page);
        var other = await app.PostAsync("other.html", "<p>Nothing of interest</p>");
        var ended = await app.EndAsync(blocked);
        Assert.Equal(SubmissionStatus.Quarantined, ended.Status);
        Assert.Contains("a store failed", ended.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("a store failed", (await app.EndAsync(other)).Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_wait_for_it_uses_up_no_delivery_of_the_others()
    {
        await BlockTheFirstStageAsync();
        await using var app = await IngestionApp.StartAsync(data.Path);
        await app.PostAsync("page.html", Page);
        var waiting = await app.PostAsync("other.html", "<p>Nothing of interest</p>");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.NotNullAsync(() =>
        {
            foreach (var (id, deliveries) in Messages(waiting))
            {
                ids.Add(id);
                Assert.InRange(deliveries, 0, 1);
            }

            return ids.Count > 3 ? app : null;
        }, "it was put back three times");
        Assert.Equal(SubmissionStatus.Running, app.Catalog.Find(waiting)!.Status);
    }

    List<(string Id, long Deliveries)> Messages(string body)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "queue.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select id, deliveries from message where body = $body";
        command.Parameters.AddWithValue("$body", body);
        using var reader = command.ExecuteReader();
        var found = new List<(string, long)>();
        while (reader.Read()) found.Add((reader.GetString(0), reader.GetInt64(1)));
        return found;
    }

    /// <summary>Where the output of the document's first stage would be written stands a folder: no file can take its place.</summary>
    async Task BlockTheFirstStageAsync()
    {
        await using (var app = await IngestionApp.StartAsync(elsewhere.Path)) await app.EndAsync(await app.PostAsync("page.html", Page));
        var documents = Path.Combine(elsewhere.Path, "documents");
        var output = Directory.EnumerateFiles(documents, "*", SearchOption.AllDirectories).Single(file => Path.GetFileName(file).StartsWith("identify", StringComparison.OrdinalIgnoreCase));
        Directory.CreateDirectory(Path.Combine(data.Path, "documents", Path.GetRelativePath(documents, output), "in the way"));
    }
}
