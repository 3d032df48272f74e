namespace Loyalty.Storage.Local;

/// <summary>Small files beside the stores that must be whole and must last: states, manifests.</summary>
public static class DurableFile
{
    /// <summary>Writes or replaces a file, whole or not at all; when the task ends it survives a loss of power.</summary>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var draft = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous))
            {
                await file.WriteAsync(content, ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
        Posix.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a folder, and those above it, so that their names survive a loss of power.</summary>
    public static void MakeFolder(string folder) => Posix.MakeFolder(folder);

    /// <summary>Gives a finished folder its name, unless the name is taken.</summary>
    public static bool TryNameFolder(string folder, string name)
    {
        try
        {
            Directory.Move(folder, name);
        }
        catch (IOException) when (Path.Exists(name))
        {
            return false;
        }
        Posix.FlushFolder(Path.GetDirectoryName(name)!);
        return true;
    }

    /// <summary>Makes the names of a folder's files durable.</summary>
    public static void FlushFolder(string folder) => Posix.FlushFolder(folder);
}
