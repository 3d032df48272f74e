using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- pipeline http://127.0.0.1:5082 [200]</c>: documents a second through a running ingestion service, from the first upload to the last
/// outcome: received, queued, read, validated and loaded, every stage durable. The starter library must be there: the charts are its ANA's,
/// with days and rates made up so that each is new, which is confirmed.
/// </summary>
internal static class PipelineBenchmark
{
    public static async Task RunAsync(Uri ingestion, int documents)
    {
        using var http = new HttpClient { BaseAddress = ingestion };
        var started = Stopwatch.StartNew();
        var unfinished = new Queue<string>();
        var run = Guid.NewGuid().ToString("N");
        for (var n = 0; n < documents; n++) unfinished.Enqueue(await SubmitAsync(http, Page(run, n), n));
        var submitted = started.Elapsed;
        while (unfinished.TryPeek(out var first))
        {
            if (await IsLoadedAsync(http, first)) unfinished.Dequeue();
            else await Task.Delay(100);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{documents} documents: submitted in {submitted.TotalSeconds:0.0} s, all done after {started.Elapsed.TotalSeconds:0.0} s: {documents / started.Elapsed.TotalSeconds:0} a second"));
    }

    private static string Page(string run, int n) => string.Create(CultureInfo.InvariantCulture, $"""
        <!doctype html><html lang="en"><head><title>Made-up chart {run}</title></head><body>
        <h1>ANA Mileage Club: miles on Lufthansa (LH)</h1><p>Valid for flights from {new DateOnly(2100, 1, 1).AddDays(n):d MMMM yyyy}.</p>
        <table><tr><th>Cabin</th><th>Booking class</th><th>Miles (% of distance)</th></tr>
        <tr><td>Business</td><td>J, C, D</td><td>{125 + (n % 25)}%</td></tr><tr><td rowspan="2">Economy</td><td>Y, B, M</td><td>100%</td></tr>
        <tr><td>K, L, T</td><td>{25 + (n % 50)}%</td></tr></table></body></html>
        """);

    private static async Task<string> SubmitAsync(HttpClient http, string page, int n)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(page));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        using var form = new MultipartFormDataContent { { file, "file", $"made-up-{n}.html" }, { new StringContent("NH_MileageClub"), "programId" }, { new StringContent("date, replaces-much"), "confirmed" } };
        using var response = await http.PostAsync(new Uri("api/documents", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<bool> IsLoadedAsync(HttpClient http, string id)
    {
        using var item = JsonDocument.Parse(await http.GetStreamAsync(new Uri($"api/documents/{id}", UriKind.Relative)));
        var status = item.RootElement.GetProperty("status").GetString();
        return status is "loaded" || (status is "queued" or "running" ? false : throw new InvalidOperationException(item.RootElement.ToString()));
    }
}
