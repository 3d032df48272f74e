using System.Globalization;
using System.Net;

namespace Loyalty.EndToEnd.Tests;

public class RunningTests(AppHostFixture fixture) : IClassFixture<AppHostFixture>
{
    readonly RunningAppHost host = fixture.Host;

    [Fact]
    public void The_ready_table_says_what_runs_where()
    {
        var table = host.Output[host.Output.IndexOf("Loyalty is ready", StringComparison.Ordinal)..];
        foreach (var service in RunningAppHost.Services)
        {
            var row = Assert.Single(table.Split('\n'), line => line.StartsWith($"| {service} ", StringComparison.Ordinal));
            var url = host.ClientOf(service).BaseAddress!.GetLeftPart(UriPartial.Authority);
            Assert.Contains($"| {url} ", row, StringComparison.Ordinal);
            Assert.Contains($"| {url}/scalar ", row, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_service_is_healthy_and_describes_itself()
    {
        foreach (var service in RunningAppHost.Services)
            foreach (var path in new[] { "/health", "/alive", "/openapi/v1.json", "/scalar" })
                Assert.Equal(HttpStatusCode.OK, (await host.ClientOf(service).GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task A_form_from_a_foreign_page_is_refused_by_every_service(string header, string value, HttpStatusCode status)
    {
        foreach (var service in RunningAppHost.Services)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents");
            request.Content = new MultipartFormDataContent { { new StringContent("a chart"), "file", "chart.html" } };
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await host.ClientOf(service).SendAsync(request);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Nothing_listens_beyond_loopback()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        foreach (var service in RunningAppHost.Services)
        {
            await HealthyAsync(service);
            var port = host.ClientOf(service).BaseAddress!.Port.ToString("X4", CultureInfo.InvariantCulture);
            Assert.Equal([$"0100007F:{port}"], Processes.ListeningAddressesOf(host.ProcessIdOf(service)));
        }
        Assert.Empty(Processes.ListeningAddressesOf(host.AppHostId));
    }

    [Fact]
    public void Services_are_given_their_data_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        Assert.All(host.ServiceProcessIds, id => Assert.Contains($"Loyalty__Data={host.Data}", Processes.EnvironmentOf(id)));
    }

    [Fact]
    public async Task A_service_that_is_killed_is_started_again_and_the_others_go_on()
    {
        var others = RunningAppHost.Services.Where(service => service != "ingestion").Select(host.ProcessIdOf).ToList();
        var before = host.ProcessIdOf("ingestion");
        host.KillService("ingestion");
        await Eventually.TrueAsync(() => host.ProcessIdOf("ingestion") != before, "ingestion is healthy again", () => host.Output);
        await HealthyAsync("ingestion");
        Assert.Matches(@"ingestion +\| ended with exit code 137 \(killed\): starting it again in \d+ s", host.Output);
        Assert.All(others, id => Assert.True(Processes.IsAlive(id)));
    }

    [Fact]
    public async Task A_second_suite_on_the_same_data_is_refused()
    {
        var (exitCode, _, error) = await BuiltAppHost.RunAsync("--data", host.Data, "--port-base", $"{RunningAppHost.FreePortBase()}");
        Assert.Equal(1, exitCode);
        Assert.Contains($"Another AppHost (process {host.AppHostId}) is running on the data folder {host.Data}.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_that_names_the_way_out()
    {
        var data = Directory.CreateTempSubdirectory("loyalty").FullName;
        try
        {
            var (exitCode, _, error) = await BuiltAppHost.RunAsync("--data", data, "--port-base", $"{host.PortBase}");
            Assert.Equal(1, exitCode);
            Assert.StartsWith($"Port {host.PortBase + 1}, which api is to listen on, is in use", error, StringComparison.Ordinal);
            Assert.Contains("--port-base", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    async Task HealthyAsync(string service) =>
        Assert.Equal(HttpStatusCode.OK, (await host.ClientOf(service).GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
}
