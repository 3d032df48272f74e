using System.Runtime.CompilerServices;
using System.Text.Json;
using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>A connection on which things happen to writes under the lease.</summary>
internal sealed class FaultyConnection(IGremlinConnection connection) : IGremlinConnection
{
    /// <summary>How many such writes have been sent.</summary>
    public int Writes { get; private set; }

    /// <summary>Asked before the n-th write; may throw.</summary>
    public Func<int, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Asked when the n-th write has happened, before its answer is handed on; may throw.</summary>
    public Action<int> After { get; set; } = static _ => { };

    public async IAsyncEnumerable<JsonElement> SubmitAsync(string gremlin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var write = gremlin.Contains(".has('write',", StringComparison.Ordinal) ? ++Writes : 0;
        if (write > 0) await Before(write);
        await foreach (var item in connection.SubmitAsync(gremlin, cancellationToken))
        {
            if (write > 0) After(write);
            yield return item;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
