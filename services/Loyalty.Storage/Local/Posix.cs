using System.Runtime.InteropServices;

namespace Loyalty.Storage.Local;

/// <summary>
/// Two promises of file systems that .NET does not pass on: creating a name only if it is free, and making a folder's names durable.
/// </summary>
static partial class Posix
{
    const int AlreadyExists = 17;

    /// <summary>Gives a finished file its name, unless the name is taken. File.Move looks first and renames then: two could both succeed.</summary>
    public static bool TryName(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(file, name, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(name))
            {
                return false;
            }
        }
        if (Link(file, name) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw new IOException($"Cannot create {name}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Names, too, are lost with the power until their folder is flushed.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw new IOException($"Cannot open {folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        var flushed = FSync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (flushed != 0) throw new IOException($"Cannot flush {folder}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Makes a folder whose name is durable, and those above it.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null) MakeFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null) FlushFolder(parent);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
