using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Local;

/// <summary>This very program as another process over the same stores: one that dies, or one of several.</summary>
static class Child
{
    public const string Switch = "--child";

    /// <summary>What SIGKILL leaves as an exit code.</summary>
    public const int Killed = 128 + 9;

    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(2);

    public static Process Start(string deed, string dataFolder, string? failPoint = null, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, Switch, deed, dataFolder]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings ?? []) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment[FailPoints.Variable] = failPoint;
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(
        string deed, string dataFolder, string? failPoint, CancellationToken ct, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        using var child = Start(deed, dataFolder, failPoint, settings);
        await child.StandardOutput.ReadToEndAsync(ct);
        await child.WaitForExitAsync(ct);
        return child.ExitCode;
    }

    public static async Task<int> DoAsync(string deed, string dataFolder)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var host = new ServiceCollection().AddStorage(settings, dataFolder).BuildServiceProvider();
        var documents = host.GetRequiredService<IDocumentStore>();
        var queue = host.GetRequiredService<IWorkQueue>();
        var profiles = host.GetRequiredService<IProfileStore>();
        switch (deed)
        {
            case "write-document":
                await documents.WriteBytesAsync("doc", "new"u8.ToArray(), default);
                break;
            case "send":
                await queue.SendAsync("work", "x", default, deduplicationId: "x");
                break;
            case "work":
                foreach (var m in await queue.ReceiveAsync("work", 1, Visibility, TimeSpan.Zero, default)) await queue.CompleteAsync(m, default);
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
