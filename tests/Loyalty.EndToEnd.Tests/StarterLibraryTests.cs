using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Loyalty.Tests;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The starter library, loaded as a newcomer's first run loads it, answers what the programs themselves publish.</summary>
public sealed class StarterLibraryTests(StarterLibraryTests.Seeded seeded) : IClassFixture<StarterLibraryTests.Seeded>
{
    /// <summary>One AppHost with the library loaded.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        public RunningAppHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await RunningAppHost.StartAsync(seed: true);
            await Eventually.TrueAsync(() => Host.Output.Contains("documents loaded", StringComparison.Ordinal), "the library is loaded");
            // The api looks for a newer version twice a second.
            await Eventually.TrueAsync(async () => await VersionAsync(Host) is > 0 and var version && version == await GraphVersionAsync(Host), "the api has caught up");
        }

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_document_is_loaded_and_none_waits()
    {
        var documents = await seeded.Host.Ingestion.GetFromJsonAsync<JsonElement>("api/documents?pageSize=1000", Token);
        Assert.All(documents.GetProperty("items").EnumerateArray(), document =>
            Assert.True(document.GetProperty("status").GetString() == "loaded", document.ToString()));
        Assert.InRange(documents.GetProperty("total").GetInt32(), 30, int.MaxValue);
    }

    [Fact]
    public async Task Frankfurt_to_Singapore_on_Lufthansa_in_K_is_answered_with_documents()
    {
        var answer = await EarningsAsync(Encoding.UTF8.GetBytes("""
            { "itinerary": {
                "segments": [ { "marketingCarrier": "LH", "flightNumber": "LH778", "origin": "FRA", "destination": "SIN",
                                "fareClass": "K", "departureDate": "2026-12-01" } ],
                "ticketPrice": { "baseFare": 500, "carrierSurcharges": 150, "currency": "EUR" } } }
            """));
        var options = answer.GetProperty("options").EnumerateArray().ToDictionary(option => option.GetProperty("programId").GetString()!);
        Assert.Contains("NH_MileageClub", options.Keys);
        Assert.Contains("LH_MilesAndMore", options.Keys);
        Assert.All(options.Values.SelectMany(option => option.GetProperty("segments")[0].GetProperty("earned").EnumerateArray()), earned =>
        {
            Assert.NotEqual("", earned.GetProperty("source").GetProperty("title").GetString());
            Assert.StartsWith("http", earned.GetProperty("source").GetProperty("url").GetString(), StringComparison.Ordinal);
            Assert.NotEqual(0, earned.GetProperty("steps").GetArrayLength());
        });
        Assert.All(answer.GetProperty("ineligible").EnumerateArray(), program => Assert.NotEqual("", program.GetProperty("reason").GetString()));
    }

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(BuiltAppHost.Root, "knowledge", "examples"), "*.json").Order(StringComparer.Ordinal))
        {
            using var examples = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var example in examples.RootElement.EnumerateArray())
                data.Add(Path.GetFileNameWithoutExtension(file), example.GetProperty("name").GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_worked_example_comes_out_as_published(string program, string name)
    {
        using var examples = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(BuiltAppHost.Root, "knowledge", "examples", program + ".json"), Token));
        var example = examples.RootElement.EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == name);
        var answer = await EarningsAsync(JsonSerializer.SerializeToUtf8Bytes(example.GetProperty("request")));
        var mine = answer.GetProperty("options").EnumerateArray().Concat(answer.GetProperty("ineligible").EnumerateArray())
            .SingleOrDefault(option => option.GetProperty("programId").GetString() == program);
        Assert.True(mine.ValueKind == JsonValueKind.Object, $"{program} does not answer: {answer}");
        var expected = example.GetProperty("expected");
        if (expected.TryGetProperty("code", out var code))
        {
            Assert.True(mine.TryGetProperty("code", out var actual) && actual.GetString() == code.GetString(), mine.ToString());
            return;
        }

        Assert.True(mine.TryGetProperty("redeemable", out var earned), mine.ToString());
        if (expected.TryGetProperty("redeemable", out var redeemable))
            Assert.True(redeemable.GetDecimal() == earned.GetProperty("amount").GetDecimal(), $"expected {redeemable}: {mine}");
        if (!expected.TryGetProperty("metrics", out var metrics)) return;
        var amounts = mine.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("amount").GetDecimal());
        foreach (var metric in metrics.EnumerateObject())
            Assert.True(amounts.GetValueOrDefault(metric.Name) == metric.Value.GetDecimal(), string.Create(CultureInfo.InvariantCulture, $"expected {metric}: {mine}"));
    }

    [Fact]
    public async Task What_the_docs_say_the_library_covers_is_what_the_api_says()
    {
        var coverage = await seeded.Host.Api.GetFromJsonAsync<JsonElement>("api/knowledge/coverage?pageSize=1000", Token);
        List<(WellKnownFlight, JsonElement)> answers = [];
        foreach (var flight in WellKnownFlight.All) answers.Add((flight, await EarningsAsync(CoveragePage.Question(flight))));
        var page = Path.Combine(BuiltAppHost.Root, "docs", "coverage.md");
        var text = await File.ReadAllTextAsync(page, Token);
        var now = CoveragePage.With(text, CoveragePage.Of(coverage), CoveragePage.Of(answers));
        if (now == text) return;
        var proposed = Path.Combine(AppContext.BaseDirectory, "coverage.md");
        await File.WriteAllTextAsync(proposed, now, Token);
        Assert.Fail($"The tables of docs/coverage.md are no longer true. Look at what changed, and take the new page over: cp {proposed} {page}");
    }

    private async Task<JsonElement> EarningsAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await seeded.Host.Api.PostAsync(new Uri("api/earnings", UriKind.Relative), content, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<long> VersionAsync(RunningAppHost host) =>
        (await host.Api.GetFromJsonAsync<JsonElement>("api/knowledge")).GetProperty("version").GetInt64();

    /// <summary>The graph's version is the number of documents that changed it.</summary>
    private static async Task<long> GraphVersionAsync(RunningAppHost host) =>
        (await host.Ingestion.GetFromJsonAsync<JsonElement>("api/documents?pageSize=1000")).GetProperty("items").EnumerateArray()
            .Count(document => document.GetProperty("status").GetString() == "loaded");
}
