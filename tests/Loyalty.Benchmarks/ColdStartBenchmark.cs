using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Loyalty.Core.Earning.Index;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Storage;
using Loyalty.Storage.Local;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- cold-start services/Loyalty.Api/bin/Release/net10.0/Loyalty.Api.dll</c>: from the start of the api's process to its first right
/// answer with 100,000 rules, from the graph and from a snapshot file in turn; the ratio is what counts.
/// </summary>
internal static class ColdStartBenchmark
{
    private const int Turns = 6;

    public static async Task RunAsync(string api)
    {
        var data = Directory.CreateTempSubdirectory("loyalty-cold-start").FullName;
        try
        {
            await FillAsync(data);
            var ratios = new List<double>();
            for (var turn = 0; turn < Turns; turn++)
            {
                var fromFile = await StartAsync(api, data);
                Directory.Move(Path.Combine(data, "documents"), Path.Combine(data, "aside"));
                var fromGraph = await StartAsync(api, data);
                if (Directory.Exists(Path.Combine(data, "documents"))) Directory.Delete(Path.Combine(data, "documents"), recursive: true);
                Directory.Move(Path.Combine(data, "aside"), Path.Combine(data, "documents"));
                // The first turn warms the file cache.
                if (turn > 0) ratios.Add(fromFile / fromGraph);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from the file {fromFile:0} ms, from the graph {fromGraph:0} ms, ratio {fromFile / fromGraph:0.00}"));
            }

            ratios.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:0.00}"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task FillAsync(string data)
    {
        var graph = new SqliteKnowledgeGraph(Path.Combine(data, "graph.db"), TimeProvider.System);
        await SyntheticKnowledge.LoadAsync(graph);
        var clock = Stopwatch.StartNew();
        var snapshot = (await new SnapshotReader(graph, TimeProvider.System).ReadAsync(CancellationToken.None))!;
        Console.WriteLine($"{snapshot.Facts.Charts.Sum(chart => chart.Rules.Length)} rules, hydrated from the graph in {clock.ElapsedMilliseconds} ms");
        var documents = new FolderDocumentStore(Path.Combine(data, "documents"), TimeProvider.System, FailPoints.None);
        var files = new SnapshotFiles(documents, NullLogger<SnapshotFiles>.Instance);
        clock.Restart();
        await files.WriteAsync(snapshot, CancellationToken.None);
        Console.WriteLine($"written in {clock.ElapsedMilliseconds} ms");
        for (var again = 0; again < 3; again++)
        {
            clock.Restart();
            var (key, file) = (await files.NewestAsync(CancellationToken.None))!.Value;
            var read = clock.ElapsedMilliseconds;
            _ = EarningIndex.Build(file.Facts);
            Console.WriteLine($"{key}: {(await documents.FindAsync(key, CancellationToken.None))!.Length} bytes read in {read} ms, indexed in {clock.ElapsedMilliseconds - read} ms");
        }
    }

    private static async Task<double> StartAsync(string api, string data)
    {
        var port = FreePort();
        var clock = Stopwatch.StartNew();
        var start = api.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [api]) : new ProcessStartInfo(api);
        start.Environment["Loyalty__Data"] = data;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        try
        {
            while (true)
            {
                try
                {
                    using var response = await http.PostAsJsonAsync("/api/earnings", Question);
                    var elapsed = clock.Elapsed.TotalMilliseconds;
                    if (response.IsSuccessStatusCode && Earned(await response.Content.ReadFromJsonAsync<JsonElement>()) > 0) return elapsed;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(5);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static object Question { get; } = Ask();

    private static object Ask()
    {
        var segment = SyntheticKnowledge.Requests(1)[0].Itinerary.Segments[0];
        return new
        {
            itinerary = new
            {
                segments = new[]
                {
                    new { segment.MarketingCarrier, segment.Origin, segment.Destination, fareClass = "J", departureDate = segment.DepartureDate },
                },
            },
        };
    }

    private static int Earned(JsonElement answer) => answer.GetProperty("options").GetArrayLength();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
