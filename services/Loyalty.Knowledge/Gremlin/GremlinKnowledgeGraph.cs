using System.Runtime.CompilerServices;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// The knowledge graph on Apache TinkerPop Gremlin Server or Amazon Neptune. Every request is one transaction of the server's; what a change
/// set of many requests writes counts from its last one on. Thread-safe; many processes may use one graph. docs/gremlin.md says how.
/// </summary>
public sealed class GremlinKnowledgeGraph : IKnowledgeGraph, IAsyncDisposable
{
    private readonly IGremlinConnection _connection;
    private readonly GremlinHead _heads;
    private readonly GremlinReading _reading;
    private readonly GremlinLoading _loading;
    private readonly GremlinRestoring _restoring;

    /// <summary>Makes the graph; nothing is sent yet.</summary>
    /// <param name="connection">The way to the server, which the graph disposes of.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="time">The clock of leases and recorded times.</param>
    /// <param name="reached">Told each point at which a process may die: <c>graph:before</c>, <c>graph:after-write</c>, <c>graph:after-commit</c>.</param>
    public GremlinKnowledgeGraph(IGremlinConnection connection, GremlinOptions options, TimeProvider time, Action<string>? reached = null)
    {
        _connection = connection;
        var client = new GremlinClient(connection, options);
        _heads = new GremlinHead(client, options, time);
        _reading = new GremlinReading(client, _heads, options);
        var tidying = new GremlinTidying(client, _heads, _reading, options);
        _loading = new GremlinLoading(_heads, _reading, tidying, options, time, reached ?? (static _ => { }));
        _restoring = new GremlinRestoring(_heads, tidying, options, time);
    }

    /// <inheritdoc />
    public async Task<long> GetVersionAsync(CancellationToken cancellationToken) => (await GetStateAsync(cancellationToken).ConfigureAwait(false)).Version;

    /// <inheritdoc />
    public async Task<GraphState> GetStateAsync(CancellationToken cancellationToken)
    {
        var head = await _heads.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new GraphState(head.Identity, head.Version);
    }

    /// <inheritdoc />
    public Task<LoaderLease?> TryAcquireLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        _heads.TryAcquireAsync(owner, duration, cancellationToken);

    /// <inheritdoc />
    public Task ReleaseLeaseAsync(LoaderLease lease, CancellationToken cancellationToken) => _heads.ReleaseAsync(lease, cancellationToken);

    /// <inheritdoc />
    public Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken) =>
        _loading.ApplyAsync(changes, lease, cancellationToken);

    /// <inheritdoc />
    public Task RestoreAsync(
        IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken) =>
        _restoring.RestoreAsync(elements, changeSets, lease, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredElement> ReadAsync(long after, ImmutableArray<string>? edgeLabels, CancellationToken cancellationToken) =>
        _reading.ReadAsync(after, edgeLabels, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        _reading.FindAsync(ids, cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<AppliedChangeSet> ChangeSetsAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var version = await GetVersionAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var log in _reading.FirstLogsAsync(after, version, cancellationToken).ConfigureAwait(false))
        {
            if (log.ChangeSet is { } changes) yield return changes;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
