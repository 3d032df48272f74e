using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loyalty.AppHost.Tests;

/// <summary>Takes documents as the real service does, and finishes each with the status that its text names.</summary>
sealed class FakeIngestion(WebApplication app) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly List<Received> received = [];
    readonly Dictionary<string, string> statuses = [];
    readonly Dictionary<string, int> looksUntilDone = [];
    int failures;

    public Uri Url => new(app.Urls.Single());

    public IReadOnlyList<Received> Documents
    {
        get { lock (gate) return [.. received]; }
    }

    /// <summary>How many of the next submissions are answered by a 503.</summary>
    public void FailNext(int times) => failures = times;

    public static async Task<FakeIngestion> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fake = new FakeIngestion(app);
        app.MapPost("/api/documents", fake.SubmitAsync);
        app.MapGet("/api/documents", fake.List);
        await app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task<IResult> SubmitAsync(HttpRequest request)
    {
        if (Interlocked.Decrement(ref failures) >= 0) return Results.StatusCode(503);
        var form = await request.ReadFormAsync();
        var file = form.Files.GetFile("file")!;
        using var reader = new StreamReader(file.OpenReadStream());
        var text = await reader.ReadToEndAsync();
        if (text == "refuse") return Results.Problem("nothing can be read", statusCode: 400);
        var hints = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        var id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text + string.Join('|', hints.OrderBy(hint => hint.Key)))));
        lock (gate)
        {
            var unfinished = statuses.Keys.Where(other => looksUntilDone[other] > 0).Count();
            received.Add(new Received(file.FileName, text, hints, unfinished));
            if (statuses.TryAdd(id, text)) looksUntilDone[id] = 2;
        }
        return Results.Accepted(value: new { id });
    }

    IResult List(int page, int pageSize)
    {
        lock (gate)
        {
            var items = statuses.Keys.Order(StringComparer.Ordinal).Skip((page - 1) * pageSize).Take(pageSize)
                .Select(id => new { id, status = looksUntilDone[id] switch { 2 => "queued", 1 => "running", _ => statuses[id] } })
                .ToList();
            foreach (var item in items) looksUntilDone[item.id] = Math.Max(0, looksUntilDone[item.id] - 1);
            return Results.Ok(new { items, total = statuses.Count });
        }
    }
}

/// <param name="Unfinished">How many documents were queued or running when this one came.</param>
sealed record Received(string FileName, string Text, IReadOnlyDictionary<string, string> Hints, int Unfinished);
