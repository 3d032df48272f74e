namespace Loyalty.Knowledge.Gremlin;

/// <summary>The two transports that are built in.</summary>
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
        "http" or "https" => new HttpGremlinConnection(options),
        "ws" or "wss" => new WebSocketGremlinConnection(options),
        var scheme => throw new ArgumentException($"A graph is at an http, https, ws or wss URL, not at {scheme}.", nameof(options)),
    };
}
