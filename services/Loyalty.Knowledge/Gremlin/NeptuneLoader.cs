using System.Net.Http.Headers;
using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Neptune's bulk loader: it reads Gremlin CSV from S3, much faster than requests can write. Thread-safe.</summary>
/// <param name="http">The client; its own time-out does not matter.</param>
/// <param name="options">The cluster, how requests are signed, and how long one may take.</param>
/// <param name="time">The clock of the polls.</param>
/// <param name="interval">How often the status is asked for; every 5 s unless said.</param>
public sealed class NeptuneLoader(HttpClient http, GremlinOptions options, TimeProvider time, TimeSpan? interval = null)
{
    private const int ErrorsPerPage = 100;
    private const int MostErrors = 1_000;

    /// <summary>Loads, and waits until it has ended.</summary>
    /// <param name="load">What.</param>
    /// <param name="limit">How long it may take; a load that takes longer is cancelled.</param>
    /// <param name="cancellationToken">Cancels the load too.</param>
    /// <returns>How it ended; with the error feed (its first 1,000 entries) unless it is complete.</returns>
    /// <exception cref="NeptuneLoadException">It was refused, or its status could not be asked for.</exception>
    /// <exception cref="TimeoutException">It took longer than the limit.</exception>
    public async Task<NeptuneLoadStatus> LoadAsync(NeptuneLoad load, TimeSpan limit, CancellationToken cancellationToken)
    {
        var id = await StartAsync(load, cancellationToken).ConfigureAwait(false);
        var started = time.GetTimestamp();
        try
        {
            while (true)
            {
                var status = await StatusAsync(id, cancellationToken).ConfigureAwait(false);
                if (status.IsComplete) return status;
                if (status.HasEnded) return status with { Errors = await ErrorsAsync(id, cancellationToken).ConfigureAwait(false) };
                if (time.GetElapsedTime(started) > limit) break;
                await Task.Delay(interval ?? TimeSpan.FromSeconds(5), time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(id).ConfigureAwait(false);
            throw;
        }

        await CancelAsync(id).ConfigureAwait(false);
        throw new TimeoutException($"The load {id} of {load.Source} was not done after {limit.TotalMinutes:0.#} minutes and was cancelled.");
    }

    /// <summary>Starts a load.</summary>
    /// <param name="load">What.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Neptune's id of it.</returns>
    public async Task<string> StartAsync(NeptuneLoad load, CancellationToken cancellationToken)
    {
        // Our values are single: a load over what is there replaces them. Empty texts are values.
        var request = new LoaderRequest(load.Source, "csv", load.IamRoleArn, load.Region, load.Mode, load.FailOnError ? "TRUE" : "FALSE", load.Parallelism,
            "TRUE", "TRUE", new Dictionary<string, bool> { ["allowEmptyStrings"] = true });
        var answer = await SendAsync(HttpMethod.Post, "", JsonSerializer.SerializeToUtf8Bytes(request, LoaderJson.Default.LoaderRequest), cancellationToken).ConfigureAwait(false);
        return answer.Payload?.LoadId ?? throw new NeptuneLoadException($"{options.Endpoint} took a load of {load.Source} and gave it no id.");
    }

    /// <summary>How a load stands, without its errors.</summary>
    /// <param name="id">Neptune's id of it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<NeptuneLoadStatus> StatusAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/{Uri.EscapeDataString(id)}?details=true", null, cancellationToken).ConfigureAwait(false);
        var totals = answer.Payload?.OverallStatus ?? throw new NeptuneLoadException($"{options.Endpoint} has no status of the load {id}.");
        return new NeptuneLoadStatus(id, totals.Status ?? "", totals.TotalRecords, totals.TotalDuplicates,
            totals.ParsingErrors, totals.DatatypeMismatchErrors, totals.InsertErrors, []);
    }

    /// <summary>The error feed of a load, at most its first 1,000 entries.</summary>
    /// <param name="id">Neptune's id of it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<ImmutableArray<NeptuneLoadError>> ErrorsAsync(string id, CancellationToken cancellationToken)
    {
        var errors = ImmutableArray.CreateBuilder<NeptuneLoadError>();
        for (var page = 1; errors.Count < MostErrors; page++)
        {
            var answer = await SendAsync(HttpMethod.Get,
                $"/{Uri.EscapeDataString(id)}?details=true&errors=true&page={page}&errorsPerPage={ErrorsPerPage}", null, cancellationToken).ConfigureAwait(false);
            var logs = answer.Payload?.Errors?.ErrorLogs ?? [];
            errors.AddRange(logs);
            if (logs.Length < ErrorsPerPage) break;
        }

        return errors.ToImmutable();
    }

    // With a time of its own: whoever waited for the load has given up by now.
    private async Task CancelAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await SendAsync(HttpMethod.Delete, $"/{Uri.EscapeDataString(id)}", null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NeptuneLoadException or OperationCanceledException)
        {
            throw new NeptuneLoadException($"The load {id} could not be cancelled and may still be under way: {failure.Message}", failure);
        }
    }

    private async Task<LoaderAnswer> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.RequestTimeout);
        // Of a WebSocket endpoint too, the loader is at the http address.
        var scheme = options.Endpoint.Scheme is "https" or "wss" ? "https" : "http";
        var address = new Uri($"{scheme}://{options.Endpoint.Authority}/loader{path}");
        using var request = new HttpRequestMessage(method, address);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            if (options.Signer is { } signer) await signer.SignAsync(request, body, limit.Token).ConfigureAwait(false);
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw new NeptuneLoadException($"{method} {address} was answered {(int)response.StatusCode}: {text}");
            return JsonSerializer.Deserialize(text, LoaderJson.Default.LoaderAnswer) ?? throw new NeptuneLoadException($"{method} {address} was answered with nothing.");
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NeptuneLoadException($"{method} {address} had no answer within {options.RequestTimeout.TotalSeconds:0} s.", failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException)
        {
            throw new NeptuneLoadException($"{method} {address} failed: {failure.Message}", failure);
        }
    }
}
