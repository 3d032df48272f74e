using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Trace;

namespace Loyalty.ServiceDefaults.Tests;

public class ServiceTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Health_and_the_api_reference_are_there_in_every_environment(string environment)
    {
        await using var service = await TinyService.StartAsync(("environment", environment));
        foreach (var path in new[] { "/health", "/alive", "/openapi/v1.json", "/scalar" })
            Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_api_reference_loads_nothing_from_elsewhere()
    {
        await using var service = await TinyService.StartAsync();
        var page = await service.Client.GetStringAsync(new Uri("/scalar", UriKind.Relative));
        Assert.Contains("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cdn", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_response_does_not_name_the_server()
    {
        await using var service = await TinyService.StartAsync();
        Assert.Empty((await service.Client.GetAsync(new Uri("/health", UriKind.Relative))).Headers.Server);
    }

    [Fact]
    public async Task Traces_go_to_the_otlp_endpoint_when_one_is_set()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await TinyService.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await service.Client.GetAsync(new Uri("/page?size=3", UriKind.Relative));
        await service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        using (var ours = new System.Diagnostics.ActivitySource("Loyalty.Anything"))
            ours.StartActivity("our own span")?.Dispose();
        Assert.True(service.App.Services.GetRequiredService<TracerProvider>().ForceFlush(10_000));
        var sent = collector.Received("/v1/traces");
        Assert.Contains("GET /page", sent, StringComparison.Ordinal);
        Assert.Contains("our own span", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /health", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1:4317", true)]
    public void The_exporter_is_there_only_when_an_otlp_endpoint_is_set(string? endpoint, bool expected)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        builder.AddServiceDefaults();
        Assert.Equal(expected, builder.Services.Any(service => service.ServiceType.Name.Contains("Otlp", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_entry_is_one_line_whatever_its_message_holds()
    {
        var formatter = new OneLineFormatter(TimeProvider.System);
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "Source", default, "first\r\nforged", new InvalidOperationException("a\nb"), (state, _) => state);
        formatter.Write(entry, null, writer);
        var line = writer.ToString();
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(" warn Source: first forged | System.InvalidOperationException: a b", line, StringComparison.Ordinal);
    }

    sealed class Collector(WebApplication app, List<(string Path, byte[] Body)> received) : IAsyncDisposable
    {
        public string Url => app.Urls.Single();

        public string Received(string path)
        {
            lock (received) return string.Concat(received.Where(request => request.Path == path).Select(request => Encoding.UTF8.GetString(request.Body)));
        }

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var received = new List<(string, byte[])>();
            app.MapPost("/{**path}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                lock (received) received.Add((request.Path, body.ToArray()));
            });
            await app.StartAsync();
            return new Collector(app, received);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
