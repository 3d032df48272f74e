using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Loyalty.EndToEnd.Tests;

public class NothingLostTests(UndisturbedRuns undisturbed) : IClassFixture<UndisturbedRuns>
{
    const int Few = 7;
    static readonly bool Full = Environment.GetEnvironmentVariable("LOYALTY_FULL") == "1";

    /// <summary>In each run the service dies at one point after the other, in this order.</summary>
    static readonly ImmutableArray<ImmutableArray<string>> FailPoints =
    [
        .. new[] { "receive", "identify", "extract-text", "extract-facts", "validate", "review", "transform", "load", "finalise" }
            .Select(stage => Points(stage, "before", "after-write", "after-commit", "before-ack")),
        Points("documents", "before", "after-write", "after-commit"),
        Points("queue", "before", "after-write", "after-commit", "before-ack"),
        Points("graph", "before", "after-write", "after-commit"),
    ];

    [Fact]
    public async Task An_undisturbed_run_applies_one_change_set_for_each_document_that_changes_the_graph_and_one_for_each_review_approved()
    {
        var settled = await undisturbed.OfAsync(Few);
        Assert.Single(settled.Outcomes.Values, outcome => outcome.Status == "quarantined");
        Assert.Equal(Few - 1 + HandIn.Reference.Length, settled.Outcomes.Values.Count(outcome => outcome.Status == "loaded"));
        // The chart that waited changed the graph when it was approved: its change set is the review's, not its document's.
        var ofReview = Assert.Single(settled.Graph.ChangeSets.Except(settled.Outcomes.Keys));
        var changed = settled.Outcomes.Where(outcome => outcome.Value.Status == "loaded" && outcome.Value.FileName != "chart-0.html").Select(outcome => outcome.Key);
        Assert.Equal(changed.Append(ofReview).Order(StringComparer.Ordinal), settled.Graph.ChangeSets);
    }

    [Fact]
    public async Task Nothing_is_lost_or_done_twice_wherever_the_process_dies()
    {
        var expected = await undisturbed.OfAsync(Few);
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(FailPoints, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (points, _) =>
        {
            try
            {
                var data = undisturbed.NewData();
                await using var ingestion = new IngestionUnderFire(data, points);
                var settled = await Settlement.ReachAsync(HandIn.Many(Few), ingestion);
                Assert.Empty(ingestion.Survived);
                Assert.Equal(points.Length, ingestion.Deaths);
                Settlement.Same(expected, settled);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures.Enqueue($"{string.Join(", ", points)}: {failure.Message}");
            }
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    public async Task A_decision_is_carried_out_wherever_the_process_dies(string decision)
    {
        var expected = await undisturbed.OfAsync(3, decision);
        var data = undisturbed.NewData();
        await using (var ingestion = await IngestionProcess.StartAsync(data))
        {
            foreach (var document in HandIn.Many(3)) await ingestion.Client.HandInAsync(document);
            await Eventually.TrueAsync(async () => (await ingestion.Client.OutcomesAsync()).Values.All(outcome => outcome.IsFinal), "all are read", () => ingestion.Output);
        }

        ImmutableArray<string> points =
        [
            .. Points("documents", "before", "after-write", "after-commit"), .. Points("queue", "before", "after-write", "after-commit"),
            .. decision == "approve" ? Points("graph", "before", "after-write", "after-commit") : [],
            "queue:before-ack",
        ];
        await using var underFire = new IngestionUnderFire(data, points);
        var settled = await Settlement.ReachAsync(3, underFire, decision);
        Assert.Empty(underFire.Survived);
        Settlement.Same(expected, settled);
    }

    [Fact]
    public async Task Nothing_is_lost_or_done_twice_by_kills_at_random_moments()
    {
        var (kills, documents) = Full ? (20, 200) : (3, 30);
        var expected = await undisturbed.OfAsync(documents);
        var data = undisturbed.NewData();
        await using var ingestion = new IngestionUnderFire(data);
        foreach (var share in HandIn.Many(documents).Chunk(documents / kills))
        {
            // Somewhere in the work on these, or on those before them that have come back.
            var kill = Task.Run(async () =>
            {
                await Task.Delay(Random.Shared.Next(1_200));
                await ingestion.KillAsync();
            });
            foreach (var document in share) await ingestion.DoAsync<string>(async client => await client.HandInAsync(document), document.FileName);
            await kill;
        }

        Settlement.Same(expected, await Settlement.ReachAsync(documents, ingestion));
        Assert.Equal(kills, ingestion.Deaths);
    }

    [Theory]
    [InlineData("load:after-commit")]
    [InlineData(null)]
    public async Task Nothing_is_lost_when_the_suite_dies_as_a_whole_or_at_a_fail_point(string? failPoint)
    {
        const int documents = 12;
        var expected = await undisturbed.OfAsync(documents);
        var data = undisturbed.NewData();
        if (failPoint is null)
        {
            await using var killed = await RunningAppHost.StartAsync(data, environment: [.. IngestionProcess.ShortTimes]);
            var kill = Task.Run(async () =>
            {
                await Task.Delay(Random.Shared.Next(100, 800));
                killed.Kill();
            });
            try
            {
                foreach (var document in HandIn.Many(documents)) await killed.Ingestion.HandInAsync(document);
            }
            catch (HttpRequestException)
            {
                // Some were handed in: all are handed in again below.
            }

            await kill;
            await killed.EndAsync();
        }

        await using (var host = await RunningAppHost.StartAsync(data, environment: [.. IngestionProcess.ShortTimes, ("LOYALTY_FAILPOINT", failPoint ?? "")]))
        {
            foreach (var document in HandIn.Many(documents))
            {
                await Eventually.TrueAsync(async () => await TriedAsync(async () => await host.Ingestion.HandInAsync(document)), document.FileName, () => host.Output);
            }

            await Eventually.TrueAsync(() => TriedAsync(async () =>
            {
                foreach (var review in await host.Ingestion.ReviewsAsync()) await host.Ingestion.DecideAsync(review, "approve");
                var now = await host.Ingestion.OutcomesAsync();
                Assert.Equal(expected.Outcomes, now);
            }), "every document has its outcome", () => host.Output);
            Assert.Equal(failPoint is not null, host.Output.Contains("starting it again", StringComparison.Ordinal));
        }

        var graph = await GraphContent.ReadAsync(data, []);
        Assert.Equal(expected.Graph.ChangeSets, graph.ChangeSets);
        Assert.Equal(expected.Graph.Elements, graph.Elements);
    }

    static ImmutableArray<string> Points(string name, params ReadOnlySpan<string> places)
    {
        var points = ImmutableArray.CreateBuilder<string>();
        foreach (var place in places) points.Add($"{name}:{place}");
        return points.ToImmutable();
    }

    static async Task<bool> TriedAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or System.Net.Sockets.SocketException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}
