using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loyalty.Tests;

/// <summary>
/// A server that tests start for themselves, from the folder that the variable LOYALTY_TOOLS names: on loopback, on a port of its own, ended when
/// disposed, and also when the process that started it dies, however that ends.
/// </summary>
sealed class ToolServer : IAsyncDisposable
{
    public const string FolderVariable = "LOYALTY_TOOLS";

    /// <summary>The first start on a machine unpacks the server, and other test projects may be at it at the same time.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>
    /// Holds the tool: it ends when nobody holds the other end of its input, and the whole process group with it, at first politely.
    /// </summary>
    const string Leash = """
        exec 3<&0
        "$@" 3<&- </dev/null & tool=$!
        (read -r _ <&3) & held=$!
        wait -n "$tool" "$held"
        trap '' TERM
        kill -TERM 0
        (sleep 5; kill -KILL 0) &
        wait "$tool"
        kill -KILL 0
        """;

    readonly Process process;
    readonly StringBuilder output = new();

    ToolServer(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens: http://127.0.0.1:PORT/.</summary>
    public Uri Address { get; }

    /// <summary>What it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Why the tool cannot be started here; null when it can.</summary>
    public static string? Missing(string tool) => Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder
        ? $"{FolderVariable} names no folder with {tool}."
        : File.Exists(Path.Combine(folder, tool)) ? null : $"There is no {tool} in {folder} ({FolderVariable}).";

    /// <summary>Starts the tool on a port and waits until it answers the request with success.</summary>
    /// <param name="tool">The command.</param>
    /// <param name="readiness">Makes the request that it answers once it is ready, with a relative address.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="port">The port; without it, one that is free.</param>
    /// <param name="arguments">More arguments for the command.</param>
    public static Task<ToolServer> StartAsync(
        string tool, Func<HttpRequestMessage> readiness, CancellationToken ct, int? port = null, params string[] arguments) =>
        StartAsync(tool, readiness, [], ct, port, arguments);

    /// <summary>The same with variables of the environment.</summary>
    public static async Task<ToolServer> StartAsync(
        string tool, Func<HttpRequestMessage> readiness, (string Name, string Value)[] environment, CancellationToken ct, int? port = null, params string[] arguments)
    {
        if (Missing(tool) is { } reason) throw new InvalidOperationException(reason);
        var command = Path.Combine(Environment.GetEnvironmentVariable(FolderVariable)!, tool);
        var address = new UriBuilder("http", "127.0.0.1", port ?? FreePort()).Uri;
        // setsid: a process group of its own, so that what the tool starts ends with it.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Leash, tool, command, "--port", $"{address.Port}", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new ToolServer(Process.Start(start)!, address);
        try
        {
            await server.UntilReadyAsync(tool, readiness, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it like a loss of power: no handlers, no farewell.</summary>
    public async Task KillAsync()
    {
        using var kill = Process.Start("kill", ["-KILL", "--", $"-{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    async Task UntilReadyAsync(string tool, Func<HttpRequestMessage> readiness, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"{tool} ended before it was ready. It said:\n{Output}");
            if (started.Elapsed > Patience) throw new TimeoutException($"{tool} was not ready after {Patience}. It said:\n{Output}");
            if (await AnswersAsync(client, readiness, ct)) return;
            await Task.Delay(100, ct);
        }
    }

    static async Task<bool> AnswersAsync(HttpClient client, Func<HttpRequestMessage> readiness, CancellationToken ct)
    {
        try
        {
            using var request = readiness();
            using var answer = await client.SendAsync(request, ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
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

    void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
