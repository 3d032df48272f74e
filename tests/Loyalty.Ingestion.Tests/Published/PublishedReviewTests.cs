using System.Net;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Tests.Pipeline;
using static Loyalty.Ingestion.Tests.Published.PublishedWorld;

namespace Loyalty.Ingestion.Tests.Published;

public sealed class PublishedReviewTests(Emulator emulator)
{
    static readonly string Doubtful = IngestionApp.Page([("Lufthansa", "Y", "100%"), ("Lufthansa", "K", "ask at the counter")]);
    static readonly string TwoDoubtful = IngestionApp.Page(
        [("Lufthansa", "Y", "100%"), ("Lufthansa", "K", "ask at the counter")], [("Singapore Airlines", "Y", "100%"), ("Singapore Airlines", "K", "ask")]);

    [Fact]
    public async Task An_execution_that_waits_goes_on_when_the_chart_is_approved_and_it_is_loaded_then()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await WaitingAsync(world, Doubtful);
        var (execution, token) = await world.WaitingExecutionAsync();
        await world.TaskAsync(new { task = "await-review", submission, token });
        Assert.Equal("RUNNING", await world.StatusOfAsync(execution));

        // The instance that answers is another than the one that ran the stages.
        var other = await world.AnotherAsync();
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(other, submission, "approve"));
        await SucceedsAsync(world, execution);
        Assert.Equal(SubmissionStatus.AwaitingReview, (await world.FindAsync(submission)).Status);
        var settled = await world.TaskAsync(new { task = "settle", submission });
        Assert.False(settled.GetProperty("awaitsReview").GetBoolean());
        Assert.Equal(SubmissionStatus.Loaded, (await world.FindAsync(submission)).Status);
    }

    [Fact]
    public async Task A_decision_that_was_made_before_the_token_came_does_not_hang_it()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await WaitingAsync(world, Doubtful);
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(world.App, submission, "reject"));
        var (execution, token) = await world.WaitingExecutionAsync();
        await world.TaskAsync(new { task = "await-review", submission, token });
        await SucceedsAsync(world, execution);
        await world.TaskAsync(new { task = "settle", submission });
        Assert.Equal(SubmissionStatus.Quarantined, (await world.FindAsync(submission)).Status);
    }

    [Fact]
    public async Task A_decision_before_the_end_of_the_pipeline_leaves_nothing_to_wait_for()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", Doubtful)), "submission");
        foreach (var task in Stages[..^1]) await world.TaskAsync(new { task, submission });
        await DecideAsync(world.App, submission, "approve");
        Assert.False((await world.TaskAsync(new { task = "finalise", submission })).GetProperty("awaitsReview").GetBoolean());
        Assert.Equal(SubmissionStatus.Loaded, (await world.FindAsync(submission)).Status);
    }

    [Fact]
    public async Task Only_the_last_decision_ends_the_wait_and_of_all_that_wait()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await WaitingAsync(world, TwoDoubtful);
        var (first, second) = (await world.WaitingExecutionAsync(), await world.WaitingExecutionAsync());
        await world.TaskAsync(new { task = "await-review", submission, token = first.Token });
        await world.TaskAsync(new { task = "await-review", submission, token = second.Token });
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(world.App, submission, "approve"));
        Assert.Equal("RUNNING", await world.StatusOfAsync(first.Execution));
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(await world.AnotherAsync(), submission, "approve"));
        await SucceedsAsync(world, first.Execution);
        await SucceedsAsync(world, second.Execution);
    }

    [Fact]
    public async Task Of_opposite_decisions_on_two_instances_the_first_stands()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var other = await world.AnotherAsync();
        var submission = await WaitingAsync(world, Doubtful);
        await other.Reviews.CatchUpAsync(TestContext.Current.CancellationToken);
        var review = Assert.Single(other.Reviews.All(ReviewStatus.Pending)).Id;
        var answers = await Task.WhenAll(
            world.App.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/approve"), other.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/reject"));
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Conflict], answers.Order());
        await world.TaskAsync(new { task = "settle", submission });
        var expected = answers[0] == HttpStatusCode.Accepted ? SubmissionStatus.Loaded : SubmissionStatus.Quarantined;
        Assert.Equal(expected, (await world.FindAsync(submission)).Status);
    }

    [Fact]
    public async Task A_decision_that_could_not_be_told_is_kept_and_told_when_it_is_made_again()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await WaitingAsync(world, Doubtful);
        var (execution, token) = await world.WaitingExecutionAsync();
        await world.TaskAsync(new { task = "await-review", submission, token });
        var cutOff = await world.AnotherAsync(("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:9/"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await DecideAsync(cutOff, submission, "approve"));
        Assert.Equal("RUNNING", await world.StatusOfAsync(execution));
        var review = Assert.Single(cutOff.Reviews.All(ReviewStatus.Approved)).Id;
        Assert.Equal(HttpStatusCode.Accepted, await world.App.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/approve"));
        await SucceedsAsync(world, execution);
    }

    [Fact]
    public async Task A_decision_of_which_nobody_drew_the_consequence_is_carried_out_by_the_sweep()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await WaitingAsync(world, Doubtful);
        await world.TaskAsync(new { task = "await-review", submission, token = "a-token-of-an-execution-that-was-stopped" });
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(world.App, submission, "approve"));
        await world.TaskAsync(new { job = "sweep" });
        Assert.Equal(SubmissionStatus.Loaded, (await world.FindAsync(submission)).Status);
    }

    static async Task<string> WaitingAsync(PublishedWorld world, string page)
    {
        var received = await world.ReceiveAsync(await world.PutAsync("chart.html", page));
        var submission = Of(received, "submission");
        Assert.Equal(SubmissionStatus.AwaitingReview, (await world.RunStagesAsync(submission)).Status);
        Assert.True((await world.TaskAsync(new { task = "finalise", submission })).GetProperty("awaitsReview").GetBoolean());
        return submission;
    }

    static async Task<HttpStatusCode> DecideAsync(IngestionApp app, string submission, string decision)
    {
        var waiting = (await app.GetAsync("/api/reviews")).GetProperty("items").EnumerateArray();
        var review = Of(waiting.First(item => Of(item, "submissionId") == submission), "id");
        return await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/{decision}");
    }

    static async Task SucceedsAsync(PublishedWorld world, string execution) => await Eventually.NotNullAsync(
        async () => await world.StatusOfAsync(execution) == "SUCCEEDED" ? "yes" : null, "the execution goes on");
}
