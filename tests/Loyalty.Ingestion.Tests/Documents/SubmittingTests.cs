using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Ingestion.Tests.Documents;

/// <summary>Handing in over HTTP: what is refused says what to mend.</summary>
public sealed class SubmittingTests : IDisposable
{
    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Two_documents_in_one_form_are_refused_and_none_is_lost_without_a_word()
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var form = new MultipartFormDataContent { { new StringContent("a"), "file", "a.txt" }, { new StringContent("b"), "file", "b.txt" } };
        using var response = await app.Client.PostAsync(new Uri("/api/documents", UriKind.Relative), form);
        Assert.Equal((HttpStatusCode.BadRequest, "One document at a time: the form has 2 files."), (response.StatusCode, await SaidAsync(response, "errors", "file")));
        Assert.Empty(app.Catalog.All());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    public async Task A_body_that_is_no_form_is_told_where_the_forms_are_described(string type)
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var content = new StringContent("{}", new MediaTypeHeaderValue(type));
        using var response = await app.Client.PostAsync(new Uri("/api/documents", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("/openapi/v1.json", await SaidAsync(response, "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Intake.MaxBytes + 1, "A document has at most 20 MB; this one has 20.1 MB.")]
    [InlineData(Intake.MaxBytes + 1_000_000, "A body has at most 21,037,056 bytes here.")]
    public async Task A_document_that_is_too_large_is_told_the_limit(int bytes, string says)
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[bytes]), "file", "large.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents") { Content = form };
        request.Headers.ExpectContinue = true;
        using var response = await app.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, says), (response.StatusCode, await SaidAsync(response, "detail")));
    }

    [Fact]
    public async Task A_form_that_breaks_off_says_so()
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var content = new StringContent("--a\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.html\"\r\n\r\nhalf");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=a");
        using var response = await app.Client.PostAsync(new Uri("/api/documents", UriKind.Relative), content);
        Assert.Equal((HttpStatusCode.BadRequest, "The body could not be read to its end."), (response.StatusCode, await SaidAsync(response, "detail")));
    }

    [Fact]
    public async Task Of_what_was_refused_unread_there_are_no_bytes()
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        var refused = await app.Services.GetRequiredService<Intake>().RefuseAsync("large.html", Submission.DocumentIdOf("x"u8), new Hints(), "It is too large.", TestContext.Current.CancellationToken);
        using var response = await app.Client.GetAsync(new Uri($"/api/documents/{refused.Id}/content", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("refused unread", await SaidAsync(response, "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("alliance:")]
    [InlineData("Lufthansa")]
    public async Task A_carrier_that_is_none_is_refused(string carrier)
    {
        await using var app = await IngestionApp.StartAsync(data.Path);
        using var form = new MultipartFormDataContent { { new StringContent("a"), "file", "a.txt" }, { new StringContent(carrier), "carrier" } };
        using var response = await app.Client.PostAsync(new Uri("/api/documents", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("IATA", await SaidAsync(response, "errors", "carrier"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_of_an_alliance_that_nobody_knows_is_set_aside()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var id = await app.PostAsync("chart.csv", "Booking class,Miles earned\nY,100%\n", null, ("programId", "SQ_KrisFlyer"), ("carrier", "alliance:nope"));
        var ended = await app.EndAsync(id);
        Assert.Equal(SubmissionStatus.Quarantined, ended.Status);
        Assert.Contains("'alliance:nope'", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_long_a_document_writes_its_title_and_its_cells_lists_stay_short()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var page = IngestionApp.Page([("Lufthansa", "Y", "100%")]);
        var titled = await app.EndAsync(await app.PostAsync("title.html", page.Replace("<title>", "<title>" + new string('T', 100_000), StringComparison.Ordinal)));
        Assert.Equal((SubmissionStatus.Loaded, 2_001), (titled.Status, titled.Title!.Length));
        var unread = await app.EndAsync(await app.PostAsync("cell.html", page.Replace("<td>Y", "<td>" + new string('Q', 300_000), StringComparison.Ordinal)));
        Assert.Equal((SubmissionStatus.Quarantined, 2_001), (unread.Status, unread.Reason!.Length));
    }

    [Fact]
    public async Task The_same_document_with_a_better_title_changes_no_rule()
    {
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);
        var page = IngestionApp.Page([("Lufthansa", "Y", "100%")]);
        var first = await app.PostAsync("chart.html", page);
        await app.EndAsync(first, SubmissionStatus.Loaded);
        Assert.Single(await RulesAsync(first));
        var again = await app.PostAsync("chart.html", page, null, ("title", "A better title"));
        await app.EndAsync(again, SubmissionStatus.Loaded);
        Assert.Empty(await RulesAsync(again));
        var same = await app.PostAsync("chart.html", page, null, ("title", "A better title"), ("notes", "seen by two"));
        await app.EndAsync(same, SubmissionStatus.Unchanged);
        Assert.Equal(0, (await app.GetAsync($"/api/documents/{same}/changes")).GetProperty("vertices").GetInt32());

        async Task<List<JsonElement>> RulesAsync(string id) =>
            [.. (await app.GetAsync($"/api/documents/{id}/changes")).GetProperty("charts").EnumerateArray().SelectMany(chart => chart.GetProperty("rules").EnumerateArray())];
    }

    static async Task<string> SaidAsync(HttpResponseMessage response, params string[] path)
    {
        var said = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        foreach (var name in path) said = said.GetProperty(name);
        return said.ValueKind == JsonValueKind.Array ? said[0].GetString()! : said.GetString()!;
    }
}
