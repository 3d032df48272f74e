using System.Net;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Tests.Pipeline;

namespace Loyalty.Ingestion.Tests.Reviews;

public sealed class ReviewTests : IDisposable
{
    readonly TemporaryFolder data = new();

    static string InDoubt(string carrier = "Lufthansa", string amount = "ask at the counter") =>
        IngestionApp.Page([(carrier, "Y", "100%"), (carrier, "K", amount)]);

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_chart_with_a_row_that_was_not_understood_waits_with_the_row_named()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        Assert.Equal(SubmissionStatus.AwaitingReview, (await app.EndAsync(id)).Status);
        var review = Assert.Single((await app.GetAsync("/api/reviews")).GetProperty("items").EnumerateArray());
        Assert.Equal(id, review.GetProperty("submissionId").GetString());
        Assert.Equal("SQ_KrisFlyer LH pending", $"{review.GetProperty("programId")} {review.GetProperty("carrier")} {review.GetProperty("status")}");
        var reason = Assert.Single(review.GetProperty("reasons").EnumerateArray());
        Assert.Equal("K | ask at the counter", reason.GetProperty("row").GetString());
        Assert.Equal("ask at the counter", reason.GetProperty("text").GetString());
        Assert.NotEmpty(reason.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task Approving_loads_the_chart_without_the_row_and_says_so_in_the_graph()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        await app.EndAsync(id);
        Assert.Empty(await Elements("rule:"));
        var review = Assert.Single(app.Reviews.All(ReviewStatus.Pending));

        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review.Id}/approve"));
        await app.EndAsync(id, SubmissionStatus.Loaded);
        Assert.Single(await Elements("rule:"));
        Assert.Contains(await Elements("EXTRACTED_FROM"), edge => edge.Contains("ask at the counter", StringComparison.Ordinal));
        Assert.Equal(0, (await app.GetAsync("/api/reviews")).GetProperty("total").GetInt32());

        async Task<List<string>> Elements(string prefix)
        {
            var found = new List<string>();
            await foreach (var element in app.Graph.ReadAsync(0, null, TestContext.Current.CancellationToken))
            {
                if (element.Vertex?.Id.StartsWith(prefix, StringComparison.Ordinal) == true) found.Add(element.Vertex.Id);
                if (element.Edge?.Label == prefix) found.Add(string.Join(' ', element.Edge.Properties));
            }

            return found;
        }
    }

    [Fact]
    public async Task What_a_waiting_chart_would_change_is_told_before_the_decision_and_what_it_changed_after_it()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        await app.EndAsync(id);
        var review = Assert.Single(app.Reviews.All(ReviewStatus.Pending)).Id;
        Assert.Equal(0, (await app.GetAsync($"/api/documents/{id}")).GetProperty("charts").GetInt32());
        var before = await app.GetAsync($"/api/documents/{id}/changes");
        var chart = Assert.Single(before.GetProperty("charts").EnumerateArray());
        Assert.Equal($"SQ_KrisFlyer LH {review}", $"{chart.GetProperty("programId")} {chart.GetProperty("carrier")} {chart.GetProperty("review")}");
        Assert.Equal("class Y, base", Assert.Single(chart.GetProperty("rules").EnumerateArray()).GetProperty("for").GetString());
        Assert.NotEqual(0, before.GetProperty("vertices").GetInt32());

        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/approve"));
        await app.EndAsync(id, SubmissionStatus.Loaded);
        Assert.Equal(before.GetRawText(), (await app.GetAsync($"/api/documents/{id}/changes")).GetRawText());
        var loaded = await app.GetAsync($"/api/documents/{id}");
        Assert.Equal((1, 1), (loaded.GetProperty("charts").GetInt32(), loaded.GetProperty("rules").GetInt32()));
    }

    [Fact]
    public async Task What_a_rejected_chart_would_have_changed_is_no_change()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        await app.EndAsync(id);
        await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{app.Reviews.All(ReviewStatus.Pending).Single().Id}/reject");
        await app.EndAsync(id, SubmissionStatus.Quarantined);
        Assert.Empty((await app.GetAsync($"/api/documents/{id}/changes")).GetProperty("charts").EnumerateArray());
    }

    [Fact]
    public async Task A_chart_that_was_approved_has_the_day_that_its_document_names()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        var documentId = (await app.EndAsync(id)).DocumentId;
        await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{app.Reviews.All(ReviewStatus.Pending).Single().Id}/approve");
        await app.EndAsync(id, SubmissionStatus.Loaded);
        await foreach (var element in app.Graph.ReadAsync(0, null, TestContext.Current.CancellationToken))
        {
            if (element.Vertex is not { Label: "SourceDocument" } source || !source.Id.EndsWith(documentId, StringComparison.Ordinal)) continue;
            Assert.Equal("2026-01-01", source["effectiveDate"]);
            return;
        }

        Assert.Fail("the document is in the graph");
    }

    [Fact]
    public async Task A_chart_that_leaves_more_open_than_anybody_can_decide_on_is_no_review()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.csv", "Booking class,Miles earned\n" + string.Concat(Enumerable.Range(0, 10_000).Select(row => $"Y{row},100%\n")),
            null, ("programId", "SQ_KrisFlyer"), ("carrier", "LH"));
        var ended = await app.EndAsync(id);
        Assert.Equal(SubmissionStatus.Quarantined, ended.Status);
        Assert.Matches(@"SQ_KrisFlyer for LH .*: \d+,\d{3} doubts", ended.Reason!);
        Assert.Equal(0, (await app.GetAsync("/api/reviews")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Rejecting_the_only_chart_sets_the_document_aside()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        await app.EndAsync(id);
        var version = (await app.GetAsync($"/api/documents/{id}")).GetProperty("status").GetString();
        Assert.Equal("awaiting-review", version);
        var review = Assert.Single(app.Reviews.All(ReviewStatus.Pending));
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review.Id}/reject"));
        Assert.Equal("A curator rejected every chart of it.", (await app.EndAsync(id, SubmissionStatus.Quarantined)).Reason);
    }

    [Fact]
    public async Task Rejecting_one_chart_of_a_document_leaves_the_other_loaded()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("charts.html", IngestionApp.Page(
            [("Lufthansa", "Y", "100%"), ("Lufthansa", "K", "ask at the counter")], [("Singapore Airlines", "Y", "100%")]));
        Assert.Equal((SubmissionStatus.AwaitingReview, 1), (await app.EndAsync(id)) is var waiting ? (waiting.Status, waiting.Charts) : default);
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{app.Reviews.All(ReviewStatus.Pending).Single().Id}/reject"));
        await app.EndAsync(id, SubmissionStatus.Loaded);
    }

    [Fact]
    public async Task A_decision_stands_the_same_again_is_accepted_and_the_opposite_is_a_conflict()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.html", InDoubt());
        await app.EndAsync(id);
        var review = Assert.Single(app.Reviews.All(ReviewStatus.Pending)).Id;
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/approve"));
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/approve"));
        Assert.Equal(HttpStatusCode.Conflict, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/reject"));
        await app.EndAsync(id, SubmissionStatus.Loaded);
        Assert.Equal(HttpStatusCode.Conflict, await app.StatusAsync(HttpMethod.Post, $"/api/reviews/{review}/reject"));
    }

    [Fact]
    public async Task Reviews_are_listed_in_pages_the_oldest_first()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        foreach (var (carrier, amount) in new[] { ("Lufthansa", "ask"), ("Singapore Airlines", "ask"), ("Lufthansa", "see the counter") })
            await app.EndAsync(await app.PostAsync("chart.html", InDoubt(carrier, amount)));
        var all = Ids(await app.GetAsync("/api/reviews"));
        Assert.Equal(3, all.Count);
        Assert.Equal(all[..2], Ids(await app.GetAsync("/api/reviews?pageSize=2")));
        Assert.Equal(all[2..], Ids(await app.GetAsync("/api/reviews?page=2&pageSize=2")));
        Assert.Empty(Ids(await app.GetAsync("/api/reviews?page=2147483647&pageSize=1000")));
        Assert.Equal(3, (await app.GetAsync("/api/reviews?page=9")).GetProperty("total").GetInt32());

        static List<string> Ids(System.Text.Json.JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=1001")]
    public async Task A_page_that_cannot_be_is_a_bad_request(string query)
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusAsync(HttpMethod.Get, $"/api/reviews?{query}"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusAsync(HttpMethod.Get, $"/api/documents?{query}"));
    }

    [Theory]
    [InlineData("POST", "/api/reviews/00000000000000000000000000000000/approve")]
    [InlineData("POST", "/api/reviews/00000000000000000000000000000000/reject")]
    [InlineData("POST", "/api/reviews/..%2F..%2Fetc/approve")]
    [InlineData("GET", "/api/documents/00000000000000000000000000000000")]
    [InlineData("GET", "/api/documents/00000000000000000000000000000000/changes")]
    [InlineData("GET", "/api/documents/00000000000000000000000000000000/content")]
    public async Task What_there_is_not_is_not_found(string method, string path)
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync(new HttpMethod(method), path));
    }
}
