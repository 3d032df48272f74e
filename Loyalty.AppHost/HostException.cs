namespace Loyalty.AppHost;

/// <summary>Ends the AppHost with a message for the person at the terminal, who needs no stack trace.</summary>
class HostException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
