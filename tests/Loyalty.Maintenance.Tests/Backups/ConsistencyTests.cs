using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Storage;
using Loyalty.Storage.Local;

namespace Loyalty.Maintenance.Tests.Backups;

public sealed class ConsistencyTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_taken_under_writers_restores_to_stores_with_all_that_was_committed_before()
    {
        await using var service = new Service();
        using var client = service.CreateClient();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var queue = new SqliteWorkQueue(Path.Combine(service.Data, "queue.db"));
        using var profiles = new SqliteProfileStore(Path.Combine(service.Data, "profiles.db"));
        var committed = 0;
        // A message refers to its document, which is written first; the documents that exist are replaced and deleted drafts come and go.
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var n = Interlocked.Increment(ref committed);
                var key = $"raw/{w}-{n}";
                await service.Documents.WriteBytesAsync(key, Encoding.UTF8.GetBytes(key), Ct);
                await queue.SendAsync("work", key, Ct);
                await profiles.SaveAsync(key, JsonSerializer.Serialize(key), 0, Ct);
                await service.Documents.WriteBytesAsync($"busy/{w}", Enumerable.Repeat((byte)n, 5000 + n).ToArray(), Ct);
            }
        })).ToArray();

        for (var deadline = DateTime.UtcNow.AddSeconds(60); await DepthAsync() < 60 && DateTime.UtcNow < deadline;) await Task.Delay(20, Ct);
        var before = await DepthAsync();
        var documentsBefore = await service.Documents.ListAsync("raw/", Ct).Select(d => d.Key).ToListAsync(Ct);
        var id = await client.TakeBackupAsync(Ct);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(await DepthAsync() > before, "Nobody wrote while the backup was taken.");

        Assert.Empty(await client.CheckAsync(id, Ct));
        using var restored = await client.RestoreAsync(id, "rehearsal", Ct);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);

        var folder = Path.Combine(service.Data, "restores", "rehearsal");
        var documents = new FolderDocumentStore(Path.Combine(folder, "documents"));
        using var restoredQueue = new SqliteWorkQueue(Path.Combine(folder, "queue.db"));
        using var restoredProfiles = new SqliteProfileStore(Path.Combine(folder, "profiles.db"));
        var messages = await restoredQueue.ReceiveAsync("work", 100_000, TimeSpan.FromMinutes(1), TimeSpan.Zero, Ct);
        Assert.True(messages.Length >= before);
        foreach (var message in messages) Assert.Equal(message.Body, Encoding.UTF8.GetString((await documents.ReadBytesAsync(message.Body, Ct))!));
        foreach (var key in documentsBefore) Assert.NotNull(await documents.FindAsync(key, Ct));
        foreach (var message in messages.Take((int)before - 3)) Assert.Equal(1, (await restoredProfiles.FindAsync(message.Body, Ct))!.Version);
        await foreach (var busy in documents.ListAsync("busy/", Ct))
        {
            var bytes = (await documents.ReadBytesAsync(busy.Key, Ct))!;
            Assert.Equal((byte)(bytes.Length - 5000), Assert.Single(bytes.Distinct()));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "documents", ".tmp")));

        async Task<long> DepthAsync() => (await queue.DepthAsync("work", Ct)).Ready;
    }

    [Fact]
    public async Task A_restored_folder_is_a_data_folder_for_a_service()
    {
        await using var service = new Service();
        await service.FillAsync(Ct);
        using var client = service.CreateClient();
        await client.RestoreAsync(await client.TakeBackupAsync(Ct), "copy", Ct);

        await using var other = new Service(Path.Combine(service.Data, "restores", "copy"));
        using var otherClient = other.CreateClient();
        var id = await otherClient.TakeBackupAsync(Ct);
        Assert.Empty(await otherClient.CheckAsync(id, Ct));
    }

    [Fact]
    public async Task A_backup_says_what_it_holds_and_what_it_left_out()
    {
        await using var service = new Service();
        await service.FillAsync(Ct);
        foreach (var folder in new[] { "failpoints", "landing", "restores/old" }) Directory.CreateDirectory(Path.Combine(service.Data, folder));
        await File.WriteAllTextAsync(Path.Combine(service.Data, "landing", "chart.html"), "x", Ct);
        await File.WriteAllTextAsync(Path.Combine(service.Data, "documents", ".tmp", "draft"), "x", Ct);
        var secret = Path.Combine(service.Data, "landing", "chart.html");
        File.CreateSymbolicLink(Path.Combine(service.Data, "documents", "link"), secret);
        File.CreateSymbolicLink(Path.Combine(service.Data, "link.db"), secret);
        using var client = service.CreateClient();
        var id = await client.TakeBackupAsync(Ct);

        var folderOf = Path.Combine(service.Data, "backups", id);
        var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folderOf, "manifest.json"), Ct)).RootElement;
        Assert.Equal(["queue.db", "profiles.db", "documents/"], Texts(manifest.GetProperty("included")));
        Assert.Superset(
            new HashSet<string> { "backups", "restores", "failpoints", "landing", "link.db", "documents/.tmp/" },
            Texts(manifest.GetProperty("leftOut")).ToHashSet());
        var files = manifest.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("path").GetString()!).ToList();
        Assert.Equal(32, files.Count);
        Assert.All(files, f => Assert.True(f is "queue.db" or "profiles.db" || f.StartsWith("documents/raw+/", StringComparison.Ordinal), f));
        var backup = await client.FollowAsync(id, Ct);
        Assert.Equal(32, backup.GetProperty("files").GetInt32());
        Assert.Equal(1, backup.GetProperty("progress").GetDouble());
        var onDisk = Directory.EnumerateFiles(Path.Combine(folderOf, "files"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        Assert.Equal(onDisk, backup.GetProperty("bytes").GetInt64());

        static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.GetString()!);
    }

    [Fact]
    public async Task A_damaged_database_fails_the_backup_with_a_reason_that_names_it_and_leaves_no_copies()
    {
        await using var service = new Service();
        await service.FillAsync(Ct);
        await File.WriteAllTextAsync(Path.Combine(service.Data, "graph.db"), new string('x', 10_000), Ct);
        using var client = service.CreateClient();
        var id = await client.RequestBackupAsync(Ct);
        var backup = await client.FollowAsync(id, Ct);
        Assert.Equal("failed", backup.GetProperty("status").GetString());
        Assert.StartsWith("graph.db could not be copied", backup.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(await client.CheckAsync(id, Ct));
        using var restored = await client.RestoreAsync(id, "no", Ct);
        Assert.Equal(HttpStatusCode.Conflict, restored.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(service.Data, "restores", "no")));
    }
}
