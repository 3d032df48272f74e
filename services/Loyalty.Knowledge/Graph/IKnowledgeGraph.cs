namespace Loyalty.Knowledge.Graph;

/// <summary>
/// The knowledge graph: the source of truth. Thread-safe; many processes may use one graph. Change sets are applied whole or not at
/// all, once each, by whoever holds the lease.
/// </summary>
public interface IKnowledgeGraph
{
    /// <summary>The graph's version: 0 when empty, greater with every change.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<long> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>The graph's version, and which graph it is: one that was replaced, or lost its data, has another identity.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<GraphState> GetStateAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lease when it is free, expired, or the owner's already.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lease, with a new token unless the owner held it; null when somebody else holds it.</returns>
    Task<LoaderLease?> TryAcquireLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the lease back, if it is still held.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task ReleaseLeaseAsync(LoaderLease lease, CancellationToken cancellationToken);

    /// <summary>Applies a change set, whole or not at all, once.</summary>
    /// <param name="changes">What changes.</param>
    /// <param name="lease">The loader's lease.</param>
    /// <param name="cancellationToken">Cancels the call before it commits.</param>
    /// <exception cref="LeaseLostException">The lease is another's or expired: nothing was written.</exception>
    Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Streams the elements touched after a version, vertices first, in pages, so that a long read holds nothing up. What changes while
    /// it reads may be missing or new: a reader compares <see cref="GetVersionAsync"/> before and after and reads on from there.
    /// </summary>
    /// <param name="after">0 for all.</param>
    /// <param name="edgeLabels">Which edges; null for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    IAsyncEnumerable<StoredElement> ReadAsync(long after, ImmutableArray<string>? edgeLabels, CancellationToken cancellationToken);

    /// <summary>Which of these vertices and edges the graph holds.</summary>
    /// <param name="ids">Ids of vertices and edges.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>The change sets that were applied, oldest first.</summary>
    /// <param name="after">Those that made a later version than this; 0 for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    IAsyncEnumerable<AppliedChangeSet> ChangeSetsAsync(long after, CancellationToken cancellationToken);

    /// <summary>
    /// Fills an empty graph with what another one held: versions, recorded times and change sets stay as they were. Whole or not at all.
    /// </summary>
    /// <param name="elements">All vertices, then all edges.</param>
    /// <param name="changeSets">The change sets, oldest first.</param>
    /// <param name="lease">The loader's lease.</param>
    /// <param name="cancellationToken">Cancels the call before it commits.</param>
    /// <exception cref="LeaseLostException">The lease is another's or expired: nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The graph is not empty: nothing was written.</exception>
    Task RestoreAsync(
        IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken);
}
