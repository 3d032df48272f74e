using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using Loyalty.Tests;

namespace Loyalty.EndToEnd.Tests.BackEnds;

/// <summary>The servers that the stores are on with <c>--backend aws</c>: an AWS emulator and a Gremlin Server, started once.</summary>
public sealed class BackEndServers : IAsyncLifetime
{
    ToolServer? aws, gremlin;

    /// <summary>Why they cannot be started here; null when they can.</summary>
    public static string? Missing { get; } = ToolServer.Missing("aws-emulator") ?? ToolServer.Missing("gremlin-server") ?? ToolServer.Missing("toxiproxy");

    internal Uri Aws => aws!.Address;
    internal Uri Gremlin => gremlin!.Address;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        aws = await ToolServer.StartAsync("aws-emulator", () => new HttpRequestMessage(HttpMethod.Get, "health"), CancellationToken.None);
        await StartGremlinAsync(null);
    }

    /// <summary>The environment of a suite that has a bucket, queues and a table of its own, and the graph, emptied.</summary>
    public async Task<ImmutableArray<(string Name, string Value)>> NewAsync()
    {
        using var http = new HttpClient { BaseAddress = Gremlin };
        using var dropped = await http.PostAsJsonAsync(new Uri("gremlin", UriKind.Relative), new { gremlin = "g.V().drop()", language = "gremlin-lang" });
        dropped.EnsureSuccessStatusCode();
        var name = $"e{Guid.NewGuid():n}";
        return
        [
            ("Loyalty__Backend", "aws"), ("Loyalty__CreateResources", "true"),
            ("Loyalty__Bucket", name), ("Loyalty__QueuePrefix", name), ("Loyalty__Table", name),
            ("AWS_ENDPOINT_URL", Aws.AbsoluteUri), ("AWS_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"),
            ("ConnectionStrings__graph", Gremlin.AbsoluteUri),
        ];
    }

    /// <summary>Kills the Gremlin Server, which keeps nothing, and starts another one in its place.</summary>
    public async Task LoseGraphAsync(TimeSpan down)
    {
        var port = Gremlin.Port;
        await gremlin!.KillAsync();
        await gremlin.DisposeAsync();
        await Task.Delay(down);
        await StartGremlinAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        if (aws is not null) await aws.DisposeAsync();
        if (gremlin is not null) await gremlin.DisposeAsync();
    }

    async Task StartGremlinAsync(int? port) => gremlin = await ToolServer.StartAsync(
        "gremlin-server", () => new HttpRequestMessage(HttpMethod.Post, "gremlin") { Content = new StringContent("{\"gremlin\":\"1\"}") },
        CancellationToken.None, port, "--conf", Path.Combine(BuiltAppHost.Root, "Loyalty.AppHost", "gremlin"));
}

/// <summary>Proxies before the servers, which delay, throttle, cut and reset what goes through them.</summary>
sealed class Proxies : IAsyncDisposable
{
    static readonly ImmutableArray<string> Toxics =
    [
        """{ "type": "latency", "attributes": { "latency": 150, "jitter": 100 } }""",
        """{ "type": "bandwidth", "attributes": { "rate": 30 } }""",
        """{ "type": "limit_data", "attributes": { "bytes": 900 } }""",
        """{ "type": "reset_peer", "attributes": { "timeout": 30 } }""",
        """{ "type": "timeout", "attributes": { "timeout": 200 } }""",
    ];

    readonly ToolServer server;
    readonly HttpClient http;

    Proxies(ToolServer server) => (this.server, http) = (server, new HttpClient { BaseAddress = server.Address });

    /// <summary>The names of what can be made to fail: a variable of the environment each.</summary>
    public static ImmutableArray<string> Targets { get; } = ["ConnectionStrings__graph", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB"];

    public static async Task<Proxies> StartAsync() => new(await ToolServer.StartAsync(
        "toxiproxy", () => new HttpRequestMessage(HttpMethod.Get, "version"), CancellationToken.None));

    /// <summary>The environment with a proxy before the server that a variable names.</summary>
    public async Task<ImmutableArray<(string Name, string Value)>> BeforeAsync(string target, Uri upstream, ImmutableArray<(string Name, string Value)> environment)
    {
        using var content = new StringContent($$"""{ "name": "{{target}}", "listen": "127.0.0.1:0", "upstream": "{{upstream.Authority}}" }""");
        using var made = await http.PostAsync(new Uri("proxies", UriKind.Relative), content);
        made.EnsureSuccessStatusCode();
        var listen = (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("listen").GetString();
        return [.. environment.Where(variable => variable.Name != target), (target, $"http://{listen}/")];
    }

    /// <summary>One trouble after the other, each for a while, then none.</summary>
    public async Task TroubleAsync(string target, TimeSpan each)
    {
        foreach (var toxic in Toxics)
        {
            using var content = new StringContent(toxic);
            using var made = await http.PostAsync(new Uri($"proxies/{target}/toxics", UriKind.Relative), content);
            made.EnsureSuccessStatusCode();
            var name = (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("name").GetString();
            await Task.Delay(each);
            using var removed = await http.DeleteAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"proxies/{target}/toxics/{name}"), UriKind.Relative));
            removed.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }
}
