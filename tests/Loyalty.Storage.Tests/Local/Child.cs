using System.Diagnostics;
using System.Globalization;
using Loyalty.Storage.Local;

namespace Loyalty.Storage.Tests.Local;

/// <summary>This very program as another process over the same data folder: one that dies, or one of several.</summary>
static class Child
{
    public const string Switch = "--child";

    /// <summary>What SIGKILL leaves as an exit code.</summary>
    public const int Killed = 128 + 9;

    public static Process Start(string deed, string dataFolder, string? failPoint = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, Switch, deed, dataFolder]) { RedirectStandardOutput = true };
        start.Environment[FailPoints.Variable] = failPoint;
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string deed, string dataFolder, string? failPoint, CancellationToken ct)
    {
        using var child = Start(deed, dataFolder, failPoint);
        await child.StandardOutput.ReadToEndAsync(ct);
        await child.WaitForExitAsync(ct);
        return child.ExitCode;
    }

    public static async Task<int> DoAsync(string deed, string dataFolder)
    {
        var failPoints = FailPoints.FromEnvironment(dataFolder);
        var documents = new FolderDocumentStore(Path.Combine(dataFolder, "documents"), failPoints: failPoints);
        using var queue = new SqliteWorkQueue(Path.Combine(dataFolder, "queue.db"), failPoints: failPoints);
        using var profiles = new SqliteProfileStore(Path.Combine(dataFolder, "profiles.db"), failPoints);
        switch (deed)
        {
            case "write-document":
                await documents.WriteBytesAsync("doc", "new"u8.ToArray(), default);
                break;
            case "send":
                await queue.SendAsync("work", "x", default, deduplicationId: "x");
                break;
            case "work":
                foreach (var m in await queue.ReceiveAsync("work", 1, TimeSpan.FromSeconds(30), TimeSpan.Zero, default)) await queue.CompleteAsync(m, default);
                break;
            case "save-profile":
                await profiles.SaveAsync("me", "2", 1, default);
                break;
            case "write-on":
                for (var i = 0; ; i++)
                {
                    var body = i.ToString(CultureInfo.InvariantCulture);
                    await documents.WriteAsync($"on/{body}", new GeneratedStream(20_000 + i), default);
                    await queue.SendAsync("work", body, default);
                    if (i == 0) await profiles.SaveAsync("me", body, 0, default);
                    else await profiles.SaveAsync("me", body, i, default);
                    Console.WriteLine(body);
                }
            case "send-many":
                for (var i = 0; i < 20; i++) await queue.SendAsync("work", $"{Environment.ProcessId}-{i}", default);
                await profiles.SaveAsync($"{Environment.ProcessId}", "{}", 0, default);
                break;
            default:
                return 2;
        }
        return 0;
    }
}
