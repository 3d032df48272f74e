using System.Collections.Immutable;

namespace Loyalty.Maintenance.Backups;

/// <summary>Whether a backup is still what was written: every file with its length and hash, and no other.</summary>
sealed class BackupCheck(BackupFolders folders)
{
    /// <summary>Beyond that many, more of the same helps nobody.</summary>
    const int MaxProblems = 100;

    public async Task<CheckResult> CheckAsync(Backup backup, CancellationToken ct)
    {
        if (backup.Status != BackupStatus.Succeeded) return new CheckResult(false, ["The backup has not succeeded: there is nothing to check."]);
        BackupManifest manifest;
        try
        {
            manifest = await folders.ReadManifestAsync(backup, ct);
        }
        catch (InvalidDataException e)
        {
            return new CheckResult(false, [e.Message]);
        }
        var problems = ImmutableArray.CreateBuilder<string>();
        var root = folders.FilesOf(backup.Id);
        foreach (var file in manifest.Files)
        {
            if (await ProblemOfAsync(root, file, ct) is { } problem) problems.Add(problem);
        }
        var known = manifest.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var present = Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : [];
        problems.AddRange(present.Select(f => Path.GetRelativePath(root, f).Replace(Path.DirectorySeparatorChar, '/')).Where(f => !known.Contains(f))
            .Order(StringComparer.Ordinal).Select(f => $"{f} is not of this backup."));
        return new CheckResult(problems.Count == 0, [.. problems.Take(MaxProblems)]);
    }

    static async Task<string?> ProblemOfAsync(string root, BackupFile file, CancellationToken ct)
    {
        try
        {
            var (length, sha256) = await HashedCopy.HashAsync(Path.Combine(root, file.Path), ct);
            if (length != file.Length) return $"{file.Path} has {length} bytes instead of {file.Length}.";
            return sha256 == file.Sha256 ? null : $"{file.Path} was changed.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"{file.Path} is missing.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file.Path} cannot be read.";
        }
    }
}
