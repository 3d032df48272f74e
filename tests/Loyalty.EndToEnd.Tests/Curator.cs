using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What a curator does over HTTP.</summary>
static class Curator
{
    public static async Task<string> HandInAsync(this HttpClient ingestion, HandIn document)
    {
        using var form = document.ToForm();
        using var response = await ingestion.PostAsync(new Uri("/api/documents", UriKind.Relative), form);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Hands documents in one after the other, each when the one before it has its outcome.</summary>
    public static async Task HandInAsync(this HttpClient ingestion, ImmutableArray<HandIn> documents)
    {
        foreach (var document in documents)
        {
            var id = await ingestion.HandInAsync(document);
            await Eventually.TrueAsync(async () => (await ingestion.OutcomesAsync()).TryGetValue(id, out var outcome) && outcome.IsFinal, $"{document.FileName} has its outcome");
        }
    }

    public static async Task<ImmutableSortedDictionary<string, Outcome>> OutcomesAsync(this HttpClient ingestion)
    {
        var list = await ingestion.GetFromJsonAsync<JsonElement>(new Uri("/api/documents?pageSize=1000", UriKind.Relative));
        return list.GetProperty("items").EnumerateArray().ToImmutableSortedDictionary(
            item => item.GetProperty("id").GetString()!,
            item => new Outcome(item.GetProperty("fileName").GetString()!, item.GetProperty("status").GetString()!, item.GetProperty("reason").GetString()),
            StringComparer.Ordinal);
    }

    /// <summary>The ids of the reviews that wait.</summary>
    public static async Task<ImmutableArray<string>> ReviewsAsync(this HttpClient ingestion)
    {
        var list = await ingestion.GetFromJsonAsync<JsonElement>(new Uri("/api/reviews", UriKind.Relative));
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    public static async Task<HttpStatusCode> DecideAsync(this HttpClient ingestion, string review, string decision)
    {
        using var response = await ingestion.PostAsync(new Uri($"/api/reviews/{review}/{decision}", UriKind.Relative), null);
        return response.StatusCode;
    }
}

/// <summary>What became of a document.</summary>
sealed record Outcome(string FileName, string Status, string? Reason)
{
    public bool IsFinal => Status is not ("queued" or "running");

    /// <summary>Whether nobody, a curator included, has anything left to do.</summary>
    public bool IsSettled => IsFinal && Status != "awaiting-review";
}
