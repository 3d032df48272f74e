namespace Loyalty.AppHost;

/// <summary>Ends the AppHost with a message for the person at the terminal, who needs no stack trace.</summary>
class HostException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>The exit code of a program that Ctrl-C ended, as shells have it.</summary>
    public const int Interrupted = 130;

    public int ExitCode { get; } = exitCode;
}
