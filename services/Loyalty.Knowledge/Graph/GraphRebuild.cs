namespace Loyalty.Knowledge.Graph;

/// <summary>How a rebuild went. Immutable.</summary>
/// <param name="Applied">How many change sets were applied.</param>
/// <param name="Held">How many the graph held already, or that changed nothing.</param>
public sealed record RebuildOutcome(int Applied, int Held);

/// <summary>
/// Restores a graph that lost its data from the change sets that made it. What the graph holds is left alone, so it may be stopped and run
/// again; and a graph that is lost once more under it is begun again. Thread-safe.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="lease">Gives the loader's lease, good for one more change set. Nobody else may load meanwhile: what is older must come first.</param>
public sealed class GraphRebuild(IKnowledgeGraph graph, Func<CancellationToken, Task<LoaderLease>> lease)
{
    /// <summary>Applies every change set that the graph does not hold.</summary>
    /// <param name="ids">Ids of the change sets, oldest first.</param>
    /// <param name="read">Reads one, with the time when it was first recorded, or what was known on a day would change.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Stops after the change set at hand.</param>
    /// <returns>What was done, and which graph it was done to.</returns>
    public async Task<(RebuildOutcome Outcome, string Identity)> RunAsync(
        IReadOnlyCollection<string> ids, Func<string, CancellationToken, Task<ChangeSet>> read, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (identity, _) = await graph.GetStateAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var outcome = await OnceAsync(ids, read, progress, cancellationToken).ConfigureAwait(false);
                if ((await graph.GetStateAsync(cancellationToken).ConfigureAwait(false)).Identity == identity) return (outcome, identity);
            }
            catch (Exception lost) when (lost is Snapshots.GraphReplacedException or LeaseLostException)
            {
                // Lost once more: what was applied so far is gone. Or it took longer than the lease lasted.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<RebuildOutcome> OnceAsync(
        IReadOnlyCollection<string> ids, Func<string, CancellationToken, Task<ChangeSet>> read, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var changes in graph.ChangeSetsAsync(0, cancellationToken).ConfigureAwait(false)) held.Add(changes.Id);
        var outcome = new RebuildOutcome(0, 0);
        foreach (var id in ids)
        {
            var applied = !held.Contains(id)
                && await graph.ApplyAsync(
                    await read(id, cancellationToken).ConfigureAwait(false), await lease(cancellationToken).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false) == ApplyOutcome.Applied;
            outcome = applied ? outcome with { Applied = outcome.Applied + 1 } : outcome with { Held = outcome.Held + 1 };
            progress?.Report(outcome.Applied + outcome.Held);
        }

        return outcome;
    }
}
