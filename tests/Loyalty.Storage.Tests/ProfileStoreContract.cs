using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;

namespace Loyalty.Storage.Tests;

/// <summary>What every profile store does. Each call of Open gives another store over the same profiles.</summary>
public abstract class ProfileStoreContract
{
    /// <summary>Escapes only what must be, so that the characters themselves are stored.</summary>
    static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IProfileStore Open();

    [Fact]
    public async Task What_is_saved_is_found_by_another_store()
    {
        Assert.Null(await Open().FindAsync("me", Ct));
        var saved = await Open().SaveAsync("me", """{ "tier":  "Gold" }""", 0, Ct);
        Assert.Equal(new Profile("me", """{ "tier":  "Gold" }""", 1), saved);
        Assert.Equal(saved, await Open().FindAsync("me", Ct));
    }

    [Fact]
    public async Task Each_save_is_the_next_version_and_only_from_the_one_before()
    {
        var store = Open();
        await store.SaveAsync("me", "1", 0, Ct);
        Assert.Equal(2, (await store.SaveAsync("me", "2", 1, Ct)).Version);

        foreach (var version in new long[] { 0, 1, 3 })
        {
            var conflict = await Assert.ThrowsAsync<ProfileConflictException>(() => store.SaveAsync("me", "3", version, Ct));
            Assert.Equal(version, conflict.ExpectedVersion);
        }
        await Assert.ThrowsAsync<ProfileConflictException>(() => store.SaveAsync("nobody", "3", 1, Ct));
        Assert.Equal(new Profile("me", "2", 2), await store.FindAsync("me", Ct));
        Assert.Null(await store.FindAsync("nobody", Ct));
    }

    [Fact]
    public async Task A_deleted_profile_is_gone()
    {
        var store = Open();
        await store.SaveAsync("me", "{}", 0, Ct);
        Assert.True(await store.DeleteAsync("me", Ct));
        Assert.False(await store.DeleteAsync("me", Ct));
        Assert.Null(await store.FindAsync("me", Ct));
        await Assert.ThrowsAsync<ProfileConflictException>(() => store.SaveAsync("me", "{}", 1, Ct));
    }

    [Fact]
    public virtual async Task No_update_is_lost_between_many_writers()
    {
        IProfileStore[] stores = [Open(), Open()];
        await stores[0].SaveAsync("counter", "0", 0, Ct);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var done = 0; done < 15;)
            {
                var seen = (await stores[w % 2].FindAsync("counter", Ct))!;
                var next = (int.Parse(seen.Json, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                try
                {
                    await stores[w % 2].SaveAsync("counter", next, seen.Version, Ct);
                    done++;
                }
                catch (ProfileConflictException e)
                {
                    Assert.Equal(seen.Version, e.ExpectedVersion);
                }
            }
        })));
        Assert.Equal(new Profile("counter", "60", 61), await stores[1].FindAsync("counter", Ct));
    }

    [Fact]
    public async Task Any_id_and_any_json_survive()
    {
        var store = Open();
        await Gen.Select(Hostile.Text, Hostile.Lines).SampleAsync(async (id, text) =>
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, string> { [text] = text });
            var before = await store.FindAsync(id, Ct);
            var saved = await store.SaveAsync(id, json, before?.Version ?? 0, Ct);
            Assert.Equal(saved, await store.FindAsync(id, Ct));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public async Task Ten_thousand_random_strings_survive()
    {
        var store = Open();
        await Hostile.Hundred.SampleAsync(async strings =>
        {
            foreach (var (id, json) in new[] { ("plain", JsonSerializer.Serialize(strings, Unescaped)), (Id(strings), JsonSerializer.Serialize(strings)) })
            {
                var before = await store.FindAsync(id, Ct);
                var saved = await store.SaveAsync(id, json, before?.Version ?? 0, Ct);
                Assert.Equal(json, saved.Json);
                Assert.Equal(saved, await store.FindAsync(id, Ct));
                Assert.Equal(strings, JsonSerializer.Deserialize<string[]>(saved.Json)!);
            }
        }, iter: 100, threads: 1);

        static string Id(string[] strings) => strings.FirstOrDefault(
            s => s.Length > 0 && Encoding.UTF8.GetByteCount(s) <= ProfileLimits.MaxIdBytes && !s.Any(char.IsControl)) ?? "none";
    }

    [Fact]
    public async Task Ids_that_differ_in_case_or_form_are_different()
    {
        var store = Open();
        string[] ids = ["me", "Me", "me ", "m\u00e9", "me\u0301"];
        foreach (var id in ids) await store.SaveAsync(id, JsonSerializer.Serialize(id), 0, Ct);
        foreach (var id in ids) Assert.Equal(JsonSerializer.Serialize(id), (await store.FindAsync(id, Ct))!.Json);
    }

    [Fact]
    public async Task What_breaks_the_limits_is_refused()
    {
        var store = Open();
        foreach (var id in new[] { "", "a\0b", "a\nb", "\ud83d", new('i', 257) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(id, Ct));
            await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(id, "{}", 0, Ct));
            await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(id, Ct));
        }
        foreach (var json in new[] { "", "{", "{} {}", "\"a\0b\"", "\"\ud83d\"", $"\"{new string('x', ProfileLimits.MaxJsonBytes)}\"" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync("me", json, 0, Ct));
        }
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.SaveAsync("me", "{}", -1, Ct));
        Assert.Null(await store.FindAsync("me", Ct));
    }
}
