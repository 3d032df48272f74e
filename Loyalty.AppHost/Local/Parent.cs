namespace Loyalty.AppHost.Local;

/// <summary>
/// Notices that who started the AppHost is gone. <c>dotnet run</c> is a process that waits for the AppHost: killed, it
/// passes nothing on, so its end is seen in that the kernel gives the AppHost another parent. Only a parent that is
/// <c>dotnet run</c> (or <c>dotnet watch</c>) counts, for a shell that started the AppHost in the background may well
/// end while the AppHost is to stay. Whoever starts the AppHost otherwise, and wants it to end with him, holds a pipe to
/// its standard input and sets LOYALTY_PARENT_PIPE=stdin, as the AppHost itself does with the services.
/// </summary>
sealed class Parent : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    readonly Timer timer;

    Parent(int id, Action gone) =>
        timer = new Timer(_ => { if (NativeProcess.ParentId() != id) gone(); }, null, Interval, Interval);

    public static Parent? Watch(Action gone)
    {
        if (Environment.GetEnvironmentVariable("LOYALTY_PARENT_PIPE") == "stdin") WatchPipe(gone);
        if (!OperatingSystem.IsLinux()) return null;
        var id = NativeProcess.ParentId();
        return IsDotnetRun(CommandLineOf(id)) ? new Parent(id, gone) : null;
    }

    internal static bool IsDotnetRun(IReadOnlyList<string> commandLine) =>
        commandLine.Count > 1
        && Path.GetFileName(commandLine[0]) == "dotnet"
        && commandLine.Skip(1).TakeWhile(word => word != "--").Any(word => word is "run" or "watch");

    public void Dispose() => timer.Dispose();

    static void WatchPipe(Action gone) => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0) { }
        gone();
    })
    { IsBackground = true, Name = nameof(WatchPipe) }.Start();

    static string[] CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").TrimEnd('\0').Split('\0');
        }
        catch (IOException)
        {
            // Gone already, or not to be seen: then there is nobody to follow.
            return [];
        }
    }
}
