using System.Collections.Immutable;

namespace Loyalty.EndToEnd.Tests.BackEnds;

/// <summary>The pipeline on S3, SQS, DynamoDB and Gremlin Server comes to what an undisturbed run on local files comes to, whatever happens.</summary>
[Collection("back ends")]
public class NothingLostOnServersTests(BackEndServers servers, UndisturbedRuns undisturbed) : IClassFixture<UndisturbedRuns>
{
    const int Few = 7;
    static readonly bool Full = Environment.GetEnvironmentVariable("LOYALTY_FULL") == "1";

    public static TheoryData<string> FailPoints() =>
        Full ? ["receive", "identify", "extract-text", "extract-facts", "validate", "review", "transform", "load", "finalise", "documents", "queue", "graph"] : ["load", "documents", "queue", "graph"];

    [Theory]
    [MemberData(nameof(FailPoints))]
    public async Task Nothing_is_lost_or_done_twice_wherever_the_process_dies(string where)
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        ImmutableArray<string> places = where switch
        {
            "documents" or "graph" => ["before", "after-write", "after-commit"],
            _ => ["before", "after-write", "after-commit", "before-ack"],
        };
        await using var ingestion = new IngestionUnderFire(undisturbed.NewEmptyData(), [.. places.Select(place => $"{where}:{place}")]) { Environment = await servers.NewAsync() };
        await ReferenceAsync(ingestion);
        var settled = await Settlement.ReachAsync(HandIn.Many(Few), ingestion);
        Assert.Empty(ingestion.Survived);
        Assert.Equal(places.Length, ingestion.Deaths);
        Settlement.Same(await undisturbed.OfAsync(Few), settled);
    }

    [Fact]
    public async Task A_graph_server_that_dies_during_a_load_and_comes_back_empty_is_filled_again_without_a_command()
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        const int documents = 30;
        await using var ingestion = new IngestionUnderFire(undisturbed.NewEmptyData()) { Environment = await servers.NewAsync() };
        await ReferenceAsync(ingestion);
        foreach (var document in HandIn.Many(documents)) await ingestion.DoAsync<string>(async client => await client.HandInAsync(document), document.FileName);
        await ingestion.UntilAsync(async client => (await client.OutcomesAsync()).Values.Count(outcome => outcome.IsFinal) > documents / 3, "a third is loaded");
        await servers.LoseGraphAsync(TimeSpan.FromSeconds(3));
        var settled = await Settlement.ReachAsync(documents, ingestion);
        Assert.Equal(0, ingestion.Deaths);
        Settlement.Same(await undisturbed.OfAsync(documents), settled);
    }

    [Fact]
    public async Task A_graph_server_that_comes_back_empty_when_all_is_loaded_is_filled_again_and_answers_hold()
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        await using var ingestion = new IngestionUnderFire(undisturbed.NewEmptyData()) { Environment = await servers.NewAsync() };
        await ReferenceAsync(ingestion);
        foreach (var document in HandIn.Many(Few)) await ingestion.DoAsync<string>(async client => await client.HandInAsync(document), document.FileName);
        await ingestion.UntilAsync(async client => (await client.OutcomesAsync()).Values.All(outcome => outcome.IsFinal), "all are read");
        var before = await ingestion.GraphAsync();
        await servers.LoseGraphAsync(TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await ingestion.GraphAsync()).ChangeSets.Length == before.ChangeSets.Length, "the graph is filled again");
        Assert.Equal(before.Elements, (await ingestion.GraphAsync()).Elements);
    }

    public static TheoryData<string> Targets() => [.. Proxies.Targets];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_bad_connection_to_a_store_loses_nothing_and_the_service_recovers_by_itself(string target)
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        await using var proxies = await Proxies.StartAsync();
        var environment = await servers.NewAsync();
        await using var ingestion = new IngestionUnderFire(undisturbed.NewEmptyData())
        {
            Environment = await proxies.BeforeAsync(target, target == "ConnectionStrings__graph" ? servers.Gremlin : servers.Aws, environment),
        };
        await ReferenceAsync(ingestion);
        var trouble = proxies.TroubleAsync(target, TimeSpan.FromSeconds(2));
        foreach (var document in HandIn.Many(Few)) await ingestion.DoAsync(client => TriedAsync(client, document), document.FileName);
        await trouble;
        var settled = await Settlement.ReachAsync(Few, ingestion);
        Assert.Equal(0, ingestion.Deaths);
        Settlement.Same(await undisturbed.OfAsync(Few), settled);
    }

    [Fact]
    public async Task What_SQS_delivers_twice_is_done_once()
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        await using var sqs = await DoublingQueue.StartAsync(servers.Aws);
        await using var ingestion = new IngestionUnderFire(undisturbed.NewEmptyData()) { Environment = [.. await servers.NewAsync(), ("AWS_ENDPOINT_URL_SQS", sqs.Address.AbsoluteUri)] };
        await ReferenceAsync(ingestion);
        var settled = await Settlement.ReachAsync(HandIn.Many(Few), ingestion);
        Assert.Equal(0, ingestion.Deaths);
        Assert.True(sqs.Copies >= Few && sqs.Redeliveries >= Few, $"{sqs.Copies} copies and {sqs.Redeliveries} redeliveries are no trouble");
        Settlement.Same(await undisturbed.OfAsync(Few), settled);
    }

    /// <summary>A service whose store does not answer says so: the curator tries again.</summary>
    static async Task<string?> TriedAsync(HttpClient client, HandIn document)
    {
        using var form = document.ToForm();
        using var response = await client.PostAsync(new Uri("/api/documents", UriKind.Relative), form);
        if (response.IsSuccessStatusCode) return "accepted";
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, response.StatusCode);
        return null;
    }

    static async Task ReferenceAsync(IngestionUnderFire ingestion)
    {
        foreach (var document in HandIn.Reference)
        {
            var id = await ingestion.DoAsync<string>(async client => await client.HandInAsync(document), document.FileName);
            await ingestion.UntilAsync(async client => (await client.OutcomesAsync()).TryGetValue(id, out var outcome) && outcome.IsFinal, $"{document.FileName} has its outcome");
        }
    }
}

/// <summary>Those who share the servers take turns: there is one graph.</summary>
[CollectionDefinition("back ends")]
public sealed class BackEnds : ICollectionFixture<BackEndServers>;
