using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The real AppHost, as built, with stores of its own in a new folder and ports that were free.</summary>
public sealed partial class RunningAppHost : IAsyncDisposable
{
    public static readonly ImmutableArray<string> Services = ["api", "ingestion", "maintenance"];

    /// <summary>What ends the ready table: its lines come one by one.</summary>
    const string LastReadyLine = "Ctrl-C stops all of it.";

    readonly Process process;
    readonly StringBuilder output = new();
    readonly bool ownsData;

    RunningAppHost(ProcessStartInfo start, string data, int portBase, bool ownsData)
    {
        (Data, PortBase, this.ownsData) = (data, portBase, ownsData);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (Api, Ingestion, Maintenance) = (Client(1), Client(2), Client(3));
    }

    public string Data { get; }
    public int PortBase { get; }
    public HttpClient Api { get; }
    public HttpClient Ingestion { get; }
    public HttpClient Maintenance { get; }

    /// <summary>Of what the test started: the AppHost, or the <c>dotnet run</c> above it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Of the AppHost itself, whoever started it.</summary>
    public int AppHostId => int.Parse(File.ReadAllText(Path.Combine(Data, "apphost.pid")), CultureInfo.InvariantCulture);

    public bool HasEnded => process.HasExited;
    public int ExitCode => process.ExitCode;

    /// <summary>All that it wrote so far, to both streams.</summary>
    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    /// <summary>Starts it and waits for the ready line.</summary>
    /// <param name="data">A data folder that is to be kept, or null for a new one that is deleted at the end.</param>
    public static async Task<RunningAppHost> StartAsync(string? data = null, bool seed = false, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(BuiltAppHost.Dotnet) { ArgumentList = { BuiltAppHost.Program } };
        // Ends with the test run, however that ends.
        start.Environment["LOYALTY_PARENT_PIPE"] = "stdin";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return await ReadyAsync(start, data, seed);
    }

    /// <summary>Starts it on the servers that the environment names.</summary>
    public static async Task<RunningAppHost> StartOnAwsAsync(bool seed, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(BuiltAppHost.Dotnet) { ArgumentList = { BuiltAppHost.Program, "--backend", "aws" } };
        start.Environment["LOYALTY_PARENT_PIPE"] = "stdin";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return await ReadyAsync(start, data: null, seed);
    }

    /// <summary>Starts it as the issuer of the tokens that its services ask for.</summary>
    public static Task<RunningAppHost> StartWithSignInAsync(bool seed)
    {
        var start = new ProcessStartInfo(BuiltAppHost.Dotnet) { ArgumentList = { BuiltAppHost.Program, "--sign-in" } };
        start.Environment["LOYALTY_PARENT_PIPE"] = "stdin";
        return ReadyAsync(start, data: null, seed);
    }

    /// <summary>Starts it as a developer does, by <c>dotnet run</c>.</summary>
    public static Task<RunningAppHost> StartByDotnetRunAsync() => ReadyAsync(
        new ProcessStartInfo(BuiltAppHost.Dotnet)
        {
            ArgumentList = { "run", "--no-build", "--configuration", BuiltAppHost.Configuration, "--project", BuiltAppHost.Project, "--" },
        }, data: null, seed: false);

    public HttpClient ClientOf(string service) => service switch
    {
        "api" => Api,
        "ingestion" => Ingestion,
        "maintenance" => Maintenance,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "not a service"),
    };

    /// <summary>Of the run of a service that was healthy last.</summary>
    public int ProcessIdOf(string service) =>
        int.Parse(HealthyLines().Last(match => match.Groups["service"].Value == service).Groups["id"].Value, CultureInfo.InvariantCulture);

    public IReadOnlyList<int> ServiceProcessIds => [.. Services.Select(ProcessIdOf)];

    public void Kill() => Processes.Send(Processes.Kill, ProcessId);

    public void KillService(string service) => Processes.Send(Processes.Kill, ProcessIdOf(service));

    public Task EndAsync() => Eventually.TrueAsync(() => HasEnded, "the AppHost ends", () => Output);

    public Task OutputAsync(string text) => Eventually.TrueAsync(() => Output.Contains(text, StringComparison.Ordinal), $"it writes '{text}'", () => Output);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        await EndAsync();
        foreach (var client in new[] { Api, Ingestion, Maintenance }) client.Dispose();
        process.Dispose();
        if (ownsData) Directory.Delete(Data, recursive: true);
    }

    /// <summary>The first of ten ports in a row that are free: for the services and, at the end, for an issuer of tokens.</summary>
    public static int FreePortBase()
    {
        while (true)
        {
            var candidate = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(candidate, 10).All(IsFree)) return candidate;
        }

        static bool IsFree(int port)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    static async Task<RunningAppHost> ReadyAsync(ProcessStartInfo start, string? data, bool seed)
    {
        var portBase = FreePortBase();
        var folder = data ?? Directory.CreateTempSubdirectory("loyalty").FullName;
        foreach (var argument in (string[])["--data", folder, "--port-base", portBase.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        if (!seed) start.ArgumentList.Add("--no-seed");
        var host = new RunningAppHost(start, folder, portBase, ownsData: data is null);
        await Eventually.TrueAsync(() => host.HasEnded || host.Output.Contains(LastReadyLine, StringComparison.Ordinal), "the AppHost is ready", () => host.Output);
        if (host.HasEnded) Assert.Fail($"The AppHost ended with exit code {host.ExitCode}:\n{host.Output}");
        return host;
    }

    HttpClient Client(int offset) => new() { BaseAddress = new Uri($"http://127.0.0.1:{PortBase + offset}") };

    MatchCollection HealthyLines() => HealthyLine().Matches(Output);

    void Append(string? line)
    {
        lock (output) output.AppendLine(line);
    }

    [GeneratedRegex(@"^(?<service>\S+) *\| healthy at .* \(process (?<id>\d+)\)\s*$", RegexOptions.Multiline)]
    private static partial Regex HealthyLine();
}

/// <summary>A suite that the tests of a class share. It is not seeded: tests bring the documents that they speak of.</summary>
public sealed class AppHostFixture : IAsyncLifetime
{
    public RunningAppHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningAppHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
