namespace Loyalty.Knowledge.Snapshots;

/// <summary>How a service keeps its snapshot.</summary>
public sealed class SnapshotOptions
{
    /// <summary>Whether a snapshot is indexed before it is shown: a service that answers from it wants that, one that only looks facts up does not.</summary>
    public bool Indexed { get; set; } = true;

    /// <summary>Whether the graph is looked at on requests alone (<see cref="SnapshotKeeper.LookAsync"/>): where a process sleeps between them, no timer ticks.</summary>
    public bool OnRequest { get; set; }
}
