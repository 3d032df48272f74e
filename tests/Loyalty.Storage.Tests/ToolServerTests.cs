using Loyalty.Tests;

namespace Loyalty.Storage.Tests;

public sealed class ToolServerTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_a_test_starts_answers_and_is_gone_when_it_is_disposed()
    {
        if (ToolServer.Missing("toxiproxy") is { } reason) Assert.Skip(reason);
        Uri address;
        using var client = new HttpClient();
        await using (var server = await ToolServer.StartAsync("toxiproxy", () => new(HttpMethod.Get, "version"), Ct))
        {
            address = server.Address;
            Assert.True((await client.GetAsync(new Uri(address, "version"), Ct)).IsSuccessStatusCode);
        }
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address, "version"), Ct));

        await using (var killed = await ToolServer.StartAsync("toxiproxy", () => new(HttpMethod.Get, "version"), Ct, address.Port))
        {
            Assert.Equal(address, killed.Address);
            await killed.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address, "version"), Ct));
        }
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        if (ToolServer.Missing("toxiproxy") is { } reason) Assert.Skip(reason);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ToolServer.StartAsync("toxiproxy", () => new(HttpMethod.Get, "version"), Ct, arguments: "--no-such-argument"));
        Assert.Contains("no-such-argument", failure.Message, StringComparison.Ordinal);
    }
}
