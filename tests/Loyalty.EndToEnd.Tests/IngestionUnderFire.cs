using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Sockets;

namespace Loyalty.EndToEnd.Tests;

/// <summary>
/// An ingestion service that dies now and then, and is started again each time. Who uses it tries again what was cut off, as a curator
/// or a script would.
/// </summary>
sealed class IngestionUnderFire(string data, params ImmutableArray<string> failPoints) : IAsyncDisposable
{
    // Each death costs a start, which on a busy machine takes half a minute.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    readonly Queue<string> waiting = new(failPoints);
    readonly Lock changing = new();
    IngestionProcess? process;
    string past = "";

    public int Deaths { get; private set; }

    /// <summary>What its environment says beyond the data folder: the servers that its stores are on.</summary>
    public ImmutableArray<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>What its graph holds.</summary>
    public Task<GraphContent> GraphAsync() => GraphContent.ReadAsync(data, Environment);

    /// <summary>The points at which it has not died, though it was told to.</summary>
    public ImmutableArray<string> Survived => [.. failPoints.Where(point => !File.Exists(Path.Combine(data, "failpoints", point)))];

    /// <summary>Kills it the hard way, once it is there to be killed.</summary>
    public async Task KillAsync()
    {
        while (!TryKill()) await Task.Delay(20);

        bool TryKill()
        {
            lock (changing)
            {
                if (process is not { HasEnded: false }) return false;
                process.Kill();
                return true;
            }
        }
    }

    public Task UntilAsync(Func<HttpClient, Task<bool>> done, string what) =>
        DoAsync(async client => await done(client) ? "done" : null, what);

    /// <summary>Tries until there is a result, whatever happens meanwhile.</summary>
    public async Task<T> DoAsync<T>(Func<HttpClient, Task<T?>> action, string what) where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await action(await AliveAsync()) is { } result) return result;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or SocketException)
            {
                // It died in the middle of the answer, or between the connection and its first use: the next round starts it again.
            }

            if (clock.Elapsed > Patience) Assert.Fail($"Not within {Patience.TotalSeconds:0} s: {what}\n{past}{process?.Output}");
            await Task.Delay(25);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Forgotten() is { } last) await last.DisposeAsync();
    }

    async Task<HttpClient> AliveAsync()
    {
        while (process is null || process.HasEnded)
        {
            if (process is not null)
            {
                past = process.Output;
                Assert.True(process.ExitCode == 137, $"It ended by itself:\n{past}");
                Deaths++;
                await Forgotten()!.DisposeAsync();
            }

            process = await IngestionProcess.StartAsync(data, waiting.TryDequeue(out var point) ? point : null, Environment);
        }

        return process.Client;
    }

    /// <summary>What was running, which from now on nobody kills.</summary>
    IngestionProcess? Forgotten()
    {
        lock (changing)
        {
            var last = process;
            process = null;
            return last;
        }
    }
}
