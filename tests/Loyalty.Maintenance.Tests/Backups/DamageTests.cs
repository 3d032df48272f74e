using System.Net;

namespace Loyalty.Maintenance.Tests.Backups;

public sealed class DamageTests : IAsyncLifetime
{
    readonly Service service = new();
    HttpClient client = null!;
    string id = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    string FolderOfBackup => Path.Combine(service.Data, "backups", id);

    public async ValueTask InitializeAsync()
    {
        await service.FillAsync(Ct);
        client = service.CreateClient();
        id = await client.TakeBackupAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("files/documents/raw+/7", "documents/raw+/7 was changed.")]
    [InlineData("files/queue.db", "queue.db was changed.")]
    [InlineData("manifest.json", "manifest.json was changed.")]
    public async Task A_flipped_bit_is_found_and_never_restored(string file, string problem)
    {
        var path = Path.Combine(FolderOfBackup, file);
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Ct);
        await IsFoundAsync(problem);
    }

    [Fact]
    public async Task A_file_that_is_cut_is_found()
    {
        await File.WriteAllBytesAsync(Path.Combine(FolderOfBackup, "files/documents/raw+/7"), new byte[1006], Ct);
        Assert.Equal(["documents/raw+/7 has 1006 bytes instead of 1007."], await client.CheckAsync(id, Ct));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_found()
    {
        File.Delete(Path.Combine(FolderOfBackup, "files/documents/raw+/7"));
        await IsFoundAsync("documents/raw+/7 is missing.");
    }

    [Fact]
    public async Task A_manifest_that_is_missing_is_found()
    {
        File.Delete(Path.Combine(FolderOfBackup, "manifest.json"));
        await IsFoundAsync("manifest.json is missing.");
    }

    [Fact]
    public async Task A_file_that_was_added_is_found_and_not_restored()
    {
        await File.WriteAllTextAsync(Path.Combine(FolderOfBackup, "files/extra.db"), "x", Ct);
        Assert.Equal(["extra.db is not of this backup."], await client.CheckAsync(id, Ct));
        using var restored = await client.RestoreAsync(id, "clean", Ct);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.False(File.Exists(Path.Combine(service.Data, "restores", "clean", "extra.db")));
    }

    [Fact]
    public async Task A_backup_goes_by_the_name_of_its_folder()
    {
        Directory.Move(FolderOfBackup, Path.Combine(service.Data, "backups", "before-the-move"));
        id = "before-the-move";
        Assert.Equal(id, (await client.FollowAsync(id, Ct)).GetProperty("id").GetString());
        File.Delete(Path.Combine(FolderOfBackup, "files/documents/raw+/7"));
        await IsFoundAsync("documents/raw+/7 is missing.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_state_that_is_damaged_hides_no_other_backup(string state)
    {
        var other = await client.TakeBackupAsync(Ct);
        await File.WriteAllTextAsync(Path.Combine(FolderOfBackup, "state.json"), state, Ct);
        var damaged = await client.FollowAsync(id, Ct);
        Assert.Equal(("failed", "state.json is damaged."), (damaged.GetProperty("status").GetString(), damaged.GetProperty("reason").GetString()));
        Assert.Equal("succeeded", (await client.FollowAsync(other, Ct)).GetProperty("status").GetString());
        Assert.Contains(other, await client.GetStringAsync("/api/backups", Ct), StringComparison.Ordinal);
    }

    async Task IsFoundAsync(string problem)
    {
        Assert.Equal([problem], await client.CheckAsync(id, Ct));
        using var restored = await client.RestoreAsync(id, "damaged", Ct);
        Assert.Equal(HttpStatusCode.Conflict, restored.StatusCode);
        Assert.Contains(problem, await restored.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var restores = Directory.CreateDirectory(Path.Combine(service.Data, "restores"));
        Assert.Empty(restores.EnumerateFileSystemInfos());
    }
}
