using Loyalty.Storage.Local;

namespace Loyalty.Maintenance.Backups;

/// <summary>
/// Restores a backup into a new folder beside the live data, never over it. Every file is verified as it is copied, and the folder gets its name when all
/// are: a folder that has its name is whole.
/// </summary>
sealed class BackupRestore(DataFolder data, BackupFolders folders, TimeProvider time)
{
    /// <summary>A draft that old belongs to a process that was killed.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Null when the name is taken.</summary>
    /// <exception cref="InvalidDataException">The backup is damaged; nothing is left of the attempt.</exception>
    /// <exception cref="IOException">There is no room for it; nothing is left of the attempt.</exception>
    public async Task<RestoreResult?> RestoreAsync(Backup backup, string target, CancellationToken ct)
    {
        var name = Path.Combine(data.Restores, target);
        if (Path.Exists(name)) return null;
        var manifest = await folders.ReadManifestAsync(backup, ct);
        // No name of a restore begins with a dot.
        var draft = Path.Combine(data.Restores, $".{Guid.NewGuid():n}");
        try
        {
            DurableFile.MakeFolder(draft);
            Disk.RequireRoom(draft, manifest.Files.Sum(f => f.Length));
            foreach (var file in manifest.Files) await CopyAsync(folders.FilesOf(backup.Id), draft, file, ct);
            foreach (var folder in Directory.EnumerateDirectories(draft, "*", SearchOption.AllDirectories).Append(draft))
            {
                DurableFile.FlushFolder(folder);
            }
            return DurableFile.TryNameFolder(draft, name)
                ? new RestoreResult(target, manifest.Files.Length, manifest.Files.Sum(f => f.Length))
                : null;
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Removes what killed processes left behind.</summary>
    public void RemoveAbandoned()
    {
        if (!Directory.Exists(data.Restores)) return;
        var before = time.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var draft in new DirectoryInfo(data.Restores).EnumerateDirectories(".*"))
        {
            if (draft.LastWriteTimeUtc < before) draft.Delete(recursive: true);
        }
    }

    static async Task CopyAsync(string from, string to, BackupFile file, CancellationToken ct)
    {
        var copy = Path.Combine(to, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        try
        {
            if (await HashedCopy.CopyAsync(Path.Combine(from, file.Path), copy, ct) == (file.Length, file.Sha256)) return;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{file.Path} is missing.", e);
        }
        throw new InvalidDataException($"{file.Path} was changed.");
    }
}
