using Microsoft.Data.Sqlite;

namespace Loyalty.Storage.Local;

/// <summary>Profiles in a SQLite file.</summary>
public sealed class SqliteProfileStore : IProfileStore, IDisposable
{
    const string Schema = "create table profile (id text primary key, json text not null, version integer not null) without rowid;";

    readonly SqliteFile file;

    /// <summary>Opens the file, or will make it when it is first needed.</summary>
    public SqliteProfileStore(string path, FailPoints? failPoints = null) => file = new SqliteFile(path, Schema, failPoints ?? FailPoints.None);

    /// <inheritdoc/>
    public async Task<Profile?> FindAsync(string id, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        return await file.ReadAsync(
            connection => connection.Rows(
                "select json, version from profile where id = $id",
                row => new Profile(id, row.GetString(0), row.GetInt64(1)), ("$id", id)).SingleOrDefault(),
            ct);
    }

    /// <inheritdoc/>
    public async Task<Profile> SaveAsync(string id, string json, long expectedVersion, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        ProfileLimits.CheckJson(json);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var saved = new Profile(id, json, expectedVersion + 1);
        return await file.WriteAsync(
            connection => Put(connection, saved) ? saved : throw new ProfileConflictException(expectedVersion), ct, store: "profiles");
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        return await file.WriteAsync(connection => connection.Execute("delete from profile where id = $id", ("$id", id)) == 1, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    static bool Put(SqliteConnection connection, Profile profile) => connection.Execute(
        profile.Version == 1
            ? "insert into profile (id, json, version) values ($id, $json, $version) on conflict do nothing"
            : "update profile set json = $json, version = $version where id = $id and version = $version - 1",
        ("$id", profile.Id), ("$json", profile.Json), ("$version", profile.Version)) == 1;
}
