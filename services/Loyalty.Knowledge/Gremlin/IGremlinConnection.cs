using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>A way to send Gremlin to a server. Thread-safe: many requests may be under way at once.</summary>
public interface IGremlinConnection : IAsyncDisposable
{
    /// <summary>Sends one request, which the server carries out whole or not at all, and streams its results.</summary>
    /// <param name="gremlin">The request in the gremlin-lang grammar, values as literals.</param>
    /// <param name="cancellationToken">Cancels the wait; what the server has begun it may still finish.</param>
    /// <returns>Results as GraphSON 3; each is valid until the next is asked for.</returns>
    /// <exception cref="GremlinException">The server refused or failed, or could not be reached.</exception>
    IAsyncEnumerable<JsonElement> SubmitAsync(string gremlin, CancellationToken cancellationToken);
}
