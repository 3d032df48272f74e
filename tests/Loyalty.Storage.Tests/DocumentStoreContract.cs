using System.Text;
using CsCheck;

namespace Loyalty.Storage.Tests;

/// <summary>What every document store does. Each call of Open gives another store over the same documents.</summary>
public abstract class DocumentStoreContract
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IDocumentStore Open();

    /// <summary>Whether of several who delete a document at once only one is told that it did.</summary>
    protected virtual bool DeletesOnce => true;

    [Fact]
    public async Task What_is_written_is_read_back_by_another_store()
    {
        await Open().WriteBytesAsync("raw/abc", "hello"u8.ToArray(), Ct);

        Assert.Equal("hello"u8.ToArray(), await Open().ReadBytesAsync("raw/abc", Ct));
        var info = await Open().FindAsync("raw/abc", Ct);
        Assert.Equal(("raw/abc", 5L), (info!.Key, info.Length));
        Assert.InRange(info.ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task Writing_again_replaces_the_whole_document()
    {
        var store = Open();
        await store.WriteBytesAsync("a", "a long document"u8.ToArray(), Ct);
        await store.WriteBytesAsync("a", "short"u8.ToArray(), Ct);
        Assert.Equal("short"u8.ToArray(), await store.ReadBytesAsync("a", Ct));
    }

    [Fact]
    public async Task An_empty_document_is_a_document()
    {
        var store = Open();
        await store.WriteBytesAsync("empty", default, Ct);
        Assert.Empty((await store.ReadBytesAsync("empty", Ct))!);
        Assert.Equal(0, (await store.FindAsync("empty", Ct))!.Length);
    }

    [Fact]
    public async Task What_is_absent_is_null_and_false()
    {
        var store = Open();
        Assert.Null(await store.FindAsync("no/such", Ct));
        Assert.Null(await store.OpenReadAsync("no/such", Ct));
        Assert.Null(await store.ReadBytesAsync("no/such", Ct));
        Assert.False(await store.DeleteAsync("no/such", Ct));
        Assert.Empty(await KeysAsync(store, "no/"));
    }

    [Fact]
    public async Task Creating_what_is_there_changes_nothing()
    {
        var store = Open();
        Assert.True(await store.TryCreateBytesAsync("k", "first"u8.ToArray(), Ct));
        Assert.False(await store.TryCreateBytesAsync("k", "second"u8.ToArray(), Ct));
        Assert.Equal("first"u8.ToArray(), await store.ReadBytesAsync("k", Ct));
    }

    [Fact]
    public virtual async Task Of_many_who_create_at_once_one_succeeds_and_its_bytes_stand()
    {
        IDocumentStore[] stores = [Open(), Open()];
        for (var round = 0; round < 20; round++)
        {
            var key = $"race/{round}";
            using var start = new SemaphoreSlim(0);
            var racers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                await start.WaitAsync(Ct);
                return (Racer: i, Won: await stores[i % 2].TryCreateBytesAsync(key, new[] { (byte)i }, Ct));
            })).ToArray();
            start.Release(racers.Length);
            var winner = Assert.Single(await Task.WhenAll(racers), r => r.Won).Racer;
            Assert.Equal(new[] { (byte)winner }, await stores[0].ReadBytesAsync(key, Ct));
        }
    }

    [Fact]
    public async Task A_reader_sees_a_document_whole_whoever_replaces_it()
    {
        IDocumentStore[] stores = [Open(), Open()];
        await stores[0].WriteBytesAsync("busy", Uniform(0), Ct);
        var writers = Task.WhenAll(stores.Select((store, s) => Task.Run(async () =>
        {
            for (byte i = 1; i <= 60; i++) await store.WriteBytesAsync("busy", Uniform((byte)(i * 2 + s)), Ct);
        })));
        var seen = 0;
        do
        {
            var bytes = await stores[seen % 2].ReadBytesAsync("busy", Ct);
            Assert.Equal(Uniform(bytes![0]), bytes);
            seen++;
        }
        while (!writers.IsCompleted);
        await writers;

        static byte[] Uniform(byte value)
        {
            var bytes = new byte[50_000 + value * 100];
            Array.Fill(bytes, value);
            return bytes;
        }
    }

    [Fact]
    public async Task A_reader_keeps_what_it_opened()
    {
        var store = Open();
        await store.WriteBytesAsync("a", "before"u8.ToArray(), Ct);
        await using var opened = await store.OpenReadAsync("a", Ct);
        await store.WriteBytesAsync("a", "after"u8.ToArray(), Ct);
        await store.DeleteAsync("a", Ct);
        using var text = new StreamReader(opened!);
        Assert.Equal("before", await text.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_all_as_it_was()
    {
        var store = Open();
        await store.WriteBytesAsync("there", "old"u8.ToArray(), Ct);
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("there", new GeneratedStream(1_000_000, breakAt: 500_000), Ct));
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("new", new GeneratedStream(1_000_000, breakAt: 500_000), Ct));
        await Assert.ThrowsAsync<IOException>(() => store.TryCreateAsync("new", new GeneratedStream(1_000_000, breakAt: 500_000), Ct));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.WriteBytesAsync("new", "x"u8.ToArray(), cancelled.Token));

        Assert.Equal("old"u8.ToArray(), await store.ReadBytesAsync("there", Ct));
        Assert.Equal(["there"], await KeysAsync(store, ""));
    }

    [Fact]
    public async Task Of_many_who_delete_at_once_one_did()
    {
        IDocumentStore[] stores = [Open(), Open()];
        for (var round = 0; round < 10; round++)
        {
            await stores[0].WriteBytesAsync("gone", "x"u8.ToArray(), Ct);
            var deleted = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => stores[i % 2].DeleteAsync("gone", Ct))));
            if (DeletesOnce) Assert.Single(deleted, d => d);
            else Assert.Contains(true, deleted);
            Assert.Null(await stores[1].FindAsync("gone", Ct));
        }
    }

    [Fact]
    public async Task A_key_may_be_the_beginning_of_another_and_differ_from_it_by_case()
    {
        var store = Open();
        string[] keys = ["a", "a/b", "a/b/c", "A", "a/B", "a+", "a+/b", "a%2b"];
        foreach (var key in keys) await store.WriteBytesAsync(key, Encoding.UTF8.GetBytes(key), Ct);
        foreach (var key in keys) Assert.Equal(Encoding.UTF8.GetBytes(key), await store.ReadBytesAsync(key, Ct));
        Assert.Equal(keys.Order(StringComparer.Ordinal), await KeysAsync(store, ""));
    }

    [Fact]
    public async Task A_list_has_the_keys_of_its_prefix_in_order()
    {
        var store = Open();
        string[] keys = ["stages/a!b/x", "stages/a/x", "stages/a/y", "stages/a0", "stages/ab/x", "stagesx", "st", "z", "\uFFFDlast", "\U0001F6EB"];
        foreach (var key in keys) await store.WriteBytesAsync(key, "x"u8.ToArray(), Ct);

        Assert.Equal(
            ["st", "stages/a!b/x", "stages/a/x", "stages/a/y", "stages/a0", "stages/ab/x", "stagesx", "z", "\uFFFDlast", "\U0001F6EB"],
            await KeysAsync(store, ""));
        Assert.Equal(["stages/a/x", "stages/a/y"], await KeysAsync(store, "stages/a/"));
        Assert.Equal(["stages/a!b/x", "stages/a/x", "stages/a/y", "stages/a0", "stages/ab/x"], await KeysAsync(store, "stages/a"));
        Assert.Equal(["stages/a/y"], await KeysAsync(store, "stages/a/y"));
        Assert.Empty(await KeysAsync(store, "stages/a/y/"));
        Assert.Empty(await KeysAsync(store, "STAGES"));
    }

    [Fact]
    public async Task Any_keys_come_back_in_the_order_of_their_bytes_and_with_their_content()
    {
        var round = 0;
        await Gen.Select(Hostile.Key.Array[1, 8], Hostile.Text).SampleAsync(async (keys, text) =>
        {
            var store = Open();
            var folder = $"round{Interlocked.Increment(ref round)}/";
            var wanted = keys.Select(k => folder + k).Where(DocumentKey.IsValid).Distinct().ToArray();
            foreach (var key in wanted) await store.WriteBytesAsync(key, Encoding.UTF8.GetBytes(key + text), Ct);

            Assert.Equal(wanted.OrderBy(k => Convert.ToHexString(Encoding.UTF8.GetBytes(k)), StringComparer.Ordinal), await KeysAsync(store, folder));
            foreach (var key in wanted) Assert.Equal(key + text, Encoding.UTF8.GetString((await store.ReadBytesAsync(key, Ct))!));
            foreach (var prefix in wanted.Select(k => k[..(folder.Length + (k.Length - folder.Length) / 2)]).Where(p => !char.IsHighSurrogate(p[^1])))
            {
                if (prefix.LastIndexOf('/') is > 0 and var slash && !DocumentKey.IsValid(prefix[..slash])) continue;
                Assert.Equal(wanted.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(), (await KeysAsync(store, prefix)).ToHashSet());
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task Ten_thousand_random_strings_survive_as_content_and_as_keys()
    {
        var store = Open();
        var keys = 0;
        await Hostile.Hundred.SampleAsync(async strings =>
        {
            await store.WriteBytesAsync("random", Hostile.Pack(strings), Ct);
            Assert.Equal(Hostile.Pack(strings), await store.ReadBytesAsync("random", Ct));
            foreach (var key in strings.Where(DocumentKey.IsValid).Take(3))
            {
                await store.WriteBytesAsync(key, Encoding.UTF8.GetBytes(key), Ct);
                Assert.Equal(Encoding.UTF8.GetBytes(key), await store.ReadBytesAsync(key, Ct));
                Assert.Contains(key, await KeysAsync(store, key));
                keys++;
            }
        }, iter: 100, threads: 1);
        Assert.InRange(keys, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("./a")]
    [InlineData("a/.")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFFFF")]
    public async Task A_key_that_is_none_is_refused_by_every_operation(string key)
    {
        var store = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenReadAsync(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteBytesAsync(key, "x"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.TryCreateBytesAsync(key, "x"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(key, Ct));
    }

    [Fact]
    public async Task Keys_have_a_greatest_length_and_half_a_surrogate_pair_is_none()
    {
        var store = Open();
        var longest = string.Join('/', Enumerable.Repeat(new string('k', 204), 5));
        Assert.Equal(DocumentKey.MaxBytes, longest.Length);
        await store.WriteBytesAsync(longest, "x"u8.ToArray(), Ct);
        Assert.NotNull(await store.FindAsync(longest, Ct));

        string[] refused = [longest + "k", new('é', 600), new('k', 241), new('É', 50), "a\uD83D", "\uDEEBb"];
        foreach (var key in refused) await Assert.ThrowsAsync<ArgumentException>(() => store.WriteBytesAsync(key, "x"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await KeysAsync(store, "../"));
    }

    protected static async Task<string[]> KeysAsync(IDocumentStore store, string prefix) =>
        await store.ListAsync(prefix, Ct).Select(d => d.Key).ToArrayAsync(Ct);
}
