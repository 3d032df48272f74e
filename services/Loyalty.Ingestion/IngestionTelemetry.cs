using System.Diagnostics;
using System.Diagnostics.Metrics;
using Loyalty.Ingestion.Documents;

namespace Loyalty.Ingestion;

/// <summary>What the pipeline tells of itself: documents by outcome, stage times, rules loaded.</summary>
public static class IngestionTelemetry
{
    public static readonly ActivitySource Activities = new("Loyalty.Ingestion");
    private static readonly Meter Meter = new("Loyalty.Ingestion");
    private static readonly Counter<long> Documents = Meter.CreateCounter<long>("loyalty.ingestion.documents", description: "Documents by outcome");
    private static readonly Counter<long> Rules = Meter.CreateCounter<long>("loyalty.ingestion.rules", description: "Rules loaded");
    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>("loyalty.ingestion.stage", "s", "Time of a stage");

    public static void Finished(Submission submission)
    {
        Documents.Add(1, new KeyValuePair<string, object?>("outcome", submission.Status.ToString()));
        if (submission.Status == SubmissionStatus.Loaded) Rules.Add(submission.Rules);
    }

    public static void StageEnded(string stage, TimeSpan time) => Stages.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
}
