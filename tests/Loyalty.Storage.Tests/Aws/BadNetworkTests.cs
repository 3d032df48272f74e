using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Loyalty.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Aws;

/// <summary>A network between the adapters and the emulator that loses what comes back.</summary>
public sealed class BadNetworkTests(AwsServers servers) : IAsyncLifetime
{
    ToolServer? toxiproxy;
    HttpClient? network;
    AwsHost? host;
    Uri? throughNetwork;
    string? proxy;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (ToolServer.Missing("toxiproxy") is { } reason) Assert.Skip(reason);
        toxiproxy = await ToolServer.StartAsync("toxiproxy", () => new(HttpMethod.Get, "version"), Ct);
        network = new HttpClient { BaseAddress = toxiproxy.Address };
        await StandBeforeAsync(await servers.EmulatorAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        network?.Dispose();
        if (toxiproxy is not null) await toxiproxy.DisposeAsync();
    }

    /// <summary>LocalStack can begin in the middle of an old version, the emulator begins at its start.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_is_read_to_its_end_over_connections_that_break_and_is_what_was_opened(bool onLocalStack)
    {
        const int length = 30_000_000;
        if (onLocalStack) await StandBeforeAsync(await servers.LocalStackAsync());
        var direct = Store<IDocumentStore>();
        await direct.WriteAsync("large", new GeneratedStream(length), Ct);

        await using var read = await Store<IDocumentStore>(overNetwork: true).OpenReadAsync("large", Ct);
        await direct.WriteBytesAsync("large", "another"u8.ToArray(), Ct);
        var buffer = new byte[65_536];
        var (position, breaks) = (0, 0);
        for (int count; (count = await read!.ReadAsync(buffer, Ct)) > 0; position += count)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] != GeneratedStream.At(position + i)) Assert.Fail($"Byte {position + i} is another.");
            }
            if (position < breaks * 2_000_000 || breaks == 3) continue;
            breaks++;
            foreach (var enabled in new[] { false, true }) await PostAsync($"proxies/{proxy}", new JsonObject { ["enabled"] = enabled });
        }
        Assert.Equal((length, 3), (position, breaks));
    }

    [Fact]
    public async Task Who_created_a_document_is_told_so_though_the_answer_was_lost()
    {
        var direct = Store<IDocumentStore>();
        var store = Store<IDocumentStore>(overNetwork: true);
        Assert.Null(await store.FindAsync("new", Ct));
        var created = await LosingAnswersAsync(
            () => store.TryCreateBytesAsync("new", "mine"u8.ToArray(), Ct), async () => await direct.FindAsync("new", Ct) is not null);
        Assert.True(created);
        Assert.False(await store.TryCreateBytesAsync("new", "again"u8.ToArray(), Ct));
    }

    [Fact]
    public async Task Who_saved_a_profile_meets_no_conflict_with_himself()
    {
        var direct = Store<IProfileStore>();
        var store = Store<IProfileStore>(overNetwork: true);
        await store.SaveAsync("me", "1", 0, Ct);
        var saved = await LosingAnswersAsync(
            () => store.SaveAsync("me", "2", 1, Ct), async () => (await direct.FindAsync("me", Ct))!.Version == 2);
        Assert.Equal(new Profile("me", "2", 2), saved);
    }

    [Fact]
    public async Task A_message_whose_sender_was_not_answered_is_delivered_once()
    {
        var direct = Store<IWorkQueue>();
        var queue = Store<IWorkQueue>(overNetwork: true);
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync("work", Ct));
        await queue.SendAsync("other", "x", Ct, deduplicationId: "once");
        await LosingAnswersAsync(
            async () =>
            {
                await queue.SendAsync("work", "x", Ct);
                return true;
            },
            async () => (await direct.DepthAsync("work", Ct)).Ready > 0);

        var message = Assert.Single(await queue.ReceiveAsync("work", 10, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), Ct));
        Assert.True(await queue.CompleteAsync(message, Ct));
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync("work", Ct));
    }

    [Fact]
    public async Task A_server_that_is_silent_is_an_error_in_time_and_no_cancellation()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var services = host!.Open(("AWS_ENDPOINT_URL", $"http://{silent.LocalEndpoint}"));
        var client = (ClientConfig)services.GetRequiredService<IAmazonDynamoDB>().Config;
        (client.Timeout, client.MaxErrorRetry) = (TimeSpan.FromMilliseconds(200), 1);
        await Assert.ThrowsAsync<TimeoutException>(() => services.GetRequiredService<IProfileStore>().FindAsync("me", Ct));
    }

    /// <summary>Does something over a network that loses answers until what was done can be seen.</summary>
    async Task<T> LosingAnswersAsync<T>(Func<Task<T>> deed, Func<Task<bool>> isDone)
    {
        // "100 Continue" must come through, or nothing would be done.
        await PostAsync($"proxies/{proxy}/toxics", new JsonObject
        {
            ["name"] = "bad",
            ["type"] = "limit_data",
            ["stream"] = "downstream",
            ["attributes"] = new JsonObject { ["bytes"] = "HTTP/1.1 100 Continue\r\n\r\n".Length + 1 },
        });
        var doing = deed();
        for (var deadline = DateTime.UtcNow.AddSeconds(20); !await isDone(); await Task.Delay(20, Ct)) Assert.True(DateTime.UtcNow < deadline);
        Assert.False(doing.IsCompleted);
        (await network!.DeleteAsync(new Uri($"proxies/{proxy}/toxics/bad", UriKind.Relative), Ct)).EnsureSuccessStatusCode();
        return await doing;
    }

    T Store<T>(bool overNetwork = false) where T : notnull =>
        (overNetwork ? host!.Open(("AWS_ENDPOINT_URL", throughNetwork!.AbsoluteUri)) : host!.Open()).GetRequiredService<T>();

    async Task StandBeforeAsync(Uri server)
    {
        if (host is not null) await host.DisposeAsync();
        proxy = $"port-{server.Port}";
        var made = await PostAsync("proxies", new JsonObject
        {
            ["name"] = proxy,
            ["listen"] = "127.0.0.1:0",
            ["upstream"] = $"{server.Host}:{server.Port}",
        });
        throughNetwork = new Uri($"http://{made["listen"]}");
        host = new AwsHost(server);
    }

    async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using var answer = await network!.PostAsJsonAsync(path, body, Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
    }
}
