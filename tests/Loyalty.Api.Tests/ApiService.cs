using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>The service as it is, over a data folder of its own, at a time that the test sets.</summary>
sealed class ApiService : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-api-").FullName;

    public SettableTime Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public HttpClient Client { get; private set; } = null!;

    /// <summary>A service that knows the library, learned on 1 March 2026.</summary>
    public static async Task<ApiService> StartAsync()
    {
        var service = new ApiService();
        service.Client = service.CreateClient();
        await service.LoadAsync("Reference sheet", Library.Reference);
        await service.LoadAsync("Earning charts", Library.Charts);
        return service;
    }

    public async Task LoadAsync(string title, Action<ChangeSetBuilder> facts)
    {
        var builder = new ChangeSetBuilder(Library.Document(title));
        facts(builder);
        var graph = Services.GetRequiredService<IKnowledgeGraph>();
        var lease = await graph.TryAcquireLeaseAsync("test", TimeSpan.FromDays(1), CancellationToken.None);
        Assert.Equal(ApplyOutcome.Applied, await graph.ApplyAsync(builder.Build(title), lease!, CancellationToken.None));
        await Services.GetRequiredService<SnapshotKeeper>().RefreshAsync(CancellationToken.None);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode question) => PostAsync(question.ToJsonString());

    public async Task<HttpResponseMessage> PostAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Client.PostAsync(new Uri("/api/earnings", UriKind.Relative), content);
    }

    public async Task<JsonNode> AskAsync(JsonNode question)
    {
        var response = await PostAsync(question);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Loyalty:Data", _folder);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

static class Questions
{
    /// <summary>FRA-SIN on LH in class K, paid in euros.</summary>
    public static JsonObject Ticket(string fareClass = "K") => JsonNode.Parse($$"""
        { "itinerary": {
            "segments": [ { "marketingCarrier": "LH", "origin": "FRA", "destination": "SIN", "fareClass": "{{fareClass}}",
                            "departureDate": "2026-12-01", "fare": { "baseFare": 500, "carrierSurcharges": 150, "currency": "EUR" } } ] } }
        """)!.AsObject();

    public static JsonObject With(this JsonObject question, string path, string? json)
    {
        var steps = path.Split('.');
        JsonNode at = question;
        foreach (var step in steps[..^1]) at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        var value = json is null ? null : JsonNode.Parse(json);
        if (json == "") throw new ArgumentException("Give JSON.", nameof(json));
        if (int.TryParse(steps[^1], out var last)) at[last] = value;
        else at[steps[^1]] = value;
        return question;
    }

    public static JsonObject Without(this JsonObject question, string path)
    {
        var steps = path.Split('.');
        JsonNode at = question;
        foreach (var step in steps[..^1]) at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        at.AsObject().Remove(steps[^1]);
        return question;
    }

    public static JsonNode Option(this JsonNode answer, string program) =>
        answer["options"]!.AsArray().Single(option => option!["programId"]!.GetValue<string>() == program)!;

    public static JsonNode Ineligible(this JsonNode answer, string program) =>
        answer["ineligible"]!.AsArray().Single(option => option!["programId"]!.GetValue<string>() == program)!;

    public static decimal Miles(this JsonNode answer, string program) => answer.Option(program)["redeemable"]!["amount"]!.GetValue<decimal>();

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static async Task<Dictionary<string, string[]>> ErrorsAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 400, body);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(body)!["errors"].Deserialize<Dictionary<string, string[]>>()!;
    }
}
