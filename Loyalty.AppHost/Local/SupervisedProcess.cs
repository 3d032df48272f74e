namespace Loyalty.AppHost.Local;

/// <summary>Keeps a planned process running until it is told to stop: one that ends by itself is started again, after a pause.</summary>
sealed class SupervisedProcess(LocalProcess plan, LocalConsole console, HttpClient http, TimeProvider time)
{
    static readonly TimeSpan HealthInterval = TimeSpan.FromMilliseconds(100);
    readonly TaskCompletionSource firstHealthy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => plan.Name;

    /// <summary>Of the run that is on, or of the last one.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Ends when the process answered that it is healthy for the first time.</summary>
    public Task FirstHealthy => firstHealthy.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        var backOff = new BackOff();
        while (true)
        {
            var run = await RunOnceAsync(stop);
            if (stop.IsCancellationRequested) return;
            var pause = backOff.After(run.HealthyFor);
            console.Line(plan.Name, $"ended with {Meaning(run.ExitCode)}: starting it again in {pause.TotalSeconds:0} s");
            if (!await PauseAsync(pause, stop)) return;
        }
    }

    async Task<(int ExitCode, TimeSpan HealthyFor)> RunOnceAsync(CancellationToken stop)
    {
        using var child = ChildProcess.Start(plan, line => console.Line(plan.Name, line));
        ProcessId = child.Id;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var healthySince = WaitForHealthAsync(child.Id, ended.Token);
        try
        {
            var exitCode = await child.EndAsync(stop);
            // Ctrl-C reaches the children too, and one of them may end before the AppHost has heard of it.
            await PauseAsync(TimeSpan.FromMilliseconds(200), stop);
            await ended.CancelAsync();
            return (exitCode, await healthySince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync();
            await ended.CancelAsync();
            await healthySince;
            return (0, TimeSpan.Zero);
        }
    }

    async Task<long?> WaitForHealthAsync(int processId, CancellationToken ended)
    {
        var started = time.GetTimestamp();
        while (!await IsHealthyAsync(ended))
            if (!await PauseAsync(HealthInterval, ended)) return null;
        console.Line(plan.Name, $"healthy at {plan.Url.GetLeftPart(UriPartial.Authority)} after {time.GetElapsedTime(started).TotalSeconds:0.0} s (process {processId})");
        firstHealthy.TrySetResult();
        return time.GetTimestamp();
    }

    async Task<bool> IsHealthyAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(plan.Health, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // It does not listen yet, is too slow to call it healthy, or has ended.
            return false;
        }
    }

    /// <returns>Whether the pause went by, rather than being cut short.</returns>
    async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, time, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static string Meaning(int exitCode) => exitCode switch
    {
        137 => "exit code 137 (killed)",
        139 => "exit code 139 (segmentation fault)",
        143 => "exit code 143 (terminated)",
        _ => $"exit code {exitCode}",
    };
}
