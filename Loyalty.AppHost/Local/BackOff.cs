namespace Loyalty.AppHost.Local;

/// <summary>How long to wait before a crashed process is started again: a second, then twice as long each time, up to thirty.</summary>
sealed class BackOff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30), LongHealthy = TimeSpan.FromMinutes(1);
    TimeSpan next = First;

    /// <param name="healthyFor">How long the process was healthy before it crashed: after a minute the past is forgotten.</param>
    public TimeSpan After(TimeSpan healthyFor)
    {
        if (healthyFor >= LongHealthy) next = First;
        var pause = next;
        next = next * 2 < Longest ? next * 2 : Longest;
        return pause;
    }
}
