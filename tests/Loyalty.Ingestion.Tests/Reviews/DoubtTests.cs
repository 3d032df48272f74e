using System.Net;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Tests.Pipeline;

namespace Loyalty.Ingestion.Tests.Reviews;

/// <summary>Charts that were understood and are doubted: what a check asks, and the two ways to answer it.</summary>
public sealed class DoubtTests : IDisposable
{
    static readonly string Before = IngestionApp.Page([("Lufthansa", "Y, B", "100%"), ("Lufthansa", "K", "50%")]);
    static readonly string After = IngestionApp.Page([("Lufthansa", "Y, B", "75%"), ("Lufthansa", "K", "50%")]).Replace("January", "February", StringComparison.Ordinal);

    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_chart_that_changes_most_of_the_one_in_the_graph_waits_with_code_row_and_reason_and_is_loaded_whole_when_approved()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        await app.EndAsync(await app.PostAsync("before.html", Before), SubmissionStatus.Loaded);
        var id = await app.PostAsync("after.html", After);
        Assert.Equal(SubmissionStatus.AwaitingReview, (await app.EndAsync(id)).Status);
        var review = Assert.Single((await app.GetAsync("/api/reviews")).GetProperty("items").EnumerateArray());
        var reason = Assert.Single(review.GetProperty("reasons").EnumerateArray());
        Assert.Equal("replaces-much", reason.GetProperty("code").GetString());
        Assert.Equal("Y, B | 75%", reason.GetProperty("row").GetString());
        Assert.Equal("75%", reason.GetProperty("text").GetString());
        Assert.StartsWith("2 of 3 classes differ from the chart that it replaces (2026-01-01): class B 100% of distance → 75% of distance",
            reason.GetProperty("reason").GetString(), StringComparison.Ordinal);

        Assert.Equal(3, await ChartsAndRulesAsync(app));
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review.GetProperty("id")}/approve"));
        await app.EndAsync(id, SubmissionStatus.Loaded);
        // Both rows of it, the doubted one too, and no row on record as not read.
        Assert.Equal(6, await ChartsAndRulesAsync(app));
        Assert.DoesNotContain("75%", await UnreadAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_confirmed_is_loaded_at_once_and_its_hint_makes_another_submission()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        await app.EndAsync(await app.PostAsync("before.html", Before), SubmissionStatus.Loaded);
        var doubted = await app.PostAsync("after.html", After);
        await app.EndAsync(doubted, SubmissionStatus.AwaitingReview);
        var confirmed = await app.PostAsync("after.html", After, null, ("confirmed", "unit, replaces-much"));
        Assert.NotEqual(doubted, confirmed);
        await app.EndAsync(confirmed, SubmissionStatus.Loaded);
        Assert.Equal("replaces-much, unit", app.Catalog.Find(confirmed)!.Hints.Confirmed);
    }

    [Fact]
    public async Task Handed_in_together_the_later_waits_for_the_earlier_that_it_may_replace()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        (string, string)[] hints = [("programId", "SQ_KrisFlyer"), ("carrier", "LH")];
        var before = await app.PostAsync("before.html", Before, null, hints);
        var after = await app.PostAsync("after.html", After, null, hints);
        await app.EndAsync(before, SubmissionStatus.Loaded);
        await app.EndAsync(after, SubmissionStatus.AwaitingReview);
    }

    [Fact]
    public async Task A_chart_doubted_as_a_whole_waits_too()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", IngestionApp.Page([("Lufthansa", "Y", "100%")]).Replace("from 1 January 2026", "from 1 January 2026 until 1 January 2025", StringComparison.Ordinal));
        Assert.Equal(SubmissionStatus.AwaitingReview, (await app.EndAsync(id)).Status);
        var reason = Assert.Single(Assert.Single(app.Reviews.All(ReviewStatus.Pending)).Reasons);
        Assert.Equal(("date", ""), (reason.Code, reason.Row));
    }

    [Fact]
    public async Task A_row_that_contradicts_another_is_left_out_of_what_is_approved()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", IngestionApp.Page([("Lufthansa", "Y, B", "100%"), ("Lufthansa", "B, M", "50%"), ("Lufthansa", "K", "250%")]));
        await app.EndAsync(id, SubmissionStatus.AwaitingReview);
        var review = Assert.Single(app.Reviews.All(ReviewStatus.Pending));
        Assert.Equal(["contradiction", "contradiction"], review.Reasons.Select(reason => reason.Code));
        await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review.Id}/approve");
        await app.EndAsync(id, SubmissionStatus.Loaded);
        Assert.Contains("B, M ", await UnreadAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_a_check_asks_can_be_confirmed()
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var form = new MultipartFormDataContent { { new StringContent(Before), "file", "chart.html" }, { new StringContent("contradiction"), "confirmed" } };
        using var response = await app.Client.PostAsync(new Uri("/api/documents", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("class-in-two-groups", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static async Task<int> ChartsAndRulesAsync(IngestionApp app)
    {
        var count = 0;
        await foreach (var element in app.Graph.ReadAsync(0, null, TestContext.Current.CancellationToken))
            if (element.Vertex?.Id.StartsWith("rule:", StringComparison.Ordinal) == true || element.Vertex?.Id.StartsWith("chart:", StringComparison.Ordinal) == true) count++;
        return count;
    }

    static async Task<string> UnreadAsync(IngestionApp app)
    {
        var found = new List<string>();
        await foreach (var element in app.Graph.ReadAsync(0, null, TestContext.Current.CancellationToken))
            if (element.Edge is { Label: "EXTRACTED_FROM" } edge) found.Add(string.Join(' ', edge.Properties));
        return string.Join('\n', found);
    }
}
