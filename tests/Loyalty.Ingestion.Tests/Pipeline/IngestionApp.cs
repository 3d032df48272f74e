using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Published;
using Loyalty.Ingestion.Reviews;
using Loyalty.Knowledge.Graph;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Ingestion.Tests.Pipeline;

/// <summary>The service's own parts on a free port, in this process, so that a test can look inside.</summary>
sealed class IngestionApp : IAsyncDisposable
{
    public const string Airlines = "iata,name,country,source\nLH,Lufthansa,Germany,https://example.org/a\nSQ,Singapore Airlines,Singapore,https://example.org/a\n";
    public const string Programs = "program,name,kind,airline,currency,source\nSQ_KrisFlyer,KrisFlyer,airline,SQ,miles,https://example.org/p\n";

    readonly WebApplication app;

    IngestionApp(WebApplication app) => this.app = app;

    /// <summary>Sends the trace that a test gives it, and none of its own.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    public IServiceProvider Services => app.Services;
    public SubmissionCatalog Catalog => app.Services.GetRequiredService<SubmissionCatalog>();
    public ReviewDesk Reviews => app.Services.GetRequiredService<ReviewDesk>();
    public IKnowledgeGraph Graph => app.Services.GetRequiredService<IKnowledgeGraph>();

    public static async Task<IngestionApp> StartAsync(string data, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0"), new("Loyalty:Data", data), new("Loyalty:Queue:Visibility", "00:00:02")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddDataFolder();
        builder.AddPipeline();
        builder.AddLandingFolder();
        var started = new IngestionApp(builder.Build());
        started.app.MapDefaultEndpoints();
        started.app.MapDocuments();
        started.app.MapReviews();
        started.app.MapUploads();
        started.app.MapIngestionEvents();
        await started.app.StartAsync();
        started.Client.BaseAddress = new Uri(started.app.Urls.Single());
        return started;
    }

    /// <summary>Started on a graph that knows two airlines and a program.</summary>
    public static async Task<IngestionApp> StartWithReferenceAsync(string data)
    {
        var started = await StartAsync(data);
        await started.EndAsync(await started.PostAsync("airlines.csv", Airlines));
        await started.EndAsync(await started.PostAsync("programs.csv", Programs));
        return started;
    }

    public async Task<string> PostAsync(string fileName, string text, string? traceParent = null, params (string Name, string Value)[] hints)
    {
        using var form = new MultipartFormDataContent { { new StringContent(text), "file", fileName } };
        foreach (var (name, value) in hints) form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents") { Content = form };
        if (traceParent is not null) request.Headers.Add("traceparent", traceParent);
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>The submission, once it has an outcome.</summary>
    public Task<Submission> EndAsync(string id) =>
        Eventually.NotNullAsync(() => Catalog.Find(id) is { IsFinal: true } ended ? ended : null, "the document has its outcome");

    public Task<Submission> EndAsync(string id, SubmissionStatus status) =>
        Eventually.NotNullAsync(() => Catalog.Find(id) is { } ended && ended.Status == status ? ended : null, $"the document is {status}");

    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await Client.SendAsync(request);
        if (!response.IsSuccessStatusCode) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return response.StatusCode;
    }

    /// <summary>A page with one table for each carrier.</summary>
    public static string Page(params (string Carrier, string Class, string Amount)[][] tables) =>
        "<!doctype html><html><head><title>Earn KrisFlyer miles</title></head><body><h1>Earn KrisFlyer miles</h1><p>Effective from 1 January 2026</p>"
        + string.Concat(tables.Select(rows => $"<h2>{rows[0].Carrier}</h2><table><tr><th>Booking class</th><th>Miles earned</th></tr>"
            + string.Concat(rows.Select(row => $"<tr><td>{row.Class}</td><td>{row.Amount}</td></tr>")) + "</table>"))
        + "</body></html>";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
