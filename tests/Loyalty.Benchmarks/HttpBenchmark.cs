using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- http http://127.0.0.1:5081</c>: a running api's <c>/api/earnings</c> under wrk, over 1,000 different itineraries, beside an
/// endpoint with the same middleware that returns constant JSON of the same size. The two take turns; the ratio is what counts.
/// </summary>
internal static partial class HttpBenchmark
{
    private static readonly string[] Programs =
        ["AF_FlyingBlue", "BA_Club", "LH_MilesAndMore", "NH_MileageClub", "SQ_KrisFlyer", "UA_MileagePlus"];

    private static readonly string[] Airports = ["FRA", "MUC", "SIN", "HND", "LHR", "CDG", "JFK", "SFO", "ORD", "ZRH", "VIE", "BKK"];

    private static readonly string[] Carriers = ["LH", "UA", "NH", "SQ", "BA", "AF", "LX"];

    public static async Task RunAsync(Uri api)
    {
        var bodies = Bodies();
        using var http = new HttpClient();
        var answer = await AnswerAsync(http, api, bodies);
        await using var constant = Constant(answer);
        await constant.StartAsync();
        var script = Path.Combine(Path.GetTempPath(), "loyalty-earnings.lua");
        var lines = Path.Combine(Path.GetTempPath(), "loyalty-earnings.txt");
        await File.WriteAllLinesAsync(lines, bodies);
        await File.WriteAllTextAsync(script, $$"""
            local bodies = {} for line in io.lines("{{lines}}") do bodies[#bodies + 1] = line end
            local n = 0
            request = function() n = n % #bodies + 1; return wrk.format("POST", "/api/earnings", { ["Content-Type"] = "application/json" }, bodies[n]) end
            """);
        Console.WriteLine($"{Environment.ProcessorCount} processors; the answer has {answer.Length} bytes on average");
        var ratios = new List<double>();
        for (var turn = 0; turn < 4; turn++)
        {
            var real = await WrkAsync(script, api);
            var same = await WrkAsync(script, new Uri(constant.Urls.First()));
            // The first turn warms both.
            if (turn > 0) ratios.Add(real / same);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"/api/earnings {real:0} a second, constant {same:0} a second, ratio {real / same:0.00}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:0.00}"));
    }

    private static string[] Bodies()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, 1_000).Select(n =>
        {
            var from = random.Next(Airports.Length);
            var to = (from + 1 + random.Next(Airports.Length - 1)) % Airports.Length;
            return JsonSerializer.Serialize(new
            {
                itinerary = new
                {
                    segments = new[]
                    {
                        new
                        {
                            marketingCarrier = Carriers[random.Next(Carriers.Length)],
                            origin = Airports[from],
                            destination = Airports[to],
                            fareClass = ((char)('A' + random.Next(26))).ToString(),
                            departureDate = new DateOnly(2026, 1, 1).AddDays(random.Next(365)),
                        },
                    },
                    ticketPrice = new { baseFare = 100 + n, carrierSurcharges = 50, currency = "EUR" },
                },
                programs = Programs,
            });
        })];
    }

    /// <summary>An answer of the average length.</summary>
    private static async Task<byte[]> AnswerAsync(HttpClient http, Uri api, string[] bodies)
    {
        var answers = new List<byte[]>();
        foreach (var body in bodies.Take(100))
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri(api, "/api/earnings"), content);
            response.EnsureSuccessStatusCode();
            answers.Add(await response.Content.ReadAsByteArrayAsync());
        }

        var average = answers.Average(answer => answer.Length);
        return answers.MinBy(answer => Math.Abs(answer.Length - average))!;
    }

    private static WebApplication Constant(byte[] answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapPost("/api/earnings", async (HttpContext context) =>
        {
            // The request is read, as any service reads it.
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        }).RequireTraveller();
        return app;
    }

    private static async Task<double> WrkAsync(string script, Uri server)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, ArgumentList = { "-t1", "-c16", "-d8s", "-s", script, server.ToString() } };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk is not installed: apt-get install wrk.");
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(output);
        return double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
