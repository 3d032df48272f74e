using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Loyalty.Storage;
using Loyalty.Storage.Local;

namespace Loyalty.Maintenance.Tests.Backups;

/// <summary>The service as a process of its own, killed at a fail point; the next one, in this process, ends what it began.</summary>
public sealed class SuddenDeathTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backup:before")]
    [InlineData("backup:after-write")]
    [InlineData("backup:after-commit")]
    [InlineData("queue:before")]
    [InlineData("queue:after-commit")]
    [InlineData("queue:before-ack")]
    public async Task A_backup_ends_although_the_service_is_killed(string point)
    {
        await using var next = new Service();
        await next.FillAsync(Ct);
        await DieAsync(next.Data, point);
        Assert.True(File.Exists(Path.Combine(next.Data, "failpoints", point)));

        using var client = next.CreateClient();
        var id = Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(Path.Combine(next.Data, "backups"))));
        var backup = await client.FollowAsync(id, Ct);
        Assert.Equal(("succeeded", 32), (backup.GetProperty("status").GetString(), backup.GetProperty("files").GetInt32()));
        Assert.Empty(await client.CheckAsync(id, Ct));
        using var queue = new SqliteWorkQueue(Path.Combine(next.Data, "queue.db"));
        for (var deadline = DateTime.UtcNow.AddSeconds(60); await queue.DepthAsync("maintenance", Ct) != new QueueDepth(0, 0, 0);)
        {
            Assert.True(DateTime.UtcNow < deadline, "The message stays.");
            await Task.Delay(50, Ct);
        }
    }

    [Fact]
    public async Task A_backup_that_kills_the_service_each_time_is_given_up_with_a_reason()
    {
        await using var service = new Service();
        await service.FillAsync(Ct);
        await DieAsync(service.Data, "backup:before");
        var folder = Assert.Single(Directory.EnumerateDirectories(Path.Combine(service.Data, "backups")));
        // What two more deaths would leave.
        var state = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "state.json"), Ct))!;
        Assert.Equal(("running", 1), ((string?)state["status"], (int)state["attempts"]!));
        state["attempts"] = 3;
        await File.WriteAllTextAsync(Path.Combine(folder, "state.json"), state.ToJsonString(), Ct);

        using var client = service.CreateClient();
        var backup = await client.FollowAsync(Path.GetFileName(folder), Ct);
        Assert.Equal("failed", backup.GetProperty("status").GetString());
        Assert.Contains("3 times", backup.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await client.TakeBackupAsync(Ct);
    }

    [Fact]
    public async Task An_orderly_stop_in_the_middle_is_no_attempt_and_the_next_service_ends_the_backup()
    {
        await using var next = new Service();
        for (var i = 0; i < 40; i++) await next.Documents.WriteBytesAsync($"large/{i}", new byte[4_000_000], Ct);
        string id;
        await using (var first = new Service(next.Data))
        {
            using var firstClient = first.CreateClient();
            id = await firstClient.RequestBackupAsync(Ct);
            for (var deadline = DateTime.UtcNow.AddSeconds(60); (await StateAsync())["progress"]!.GetValue<double>() == 0 && DateTime.UtcNow < deadline;)
            {
                await Task.Delay(5, Ct);
            }
        }
        // Queued again, or over if the machine was that fast.
        Assert.NotEqual("running", (string?)(await StateAsync())["status"]);

        using var client = next.CreateClient();
        var backup = await client.FollowAsync(id, Ct);
        Assert.Equal(("succeeded", 1), (backup.GetProperty("status").GetString(), backup.GetProperty("attempts").GetInt32()));

        async Task<JsonNode> StateAsync() => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(next.Data, "backups", id, "state.json"), Ct))!;
    }

    /// <summary>Starts the service with a fail point, asks for a backup, and sees it die.</summary>
    static async Task DieAsync(string data, string failPoint)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}") };
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = client.BaseAddress.ToString();
        start.Environment["Loyalty__Data"] = data;
        start.Environment[FailPoints.Variable] = failPoint;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Ct);
            for (var deadline = DateTime.UtcNow.AddSeconds(60); !await IsUpAsync(client);)
            {
                Assert.True(DateTime.UtcNow < deadline && !process.HasExited, "The service does not start.");
                await Task.Delay(50, Ct);
            }
            try
            {
                using var response = await client.PostAsync("/api/backups", null, Ct);
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            }
            catch (HttpRequestException e)
            {
                // It may die before it answers.
                Assert.NotNull(e.InnerException);
            }
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
            await output;
            Assert.Equal(128 + 9, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/health", Ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
