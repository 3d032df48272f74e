using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Gremlin over HTTP: <c>POST /gremlin</c>, answers in GraphSON 3. Thread-safe.</summary>
public sealed class HttpGremlinConnection : IGremlinConnection
{
    internal const string GraphSon = "application/vnd.gremlin-v3.0+json";

    private readonly GremlinOptions _options;
    private readonly HttpClient _http;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    public HttpGremlinConnection(GremlinOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            // A cluster's name may point to another machine tomorrow.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.MaxAnswerBytes,
        };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<JsonElement> SubmitAsync(string gremlin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(gremlin, cancellationToken).ConfigureAwait(false);
        foreach (var item in GraphSonReader.Items(answer.RootElement.GetProperty("result").GetProperty("data"))) yield return item;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonDocument> SendAsync(string gremlin, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.RequestTimeout);
        try
        {
            var body = Body(gremlin);
            using var request = new HttpRequestMessage(HttpMethod.Post, _options.Address) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Accept.ParseAdd(GraphSon);
            if (_options.Signer is { } signer) await signer.SignAsync(request, body, limit.Token).ConfigureAwait(false);
            using var response = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw GremlinException.From(_options.Address, (int)response.StatusCode,
                    await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
            }

            var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false), default, limit.Token).ConfigureAwait(false);
            var status = answer.RootElement.GetProperty("status");
            if (status.GetProperty("code").GetInt32() is var code and not (200 or 204 or 206))
            {
                using (answer) throw GremlinException.From(_options.Address, code, status.GetProperty("message").GetString() ?? "");
            }

            return answer;
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GremlinException(GremlinFailure.TimedOut, $"{_options.Address} gave no answer within {_options.RequestTimeout.TotalSeconds:0} s.", failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException or KeyNotFoundException)
        {
            throw new GremlinException(GremlinFailure.Unreachable, $"{_options.Address} could not be reached, or the connection broke: {failure.Message}", failure);
        }
    }

    private ReadOnlyMemory<byte> Body(string gremlin)
    {
        var body = new ArrayBufferWriter<byte>(Encoding.UTF8.GetMaxByteCount(gremlin.Length) / 2);
        using var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("gremlin", gremlin);
        // Gremlin Server would otherwise take it for Groovy, which runs code.
        if (!_options.IsNeptune) writer.WriteString("language", "gremlin-lang");
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }
}
