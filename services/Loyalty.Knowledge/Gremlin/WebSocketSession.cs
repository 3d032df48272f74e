using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>One open socket, from handshake to its end. Thread-safe.</summary>
internal sealed class WebSocketSession : IAsyncDisposable
{
    private readonly GremlinOptions _options;
    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<Guid, Channel<JsonDocument>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _ending = new();
    private Task _receiving = Task.CompletedTask;
    private GremlinException? _broken;

    private WebSocketSession(GremlinOptions options, ClientWebSocket socket) => (_options, _socket) = (options, socket);

    public bool IsOpen => _broken is null && _socket.State == WebSocketState.Open;

    public static async Task<WebSocketSession> OpenAsync(GremlinOptions options, CancellationToken limit, CancellationToken caller)
    {
        var socket = new ClientWebSocket();
        try
        {
            // A server that froze, or a cable that was pulled, is noticed by the missing pong.
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
            if (options.Signer is { } signer)
            {
                foreach (var (name, value) in await signer.HandshakeAsync(options.Address, limit).ConfigureAwait(false)) socket.Options.SetRequestHeader(name, value);
            }

            using var connecting = CancellationTokenSource.CreateLinkedTokenSource(limit);
            connecting.CancelAfter(options.ConnectTimeout);
            await socket.ConnectAsync(options.Address, connecting.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (failure is OperationCanceledException && !caller.IsCancellationRequested)
                throw new GremlinException(GremlinFailure.Unreachable, $"{options.Address} made no connection within {options.ConnectTimeout.TotalSeconds:0} s.", failure);
            if (failure is WebSocketException) throw new GremlinException(GremlinFailure.Unreachable, $"{options.Address} could not be reached: {failure.Message}", failure);
            throw;
        }

        var session = new WebSocketSession(options, socket);
        session._receiving = Task.Run(session.ReceiveAsync, CancellationToken.None);
        return session;
    }

    public async Task<PendingAnswer> SendAsync(string gremlin, CancellationToken limit, CancellationToken caller)
    {
        var id = Guid.NewGuid();
        var message = WebSocketMessage.Request(id, gremlin, _options);
        var channel = Channel.CreateUnbounded<JsonDocument>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        _waiting[id] = channel;
        try
        {
            // From here on the socket's own token: a message that stops half-way would break the socket for all others.
            await _sending.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                // In one frame: Gremlin Server leaves a message that comes in several without an answer.
                await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _ending.Token).AsTask()
                    .WaitAsync(_options.RequestTimeout, CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception failure)
        {
            _waiting.TryRemove(id, out _);
            if (failure is OperationCanceledException && caller.IsCancellationRequested) throw;
            if (failure is TimeoutException) _socket.Abort();
            throw _broken ?? new GremlinException(
                failure is OperationCanceledException or TimeoutException ? GremlinFailure.TimedOut : GremlinFailure.Unreachable,
                $"{_options.Address}: the connection broke while a request was sent: {failure.Message}", failure);
        }

        // The receiver may have ended between the look at the socket and the registration.
        if (_broken is { } broken) channel.Writer.TryComplete(broken);
        return new PendingAnswer(_options, channel.Reader, () => _waiting.TryRemove(id, out _));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _socket.Abort();
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _sending.Dispose();
        _ending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var reason = "the server closed it";
        Exception? cause = null;
        try
        {
            var buffer = new ArrayBufferWriter<byte>(64 * 1024);
            while (await MessageAsync(buffer).ConfigureAwait(false)) Deliver(buffer.WrittenMemory);
            if (_socket.CloseStatusDescription is { Length: > 0 } said) reason += $": {said}";
        }
        catch (Exception failure)
        {
            // Whatever ended the reading ends the session: its waiting callers are told below.
            (reason, cause) = (failure.Message, failure);
        }

        _broken = new GremlinException(GremlinFailure.Unreachable, $"The connection to {_options.Address} broke: {reason}", cause);
        _socket.Abort();
        foreach (var waiting in _waiting.Values) waiting.Writer.TryComplete(_broken);
    }

    private async Task<bool> MessageAsync(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.GetMemory(16 * 1024), _ending.Token).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return false;
            buffer.Advance(part.Count);
            if (buffer.WrittenCount > _options.MaxAnswerBytes) throw new InvalidDataException($"an answer is larger than {_options.MaxAnswerBytes} bytes");
            if (part.EndOfMessage) return true;
        }
    }

    private void Deliver(ReadOnlyMemory<byte> message)
    {
        // The buffer is used again for the next message, the document is not.
        var answer = JsonDocument.Parse(message.ToArray());
        if (answer.RootElement.GetProperty("requestId") is not { ValueKind: JsonValueKind.String } id || !_waiting.TryGetValue(id.GetGuid(), out var channel))
        {
            answer.Dispose();
            return;
        }

        var status = answer.RootElement.GetProperty("status");
        var code = status.GetProperty("code").GetInt32();
        if (code is 200 or 204 or 206)
        {
            channel.Writer.TryWrite(answer);
            if (code != 206) channel.Writer.TryComplete();
            return;
        }

        channel.Writer.TryComplete(GremlinException.From(_options.Address, code, WebSocketMessage.Complaint(status)));
        answer.Dispose();
    }
}

/// <summary>What a request still waits for.</summary>
internal sealed class PendingAnswer(GremlinOptions options, ChannelReader<JsonDocument> parts, Action forget) : IDisposable
{
    public async Task<JsonDocument?> NextAsync(CancellationToken limit, CancellationToken caller)
    {
        try
        {
            return await parts.WaitToReadAsync(limit).ConfigureAwait(false) && parts.TryRead(out var part) ? part : null;
        }
        catch (OperationCanceledException failure) when (!caller.IsCancellationRequested)
        {
            throw new GremlinException(GremlinFailure.TimedOut, $"{options.Address} gave no answer within {options.RequestTimeout.TotalSeconds:0} s.", failure);
        }
    }

    public void Dispose()
    {
        forget();
        while (parts.TryRead(out var unread)) unread.Dispose();
    }
}
