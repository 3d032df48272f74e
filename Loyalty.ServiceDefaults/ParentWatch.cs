using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

static class ParentWatchExtensions
{
    internal static void AddParentWatch(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
        if (builder.Configuration[ParentWatch.Setting] == "stdin") builder.Services.AddHostedService<ParentWatch>();
    }
}

/// <summary>
/// Stops the service when the pipe that its parent holds to its standard input ends. The kernel closes that pipe
/// however the parent dies, so that not even a parent that was killed leaves an orphan.
/// </summary>
sealed partial class ParentWatch(IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger) : IHostedService
{
    internal const string Setting = "LOYALTY_PARENT_PIPE";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A read of a console cannot be cancelled, so it has a thread of its own that dies with the process.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = nameof(ParentWatch) }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0) { }
        LogParentGone();
        lifetime.StopApplication();
        if (lifetime.ApplicationStopped.WaitHandle.WaitOne(Patience)) return;
        LogForced();
        // Not Environment.Exit, which waits for handlers that may be what hangs.
        Process.GetCurrentProcess().Kill();
    }

    [LoggerMessage(LogLevel.Information, "The parent process closed its pipe: stopping")]
    partial void LogParentGone();

    [LoggerMessage(LogLevel.Warning, "The service did not stop in time and ends now")]
    partial void LogForced();
}
