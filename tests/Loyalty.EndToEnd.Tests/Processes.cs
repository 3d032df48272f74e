using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What the system knows of processes, from /proc.</summary>
static partial class Processes
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    public static void Send(int signal, int id) => Assert.Equal(0, Signal(id, signal));

    /// <summary>Whether the process runs. One that ended and that nobody asked after does not.</summary>
    public static bool IsAlive(int id) => Stat(id) is { } stat && stat[0] is not ("Z" or "X");

    public static int ParentOf(int id) => int.Parse(Stat(id)![1], CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> EnvironmentOf(int id) => File.ReadAllText($"/proc/{id}/environ").Split('\0');

    /// <summary>The addresses that a process listens on, in the kernel's own notation: <c>0100007F:13D9</c> is 127.0.0.1:5081.</summary>
    public static IReadOnlyList<string> ListeningAddressesOf(int id)
    {
        const string listening = "0A";
        var sockets = Directory.EnumerateFiles($"/proc/{id}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        return
        [
            .. from table in new[] { $"/proc/{id}/net/tcp", $"/proc/{id}/net/tcp6" }
               where File.Exists(table)
               from line in File.ReadLines(table).Skip(1)
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields[3] == listening && sockets.Contains($"socket:[{fields[9]}]")
               select fields[1],
        ];
    }

    /// <summary>The most memory that the process has had in use, in bytes.</summary>
    public static long PeakMemoryOf(int id) => 1024 * long.Parse(
        File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    /// <summary>The fields of /proc/id/stat from the state on: before it stands the name, which may hold anything.</summary>
    static string[]? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string command, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int id, int signal);
}
