using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Loyalty.Tests;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Maintenance.Tests;

public sealed class PublishedTests : IAsyncLifetime
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"loyalty-absent-{Guid.NewGuid():n}");
    TestIssuer issuer = null!;
    WebApplicationFactory<Program> factory = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Loyalty:Data", folder).UseSetting("Loyalty:Published", "true").UseSetting("Loyalty:Backend", "aws").UseSetting("AWS_REGION", "us-east-1");
            foreach (var (key, value) in issuer.Settings) builder.UseSetting(key, value);
        });
    }

    /// <summary>A function has its role's keys; nothing is sent with these.</summary>
    static PublishedTests()
    {
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is not null) return;
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_runs_by_itself_and_no_folder_is_made()
    {
        using var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token("operator"));
        Assert.DoesNotContain(factory.Services.GetServices<IHostedService>(), service => service.GetType().Name == "BackupWorker");
        using var listed = await client.GetAsync(new Uri("/api/backups", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
        using var asked = await client.PostAsync(new Uri("/api/backups", UriKind.Relative), null, Ct);
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("{}", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    public async Task An_event_is_refused_unless_the_adapter_passes_it_on_and_there_are_none_yet(string? context, HttpStatusCode status)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = new StringContent("""{ "job": "x" }""", Encoding.UTF8, "application/json") };
        if (context is not null) request.Headers.TryAddWithoutValidation("x-amzn-request-context", context);
        using var answer = await client.SendAsync(request, Ct);
        Assert.Equal(status, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await issuer.DisposeAsync();
    }
}
