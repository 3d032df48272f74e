using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// Gremlin over one WebSocket: requests are told apart by their ids, so many may be under way, and answers stream. A broken socket fails
/// what was under way, and the next request opens another. Thread-safe.
/// </summary>
/// <param name="options">Where and how.</param>
public sealed class WebSocketGremlinConnection(GremlinOptions options) : IGremlinConnection
{
    private readonly SemaphoreSlim _opening = new(1);
    private WebSocketSession? _session;
    private bool _disposed;

    /// <inheritdoc />
    public async IAsyncEnumerable<JsonElement> SubmitAsync(string gremlin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.RequestTimeout);
        var session = await SessionAsync(limit.Token, cancellationToken).ConfigureAwait(false);
        using var answer = await session.SendAsync(gremlin, limit.Token, cancellationToken).ConfigureAwait(false);
        while (await answer.NextAsync(limit.Token, cancellationToken).ConfigureAwait(false) is { } part)
        {
            using (part)
            {
                foreach (var item in GraphSonReader.Items(part.RootElement.GetProperty("result").GetProperty("data"))) yield return item;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (_session is { } session) await session.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private async Task<WebSocketSession> SessionAsync(CancellationToken limit, CancellationToken caller)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Volatile.Read(ref _session) is { IsOpen: true } open) return open;
        await _opening.WaitAsync(caller).ConfigureAwait(false);
        try
        {
            if (_session is { IsOpen: true } opened) return opened;
            if (_session is { } broken) await broken.DisposeAsync().ConfigureAwait(false);
            _session = null;
            return _session = await WebSocketSession.OpenAsync(options, limit, caller).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }
}
