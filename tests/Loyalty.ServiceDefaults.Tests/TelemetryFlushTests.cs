using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Loyalty.ServiceDefaults.Tests;

public class TelemetryFlushTests
{
    [Fact]
    public async Task Published_the_request_s_span_is_at_the_collector_before_the_answer_is_at_the_client()
    {
        await using var collector = new Collector();
        await using var service = await StartAsync(collector.Address);
        var answer = await service.Client.GetStringAsync(new Uri("/page?size=7", UriKind.Relative));
        Assert.Equal("7", answer);
        // What the collector has got by now came before the answer.
        Assert.Contains("/v1/traces", collector.Paths);
        Assert.Contains("/v1/metrics", collector.Paths);
    }

    [Fact]
    public async Task A_collector_that_hangs_holds_an_answer_up_for_a_moment_only()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var service = await StartAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"));
        // The exporters themselves would wait for 10 s.
        Assert.Equal("7", await service.Client.GetStringAsync(new Uri("/page?size=7", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public async Task An_error_is_a_problem_all_the_same_and_an_answer_without_a_body_has_none()
    {
        await using var collector = new Collector();
        await using var service = await StartAsync(collector.Address);
        using var broken = await service.Client.GetAsync(new Uri("/broken", UriKind.Relative));
        Assert.Equal(500, (await broken.ProblemAsync()).GetProperty("status").GetInt32());
        using var empty = await service.Client.GetAsync(new Uri("/empty", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, empty.StatusCode);
        Assert.Empty(await empty.Content.ReadAsStringAsync());
    }

    static Task<TinyService> StartAsync(Uri collector) => TinyService.StartPublishedAsync(
        app => app.MapGet("/empty", () => TypedResults.NoContent()).RequireTraveller(),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.AbsoluteUri), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

    /// <summary>Takes what is sent to it, and remembers where to.</summary>
    sealed class Collector : IAsyncDisposable
    {
        readonly WebApplication app;
        readonly List<string> paths = [];

        public Collector()
        {
            app = WebApplication.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
            app.MapPost("/v1/{signal}", (string signal) =>
            {
                lock (paths) paths.Add($"/v1/{signal}");
            });
            app.Start();
        }

        public Uri Address => new(app.Urls.Single());

        public IReadOnlyList<string> Paths
        {
            get
            {
                lock (paths) return [.. paths];
            }
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
