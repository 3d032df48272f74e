using Loyalty.Core.Earning;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots.Files;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// Reads the graph into snapshots: whole at first, or from a file on, then only what is newer. Not thread-safe: one reader a process.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="time">The clock that dates snapshots.</param>
/// <param name="start">What a snapshot file holds; null to read the graph whole.</param>
public sealed class SnapshotReader(IKnowledgeGraph graph, TimeProvider time, SnapshotFile? start = null)
{
    private LoyaltyFacts _built = start?.Facts ?? new LoyaltyFacts();
    private long _version = start?.Version ?? 0;
    private string _changeSet = start?.ChangeSet ?? "";
    // Made when there is something newer to add: most starts from a file add nothing.
    private GraphFacts? _facts;
    private bool _hasRead;

    /// <summary>A snapshot of the graph's newest version, or null when there is nothing newer than the last one.</summary>
    /// <param name="cancellationToken">Cancels the read; the next call begins it again.</param>
    /// <exception cref="GraphReplacedException">The graph is not the one that was read before: nothing read so far holds.</exception>
    public async Task<KnowledgeSnapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        var target = await graph.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        if (target == _version && _hasRead) return null;
        // A version that went back, or was made by another change set, is another graph under the same name.
        if (target < _version || await ChangeSetOfAsync(_version, cancellationToken).ConfigureAwait(false) != _changeSet)
            throw new GraphReplacedException(_version, target);
        if (target > _version) await CatchUpAsync(target, cancellationToken).ConfigureAwait(false);
        _hasRead = true;
        return new KnowledgeSnapshot(_version, _changeSet, _built, time.GetUtcNow());
    }

    private async Task CatchUpAsync(long target, CancellationToken cancellationToken)
    {
        var facts = _facts ?? GraphFacts.From(_built);
        // What a read that fails leaves half-way must not be built upon.
        _facts = null;
        var version = _version;
        while (version < target)
        {
            await foreach (var element in graph.ReadAsync(version, Labels.SnapshotEdges, cancellationToken).ConfigureAwait(false)) facts.Add(element);
            version = target;
            target = await graph.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        }

        if (target < version) throw new GraphReplacedException(version, target);
        _changeSet = await ChangeSetOfAsync(version, cancellationToken).ConfigureAwait(false) ?? throw new GraphReplacedException(version, target);
        (_facts, _built, _version) = (facts, facts.Build(), version);
    }

    /// <summary>The id of the change set that made a version: "" for 0, null when the graph knows none.</summary>
    private async Task<string?> ChangeSetOfAsync(long version, CancellationToken cancellationToken)
    {
        if (version == 0) return "";
        await foreach (var changes in graph.ChangeSetsAsync(version - 1, cancellationToken).ConfigureAwait(false))
            return changes.Version == version ? changes.Id : null;
        return null;
    }
}

/// <summary>The graph is not the one that was read before: it was replaced, or lost its data.</summary>
/// <param name="before">The version that was seen.</param>
/// <param name="now">The version that is there.</param>
public sealed class GraphReplacedException(long before, long now)
    : Exception($"The graph that was read up to version {before} is another one now, at version {now}: it was replaced or lost its data.")
{
    /// <summary>Whether it is behind what was read.</summary>
    public bool IsBehind => now < before;
}
