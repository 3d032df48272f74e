using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- traversal http://127.0.0.1:5081 http://127.0.0.1:8182 [10]</c>: one answer of a running api over HTTP, from its snapshot, beside one
/// request to the Gremlin server that holds the same graph, which fetches the facts that the answer is made of. They take turns.
/// </summary>
internal static class TraversalBenchmark
{
    private const int Requests = 200;

    // A service that has answered for some seconds, beside a server that has done the same: both compile what they do often.
    private const int WarmingAnswers = 5_000, WarmingTraversals = 100;

    /// <summary>
    /// What an answer for FRA-SIN on LH in K needs: airports, the airline's alliance, every program with its tiers and metrics, the charts of
    /// the carrier, its alliance and any carrier with their editions, the rules for the class or for any, their documents.
    /// </summary>
    public const string Traversal = """
        g.V('airline:LH').project('airline','alliance','airports','cabin','programs','charts')
        .by(__.valueMap())
        .by(__.out('MEMBER_OF').id().fold())
        .by(__.V('airport:FRA','airport:SIN').valueMap().fold())
        .by(__.V('fareclass:LH:K').valueMap().fold())
        .by(__.V().hasLabel('LoyaltyProgram').project('id','program','tiers','metrics').by(T.id).by(__.valueMap()).by(__.out('HAS_ELITE_TIER').valueMap().fold()).by(__.out('HAS_ELITE_METRIC').valueMap().fold()).fold())
        .by(__.V().hasLabel('EarningChart').has('carrier',P.within('LH','*','alliance:star-alliance')).project('id','chart','editions','rules')
          .by(T.id).by(__.valueMap())
          .by(__.outE('EXTRACTED_FROM').project('edition','document').by(__.valueMap()).by(__.inV().valueMap()).fold())
          .by(__.out('HAS_RULE').or(__.hasNot('fareClasses'),__.has('fareClasses',TextP.containing('K'))).valueMap().fold()).fold())
        """;

    /// <param name="series">How many answers follow each traversal.</param>
    public static async Task RunAsync(Uri api, Uri gremlin, int series)
    {
        using var http = new HttpClient();
        var question = JsonSerializer.SerializeToUtf8Bytes(new
        {
            itinerary = new
            {
                segments = new[] { new { marketingCarrier = "LH", origin = "FRA", destination = "SIN", fareClass = "K", departureDate = "2026-12-01" } },
                ticketPrice = new { baseFare = 500, carrierSurcharges = 150, currency = "EUR" },
            },
        });
        var traversal = JsonSerializer.SerializeToUtf8Bytes(new { gremlin = Traversal.ReplaceLineEndings(""), language = "gremlin-lang" });
        for (var n = 0; n < WarmingAnswers; n++) await TimeAsync(http, new Uri(api, "/api/earnings"), question, n == 0);
        for (var n = 0; n < WarmingTraversals; n++) await TimeAsync(http, new Uri(gremlin, "/gremlin"), traversal, n == 0);
        var (answers, facts) = (new List<double>(), new List<double>());
        for (var n = 0; n < Requests; n++)
        {
            // In short series: the first answer after a traversal finds the processor's caches full of the other's work.
            for (var m = 0; m < series; m++) answers.Add(await TimeAsync(http, new Uri(api, "/api/earnings"), question, tell: false));
            facts.Add(await TimeAsync(http, new Uri(gremlin, "/gremlin"), traversal, tell: false));
        }

        var (answer, fact) = (Median(answers), Median(facts));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median of the later half of {answers.Count} and {facts.Count}: answered from the snapshot {answer:0.000} ms, fetched by one traversal {fact:0.00} ms: {fact / answer:0} times"));
    }

    private static async Task<double> TimeAsync(HttpClient http, Uri address, byte[] body, bool tell)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        var started = Stopwatch.GetTimestamp();
        using var response = await http.PostAsync(address, content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(answer));
        if (tell) Console.WriteLine($"{address}: {answer.Length} bytes");
        return elapsed;
    }

    private static double Median(List<double> times) => times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);
}
