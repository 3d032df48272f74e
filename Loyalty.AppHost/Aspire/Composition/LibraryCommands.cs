using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Loyalty.AppHost.Local;
using Loyalty.AppHost.Local.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>What can be done with the library, by who looks at the dashboard.</summary>
static class LibraryCommands
{
    static readonly CommandOptions WhenHealthy = new()
    {
        UpdateState = context => context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
    };

    /// <summary>Hands in the starter library: once it is healthy if that is planned, and whenever somebody asks for it.</summary>
    public static IResourceBuilder<ProjectResource> WithLibrary(this IResourceBuilder<ProjectResource> service, AspirePlan plan)
    {
        if (plan.Seed)
        {
            service.OnResourceReady((_, ready, _) =>
            {
                // Whoever waits for this service is not to wait for the library too.
                _ = LoadAsync(service.Resource, plan, ready.Services, ready.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
                return Task.CompletedTask;
            });
        }
        return service.WithCommand("seed", "Hand in the starter library", async context =>
        {
            await LoadAsync(service.Resource, plan, context.ServiceProvider, context.CancellationToken);
            return CommandResults.Success();
        }, WhenHealthy);
    }

    public static IResourceBuilder<ProjectResource> WithRebuild(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> rebuild)
    {
        rebuild.WithParentRelationship(service);
        return service.WithCommand("rebuild-graph", "Rebuild the graph", context => context.ServiceProvider.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(rebuild.Resource, KnownResourceCommands.StartCommand, context.CancellationToken), WhenHealthy);
    }

    static async Task LoadAsync(ProjectResource service, AspirePlan plan, IServiceProvider host, CancellationToken stop)
    {
        using var log = new LogWriter(host.GetRequiredService<ResourceLoggerService>().GetLogger(service));
        using var curator = new SocketsHttpHandler();
        try
        {
            var ingestion = new Uri(service.GetEndpoint("http").Url);
            await StarterLibrary.LoadAsync(new StarterLibraryPlan(plan.StarterLibrary, ingestion), curator, LocalConsole.Plain(log), TimeProvider.System, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start hands in what is missing.
        }
    }

    /// <summary>Lines for the resource's log on the dashboard.</summary>
    sealed class LogWriter(ILogger logger) : StringWriter
    {
        public override void WriteLine(string? value) => logger.Log(LogLevel.Information, default, value, null, static (line, _) => line ?? "");
    }
}
