using System.Runtime.InteropServices;

namespace Loyalty.AppHost.Local;

/// <summary>What .NET does not offer: asking a process to end rather than killing it, and knowing one's parent.</summary>
static partial class NativeProcess
{
    const int Sigterm = 15;

    public static int ParentId() => GetParentId();

    /// <summary>On Windows, where there is no such signal, it does nothing: closing the pipe has asked already.</summary>
    public static void AskToEnd(int id)
    {
        // The process may have ended meanwhile, which is what was asked for.
        if (!OperatingSystem.IsWindows()) _ = Signal(id, Sigterm);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int id, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParentId();
}
