using System.Diagnostics;

namespace Loyalty.AppHost.Local;

/// <summary>One run of a planned process. It holds a pipe to the AppHost and stops when that closes, so it leaves no orphan.</summary>
sealed class ChildProcess : IDisposable
{
    static readonly TimeSpan BeforeSignal = TimeSpan.FromSeconds(2), BeforeKill = TimeSpan.FromSeconds(3);
    readonly Process process;
    readonly Task output;

    ChildProcess(Process process, Action<string> line)
    {
        this.process = process;
        output = Task.WhenAll(ForwardAsync(process.StandardOutput, line), ForwardAsync(process.StandardError, line));
    }

    public int Id => process.Id;

    public static ChildProcess Start(LocalProcess plan, Action<string> line)
    {
        var start = new ProcessStartInfo(plan.Command, plan.Arguments)
        {
            WorkingDirectory = plan.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plan.Environment) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!, line);
    }

    /// <summary>Its exit code, once it has ended and all that it wrote is forwarded.</summary>
    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await output;
        return process.ExitCode;
    }

    /// <summary>Asks it to stop by closing its pipe, then by a signal, and at last kills it.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        if (await EndsWithinAsync(BeforeSignal)) return;
        NativeProcess.AskToEnd(process.Id);
        if (await EndsWithinAsync(BeforeKill)) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose() => process.Dispose();

    async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static async Task ForwardAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text) line(text);
    }
}
