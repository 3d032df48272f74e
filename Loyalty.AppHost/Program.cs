using Loyalty.AppHost;
#if USE_ASPIRE
using Loyalty.AppHost.Aspire.Composition;
#endif
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.Deployment;
using Loyalty.AppHost.Local;

using var stop = new StopSignals();
try
{
    switch (args)
    {
        case [PublishOptions.Command, .. var rest]: return await Publisher.RunAsync(rest, stop.Token);
        case [DeployOptions.Command, .. var rest]: return await DeployCommand.RunAsync(rest, stop.Token);
        case [RollbackOptions.Command, .. var rest]: return await RollbackCommand.RunAsync(rest, stop.Token);
    }

#if USE_ASPIRE
    await AspireHost.RunAsync(args, stop.Token);
    return 0;
#else
    var options = LocalOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(LocalOptions.Usage);
        return 0;
    }
    var plan = LocalPlan.For(Topology.Services, options, LocalLayout.Find());
    var console = LocalConsole.ForTerminal();
    if (options.RebuildGraph) return await LocalRunner.RebuildGraphAsync(plan, console, stop.Token);
    await LocalRunner.RunAsync(plan, console, stop.Token);
    return 0;
#endif
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync(args switch
    {
        [PublishOptions.Command, ..] => "Stopped: nothing was published.",
        [DeployOptions.Command or RollbackOptions.Command, ..] => "Stopped. What AWS was told already goes on: the same command again says what is left to do.",
        _ => "Stopped",
    });
    return HostException.Interrupted;
}
catch (HostException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return exception.ExitCode;
}
