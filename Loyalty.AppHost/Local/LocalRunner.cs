using Loyalty.AppHost.Local.Seeding;
using Loyalty.AppHost.Local.SignIn;

namespace Loyalty.AppHost.Local;

/// <summary>Carries out a plan until it is told to stop.</summary>
static class LocalRunner
{
    static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60), HealthPatience = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(LocalPlan plan, LocalConsole console, CancellationToken stop)
    {
        using var data = DataFolder.Hold(plan.DataFolder);
        using var http = new HttpClient { Timeout = HealthPatience };
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = new List<Task>();
        Issuer? issuer = null;
        try
        {
            await Ports.CheckAsync(plan.Listeners, TimeProvider.System, stop);
            if (plan.SignIn is { } signIn) issuer = await Issuer.StartAsync(signIn, TimeProvider.System, stop);
            var processIds = new Dictionary<string, int>();
            foreach (var wave in plan.Waves)
            {
                console.Say($"Starting {string.Join(", ", wave.Select(process => process.Name))} …");
                var processes = wave.Select(process => new SupervisedProcess(process, console, http, TimeProvider.System)).ToList();
                var runs = processes.ConvertAll(process => process.RunAsync(stopping.Token));
                running.AddRange(runs);
                foreach (var (process, run) in processes.Zip(runs))
                {
                    await HealthyAsync(process, run, stop);
                    processIds[process.Name] = process.ProcessId;
                }
            }
            console.Ready(plan, processIds);
            if (plan.StarterLibrary is { } library)
            {
                using var curator = issuer?.SignedInAs("curator") ?? new SocketsHttpHandler();
                await StarterLibrary.LoadAsync(library, curator, console, TimeProvider.System, stop);
            }
            await Task.WhenAll(running);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop: what is running is stopped below.
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running);
            if (issuer is not null) await issuer.DisposeAsync();
        }
        console.Say("Loyalty has stopped");
    }

    /// <summary>Runs the ingestion service's command, beside a running suite or without one, and returns its exit code.</summary>
    public static async Task<int> RebuildGraphAsync(LocalPlan plan, LocalConsole console, CancellationToken stop)
    {
        var ingestion = plan.Processes.First(process => process.Name == "ingestion");
        using var command = ChildProcess.Start(ingestion with { Arguments = [.. ingestion.Arguments, "rebuild-graph"] }, console.Say);
        try
        {
            return await command.EndAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await command.StopAsync();
            return 1;
        }
    }

    static async Task HealthyAsync(SupervisedProcess process, Task run, CancellationToken stop)
    {
        try
        {
            // A run ends before that only if the process cannot be started at all, and then says why.
            await await Task.WhenAny(process.FirstHealthy, run).WaitAsync(StartPatience, stop);
        }
        catch (TimeoutException)
        {
            throw new HostException($"{process.Name} was not healthy within {StartPatience.TotalSeconds:0} s: its lines above say why.");
        }
    }
}
