using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;
using Loyalty.AppHost.Aspire;
using Loyalty.AppHost.Aspire.Composition;
using Loyalty.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.AppHost.Tests.Aspire.Composition;

/// <summary>Aspire's own model of the suite, built and looked at; nothing is started.</summary>
public sealed class AspireModelTests : IAsyncDisposable
{
    readonly AspirePlan plan = AspirePlan.For(Topology.Services, new AspireOptions(), LocalLayout.Find());
    readonly DistributedApplication application;
    readonly DistributedApplicationModel model;

    public AspireModelTests()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = typeof(AspirePlan).Assembly.GetName().Name, DisableDashboard = true });
        builder.AddLoyalty(plan);
        application = builder.Build();
        model = application.Services.GetRequiredService<DistributedApplicationModel>();
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Theory]
    [InlineData("localstack", "localstack/localstack", "4.14.0", 4566)]
    [InlineData("gremlin", "tinkerpop/gremlin-server", "3.7.5", 8182)]
    public void A_container_has_its_image_its_port_on_loopback_a_health_check_and_outlives_the_host(string name, string image, string tag, int port)
    {
        var container = Resource<ContainerResource>(name);
        var found = Assert.Single(container.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((image, tag), (found.Image, found.Tag));
        var endpoint = Assert.Single(container.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal((port, "localhost"), (endpoint.TargetPort, endpoint.TargetHost));
        Assert.Single(container.Annotations.OfType<HealthCheckAnnotation>());
        Assert.Equal(ContainerLifetime.Persistent, Assert.Single(container.Annotations.OfType<ContainerLifetimeAnnotation>()).Lifetime);
    }

    [Fact]
    public async Task LocalStack_has_a_volume_and_the_graph_server_the_projects_own_configuration()
    {
        var volume = Assert.Single(Resource<ContainerResource>("localstack").Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal((ContainerMountType.Volume, "loyalty-localstack", "/var/lib/localstack"), (volume.Type, volume.Source, volume.Target));
        var gremlin = Resource<ContainerResource>("gremlin");
        var files = Assert.Single(gremlin.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        Assert.Equal("/opt/gremlin-server", files.DestinationPath);
        var copied = await files.Callback(new ContainerFileSystemCallbackContext { ServiceProvider = application.Services, Model = gremlin }, TestContext.Current.CancellationToken);
        Assert.Contains("server.yaml", copied.Select(file => file.Name));
        Assert.Equal(["server.yaml"], (await SettingsAsync(gremlin)).Arguments);
    }

    [Fact]
    public void The_stack_waits_for_LocalStack_and_is_made_of_the_planned_template()
    {
        var stack = Resource<ICloudFormationTemplateResource>("data");
        Assert.Equal(["localstack"], Waits(stack));
        Assert.Equal(plan.Data.Text, File.ReadAllText(stack.TemplatePath));
        Assert.Equal("loyalty-aspire-data", stack.StackName);
    }

    [Theory]
    [InlineData("api", 5081, "data gremlin")]
    [InlineData("ingestion", 5082, "data gremlin")]
    [InlineData("maintenance", 5083, "api data gremlin ingestion")]
    public void A_service_has_its_port_its_health_check_and_waits_for_what_it_needs(string name, int port, string waits)
    {
        var service = Resource<ProjectResource>(name);
        Assert.Equal(port, Assert.Single(service.Annotations.OfType<EndpointAnnotation>()).Port);
        Assert.Single(service.Annotations.OfType<HealthCheckAnnotation>());
        Assert.Equal(waits, string.Join(' ', Waits(service)));
        var project = Assert.Single(service.Annotations.OfType<IProjectMetadata>());
        Assert.True(project.SuppressBuild);
        Assert.True(File.Exists(project.ProjectPath));
    }

    [Fact]
    public async Task A_service_is_told_where_everything_is()
    {
        var told = (await SettingsAsync(Resource<ProjectResource>("maintenance"))).Environment;
        Assert.Equal("{graph.connectionString}", told["ConnectionStrings__graph"]);
        Assert.Equal("{localstack.bindings.http.url}", told["AWS_ENDPOINT_URL"]);
        Assert.Equal("{localstack.bindings.http.host}", told["LocalStack__Config__LocalStackHost"]);
        Assert.Equal("{localstack.bindings.http.port}", told["LocalStack__Config__EdgePort"]);
        Assert.Equal("{api.bindings.http.url}", told["services__api__http__0"]);
        Assert.Equal("{ingestion.bindings.http.url}", told["services__ingestion__http__0"]);
        Assert.Equal("{data.output.Table}", told["Loyalty__Table"]);
        Assert.Equal("{data.output.RawBucket}", told["Loyalty__Buckets__Raw"]);
        Assert.Equal("aws", told["Loyalty__Backend"]);
        Assert.Single(Resource<ProjectResource>("maintenance").Annotations.OfType<OtlpExporterAnnotation>());
    }

    [Fact]
    public void What_people_do_is_a_command_of_the_service_that_does_it()
    {
        Assert.Contains("back-up-now", Commands("maintenance"));
        Assert.Contains("seed", Commands("ingestion"));
        Assert.Contains("rebuild-graph", Commands("ingestion"));
        Assert.Single(Resource<ProjectResource>("ingestion-rebuild").Annotations.OfType<ExplicitStartupAnnotation>());

        IEnumerable<string> Commands(string name) => Resource<ProjectResource>(name).Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name);
    }

    [Fact]
    public async Task What_people_look_for_is_a_link_of_the_service_that_answers_it()
    {
        Assert.Equal(["API reference", "Backups"], await UrlsAsync("maintenance"));
        Assert.Equal(["API reference", "Review queue", "Submissions"], await UrlsAsync("ingestion"));
        Assert.Equal(["API reference", "Programs"], await UrlsAsync("api"));

        async Task<IEnumerable<string?>> UrlsAsync(string name)
        {
            var service = Resource<ProjectResource>(name);
            var endpoint = Assert.Single(service.Annotations.OfType<EndpointAnnotation>());
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", endpoint.Port!.Value);
            var context = new ResourceUrlsCallbackContext(In(DistributedApplicationOperation.Run), service);
            foreach (var callback in service.Annotations.OfType<ResourceUrlsCallbackAnnotation>()) await callback.Callback(context);
            return context.Urls.Select(url => url.DisplayText).Order(StringComparer.Ordinal);
        }
    }

    T Resource<T>(string name) where T : IResource => Assert.Single(model.Resources.OfType<T>(), resource => resource.Name == name);

    DistributedApplicationExecutionContext In(DistributedApplicationOperation operation) =>
        new(new DistributedApplicationExecutionContextOptions(operation) { ServiceProvider = application.Services });

    static IEnumerable<string> Waits(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Distinct().Order(StringComparer.Ordinal);

    /// <summary>As publish mode says them: by expressions, for nothing runs that could be asked.</summary>
    async Task<(Dictionary<string, string> Environment, string[] Arguments)> SettingsAsync(IResource resource)
    {
        var settings = await ExecutionConfigurationBuilder.Create(resource).WithEnvironmentVariablesConfig().WithArgumentsConfig()
            .BuildAsync(In(DistributedApplicationOperation.Publish), null, TestContext.Current.CancellationToken);
        return (settings.EnvironmentVariables.ToDictionary(), [.. settings.Arguments.Select(argument => argument.Value)]);
    }
}
