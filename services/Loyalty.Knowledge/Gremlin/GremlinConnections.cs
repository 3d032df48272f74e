namespace Loyalty.Knowledge.Gremlin;

/// <summary>The transports: two that are built in, and where the suite is built for Aspire, Gremlin.Net for WebSocket.</summary>
public static class GremlinConnections
{
    /// <summary>Whether a connection string names a Gremlin endpoint.</summary>
    /// <param name="connectionString">The connection string, or null.</param>
    public static bool IsEndpoint(string? connectionString) =>
        Uri.TryCreate(connectionString, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "ws" or "wss");

    /// <summary>Opens the transport that the URL names. Nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <exception cref="ArgumentException">The URL is of another kind.</exception>
    public static IGremlinConnection Open(GremlinOptions options) => options.Endpoint.Scheme switch
    {
#if USE_ASPIRE
        // It writes signatures into a connection's opening without waiting for keys, so Neptune has the transport that does.
        "ws" or "wss" when options.Signer is null && options.Address.AbsolutePath == GremlinNetConnection.Path => new GremlinNetConnection(options),
#endif
        "http" or "https" => new HttpGremlinConnection(options),
        "ws" or "wss" => new WebSocketGremlinConnection(options),
        var scheme => throw new ArgumentException($"A graph is at an http, https, ws or wss URL, not at {scheme}.", nameof(options)),
    };
}
