using Loyalty.Storage.Aws;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Where the graph server is and how it is spoken to. Immutable.</summary>
/// <param name="Endpoint">An http or https URL for HTTP, a ws or wss URL for WebSocket; without a path it gets <c>/gremlin</c>.</param>
public sealed record GremlinOptions(Uri Endpoint)
{
    /// <summary>How many elements a request writes at most. The default was measured: see <c>docs/gremlin.md</c>.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How many elements a request reads at most.</summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>A batch ends before its text grows beyond this many characters: Gremlin Server takes 10 MB unless told otherwise.</summary>
    public int MaxRequestLength { get; init; } = 2_000_000;

    /// <summary>An answer larger than this is an error and not taken in.</summary>
    public int MaxAnswerBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a request is tried again after a conflict, a refusal for load, or a lost connection, where that is safe.</summary>
    public int Retries { get; init; } = 6;

    /// <summary>Whether the server is Amazon Neptune, which knows gremlin-lang alone and need not be told the language.</summary>
    public bool IsNeptune { get; init; } = IsNeptuneHost(Endpoint);

    /// <summary>Signs requests for AWS; null for none.</summary>
    public AwsRequestSigner? Signer { get; init; }

    /// <summary>The endpoint with its path.</summary>
    internal Uri Address => Endpoint.AbsolutePath.Length > 1 ? Endpoint : new Uri(Endpoint, "/gremlin");

    /// <summary>Whether a URL names a Neptune cluster by the name that AWS gives it.</summary>
    /// <param name="endpoint">The URL.</param>
    public static bool IsNeptuneHost(Uri endpoint) =>
        endpoint.Host.Contains(".neptune.amazonaws.com", StringComparison.OrdinalIgnoreCase);
}
