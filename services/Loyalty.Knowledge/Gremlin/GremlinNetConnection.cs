using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gremlin.Net.Driver;
using Gremlin.Net.Driver.Exceptions;
using Gremlin.Net.Driver.Messages;
using GremlinNetClient = Gremlin.Net.Driver.GremlinClient;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// Gremlin over the sockets of Gremlin.Net: its pool, its reconnecting; requests and answers are those of the built-in transport, so that
/// no value is written in another way. Thread-safe.
/// </summary>
/// <param name="options">Where and how. A signer is not asked: Gremlin.Net lets nobody wait for keys.</param>
public sealed class GremlinNetConnection(GremlinOptions options) : IGremlinConnection
{
    // More requests at once than all connections take together are refused.
    private const int Connections = 4, RequestsPerConnection = 64;

    /// <summary>Gremlin.Net knows this path and no other.</summary>
    internal const string Path = "/gremlin";

    private readonly Lock _opening = new();
    private Task<GremlinNetClient>? _client;
    private bool _disposed;

    /// <inheritdoc />
    public async IAsyncEnumerable<JsonElement> SubmitAsync(string gremlin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in await AnswerAsync(gremlin, cancellationToken).ConfigureAwait(false)) yield return item;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (_opening)
        {
            _disposed = true;
            if (_client is not null) Forget(_client);
        }

        return ValueTask.CompletedTask;
    }

    private async Task<ResultSet<JsonElement>> AnswerAsync(string gremlin, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.RequestTimeout);
        var opening = ClientAsync();
        try
        {
            var client = await opening.WaitAsync(options.ConnectTimeout, limit.Token).ConfigureAwait(false);
            var request = RequestMessage.Build("eval").AddArgument("gremlin", gremlin).Create();
            // Waiting for a pool whose server is down would hold up the caller's thread.
            return await Task.Run(() => client.SubmitAsync<JsonElement>(request, limit.Token), limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (ResponseException refused)
        {
            throw GremlinException.From(options.Address, (int)refused.StatusCode, refused.Message);
        }
        catch (ConnectionPoolBusyException busy)
        {
            throw new GremlinException(GremlinFailure.Throttled, $"{options.Address}: too many requests at once: {busy.Message}", busy);
        }
        catch (Exception late) when (!cancellationToken.IsCancellationRequested && late is OperationCanceledException or TimeoutException)
        {
            throw opening.IsCompleted
                ? new GremlinException(GremlinFailure.TimedOut, $"{options.Address} gave no answer within {options.RequestTimeout.TotalSeconds:0} s.", late)
                : GivenUp(opening, late);
        }
        catch (Exception broken) when (IsOfTheConnection(broken))
        {
            throw new GremlinException(GremlinFailure.Unreachable, $"{options.Address} could not be reached, or the connection broke: {broken.Message}", broken);
        }
    }

    // It would wait for a server that froze as long as that stays frozen.
    private GremlinException GivenUp(Task<GremlinNetClient> opening, Exception late)
    {
        lock (_opening)
        {
            if (_client == opening) _client = null;
            Forget(opening);
        }

        return new GremlinException(GremlinFailure.Unreachable, $"{options.Address} made no connection within {options.ConnectTimeout.TotalSeconds:0} s.", late);
    }

    private static void Forget(Task<GremlinNetClient> opening) =>
        opening.ContinueWith(static client => { if (client.IsCompletedSuccessfully) client.Result.Dispose(); }, TaskScheduler.Default);

    /// <summary>One client for all; where opening it failed, the next request tries again.</summary>
    private Task<GremlinNetClient> ClientAsync()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_client is null or { IsFaulted: true })
            {
                // Its constructor connects, and holds a thread until it has: one of its own.
                _client = Task.Factory.StartNew(NewClient, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            return _client;
        }
    }

    private GremlinNetClient NewClient() => new(
        new GremlinServer(options.Address.Host, options.Address.Port, enableSsl: options.Address.Scheme == "wss"),
        new GremlinNetMessages(options),
        new ConnectionPoolSettings
        {
            PoolSize = Connections,
            MaxInProcessPerConnection = RequestsPerConnection,
            // The defaults wait half a minute for a server that is down. Whoever asks tries again by itself, where that is safe.
            ReconnectionAttempts = 2,
            ReconnectionBaseDelay = TimeSpan.FromMilliseconds(100),
        },
        socket =>
        {
            socket.KeepAliveInterval = TimeSpan.FromSeconds(15);
            socket.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        });

    private static bool IsOfTheConnection(Exception failure) => failure switch
    {
        AggregateException several => several.Flatten().InnerExceptions.All(IsOfTheConnection),
        ServerUnavailableException or ConnectionClosedException or NoConnectionAvailableException => true,
        WebSocketException or SocketException or IOException or InvalidDataException or HttpRequestException or JsonException or KeyNotFoundException => true,
        // A connection that another request found broken is thrown away under those that are still on it.
        ObjectDisposedException or InvalidOperationException => true,
        _ => false,
    };
}
