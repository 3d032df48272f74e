using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>Containers, each with one HTTP port that is published on loopback alone.</summary>
static class ContainerResources
{
    public const string Endpoint = "http";

    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, AspireContainer plan)
    {
        var container = builder.AddContainer(plan.Name, plan.Image, plan.Tag)
            .WithHttpEndpoint(targetPort: plan.TargetPort, name: Endpoint)
            .WithHttpHealthCheck(plan.HealthPath, endpointName: Endpoint)
            .WithLifetime(plan.OutlivesTheHost ? ContainerLifetime.Persistent : ContainerLifetime.Session)
            .WithArgs([.. plan.Arguments])
            .ExcludeFromManifest();
        foreach (var (name, value) in plan.Environment) container.WithEnvironment(name, value);
        if (plan.Volume is { } volume) container.WithVolume(volume.Name, volume.Target);
        if (plan.Files is { } files) container.WithContainerFiles(files.Target, files.Source);
        return container;
    }
}
