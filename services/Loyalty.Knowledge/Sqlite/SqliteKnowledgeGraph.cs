using System.Runtime.CompilerServices;
using Loyalty.Knowledge.Graph;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Sqlite;

/// <summary>
/// The knowledge graph in one SQLite file, in WAL mode: one writer at a time, readers never wait. Thread-safe; several processes may
/// open the same file.
/// </summary>
public sealed class SqliteKnowledgeGraph : IKnowledgeGraph
{
    private const int PageSize = 5_000;
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly Action<string> _reached;

    /// <summary>Opens the graph, making the file when it is not there.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="time">The clock of leases and recorded times.</param>
    /// <param name="reached">Told each point at which a process may die: <c>graph:before</c>, <c>graph:after-write</c>, <c>graph:after-commit</c>.</param>
    public SqliteKnowledgeGraph(string file, TimeProvider time, Action<string>? reached = null)
    {
        _time = time;
        _reached = reached ?? (static _ => { });
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = GraphSql.Schema;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public Task<long> GetVersionAsync(CancellationToken cancellationToken)
    {
        using var connection = Open();
        return Task.FromResult(Scalar<long>(connection, null, GraphSql.Version));
    }

    /// <inheritdoc />
    public Task<GraphState> GetStateAsync(CancellationToken cancellationToken)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Task.FromResult(new GraphState(
            Scalar<string>(connection, transaction, GraphSql.Identity), Scalar<long>(connection, transaction, GraphSql.Version)));
    }

    /// <inheritdoc />
    public Task<LoaderLease?> TryAcquireLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var now = _time.GetUtcNow();
        var (holder, token, expires) = Lease(connection, transaction);
        if (holder is not null && holder != owner && expires > now) return Task.FromResult<LoaderLease?>(null);
        // The same owner prolongs its own lease only while it lasts: after that somebody else may have loaded.
        if (holder != owner || expires <= now) token++;
        var until = now + duration;
        Execute(connection, transaction, GraphSql.SetLease, ("$owner", owner), ("$token", token), ("$expires", until.UtcTicks));
        transaction.Commit();
        return Task.FromResult<LoaderLease?>(new LoaderLease(owner, token, until));
    }

    /// <inheritdoc />
    public Task ReleaseLeaseAsync(LoaderLease lease, CancellationToken cancellationToken)
    {
        using var connection = Open();
        Execute(connection, null, GraphSql.ReleaseLease, ("$token", lease.Token));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken)
    {
        _reached("graph:before");
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        Check(lease, connection, transaction);
        var now = changes.RecordedAt ?? _time.GetUtcNow();
        if (Scalar<long>(connection, transaction, GraphSql.IsApplied, ("$id", changes.Id)) > 0)
            return Task.FromResult(ApplyOutcome.AlreadyApplied);

        var version = Scalar<long>(connection, transaction, GraphSql.Version) + 1;
        var touched = new GraphUpsert(connection, transaction, version, now).Apply(changes, cancellationToken);
        if (touched == 0) return Task.FromResult(ApplyOutcome.Unchanged);
        Execute(connection, transaction, GraphSql.AddChangeSet,
            ("$version", version), ("$id", changes.Id), ("$recorded", now.UtcTicks), ("$elements", touched));
        _reached("graph:after-write");
        transaction.Commit();
        _reached("graph:after-commit");
        return Task.FromResult(ApplyOutcome.Applied);
    }

    /// <inheritdoc />
    public async Task RestoreAsync(
        IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        Check(lease, connection, transaction);
        if (Scalar<long>(connection, transaction, GraphSql.Version) > 0) throw new InvalidOperationException("Only an empty graph can be restored.");
        await foreach (var element in elements.WithCancellation(cancellationToken).ConfigureAwait(false))
            GraphUpsert.Add(connection, transaction, element);
        foreach (var changes in changeSets)
        {
            Execute(connection, transaction, GraphSql.AddChangeSet, ("$version", changes.Version), ("$id", changes.Id),
                ("$recorded", changes.RecordedAt.UtcTicks), ("$elements", changes.Elements));
        }

        transaction.Commit();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredElement> ReadAsync(
        long after, ImmutableArray<string>? edgeLabels, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var page = new List<StoredElement>(PageSize);
        foreach (var edges in (bool[])[false, true])
        {
            var sql = !edges ? GraphSql.Vertices(after > 0) : GraphSql.Edges(after > 0, edgeLabels);
            var last = "";
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                page.Clear();
                ReadPage(sql, edges, after, last, page);
                foreach (var element in page) yield return element;
                if (page.Count > 0) last = edges ? page[^1].Edge!.Id : page[^1].Vertex!.Id;
            }
            while (page.Count == PageSize);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = ImmutableDictionary.CreateBuilder<string, StoredElement>(StringComparer.Ordinal);
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        using var vertex = Command(connection, transaction, GraphSql.VertexById, ("$id", ""));
        using var edge = Command(connection, transaction, GraphSql.EdgeById, ("$id", ""));
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (command, isEdge) in ((SqliteCommand, bool)[])[(vertex, false), (edge, true)])
            {
                command.Parameters[0].Value = id;
                using var reader = command.ExecuteReader();
                if (reader.Read()) found[id] = Element(reader, isEdge);
            }
        }

        return Task.FromResult(found.ToImmutable());
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AppliedChangeSet> ChangeSetsAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var connection = Open();
        using var command = Command(connection, null, GraphSql.ChangeSets, ("$after", after));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new AppliedChangeSet(reader.GetString(1), reader.GetInt64(0), Time(reader.GetInt64(2)), reader.GetInt32(3));
        }
    }

    internal static SqliteCommand Command(
        SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text comes from GraphSql; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static void Execute(
        SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, transaction, sql, values);
        command.ExecuteNonQuery();
    }

    private static T Scalar<T>(
        SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, transaction, sql, values);
        return (T)command.ExecuteScalar()!;
    }

    private static (string? Owner, long Token, DateTimeOffset Expires) Lease(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = Command(connection, transaction, GraphSql.GetLease);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt64(1), Time(reader.GetInt64(2)))
            : (null, 0, DateTimeOffset.MinValue);
    }

    private void Check(LoaderLease lease, SqliteConnection connection, SqliteTransaction transaction)
    {
        var (holder, token, expires) = Lease(connection, transaction);
        if (token != lease.Token || holder != lease.Owner || expires <= _time.GetUtcNow()) throw new LeaseLostException();
    }

    private static StoredElement Element(SqliteDataReader reader, bool edge)
    {
        var version = reader.GetInt64(edge ? 5 : 3);
        var recorded = Time(reader.GetInt64(edge ? 6 : 4));
        if (!edge)
        {
            return new StoredElement(
                new GraphVertex(reader.GetString(0), Names.Shared(reader.GetString(1)), PropertyJson.Read(Bytes(reader, 2))), null, version, recorded);
        }

        return new StoredElement(null,
            new GraphEdge(reader.GetString(0), Names.Shared(reader.GetString(1)), reader.GetString(2), reader.GetString(3), PropertyJson.Read(Bytes(reader, 4))),
            version, recorded);
    }

    private static byte[] Bytes(SqliteDataReader reader, int column) => (byte[])reader.GetValue(column);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private void ReadPage(string sql, bool edges, long after, string last, List<StoredElement> page)
    {
        using var connection = Open();
        using var command = Command(connection, null, sql, ("$after", after), ("$last", last), ("$page", PageSize));
        using var reader = command.ExecuteReader();
        while (reader.Read()) page.Add(Element(reader, edges));
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";
        pragma.ExecuteNonQuery();
        return connection;
    }
}
