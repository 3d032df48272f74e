using System.Collections.Immutable;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What documents come to when nothing happens to the service: the measure of all other runs.</summary>
sealed record Settlement(ImmutableSortedDictionary<string, Outcome> Outcomes, GraphContent Graph)
{
    /// <summary>Hands all in, approves what waits, and sees to it that everything has its outcome.</summary>
    public static async Task<Settlement> ReachAsync(ImmutableArray<HandIn> documents, IngestionUnderFire ingestion)
    {
        foreach (var document in documents) await ingestion.DoAsync(client => HandedInAsync(client, document), $"{document.FileName} is handed in");
        return await ReachAsync(documents.Length, ingestion);
    }

    /// <summary>The same, for documents that were handed in.</summary>
    public static async Task<Settlement> ReachAsync(int documents, IngestionUnderFire ingestion, string decision = "approve")
    {
        var all = documents + HandIn.Reference.Length;
        await ingestion.UntilAsync(async client => await client.OutcomesAsync() is var now && now.Count == all && now.Values.All(outcome => outcome.IsFinal), "every document has its outcome");
        await ingestion.UntilAsync(async client =>
        {
            foreach (var review in await client.ReviewsAsync()) await client.DecideAsync(review, decision);
            return (await client.OutcomesAsync()).Values.All(outcome => outcome.IsSettled);
        }, "every review is settled");
        var outcomes = await ingestion.DoAsync<ImmutableSortedDictionary<string, Outcome>>(async client => await client.OutcomesAsync(), "outcomes");
        await ingestion.DisposeAsync();
        return new Settlement(outcomes, await ingestion.GraphAsync());
    }

    public static void Same(Settlement expected, Settlement actual)
    {
        Assert.Equal(expected.Outcomes, actual.Outcomes);
        Assert.Equal(expected.Graph.ChangeSets, actual.Graph.ChangeSets);
        Assert.Equal(expected.Graph.Elements, actual.Graph.Elements);
    }

    static async Task<string?> HandedInAsync(HttpClient client, HandIn document) => await client.HandInAsync(document);
}

/// <summary>A data folder with the reference sheets to start from, and the undisturbed runs that others are measured by.</summary>
public sealed class UndisturbedRuns : IAsyncLifetime
{
    readonly Dictionary<(int, string), Settlement> runs = [];
    readonly string template = Directory.CreateTempSubdirectory("loyalty").FullName;
    readonly List<string> folders = [];

    public async ValueTask InitializeAsync()
    {
        await using var process = await IngestionProcess.StartAsync(template);
        await process.Client.HandInAsync(HandIn.Reference);
    }

    /// <summary>A new data folder without anything.</summary>
    public string NewEmptyData()
    {
        var data = Directory.CreateTempSubdirectory("loyalty").FullName;
        lock (folders) folders.Add(data);
        return data;
    }

    /// <summary>A new data folder that holds the reference sheets.</summary>
    public string NewData()
    {
        var data = NewEmptyData();
        foreach (var folder in Directory.EnumerateDirectories(template, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(data, Path.GetRelativePath(template, folder)));
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(data, Path.GetRelativePath(template, file)));
        return data;
    }

    /// <summary>What the first so many of the many documents come to.</summary>
    internal async Task<Settlement> OfAsync(int documents, string decision = "approve")
    {
        if (runs.TryGetValue((documents, decision), out var known)) return known;
        var data = NewData();
        await using var ingestion = new IngestionUnderFire(data);
        foreach (var document in HandIn.Many(documents)) await ingestion.DoAsync<string>(async client => await client.HandInAsync(document), document.FileName);
        var settled = await Settlement.ReachAsync(documents, ingestion, decision);
        Assert.Equal(0, ingestion.Deaths);
        return runs[(documents, decision)] = settled;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var folder in folders.Append(template)) Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
