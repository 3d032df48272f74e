using System.ComponentModel.DataAnnotations;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>How long things are held, and how often they are looked after. Configured under <c>Loyalty:Queue</c>.</summary>
public sealed class PipelineOptions
{
    public const string Section = "Loyalty:Queue";

    /// <summary>How long a message that is worked on stays invisible to others unless that is renewed: after a kill, how long its work rests.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan Visibility { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a loader holds the graph unless it gives it back: after a kill, how long nobody loads.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often unfinished work that nobody queued is looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a message is tried again after a store failed on it while the stores answer otherwise, before a delivery of it is used up.</summary>
    [Range(0, 1_000)]
    public int Retries { get; set; } = 20;
}
