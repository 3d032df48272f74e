using System.Collections.Concurrent;
using System.Diagnostics;
using Loyalty.Ingestion.Documents;

namespace Loyalty.Ingestion.Tests.Pipeline;

public sealed class TraceTests : IDisposable
{
    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task One_trace_runs_from_the_upload_through_the_queue_to_the_load()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Loyalty.Ingestion" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await IngestionApp.StartWithReferenceAsync(data.Path);

        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        var id = await app.PostAsync("chart.html", IngestionApp.Page([("Lufthansa", "Y", "100%")]), $"00-{trace}-{caller}-01");
        await app.EndAsync(id, SubmissionStatus.Loaded);
        await Eventually.TrueAsync(() => ended.Any(activity => activity.TraceId == trace && activity.OperationName == "ingestion.process"), "the work's span has ended");

        var spans = ended.Where(activity => activity.TraceId == trace).ToDictionary(activity => activity.OperationName, StringComparer.Ordinal);
        Assert.Equal(caller, spans["Microsoft.AspNetCore.Hosting.HttpRequestIn"].ParentSpanId);
        foreach (var (child, parent) in new[]
        {
            ("ingestion.receive", "Microsoft.AspNetCore.Hosting.HttpRequestIn"), ("ingestion.process", "ingestion.receive"), ("ingestion.load", "ingestion.process"),
        }) Assert.Equal(spans[parent].SpanId, spans[child].ParentSpanId);
    }
}
