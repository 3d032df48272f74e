using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>The services, as projects that were built with the AppHost.</summary>
static class ServiceResources
{
    const string Endpoint = "http";

    /// <summary>What a service refuses it refuses with a reason, which is what the person who asked is to see.</summary>
    static readonly HttpCommandOptions SayingWhy = new()
    {
        IsHighlighted = true,
        GetCommandResult = async context => context.Response.IsSuccessStatusCode
            ? CommandResults.Success()
            : CommandResults.Failure(await context.Response.Content.ReadAsStringAsync(context.CancellationToken)),
    };

    public static IResourceBuilder<ProjectResource> AddService(this IDistributedApplicationBuilder builder, AspireProject plan)
    {
        var service = builder.AddBuilt(plan.Name, plan.Project)
            .WithHttpEndpoint(port: plan.Port, name: Endpoint)
            .WithHttpHealthCheck(plan.HealthPath, endpointName: Endpoint)
            .WithReplicas(plan.Replicas);
        foreach (var url in plan.Urls)
            service.WithUrlForEndpoint(Endpoint, _ => new ResourceUrlAnnotation { Url = url.Path, DisplayText = url.Text });
        foreach (var post in plan.Posts) service.WithHttpCommand(post.Path, post.Text, Endpoint, post.Name, SayingWhy);
        return service;
    }

    /// <summary>The graph's rebuild: the service's program with another word, which runs when it is asked to and ends.</summary>
    public static IResourceBuilder<ProjectResource> AddRebuild(this IDistributedApplicationBuilder builder, AspireProject plan) =>
        builder.AddBuilt($"{plan.Name}-rebuild", plan.Project).WithArgs("rebuild-graph").WithExplicitStart().ExcludeFromManifest();

    /// <summary>Tells a service where LocalStack is, in the words of the AWS SDK and of LocalStack.Client, and what the stack holds.</summary>
    public static IResourceBuilder<ProjectResource> WithAws(this IResourceBuilder<ProjectResource> service, AspireProject plan,
        IResourceBuilder<ICloudFormationTemplateResource> data, IResourceBuilder<ContainerResource> localStack)
    {
        var aws = localStack.GetEndpoint(ContainerResources.Endpoint);
        service.WaitFor(data)
            .WithEnvironment("AWS_ENDPOINT_URL", aws)
            .WithEnvironment("LocalStack__Config__LocalStackHost", aws.Property(EndpointProperty.Host))
            .WithEnvironment("LocalStack__Config__EdgePort", aws.Property(EndpointProperty.Port));
        foreach (var (name, value) in plan.Environment) service.WithEnvironment(name, value);
        foreach (var (name, output) in plan.Outputs) service.WithEnvironment(name, data.GetOutput(output));
        return service;
    }

    static IResourceBuilder<ProjectResource> AddBuilt(this IDistributedApplicationBuilder builder, string name, string project) => builder
        .AddProject(name, project, options => options.ExcludeLaunchProfile = true)
        .WithAnnotation<IProjectMetadata>(new Built(project), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Started as it is: services that are built at the same time would be in each other's way.</summary>
    sealed record Built(string ProjectPath) : IProjectMetadata
    {
        public bool SuppressBuild => true;
    }
}
