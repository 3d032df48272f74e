using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Sends requests, and sends them again where that is safe. Thread-safe.</summary>
internal sealed class GremlinClient(IGremlinConnection connection, GremlinOptions options)
{
    /// <summary>All results of a request that only reads: it may be repeated after anything that passes.</summary>
    public async Task<List<T>> ReadAsync<T>(string gremlin, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OnceAsync(gremlin, read, cancellationToken).ConfigureAwait(false);
            }
            catch (GremlinException failure) when (failure.IsPassing && attempt < options.Retries)
            {
                await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>All results of a request, which is sent once.</summary>
    public async Task<List<T>> OnceAsync<T>(string gremlin, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var results = new List<T>();
        await foreach (var item in connection.SubmitAsync(gremlin, cancellationToken).ConfigureAwait(false)) results.Add(read(item));
        return results;
    }

    /// <summary>
    /// Sends a write that checks a condition of its own, so that it happens once however often it is sent: false when it found its
    /// condition not met, null when it may or may not have happened.
    /// </summary>
    public async Task<bool?> TryWriteAsync(string gremlin, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return (await OnceAsync(gremlin, GraphSonReader.Text, cancellationToken).ConfigureAwait(false)).SingleOrDefault() == "1";
        }
        catch (GremlinException failure) when (failure.IsPassing && attempt < options.Retries)
        {
            await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    // Longer each time, and never in step with another loader.
    private static Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(2_000, 25 << attempt) * (0.5 + Random.Shared.NextDouble())), cancellationToken);
}
