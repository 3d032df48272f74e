using Loyalty.Tests;

[assembly: AssemblyFixture(typeof(Loyalty.Knowledge.Tests.Gremlin.GremlinServers))]

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>
/// The Gremlin servers of a test run: the one that LOYALTY_TEST_GREMLIN names, or those that can be started, each when it is first asked for.
/// </summary>
public sealed class GremlinServers : IAsyncDisposable
{
    private const string Variable = "LOYALTY_TEST_GREMLIN";
    private readonly Dictionary<bool, Task<ToolServer>> _started = [];

    /// <summary>The address of a server, its scheme http.</summary>
    /// <param name="setCardinality">Whether a property written without <c>single</c> keeps its old values, as on Neptune.</param>
    public async Task<Uri> AddressAsync(bool setCardinality)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return new Uri(named);
        if (ToolServer.Missing("gremlin-server") is { } reason) Assert.Skip($"{Variable} names no server, and none can be started: {reason}");
        Task<ToolServer> server;
        lock (_started)
        {
            if (!_started.TryGetValue(setCardinality, out server!)) _started[setCardinality] = server = StartAsync(setCardinality ? ["--set-cardinality"] : []);
        }

        return (await server).Address;
    }

    internal static Task<ToolServer> StartAsync(params string[] arguments) =>
        ToolServer.StartAsync("gremlin-server", Ready, CancellationToken.None, null, arguments);

    internal static HttpRequestMessage Ready() => new(HttpMethod.Post, "gremlin") { Content = new StringContent("{\"gremlin\":\"1\"}") };

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _started.Values) await (await server).DisposeAsync();
    }
}
