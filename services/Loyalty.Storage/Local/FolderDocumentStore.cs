namespace Loyalty.Storage.Local;

/// <summary>
/// Documents in a folder. A document is written beside the others, flushed, and only then given its name, so that its name never stands for half
/// of it. Links below the folder are refused: they lead out of it.
/// </summary>
public sealed class FolderDocumentStore : IDocumentStore
{
    /// <summary>Where unfinished documents are; no key has such a name.</summary>
    const string Drafts = ".tmp";

    /// <summary>A draft that nobody has written to for so long belongs to a process that was killed.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    readonly string root;
    readonly string drafts;
    readonly FailPoints failPoints;

    /// <summary>Opens the folder, makes it if need be, and removes what killed writers left behind.</summary>
    public FolderDocumentStore(string folder, TimeProvider? time = null, FailPoints? failPoints = null)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        drafts = Path.Combine(root, Drafts);
        this.failPoints = failPoints ?? FailPoints.None;
        Posix.MakeFolder(drafts);
        var abandonedBefore = (time ?? TimeProvider.System).GetUtcNow().UtcDateTime - Abandoned;
        foreach (var draft in new DirectoryInfo(drafts).EnumerateFiles())
        {
            if (draft.LastWriteTimeUtc < abandonedBefore) draft.Delete();
        }
    }

    /// <inheritdoc/>
    public Task<DocumentInfo?> FindAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Describe(key, new FileInfo(PathOf(key))));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string key, Stream content, CancellationToken ct)
    {
        var path = PathOf(key);
        await PublishAsync(path, content, draft =>
        {
            File.Move(draft, path, overwrite: true);
            return true;
        }, ct);
    }

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string key, Stream content, CancellationToken ct)
    {
        var path = PathOf(key);
        return !File.Exists(path) && await PublishAsync(path, content, draft => Posix.TryName(draft, path), ct);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DocumentInfo> ListAsync(string prefix, CancellationToken ct)
    {
        var lastSlash = prefix.LastIndexOf('/');
        var folder = lastSlash < 0 ? root : FolderOf(prefix[..lastSlash]);
        return List(folder, prefix[..(lastSlash + 1)], prefix, ct).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(key);
        var draft = NewDraft();
        try
        {
            // Of several who delete at once only one can move it away, and that one deleted it.
            File.Move(path, draft);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult(false);
        }
        Posix.FlushFolder(Path.GetDirectoryName(path)!);
        File.Delete(draft);
        return Task.FromResult(true);
    }

    async Task<bool> PublishAsync(string path, Stream content, Func<string, bool> tryName, CancellationToken ct)
    {
        failPoints.Reached("documents:before");
        var draft = NewDraft();
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, ct);
                file.Flush(flushToDisk: true);
            }
            failPoints.Reached("documents:after-write");
            var folder = Path.GetDirectoryName(path)!;
            Posix.MakeFolder(folder);
            if (!tryName(draft)) return false;
            Posix.FlushFolder(folder);
        }
        finally
        {
            File.Delete(draft);
        }
        failPoints.Reached("documents:after-commit");
        return true;
    }

    static IEnumerable<DocumentInfo> List(string folder, string parent, string prefix, CancellationToken ct)
    {
        foreach (var (key, entry) in EntriesOf(folder, parent).OrderBy(e => e.Key, CodePointOrder.Instance))
        {
            ct.ThrowIfCancellationRequested();
            if (entry is DirectoryInfo)
            {
                if (!key.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(key, StringComparison.Ordinal)) continue;
                foreach (var document in List(entry.FullName, key, prefix, ct)) yield return document;
            }
            else if (key.StartsWith(prefix, StringComparison.Ordinal) && Describe(key, (FileInfo)entry) is { } document)
            {
                yield return document;
            }
        }
    }

    /// <summary>A folder's own entries by key, where a folder's key ends with its slash: in this order a walk yields all keys in theirs.</summary>
    static IEnumerable<(string Key, FileSystemInfo Entry)> EntriesOf(string folder, string parent)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null) continue;
            var isFolder = entry is DirectoryInfo;
            if (isFolder != entry.Name.EndsWith(FileNames.FolderMark, StringComparison.Ordinal)) continue;
            if (FileNames.Unescape(isFolder ? entry.Name[..^FileNames.FolderMark.Length] : entry.Name) is not { } segment) continue;
            if (!DocumentKey.IsValid(parent + segment)) continue;
            yield return (isFolder ? $"{parent}{segment}/" : parent + segment, entry);
        }
    }

    static DocumentInfo? Describe(string key, FileInfo file)
    {
        file.Refresh();
        return file.Exists ? new DocumentInfo(key, file.Length, file.LastWriteTimeUtc) : null;
    }

    string NewDraft() => Path.Combine(drafts, Guid.NewGuid().ToString("n"));

    string PathOf(string key)
    {
        DocumentKey.Check(key);
        var lastSlash = key.LastIndexOf('/');
        var path = Path.Combine(lastSlash < 0 ? root : FolderOf(key[..lastSlash]), FileNames.Escape(key[(lastSlash + 1)..]));
        RefuseLink(new FileInfo(path));
        return path;
    }

    string FolderOf(string key)
    {
        DocumentKey.Check(key);
        var path = root;
        foreach (var segment in key.Split('/'))
        {
            path = Path.Combine(path, FileNames.Escape(segment) + FileNames.FolderMark);
            RefuseLink(new DirectoryInfo(path));
        }
        return path;
    }

    static void RefuseLink(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not null) throw new IOException($"{entry.FullName} is a link, and a link may lead out of the store.");
    }
}
