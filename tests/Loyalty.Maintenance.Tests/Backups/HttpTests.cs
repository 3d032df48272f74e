using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loyalty.Maintenance.Tests.Backups;

public sealed class HttpTests : IAsyncDisposable
{
    readonly Service service = new();
    readonly HttpClient client;

    public HttpTests() => client = service.CreateClient();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Backups_are_listed_newest_first_in_pages()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Insert(0, await client.TakeBackupAsync(Ct));

        Assert.Equal(ids, await ListAsync(""));
        Assert.Equal(ids[2..4], await ListAsync("?page=2&pageSize=2"));
        Assert.Empty(await ListAsync("?page=2147483647&pageSize=1000"));

        async Task<List<string>> ListAsync(string query)
        {
            var list = await client.GetFromJsonAsync<JsonElement>($"/api/backups{query}", Ct);
            Assert.Equal(5, list.GetProperty("total").GetInt32());
            return list.GetProperty("items").EnumerateArray().Select(b => b.GetProperty("id").GetString()!).ToList();
        }
    }

    [Fact]
    public async Task Who_asks_again_while_a_backup_waits_is_told_of_that_one()
    {
        var data = Directory.CreateTempSubdirectory("loyalty-maintenance-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(data, "backups"));
            await using var waiting = new Service(data);
            string id;
            // Somebody else has the turn, so that nothing begins.
            await using (new FileStream(Path.Combine(data, "backups", ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            {
                using var asking = waiting.CreateClient();
                id = await asking.RequestBackupAsync(Ct);
                Assert.Equal([id, id], [await asking.RequestBackupAsync(Ct), await asking.RequestBackupAsync(Ct)]);
            }

            using var followed = waiting.CreateClient();
            Assert.Equal("succeeded", (await followed.FollowAsync(id, Ct)).GetProperty("status").GetString());
            Assert.NotEqual(id, await followed.TakeBackupAsync(Ct));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task What_has_no_room_says_so_and_leaves_nothing()
    {
        // Its length is said, and takes no disk: more than any disk has.
        Directory.CreateDirectory(Path.Combine(service.Data, "documents"));
        var vast = Path.Combine(service.Data, "documents", "vast");
        await using (var file = File.Create(vast)) file.SetLength(8L << 40);
        var id = await client.RequestBackupAsync(Ct);
        var backup = await client.FollowAsync(id, Ct);
        Assert.Equal("failed", backup.GetProperty("status").GetString());
        Assert.Matches(@"^It takes \d+ MB, and the disk has \d+ MB left\.$", backup.GetProperty("reason").GetString()!);
        Assert.False(Directory.Exists(Path.Combine(service.Data, "backups", id, "files")));

        File.Delete(vast);
        await SwellAsync(id = await client.TakeBackupAsync(Ct));
        using var restored = await client.RestoreAsync(id, "roomy", Ct);
        await IsProblemAsync(restored, HttpStatusCode.InsufficientStorage);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(service.Data, "restores")));
    }

    /// <summary>Makes a backup say that one file of it is as large as no disk.</summary>
    async Task SwellAsync(string id)
    {
        var folder = Path.Combine(service.Data, "backups", id);
        var manifest = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "manifest.json"), Ct))!;
        manifest["files"]!.AsArray().Add(new JsonObject { ["path"] = "vast", ["length"] = 1L << 60, ["sha256"] = "" });
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        await File.WriteAllBytesAsync(Path.Combine(folder, "manifest.json"), bytes, Ct);
        var state = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "state.json"), Ct))!;
        state["manifestSha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await File.WriteAllTextAsync(Path.Combine(folder, "state.json"), state.ToJsonString(), Ct);
    }

    [Fact]
    public async Task History_outlives_the_service()
    {
        var id = await client.TakeBackupAsync(Ct);
        var before = await client.GetStringAsync($"/api/backups/{id}", Ct);
        await using var next = new Service(service.Data);
        using var nextClient = next.CreateClient();
        Assert.Equal(before, await nextClient.GetStringAsync($"/api/backups/{id}", Ct));
        Assert.Empty(await nextClient.CheckAsync(id, Ct));
    }

    [Theory]
    [InlineData("?page=0", "page")]
    [InlineData("?pageSize=0", "pageSize")]
    [InlineData("?pageSize=1001", "pageSize")]
    [InlineData("?page=many", "page")]
    public async Task A_page_that_is_none_is_named(string query, string field)
    {
        using var response = await client.GetAsync($"/api/backups{query}", Ct);
        await IsProblemAsync(response, HttpStatusCode.BadRequest, field);
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("..")]
    [InlineData("%2e%2e%2f%2e%2e")]
    [InlineData("UPPER")]
    [InlineData("a%0a")]
    public async Task A_backup_that_does_not_exist_is_not_found(string id)
    {
        foreach (var call in new[] { client.GetAsync($"/api/backups/{id}/", Ct), client.PostAsync($"/api/backups/{id}/check", null, Ct), client.RestoreAsync(id, "x", Ct) })
        {
            using var response = await call;
            Assert.Contains(response.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        }
        using var found = await client.GetAsync($"/api/backups/{id}x", Ct);
        await IsProblemAsync(found, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_restore_never_touches_what_is_there()
    {
        await service.FillAsync(Ct);
        var id = await client.TakeBackupAsync(Ct);
        using var first = await client.RestoreAsync(id, "here", Ct);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var marker = Path.Combine(service.Data, "restores", "here", "marker");
        await File.WriteAllTextAsync(marker, "x", Ct);

        using var second = await client.RestoreAsync(id, "here", Ct);
        await IsProblemAsync(second, HttpStatusCode.Conflict);
        Assert.True(File.Exists(marker));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../live")]
    [InlineData("/tmp/x")]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("line\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData(null)]
    public async Task A_restore_needs_a_plain_name(string? target)
    {
        using var response = await client.RestoreAsync(await client.TakeBackupAsync(Ct), target, Ct);
        await IsProblemAsync(response, HttpStatusCode.BadRequest, "target");
        Assert.False(Directory.Exists(Path.Combine(service.Data, "restores")));
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("{}", "target")]
    [InlineData("""{"target":5}""", "target")]
    public async Task A_body_that_cannot_be_read_is_a_problem_that_says_where(string body, string path)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/backups/some/restore", content, Ct);
        await IsProblemAsync(response, HttpStatusCode.BadRequest, path);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_ask_for_a_backup()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/backups") { Headers = { { "Origin", "https://evil.example" } } };
        using var response = await client.SendAsync(request, Ct);
        await IsProblemAsync(response, HttpStatusCode.Forbidden);
        Assert.Contains("\"total\":0", await client.GetStringAsync("/api/backups", Ct), StringComparison.Ordinal);
    }

    static async Task IsProblemAsync(HttpResponseMessage response, HttpStatusCode status, string? field = null)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        if (field is not null) Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
    }
}
