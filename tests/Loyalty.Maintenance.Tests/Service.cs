using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Storage;
using Loyalty.Storage.Local;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Loyalty.Maintenance.Tests;

/// <summary>The service in this process over a data folder of its own, or over one that another left.</summary>
sealed class Service(string? dataFolder = null) : WebApplicationFactory<Program>
{
    readonly bool ownsData = dataFolder is null;

    public string Data { get; } = dataFolder ?? Directory.CreateTempSubdirectory("loyalty-maintenance-").FullName;

    public FolderDocumentStore Documents => new(Path.Combine(Data, "documents"));

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("Loyalty:Data", Data);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsData) Directory.Delete(Data, recursive: true);
    }

    /// <summary>A data folder with something in each store.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        for (var i = 0; i < 30; i++) await Documents.WriteBytesAsync($"raw/{i}", new byte[1000 + i], ct);
        using var queue = new SqliteWorkQueue(Path.Combine(Data, "queue.db"));
        for (var i = 0; i < 10; i++) await queue.SendAsync("work", $"message {i}", ct);
        using var profiles = new SqliteProfileStore(Path.Combine(Data, "profiles.db"));
        await profiles.SaveAsync("me", """{"tier":"Gold"}""", 0, ct);
    }
}

static class BackupClient
{
    public static async Task<string> RequestBackupAsync(this HttpClient client, CancellationToken ct)
    {
        using var response = await client.PostAsync("/api/backups", null, ct);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/backups/{id}", response.Headers.Location!.OriginalString);
        return id;
    }

    /// <summary>The backup once it is over.</summary>
    public static async Task<JsonElement> FollowAsync(this HttpClient client, string id, CancellationToken ct)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < deadline; await Task.Delay(50, ct))
        {
            var backup = await client.GetFromJsonAsync<JsonElement>($"/api/backups/{id}", ct);
            if (backup.GetProperty("status").GetString() is "succeeded" or "failed") return backup;
        }
        throw new TimeoutException($"The backup {id} does not end.");
    }

    public static async Task<string> TakeBackupAsync(this HttpClient client, CancellationToken ct)
    {
        var id = await client.RequestBackupAsync(ct);
        var backup = await client.FollowAsync(id, ct);
        Assert.Equal(("succeeded", null), (backup.GetProperty("status").GetString(), backup.GetProperty("reason").GetString()));
        return id;
    }

    public static async Task<string[]> CheckAsync(this HttpClient client, string id, CancellationToken ct)
    {
        using var response = await client.PostAsync($"/api/backups/{id}/check", null, ct);
        var result = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        var problems = result.GetProperty("problems").EnumerateArray().Select(p => p.GetString()!).ToArray();
        Assert.Equal(problems.Length == 0, result.GetProperty("ok").GetBoolean());
        return problems;
    }

    public static Task<HttpResponseMessage> RestoreAsync(this HttpClient client, string id, string? target, CancellationToken ct) =>
        client.PostAsJsonAsync($"/api/backups/{id}/restore", new { target }, ct);
}
