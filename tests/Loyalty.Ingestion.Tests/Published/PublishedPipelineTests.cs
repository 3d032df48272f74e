using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Tests.Pipeline;
using Loyalty.Storage;
using static Loyalty.Ingestion.Tests.Published.PublishedWorld;

namespace Loyalty.Ingestion.Tests.Published;

public sealed class PublishedPipelineTests(Emulator emulator)
{
    static readonly string Chart = IngestionApp.Page([("Singapore Airlines", "Y", "100%")]);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_that_somebody_puts_there_is_loaded_with_the_hints_beside_it()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var ended = await world.RunAsync(await world.PutAsync("chart.html", Chart, """{ "title": "From the console", "url": "https://example.org/chart" }"""));
        Assert.Equal((SubmissionStatus.Loaded, "chart.html", "From the console", 1), (ended.Status, ended.FileName, ended.Title, ended.Charts));
        Assert.Equal("https://example.org/chart", ended.Hints.Url);
        Assert.NotNull(await world.Documents.FindAsync($"raw/{ended.DocumentId}", Ct));
        Assert.NotNull(await world.Documents.FindAsync($"stages/{ended.Id}/load@1.json", Ct));
    }

    [Fact]
    public async Task A_task_that_is_repeated_changes_nothing()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var key = await world.PutAsync("chart.html", Chart);
        var received = await world.ReceiveAsync(key);
        var submission = Of(received, "submission");
        Assert.Equal(Of(await world.ReceiveAsync(key), "submission"), submission);
        foreach (var task in Stages)
        {
            var (first, second) = (await world.TaskAsync(new { task, submission }), await world.TaskAsync(new { task, submission }));
            Assert.Equal((Of(first, "outcome"), Of(first, "submission")), (Of(second, "outcome"), Of(second, "submission")));
        }

        var (version, ended) = (await world.App.Graph.GetVersionAsync(Ct), await world.FindAsync(submission));
        Assert.Equal(SubmissionStatus.Loaded, ended.Status);
        Assert.Equal("ignored", Of(await world.ReceiveAsync(key), "outcome"));
        Assert.Equal(ended, await world.RunStagesAsync(submission));
        await world.TaskAsync(new { task = "settle", submission });
        await world.TaskAsync(new { task = "quarantine", submission, reason = "It came late." });
        Assert.Equal(ended, await world.FindAsync(submission));
        Assert.Equal(version, await world.App.Graph.GetVersionAsync(Ct));
    }

    [Fact]
    public async Task Tasks_that_run_beside_themselves_on_two_instances_load_once()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var other = await world.AnotherAsync();
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", Chart)), "submission");
        var version = await world.App.Graph.GetVersionAsync(Ct);
        foreach (var task in Stages)
        {
            var answers = await Task.WhenAll(world.TaskAsync(new { task, submission }), world.TaskAsync(new { task, submission }, other));
            Assert.All(answers, answer => Assert.Equal("done", Of(answer, "outcome")));
        }

        Assert.Equal(SubmissionStatus.Loaded, (await world.FindAsync(submission)).Status);
        Assert.Equal(version + 1, await world.App.Graph.GetVersionAsync(Ct));
    }

    [Fact]
    public async Task A_document_that_is_handed_in_starts_by_its_marker_and_any_instance_shows_it()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var other = await world.AnotherAsync();
        Assert.Equal(2, (await other.GetAsync("/api/documents")).GetProperty("total").GetInt32());
        var submission = await world.App.PostAsync("chart.html", Chart);
        var marker = $"incoming/submissions/{submission}";
        Assert.StartsWith(submission, Encoding.UTF8.GetString((await world.Documents.ReadBytesAsync(marker, Ct))!), StringComparison.Ordinal);
        Assert.Equal("queued", (await other.GetAsync($"/api/documents/{submission}")).GetProperty("status").GetString());

        Assert.Equal(SubmissionStatus.Loaded, (await world.RunAsync(marker)).Status);
        Assert.Equal("loaded", (await other.GetAsync($"/api/documents/{submission}")).GetProperty("status").GetString());
        Assert.Equal("loaded", (await other.GetAsync("/api/documents")).GetProperty("items")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_quarantined_and_handing_it_in_again_starts_it_again()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await world.App.PostAsync("chart.pdf", "%PDF-1.7 and no more");
        var marker = $"incoming/submissions/{submission}";
        await world.ReceiveAsync(marker);
        await world.TaskAsync(new { task = "identify", submission });
        var read = await world.TaskAsync(new { task = "extract-text", submission });
        Assert.Equal("quarantined", Of(read, "outcome"));
        Assert.Equal("quarantined", Of(await world.TaskAsync(new { task = "quarantine", submission, reason = Of(read, "reason") }), "outcome"));
        var ended = await world.FindAsync(submission);
        Assert.Equal((SubmissionStatus.Quarantined, Of(read, "reason")), (ended.Status, ended.Reason));
        Assert.Equal("ignored", Of(await world.TaskAsync(new { task = "extract-facts", submission }), "outcome"));

        await world.Documents.DeleteAsync(marker, Ct);
        Assert.Equal(submission, await world.App.PostAsync("chart.pdf", "%PDF-1.7 and no more"));
        Assert.NotNull(await world.Documents.FindAsync(marker, Ct));
        Assert.Equal("done", Of(await world.ReceiveAsync(marker), "outcome"));
    }

    [Fact]
    public async Task What_a_document_lacks_and_one_before_it_may_bring_is_waited_for()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        const string airline = "iata,name,country,source\nNH,All Nippon Airways,Japan,https://example.org/a\n";
        var before = Of(await world.ReceiveAsync(await world.PutAsync("nh.csv", airline)), "submission");
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", IngestionApp.Page([("All Nippon Airways", "Y", "100%")]))), "submission");
        foreach (var task in new[] { "identify", "extract-text" }) await world.TaskAsync(new { task, submission });
        Assert.Equal("later", Of(await world.TaskAsync(new { task = "extract-facts", submission }), "outcome"));
        Assert.Equal("later", Of(await world.TaskAsync(new { task = "extract-facts", submission }), "outcome"));

        Assert.Equal(SubmissionStatus.Loaded, (await world.RunStagesAsync(before)).Status);
        Assert.Equal((SubmissionStatus.Loaded, 1), (await world.RunStagesAsync(submission)) is var ended ? (ended.Status, ended.Charts) : default);
    }

    [Fact]
    public async Task An_error_of_a_state_is_written_down_as_the_reason()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", Chart)), "submission");
        await world.TaskAsync(new { task = "quarantine", submission, reason = new Dictionary<string, string> { ["Error"] = "States.Timeout", ["Cause"] = "It took 120 s." } });
        var ended = await world.FindAsync(submission);
        Assert.Equal(SubmissionStatus.Quarantined, ended.Status);
        Assert.Contains("States.Timeout: It took 120 s.", ended.Reason, StringComparison.Ordinal);

        var refused = await world.TaskAsync(new { task = "quarantine", bucket = "b", key = "incoming/never.html", reason = "Its bucket did not answer." });
        Assert.Equal((SubmissionStatus.Quarantined, "never.html"), (await world.FindAsync(Of(refused, "submission"))) is var never ? (never.Status, never.FileName) : default);
    }

    [Fact]
    public async Task A_stage_that_fails_is_an_error_to_try_again_and_what_it_said_is_the_reason_when_each_attempt_failed()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", Chart)), "submission");
        var output = $"stages/{submission}/identify@1.json";
        await world.Documents.WriteBytesAsync(output, "{ broken"u8.ToArray(), Ct);
        using var failed = await world.EventAsync(new { task = "identify", submission }, "null");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        await world.TaskAsync(new { task = "quarantine", submission, reason = new Dictionary<string, string> { ["Error"] = "Lambda.Unknown" } });
        var ended = await world.FindAsync(submission);
        Assert.Equal(SubmissionStatus.Quarantined, ended.Status);
        Assert.StartsWith("The stage identify failed each time, at last with: ", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_document_is_ignored_and_one_that_is_too_large_is_quarantined()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var key = await world.PutAsync("chart.html", Chart, "{}");
        foreach (var other in new[] { key + ".source.json", "incoming/absent.html", "incoming/folder/", "incoming/submissions/0123", "" })
            Assert.Equal("ignored", Of(await world.ReceiveAsync(other), "outcome"));

        await world.Documents.WriteBytesAsync("incoming/large.html", new byte[Intake.MaxBytes + 1], Ct);
        var answer = await world.ReceiveAsync("incoming/large.html");
        Assert.Equal("quarantined", Of(answer, "outcome"));
        Assert.Equal(SubmissionStatus.Quarantined, (await world.FindAsync(Of(answer, "submission"))).Status);
    }

    [Fact]
    public async Task A_large_document_is_put_to_an_address_and_keeps_its_name_and_hints()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        using var request = new StringContent("""{ "fileName": "Meilen tabelle.html", "title": "Uploaded" }""", Encoding.UTF8, "application/json");
        using var answer = await world.App.Client.PostAsync(new Uri("/api/uploads", UriKind.Relative), request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var upload = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Matches("^incoming/uploads/[0-9a-f]{32}/Meilen-tabelle.html$", Of(upload, "key"));
        using var put = new HttpClient();
        using var bytes = new StringContent(Chart);
        using var stored = await put.PutAsync(new Uri(Of(upload, "url")), bytes, Ct);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var ended = await world.RunAsync(Of(upload, "key"));
        Assert.Equal((SubmissionStatus.Loaded, "Meilen tabelle.html", "Uploaded"), (ended.Status, ended.FileName, ended.Title));
    }

    [Fact]
    public async Task An_event_that_the_adapter_does_not_pass_on_is_refused()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = Of(await world.ReceiveAsync(await world.PutAsync("chart.html", Chart)), "submission");
        foreach (var context in new[] { null, "", "{}", """{"http":{"method":"POST","path":"/events"}}""" })
        {
            using var answer = await world.EventAsync(new { task = "quarantine", submission, reason = "forged" }, context);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var unknown = await world.EventAsync(new { task = "delete" }, "null");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("await-review, extract-facts", await unknown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(SubmissionStatus.Queued, (await world.FindAsync(submission)).Status);
    }

    [Fact]
    public async Task The_jobs_keep_the_snapshot_in_a_file_and_start_what_was_forgotten_again()
    {
        await using var world = await PublishedWorld.StartAsync(emulator);
        var submission = await world.App.PostAsync("chart.html", Chart);
        var marker = $"incoming/submissions/{submission}";
        await world.Documents.DeleteAsync(marker, Ct);
        await world.TaskAsync(new { job = "sweep" });
        Assert.Null(await world.Documents.FindAsync(marker, Ct));
        await world.App.Catalog.ChangeAsync(submission, known => Task.FromResult(known with { QueuedAt = known.QueuedAt.AddDays(-2) }), Ct);
        await world.TaskAsync(new { job = "sweep" });
        Assert.NotNull(await world.Documents.FindAsync(marker, Ct));

        await world.RunAsync(marker);
        await world.TaskAsync(new { job = "write-snapshot" });
        var version = await world.App.Graph.GetVersionAsync(Ct);
        var files = new List<string>();
        await foreach (var file in world.Documents.ListAsync("snapshots/", Ct)) files.Add(file.Key);
        Assert.Contains(files, file => file.StartsWith($"snapshots/{version:D12}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_trace_runs_from_the_upload_through_the_tasks_to_the_load()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Loyalty.Ingestion",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var world = await PublishedWorld.StartAsync(emulator);
        var trace = ActivityTraceId.CreateRandom();
        var submission = await world.App.PostAsync("chart.html", Chart, $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        var traceParent = Of(await world.ReceiveAsync($"incoming/submissions/{submission}"), "traceParent");
        foreach (var task in Stages) traceParent = Of(await world.TaskAsync(new { task, submission, traceParent }), "traceParent");

        var names = ended.Where(activity => activity.TraceId == trace).Select(activity => activity.OperationName).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["ingestion.receive", "ingestion.process", "ingestion.identify", "ingestion.load"], StringComparer.Ordinal), names);
    }
}
