using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The ingestion service alone, as the AppHost starts it: quicker to kill and to start again.</summary>
sealed class IngestionProcess : IAsyncDisposable
{
    readonly Process process;
    readonly StringBuilder output = new();

    IngestionProcess(string data, int port, string? failPoint, ImmutableArray<(string Name, string Value)> environment)
    {
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        var start = new ProcessStartInfo(BuiltAppHost.Dotnet)
        {
            ArgumentList = { BuiltAppHost.ServiceProgram("Ingestion") },
            WorkingDirectory = Path.GetDirectoryName(BuiltAppHost.ServiceProgram("Ingestion"))!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOYALTY_PARENT_PIPE"] = "stdin";
        start.Environment["LOYALTY_FAILPOINT"] = failPoint;
        start.Environment["Loyalty__Data"] = data;
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach (var (name, value) in environment.AddRange(ShortTimes)) start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What a killed process held is free after two seconds, not twenty.</summary>
    public static ImmutableArray<(string Name, string Value)> ShortTimes { get; } = [("Loyalty__Queue__Visibility", "00:00:02"), ("Loyalty__Queue__Lease", "00:00:02")];

    public HttpClient Client { get; }
    public bool HasEnded => process.HasExited;
    public int ExitCode => process.ExitCode;

    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    /// <summary>The most memory that it has had in use, in bytes.</summary>
    public long PeakMemory => Processes.PeakMemoryOf(process.Id);

    /// <summary>Starts it, and waits until it is healthy or has ended.</summary>
    public static async Task<IngestionProcess> StartAsync(
        string data, string? failPoint = null, params ImmutableArray<(string Name, string Value)> environment)
    {
        var started = new IngestionProcess(data, RunningAppHost.FreePortBase(), failPoint, environment);
        await Eventually.TrueAsync(async () => started.HasEnded || await started.IsHealthyAsync(), "ingestion is healthy", () => started.Output);
        return started;
    }

    public async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var response = await Client.GetAsync(new Uri("/health", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Ends it as the AppHost would, by closing its pipe.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        await process.WaitForExitAsync();
        Client.Dispose();
        process.Dispose();
    }

    void Append(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
