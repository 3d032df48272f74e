using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>The suite on Aspire, from top to bottom.</summary>
static class AspireHost
{
    public static async Task RunAsync(string[] arguments, CancellationToken stop)
    {
        // What is built from here on, such as a service that is rebuilt on the dashboard, is of the same flavour.
        Environment.SetEnvironmentVariable("UseAspire", "true");
        var builder = DistributedApplication.CreateBuilder(arguments);
        builder.AddLoyalty(AspirePlan.For(Topology.Services, AspireOptions.From(builder.Configuration), LocalLayout.Find()));
        builder.AddDeploymentToAws();
        await using var application = builder.Build();
        await application.RunAsync(stop);
    }

    public static void AddLoyalty(this IDistributedApplicationBuilder builder, AspirePlan plan)
    {
        var localStack = builder.AddContainer(plan.LocalStack);
        var gremlin = builder.AddContainer(plan.Gremlin);
        var address = gremlin.GetEndpoint(ContainerResources.Endpoint);
        var graph = builder.AddConnectionString("graph",
            ReferenceExpression.Create($"ws://{address.Property(EndpointProperty.Host)}:{address.Property(EndpointProperty.Port)}"));
        var data = builder.AddStack(plan.Data, localStack);

        var services = new Dictionary<string, IResourceBuilder<ProjectResource>>();
        foreach (var project in plan.Projects)
        {
            var service = services[project.Name] = builder.AddService(project);
            foreach (var needed in project.Needs) service.WithReference(services[needed]).WaitFor(services[needed]);
            if (project.UsesGraph) service.WithReference(graph).WaitFor(gremlin);
            if (project.UsesAws) service.WithAws(project, data, localStack);
            if (project.TakesDocuments) service.WithLibrary(plan).WithRebuild(builder.AddRebuild(project).WithReference(graph).WithAws(project, data, localStack));
        }
    }
}
