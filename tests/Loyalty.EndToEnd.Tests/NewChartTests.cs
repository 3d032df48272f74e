using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

public class NewChartTests(AppHostFixture fixture) : NewChart(() => fixture.Host), IClassFixture<AppHostFixture>;

/// <summary>A chart that comes while the suite runs changes what it answers, on any back end.</summary>
/// <param name="running">The suite.</param>
/// <param name="within">How soon an answer changes: 5 s, where the stores are no emulators on the same two processors.</param>
public abstract class NewChart(Func<RunningAppHost> running, int within = 5)
{
    readonly TimeSpan quickly = TimeSpan.FromSeconds(within);
    RunningAppHost? started;

    RunningAppHost host => started ??= running();

    [Fact]
    public async Task A_new_chart_changes_the_answer_from_its_first_day_on_and_not_for_those_who_ask_as_of_before()
    {
        var before = DateTimeOffset.UtcNow;
        await host.Ingestion.HandInAsync(HandIn.Reference);

        await host.Ingestion.HandInAsync(HandIn.Page("posted.html", "KrisFlyer", "Lufthansa", "1 January 2025", ("K", "100%"), ("H", "50%")));
        await Eventually.TrueAsync(async () => await EarnAsync("K", "2026-05-01") == "6390", "a posted chart changes the answer", () => host.Output, quickly);
        Assert.Equal("3195", await EarnAsync("H", "2026-05-01"));
        var between = DateTimeOffset.UtcNow;

        // As a browser saves it: under another name first.
        var landing = Path.Combine(host.Data, "landing");
        var newer = HandIn.Page("landed.html", "KrisFlyer", "Lufthansa", "1 March 2026", ("K", "25%"));
        // Most of its classes change, and whoever drops it there knows so.
        await File.WriteAllTextAsync(Path.Combine(landing, ".landed.sidecar"), """{ "confirmed": ["replaces-much"] }""");
        File.Move(Path.Combine(landing, ".landed.sidecar"), Path.Combine(landing, newer.FileName + ".source.json"));
        await File.WriteAllBytesAsync(Path.Combine(landing, ".landed.part"), newer.Bytes);
        File.Move(Path.Combine(landing, ".landed.part"), Path.Combine(landing, newer.FileName));
        await Eventually.TrueAsync(async () => await EarnAsync("K", "2026-05-01") == "1598", "a page in the landing folder changes the answer", () => host.Output, quickly);

        Assert.Equal("1598", await EarnAsync("K", "2026-03-01"));
        Assert.Equal("6390", await EarnAsync("K", "2026-02-28"));
        Assert.Equal("class-not-listed", await EarnAsync("H", "2026-03-01"));
        Assert.Equal("3195", await EarnAsync("H", "2026-02-28"));

        Assert.Equal("6390", await EarnAsync("K", "2026-05-01", between));
        Assert.Equal("3195", await EarnAsync("H", "2026-05-01", between));
        Assert.Equal("no-chart", await EarnAsync("K", "2026-05-01", before));
        Assert.Equal("no-chart", await EarnAsync("K", "2026-02-28", before));
    }

    [Fact]
    public async Task An_approved_chart_answers_not_read_where_the_rows_left_out_may_have_said_something()
    {
        await host.Ingestion.HandInAsync(HandIn.Reference);
        await host.Ingestion.HandInAsync([HandIn.Page("review.html", "KrisFlyer", "Carrier L1", "1 January 2026", ("Y", "100%"), ("H", "ask at the counter"))]);
        // Loaded is not yet answered from: the snapshot follows the graph, and until it does, the program is not known.
        await Eventually.TrueAsync(async () => await EarnAsync("Y", "2026-05-01", carrier: "L1") == "no-chart", "the program is known", () => host.Output, quickly);

        foreach (var review in await host.Ingestion.ReviewsAsync()) Assert.Equal(HttpStatusCode.Accepted, await host.Ingestion.DecideAsync(review, "approve"));
        await Eventually.TrueAsync(async () => await EarnAsync("Y", "2026-05-01", carrier: "L1") == "6390", "the approved chart answers", () => host.Output, quickly);
        Assert.Equal("not-read", await EarnAsync("H", "2026-05-01", carrier: "L1"));
    }

    /// <summary>The miles that a flight earns, or the code that says why it earns none.</summary>
    async Task<string> EarnAsync(string fareClass, string departure, DateTimeOffset? knownAt = null, string carrier = "LH")
    {
        var question = new
        {
            itinerary = new { segments = new[] { new { marketingCarrier = carrier, origin = "FRA", destination = "SIN", fareClass, departureDate = departure } } },
            programs = new[] { "SQ_KrisFlyer" },
            knownAt,
        };
        using var response = await host.Api.PostAsJsonAsync("/api/earnings", question);
        var text = await response.Content.ReadAsStringAsync();
        // The program itself may not have arrived yet.
        if (!response.IsSuccessStatusCode) return text;
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("options") is var options && options.GetArrayLength() == 1
            ? options[0].GetProperty("redeemable").GetProperty("amount").GetDecimal().ToString(CultureInfo.InvariantCulture)
            : answer.RootElement.GetProperty("ineligible")[0].GetProperty("code").GetString()!;
    }
}
