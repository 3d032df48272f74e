using Loyalty.Storage.Local;

namespace Loyalty.Storage.Tests.Local;

public sealed class FolderDocumentStoreTests : DocumentStoreContract, IDisposable
{
    readonly TemporaryFolder data = new();

    string Root => Path.Combine(data.Path, "documents");

    protected override IDocumentStore Open() => new FolderDocumentStore(Root);

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_link_is_neither_followed_nor_listed_nor_written_through()
    {
        var outside = Directory.CreateDirectory(Path.Combine(data.Path, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "secret"), "secret", Ct);
        var store = Open();
        File.CreateSymbolicLink(Path.Combine(Root, "file"), Path.Combine(outside, "secret"));
        File.CreateSymbolicLink(Path.Combine(Root, "dangling"), Path.Combine(outside, "not-there"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "folder+"), outside);

        foreach (var key in new[] { "file", "dangling", "folder/secret", "folder/new" })
        {
            await Assert.ThrowsAsync<IOException>(() => store.FindAsync(key, Ct));
            await Assert.ThrowsAsync<IOException>(() => store.OpenReadAsync(key, Ct));
            await Assert.ThrowsAsync<IOException>(() => store.WriteBytesAsync(key, "x"u8.ToArray(), Ct));
            await Assert.ThrowsAsync<IOException>(() => store.TryCreateBytesAsync(key, "x"u8.ToArray(), Ct));
            await Assert.ThrowsAsync<IOException>(() => store.DeleteAsync(key, Ct));
        }
        Assert.Empty(await KeysAsync(store, ""));
        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(outside).Select(Path.GetFileName));
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(outside, "secret"), Ct));
    }

    [Fact]
    public async Task Files_that_are_not_of_the_store_are_not_listed()
    {
        var store = Open();
        await store.WriteBytesAsync("mine", "x"u8.ToArray(), Ct);
        Directory.CreateDirectory(Path.Combine(Root, "unmarked"));
        foreach (var name in new[] { ".hidden", "UPPER", "odd name", "half%2", "%61", "%ff", "marked+", "unmarked/x" })
        {
            await File.WriteAllTextAsync(Path.Combine(Root, name), "x", Ct);
        }
        Assert.Equal(["mine"], await KeysAsync(store, ""));
    }

    [Fact]
    public async Task Names_on_disk_are_lower_case_and_plain_and_never_devices_or_hidden()
    {
        var store = Open();
        await store.WriteBytesAsync("CON/.Hidden/nul.txt/a b/é./x@1.json", "x"u8.ToArray(), Ct);
        var file = Assert.Single(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
        Assert.Equal("%43%4f%4e+/%2e%48idden+/%6eul.txt+/a%20b+/%c3%a9%2e+/x@1.json", Path.GetRelativePath(Root, file));
    }

    [Fact]
    public async Task Drafts_of_a_killed_writer_are_invisible_and_removed_when_old()
    {
        Open();
        string old = Path.Combine(Root, ".tmp", "old"), young = Path.Combine(Root, ".tmp", "young");
        await File.WriteAllTextAsync(old, "half", Ct);
        await File.WriteAllTextAsync(young, "half", Ct);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        Assert.Empty(await KeysAsync(Open(), ""));
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
        _ = new FolderDocumentStore(Root, new ManualTime(DateTimeOffset.UtcNow.AddHours(3)));
        Assert.False(File.Exists(young));
    }

    [Fact]
    public async Task No_draft_is_left_by_writes_that_end_well_or_badly()
    {
        var store = Open();
        await store.WriteBytesAsync("a", "x"u8.ToArray(), Ct);
        await store.TryCreateBytesAsync("b", "x"u8.ToArray(), Ct);
        await store.TryCreateBytesAsync("b", "x"u8.ToArray(), Ct);
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("c", new GeneratedStream(100_000, breakAt: 50_000), Ct));
        await store.DeleteAsync("a", Ct);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Root, ".tmp")));
    }
}
