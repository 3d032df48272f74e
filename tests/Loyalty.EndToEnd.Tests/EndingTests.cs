using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

public class EndingTests
{
    [Theory]
    [InlineData(Processes.Interrupt)]
    [InlineData(Processes.Terminate)]
    public async Task A_signal_stops_all_of_it_cleanly(int signal)
    {
        await using var host = await RunningAppHost.StartAsync();
        var services = host.ServiceProcessIds;
        Processes.Send(signal, host.ProcessId);
        await host.EndAsync();
        Assert.Equal(0, host.ExitCode);
        Assert.DoesNotContain(services, Processes.IsAlive);
        await host.OutputAsync("Loyalty has stopped");
        Assert.DoesNotContain("starting it again", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apphost_that_is_killed_leaves_no_orphan()
    {
        // Without the test's own pipe, which the services would inherit: the AppHost has to hold one for them.
        await using var host = await RunningAppHost.StartAsync(environment: ("LOYALTY_PARENT_PIPE", ""));
        var services = host.ServiceProcessIds;
        Assert.All(services, id => Assert.True(Processes.IsAlive(id)));
        host.Kill();
        await Eventually.TrueAsync(() => !services.Any(Processes.IsAlive), "the services end", () => host.Output);
    }

    [Fact]
    public async Task An_apphost_whose_dotnet_run_is_killed_leaves_no_orphan()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the AppHost sees the end of dotnet run through /proc");
        await using var host = await RunningAppHost.StartByDotnetRunAsync();
        var appHost = host.AppHostId;
        Assert.Equal(host.ProcessId, Processes.ParentOf(appHost));
        int[] all = [appHost, .. host.ServiceProcessIds];
        Assert.All(all, id => Assert.True(Processes.IsAlive(id)));
        host.Kill();
        await Eventually.TrueAsync(() => !all.Any(Processes.IsAlive), "the AppHost and the services end", () => host.Output);
    }

    [Fact]
    public async Task Ending_dotnet_run_politely_stops_all_of_it()
    {
        await using var host = await RunningAppHost.StartByDotnetRunAsync();
        int[] all = [host.AppHostId, .. host.ServiceProcessIds];
        Processes.Send(Processes.Terminate, host.ProcessId);
        await host.EndAsync();
        await Eventually.TrueAsync(() => !all.Any(Processes.IsAlive), "the AppHost and the services end", () => host.Output);
    }

    [Fact]
    public async Task An_apphost_in_the_background_outlives_the_shell_that_started_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "starts a shell");
        var data = Directory.CreateTempSubdirectory("loyalty").FullName;
        var log = Path.Combine(data, "log.txt");
        var start = $"nohup '{BuiltAppHost.Dotnet}' '{BuiltAppHost.Program}' --no-seed --data '{data}' --port-base {RunningAppHost.FreePortBase()} > '{log}' 2>&1 < /dev/null &";
        // The shell is gone at once, long before the suite is ready: whoever followed it would have stopped by then.
        Assert.Equal(0, (await Processes.RunAsync("sh", ["-c", start])).ExitCode);
        await Eventually.TrueAsync(() => Log().Contains("Loyalty is ready", StringComparison.Ordinal), "the suite is ready", Log);
        var appHost = int.Parse(await File.ReadAllTextAsync(Path.Combine(data, "apphost.pid")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Processes.IsAlive(appHost));
        Processes.Send(Processes.Terminate, appHost);
        await Eventually.TrueAsync(() => !Processes.IsAlive(appHost), "it ends", Log);
        Assert.Contains("Loyalty has stopped", Log(), StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);

        string Log() => File.Exists(log) ? File.ReadAllText(log) : "";
    }

    [Fact]
    public async Task A_suite_that_starts_again_answers_from_the_snapshot_file_that_the_last_one_wrote()
    {
        var data = Directory.CreateTempSubdirectory("loyalty").FullName;
        await using (var first = await RunningAppHost.StartAsync(data))
        {
            await first.Ingestion.HandInAsync(HandIn.Reference);
            await first.OutputAsync("Snapshot file snapshots/000000000003-");
            first.Kill();
        }

        await using (var second = await RunningAppHost.StartAsync(data))
        {
            var knowledge = await second.Api.GetFromJsonAsync<JsonElement>("api/knowledge");
            Assert.StartsWith("snapshots/000000000003-", knowledge.GetProperty("startedFrom").GetString(), StringComparison.Ordinal);
            Assert.Equal((3, 2), (knowledge.GetProperty("version").GetInt64(), knowledge.GetProperty("counts").GetProperty("airports").GetInt32()));
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_suite_starts_again_at_once_on_the_data_of_one_that_was_killed()
    {
        var data = Directory.CreateTempSubdirectory("loyalty").FullName;
        await using (var first = await RunningAppHost.StartAsync(data)) first.Kill();
        await using (var second = await RunningAppHost.StartAsync(data)) Assert.False(second.HasEnded);
        Directory.Delete(data, recursive: true);
    }
}
