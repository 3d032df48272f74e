using System.Globalization;

namespace Loyalty.AppHost.Local;

/// <summary>Holds a data folder for one AppHost. The lock is the kernel's, so that it ends with the process however that ends.</summary>
sealed class DataFolder : IDisposable
{
    const string LockName = "apphost.lock", HolderName = "apphost.pid";
    readonly FileStream held;

    DataFolder(FileStream held) => this.held = held;

    public static DataFolder Hold(string folder)
    {
        var file = Path.Combine(folder, LockName);
        try
        {
            Directory.CreateDirectory(folder);
            var held = Lock(file) ?? throw new HostException(
                $"Another AppHost{HolderOf(folder)} is running on the data folder {folder}. Stop it, or choose another folder with --data DIR.");
            // In a file of its own, for nobody can read one that is locked.
            File.WriteAllText(Path.Combine(folder, HolderName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"The data folder {folder} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Null where another process has it.</summary>
    static FileStream? Lock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();

    static string HolderOf(string folder)
    {
        var file = Path.Combine(folder, HolderName);
        return File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } id ? $" (process {id})" : "";
    }
}
