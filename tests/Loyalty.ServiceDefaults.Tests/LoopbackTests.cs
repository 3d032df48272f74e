using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loyalty.ServiceDefaults.Tests;

public class LoopbackTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:5081")]
    public async Task A_local_host_is_answered(string host)
    {
        await using var service = await TinyService.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, HttpMethod.Get, "/health", host: host)).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.nip.io:5081")]
    [InlineData("192.168.0.1")]
    public async Task A_foreign_host_is_a_400_even_for_health_and_unknown_routes(string host)
    {
        await using var service = await TinyService.StartAsync();
        foreach (var path in new[] { "/health", "/orders", "/nowhere" })
        {
            var response = await SendAsync(service, HttpMethod.Get, path, host: host);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            await response.ProblemAsync();
        }
    }

    [Fact]
    public async Task A_request_without_a_host_is_a_400()
    {
        await using var service = await TinyService.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync("GET /health HTTP/1.0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        Assert.Contains(" 400 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:5080")]
    [InlineData("https://127.0.0.1:7000")]
    [InlineData("http://[::1]:5080")]
    public async Task A_local_origin_is_answered_and_gets_no_cross_origin_headers(string origin)
    {
        await using var service = await TinyService.StartAsync();
        var response = await SendAsync(service, HttpMethod.Get, "/health", origin: origin);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("file://localhost")]
    [InlineData("http://localhost, https://evil.example")]
    public async Task A_foreign_origin_is_a_403_for_every_method(string origin)
    {
        await using var service = await TinyService.StartAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
        {
            var response = await SendAsync(service, method, "/orders", origin: origin);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Hosts_of_the_configuration_are_answered_beside_local_ones()
    {
        await using var service = await TinyService.StartAsync(("AllowedHosts", "miles.example;*.points.example"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, HttpMethod.Get, "/health", "miles.example", "https://miles.example")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, HttpMethod.Get, "/health", "a.points.example")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, HttpMethod.Get, "/health", "localhost")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(service, HttpMethod.Get, "/health", "other.example")).StatusCode);
    }

    [Fact]
    public async Task A_star_in_allowed_hosts_opens_nothing()
    {
        await using var service = await TinyService.StartAsync(("AllowedHosts", "*"));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(service, HttpMethod.Get, "/health", "evil.example")).StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://+:0")]
    public async Task A_service_refuses_to_listen_beyond_loopback(string urls)
    {
        await using var app = TinyService.Build(("urls", urls));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains("loopback", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_service_may_listen_anywhere()
    {
        await using var app = TinyService.Build(
            ("urls", "http://0.0.0.0:0"), ("Loyalty:Published", "true"),
            ("Authentication:Schemes:Bearer:Authority", "https://issuer.example"), ("Authentication:Schemes:Bearer:ValidAudiences:0", "loyalty"));
        await app.StartAsync();
        Assert.StartsWith("http://0.0.0.0:", Assert.Single(app.Urls), StringComparison.Ordinal);
    }

    static async Task<HttpResponseMessage> SendAsync(TinyService service, HttpMethod method, string path, string? host = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        return await service.Client.SendAsync(request);
    }
}
