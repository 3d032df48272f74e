using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Knowledge.Graph;

/// <summary>How a rebuild went. Immutable.</summary>
/// <param name="Applied">How many change sets were applied.</param>
/// <param name="Held">How many the graph held already, or that changed nothing.</param>
public sealed record RebuildOutcome(int Applied, int Held);

/// <summary>
/// Restores a graph that lost its data from the change sets that made it, in the order in which they are given. What the graph holds is
/// left alone, so it may be stopped and run again; and a graph that is lost again under it is begun again. Thread-safe.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class GraphRebuild(IKnowledgeGraph graph, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly string _owner = $"rebuild:{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Applies every change set that the graph does not hold.</summary>
    /// <param name="source">
    /// The change sets, oldest first, each with the time when it was first recorded, or what was known on a day would change. Asked again
    /// from the start when the graph is lost meanwhile.
    /// </param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Stops after the change set at hand.</param>
    public async Task<RebuildOutcome> RunAsync(IAsyncEnumerable<ChangeSet> source, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (identity, _) = await graph.GetStateAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var outcome = await OnceAsync(source, progress, cancellationToken).ConfigureAwait(false);
                if ((await graph.GetStateAsync(cancellationToken).ConfigureAwait(false)).Identity == identity) return outcome;
            }
            catch (GraphReplacedException)
            {
                // Lost once more: what was applied so far is gone, and the source has all of it.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<RebuildOutcome> OnceAsync(IAsyncEnumerable<ChangeSet> source, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var changes in graph.ChangeSetsAsync(0, cancellationToken).ConfigureAwait(false)) held.Add(changes.Id);
        var outcome = new RebuildOutcome(0, 0);
        await foreach (var changes in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var applied = !held.Contains(changes.Id) && await ApplyAsync(changes, cancellationToken).ConfigureAwait(false) == ApplyOutcome.Applied;
            outcome = applied ? outcome with { Applied = outcome.Applied + 1 } : outcome with { Held = outcome.Held + 1 };
            progress?.Report(outcome.Applied + outcome.Held);
        }

        return outcome;
    }

    private async Task<ApplyOutcome> ApplyAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await graph.TryAcquireLeaseAsync(_owner, Lease, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                try
                {
                    return await graph.ApplyAsync(changes, lease, cancellationToken).ConfigureAwait(false);
                }
                catch (LeaseLostException)
                {
                    // It took longer than the lease lasted: the next try finds it applied, or applies it.
                    cancellationToken.ThrowIfCancellationRequested();
                }
                finally
                {
                    await graph.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
                }
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
