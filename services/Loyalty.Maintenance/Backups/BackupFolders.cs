using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Storage.Local;

namespace Loyalty.Maintenance.Backups;

/// <summary>
/// The folder of each backup, <c>backups/{id}</c>: its state (<c>state.json</c>), the copies under <c>files/</c>, and, written last, <c>manifest.json</c>.
/// All that is known of backups is there, so that it survives any restart.
/// </summary>
sealed partial class BackupFolders(DataFolder data, TimeProvider time)
{
    public const string NamePattern = "^[a-z0-9-]{1,64}$";

    const string StateFile = "state.json", ManifestFile = "manifest.json";

    // The whole of it: in .NET a line break may follow what $ matches.
    public static bool IsName([NotNullWhen(true)] string? name) =>
        name is not null && Name().Match(name) is { Success: true } match && match.Length == name.Length;

    public async Task<Backup> CreateAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // Ids sort by time; the rest keeps two requests of the same moment apart.
        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss-fff}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var backup = new Backup(id, BackupStatus.Queued, 0, null, now);
        DurableFile.MakeFolder(FolderOf(id));
        try
        {
            await SaveAsync(backup, ct);
        }
        catch
        {
            Directory.Delete(FolderOf(id));
            throw;
        }
        return backup;
    }

    public async Task<Backup?> FindAsync(string id, CancellationToken ct)
    {
        if (!IsName(id)) return null;
        try
        {
            var state = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(StateOf(id), ct), BackupJson.Default.Backup)
                ?? throw new JsonException("The state is null.");
            // By its folder's name, which an operator who moves backups about may change.
            return state with { Id = id };
        }
        catch (JsonException)
        {
            // Replaced whole by this service, so it was changed by something else: the others are to be seen all the same.
            return new Backup(id, BackupStatus.Failed, 0, $"{StateFile} is damaged.", File.GetLastWriteTimeUtc(StateOf(id)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Every backup's id, newest first.</summary>
    public ImmutableArray<string> Ids() => !Directory.Exists(data.Backups)
        ? []
        : [.. new DirectoryInfo(data.Backups).EnumerateDirectories().Select(d => d.Name)
            .Where(id => IsName(id) && File.Exists(StateOf(id))).OrderDescending(StringComparer.Ordinal)];

    public Task SaveAsync(Backup backup, CancellationToken ct) =>
        DurableFile.ReplaceAsync(StateOf(backup.Id), JsonSerializer.SerializeToUtf8Bytes(backup, BackupJson.Default.Backup), ct);

    /// <summary>Removes what an attempt left.</summary>
    public void RemoveFilesOf(string id)
    {
        File.Delete(ManifestOf(id));
        if (Directory.Exists(FilesOf(id))) Directory.Delete(FilesOf(id), recursive: true);
    }

    public string FilesOf(string id) => Path.Combine(FolderOf(id), "files");

    /// <summary>Writes the manifest, and returns the hash by which the state vouches for it.</summary>
    public async Task<string> WriteManifestAsync(BackupManifest manifest, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest);
        await DurableFile.ReplaceAsync(ManifestOf(manifest.Id), bytes, ct);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The manifest of a backup that succeeded.</summary>
    /// <exception cref="InvalidDataException">It is not the one that was written.</exception>
    public async Task<BackupManifest> ReadManifestAsync(Backup backup, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(ManifestOf(backup.Id), ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{ManifestFile} is missing.", e);
        }
        // What has this hash is what was written, and so it can be parsed.
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != backup.ManifestSha256) throw new InvalidDataException($"{ManifestFile} was changed.");
        return JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupManifest)!;
    }

    string FolderOf(string id) => Path.Combine(data.Backups, id);

    string StateOf(string id) => Path.Combine(FolderOf(id), StateFile);

    string ManifestOf(string id) => Path.Combine(FolderOf(id), ManifestFile);

    [GeneratedRegex(NamePattern)]
    private static partial Regex Name();
}
