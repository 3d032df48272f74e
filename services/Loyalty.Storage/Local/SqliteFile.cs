using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Loyalty.Storage.Local;

/// <summary>
/// One SQLite file with one schema. Writes are short and immediate, one at a time within the process, and flushed before they count; reads run
/// beside them. SQLite has no asynchronous I/O: what is awaited is the turn to write.
/// </summary>
sealed class SqliteFile(string path, string schema, FailPoints failPoints) : IDisposable
{
    const long SchemaVersion = 1;

    readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Pooling = true }.ToString();
    readonly SemaphoreSlim writing = new(1);
    bool ready;

    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        if (!Volatile.Read(ref ready))
        {
            await writing.WaitAsync(ct);
            try
            {
                MakeReady();
            }
            finally
            {
                writing.Release();
            }
        }
        ct.ThrowIfCancellationRequested();
        using var connection = Open();
        return read(connection);
    }

    /// <summary>Runs a write in its own transaction. With the name of a store, its fail points are passed.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken ct, string? store = null)
    {
        if (store is not null) failPoints.Reached($"{store}:before");
        await writing.WaitAsync(ct);
        try
        {
            MakeReady();
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection);
            if (store is not null) failPoints.Reached($"{store}:after-write");
            transaction.Commit();
            if (store is not null) failPoints.Reached($"{store}:after-commit");
            return result;
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        writing.Dispose();
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute("pragma busy_timeout = 10000; pragma synchronous = full;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Several processes may come here at once: the first to get the write lock makes the schema, the others find it.</summary>
    void MakeReady()
    {
        if (ready) return;
        Posix.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var connection = Open();
        connection.Execute("pragma journal_mode = wal;");
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.Scalar("pragma user_version");
        if (version > SchemaVersion) throw new InvalidDataException($"{path} was written by a later version of this program.");
        if (version < SchemaVersion)
        {
            connection.Execute(schema);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {SchemaVersion}"));
        }
        transaction.Commit();
        Volatile.Write(ref ready, true);
    }
}
