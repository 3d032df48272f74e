using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Loyalty.Knowledge.Graph;
using Loyalty.Tests;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>The service as it is when published, but for its graph, which is a file here.</summary>
public sealed class PublishedTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-api-published-").FullName;
    private TestIssuer _issuer = null!;
    private WebApplicationFactory<Program> _factory = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Loyalty:Data", _folder).UseSetting("Loyalty:Published", "true");
            foreach (var (key, value) in _issuer.Settings) builder.UseSetting(key, value);
        });
    }

    [Fact]
    public async Task What_is_loaded_is_answered_from_though_nothing_runs_between_requests()
    {
        using var client = _factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Token("traveller"));
        Assert.Equal(0, await VersionAsync(client));
        var builder = new ChangeSetBuilder(Library.Document("Reference sheet"));
        Library.Reference(builder);
        var graph = _factory.Services.GetRequiredService<IKnowledgeGraph>();
        var lease = await graph.TryAcquireLeaseAsync("test", TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
        await graph.ApplyAsync(builder.Build("one"), lease!, TestContext.Current.CancellationToken);

        for (var deadline = DateTime.UtcNow.AddSeconds(30); await VersionAsync(client) == 0;)
        {
            Assert.True(DateTime.UtcNow < deadline, "the new version is seen");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_event_is_refused_unless_the_adapter_passes_it_on_and_there_are_none_yet()
    {
        using var client = _factory.CreateClient();
        Assert.Equal(HttpStatusCode.Forbidden, await EventAsync(client, null));
        Assert.Equal(HttpStatusCode.BadRequest, await EventAsync(client, "null"));
    }

    private static async Task<long> VersionAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>(new Uri("/api/knowledge", UriKind.Relative))).GetProperty("version").GetInt64();

    private static async Task<HttpStatusCode> EventAsync(HttpClient client, string? context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = new StringContent("""{ "job": "look" }""", Encoding.UTF8, "application/json") };
        if (context is not null) request.Headers.Add("x-amzn-request-context", context);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _issuer.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
