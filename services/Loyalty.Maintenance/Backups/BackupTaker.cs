using System.Collections.Immutable;
using Loyalty.Storage;
using Loyalty.Storage.Local;
using Microsoft.Data.Sqlite;

namespace Loyalty.Maintenance.Backups;

/// <summary>
/// Copies the local stores while they are written. Each database is copied by SQLite as it is at one moment; the documents come last, since a document
/// is written before anything refers to it. The queue comes first: work that is finished meanwhile is then in the backup as still to be done,
/// and is done again after a restore, where the other order would forget it.
/// </summary>
sealed class BackupTaker(DataFolder data, BackupFolders folders, FailPoints failPoints, TimeProvider time)
{
    const string First = "queue.db", Documents = "documents", Drafts = ".tmp";

    public async Task<Backup> TakeAsync(Backup backup, CancellationToken ct)
    {
        failPoints.Reached("backup:before");
        folders.RemoveFilesOf(backup.Id);
        var target = folders.FilesOf(backup.Id);
        DurableFile.MakeFolder(target);
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        var takenAt = time.GetUtcNow();
        var databases = Directory.EnumerateFiles(data.Path, "*.db").Where(IsNoLink).Select(f => Path.GetFileName(f))
            .OrderBy(name => name != First).ThenBy(name => name, StringComparer.Ordinal).ToArray();
        var total = databases.Sum(name => new FileInfo(Path.Combine(data.Path, name)).Length) + DocumentFiles().Sum(LengthOf);
        Disk.RequireRoom(target, total);

        foreach (var name in databases)
        {
            try
            {
                CopyDatabase(Path.Combine(data.Path, name), Path.Combine(target, name));
            }
            catch (SqliteException e)
            {
                throw new InvalidDataException($"{name} could not be copied: {e.Message}", e);
            }
            var (length, sha256) = await HashedCopy.HashAsync(Path.Combine(target, name), ct);
            await AddAsync(new BackupFile(name, length, sha256));
        }
        foreach (var file in DocumentFiles())
        {
            var path = Path.GetRelativePath(data.Path, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (await CopyDocumentAsync(file.FullName, Path.Combine(target, path), ct) is var (length, sha256))
                await AddAsync(new BackupFile(path, length, sha256));
        }
        foreach (var folder in Directory.EnumerateDirectories(target, "*", SearchOption.AllDirectories).Append(target))
        {
            DurableFile.FlushFolder(folder);
        }
        failPoints.Reached("backup:after-write");

        var leftOut = Directory.EnumerateFileSystemEntries(data.Path).Select(e => Path.GetFileName(e))
            .Where(name => name != Documents && !databases.Contains(name)).Order(StringComparer.Ordinal);
        var manifest = new BackupManifest(
            backup.Id, takenAt, [.. databases, $"{Documents}/"], [.. leftOut, $"{Documents}/{Drafts}/"], files.ToImmutable());
        var manifestSha256 = await folders.WriteManifestAsync(manifest, ct);
        failPoints.Reached("backup:after-commit");
        return backup with { Status = BackupStatus.Succeeded, Progress = 1, FinishedAt = time.GetUtcNow(), ManifestSha256 = manifestSha256 };

        async Task AddAsync(BackupFile file)
        {
            files.Add(file);
            backup = backup with { Files = files.Count, Bytes = backup.Bytes + file.Length };
            var progress = Math.Round(Math.Min(0.99, backup.Bytes / Math.Max(1d, total)), 2);
            if (progress <= backup.Progress) return;
            backup = backup with { Progress = progress };
            await folders.SaveAsync(backup, ct);
        }
    }

    static void CopyDatabase(string file, string copy)
    {
        using var source = Open(file, SqliteOpenMode.ReadWrite);
        using var target = Open(copy, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        // One file that is complete by itself: the store that opens it chooses write-ahead logging again.
        Ask(target, "pragma journal_mode = delete");
        if (Ask(target, "pragma quick_check") is var answer and not "ok")
            throw new InvalidDataException($"{Path.GetFileName(file)} is damaged: {answer}");
    }

    static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        Ask(connection, "pragma busy_timeout = 10000");
        return connection;
    }

    static string? Ask(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = pragma;
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Null for a document that was deleted after it was listed.</summary>
    static async Task<(long Length, string Sha256)?> CopyDocumentAsync(string file, string copy, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        try
        {
            return await HashedCopy.CopyAsync(file, copy, ct);
        }
        catch (FileNotFoundException) when (!File.Exists(file))
        {
            return null;
        }
    }

    IEnumerable<FileInfo> DocumentFiles()
    {
        var root = new DirectoryInfo(Path.Combine(data.Path, Documents));
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var drafts = Path.Combine(root.FullName, Drafts) + Path.DirectorySeparatorChar;
        return !root.Exists ? [] : root.EnumerateFiles("*", all).Where(f => !f.FullName.StartsWith(drafts, StringComparison.Ordinal));
    }

    static long LengthOf(FileInfo file) => file.Exists ? file.Length : 0;

    static bool IsNoLink(string file) => new FileInfo(file).LinkTarget is null;
}
