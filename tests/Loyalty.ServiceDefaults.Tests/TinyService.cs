using System.Text.Json;
using Loyalty.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.ServiceDefaults.Tests;

/// <summary>A service with the defaults and hardly anything else, on a free port of the real server.</summary>
sealed class TinyService : IAsyncDisposable
{
    TestIssuer? issuer;

    TinyService(WebApplication app) => App = app;

    public WebApplication App { get; }
    public HttpClient Client { get; } = new();

    public static Task<TinyService> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, settings);

    public static async Task<TinyService> StartAsync(Action<WebApplication> map, params (string Key, string? Value)[] settings)
    {
        var service = new TinyService(Build(settings));
        map(service.App);
        await service.App.StartAsync();
        service.Client.BaseAddress = new Uri(service.App.Urls.Single());
        return service;
    }

    /// <summary>Published, with an authority that is its own: its client is somebody in every role.</summary>
    public static async Task<TinyService> StartPublishedAsync(Action<WebApplication> map, params (string Key, string? Value)[] settings)
    {
        var issuer = await TestIssuer.StartAsync();
        var service = await StartAsync(map, [("Loyalty:Published", "true"), .. issuer.Settings, .. settings]);
        service.issuer = issuer;
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token("traveller", "curator", "operator"));
        return service;
    }

    public static WebApplication Build(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        var routes = app.MapGroup("").RequireTraveller();
        routes.MapPost("/orders", (Order order) => order);
        routes.MapPost("/big", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return "read";
        }).WithMetadata(new RequestSizeLimitAttribute(4 * 1024 * 1024));
        routes.MapPost("/small", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return "read";
        });
        routes.MapGet("/page", (int size) => size);
        routes.MapGet("/slow", async (CancellationToken cancellation) => await Task.Delay(Timeout.Infinite, cancellation))
            .WithRequestTimeout(TimeSpan.FromMilliseconds(100));
        routes.MapGet("/broken", string () => throw new InvalidOperationException("a secret"));
        app.MapGet("/curators", () => "curated").RequireCurator();
        app.MapGet("/operators", () => "operated").RequireOperator();
        app.MapGet("/forgotten", () => "forgotten");
        return app;
    }

    public async Task<HttpResponseMessage> PostJsonAsync(string path, string json)
    {
        using var content = new StringContent(json, null, "application/json");
        return await Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        if (issuer is not null) await issuer.DisposeAsync();
    }
}

sealed record Order(Itinerary Itinerary, DateOnly? OrderedOn, bool? Urgent, decimal? Price);

sealed record Itinerary(IReadOnlyList<Segment> Segments);

sealed record Segment
{
    public required string Origin { get; init; }
    public int Miles { get; init; }
}

static class ProblemReading
{
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((int)response.StatusCode, document.RootElement.GetProperty("status").GetInt32());
        return document.RootElement.Clone();
    }

    public static async Task<(string Path, string Message)> OnlyErrorAsync(this HttpResponseMessage response)
    {
        Assert.Equal(400, (int)response.StatusCode);
        var error = Assert.Single((await response.ProblemAsync()).GetProperty("errors").EnumerateObject());
        return (error.Name, Assert.Single(error.Value.EnumerateArray()).GetString()!);
    }
}
