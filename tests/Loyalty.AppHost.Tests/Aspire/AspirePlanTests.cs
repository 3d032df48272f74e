using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.AppHost.Aspire;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.Stacks;
using Loyalty.AppHost.Local;
using Microsoft.Extensions.Configuration;

namespace Loyalty.AppHost.Tests.Aspire;

public class AspirePlanTests
{
    static readonly LocalLayout Layout = new("/repo", "bin/Debug/net10.0", "/usr/bin/dotnet");

    [Fact]
    public void Projects_ports_and_health_are_the_topologys() => Assert.Equal(
        Topology.Services.Select(service => (service.Name, $"/repo/{service.Project}/{Path.GetFileName(service.Project)}.csproj", 5080 + service.PortOffset, service.HealthPath)),
        PlanOf(Topology.Services).Projects.Select(project => (project.Name, project.Project, project.Port, project.HealthPath)));

    [Fact]
    public void A_service_that_is_needed_stands_before_whoever_needs_it() => Assert.Equal(
        ["a", "b"],
        PlanOf([new Service("b", "services/B", 2) { Needs = ["a"] }, new Service("a", "services/A", 1)]).Projects.Select(project => project.Name));

    [Fact]
    public void A_service_is_told_of_the_stores_that_it_has_and_of_no_others()
    {
        var api = Project("api");
        Assert.True(api is { UsesGraph: true, UsesAws: true });
        Assert.Equal("aws", api.Environment["Loyalty__Backend"]);
        Assert.Equal("true", api.Environment["LocalStack__UseLocalStack"]);
        Assert.Equal("/repo/.loyalty", api.Environment["Loyalty__Data"]);
        var pages = Assert.Single(PlanOf([new Service("pages", "services/Pages", 0)]).Projects);
        Assert.True(pages is { UsesGraph: false, UsesAws: false });
        Assert.Empty(pages.Environment);
        Assert.Empty(pages.Outputs);
    }

    [Fact]
    public void Every_output_that_a_service_asks_for_is_one_of_the_stack() => Assert.All(
        PlanOf(Topology.Services).Projects.SelectMany(project => project.Outputs.Values),
        output => Assert.Contains(output, DataStack.Template(["ingestion"]).Exports));

    [Fact]
    public void Queues_are_named_as_the_stack_names_them()
    {
        var plan = PlanOf(Topology.Services);
        Assert.Equal($"loyalty-{plan.Data.Parameters["Environment"]}", Project("ingestion").Environment["Loyalty__QueuePrefix"]);
        Assert.Contains("loyalty-${Environment}-ingestion", plan.Data.Text, StringComparison.Ordinal);
        Assert.Contains("loyalty-${Environment}-maintenance", plan.Data.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_is_productions_without_what_a_graph_elsewhere_makes_needless()
    {
        var data = PlanOf(Topology.Services).Data;
        Assert.StartsWith("ws://", data.Parameters["GremlinEndpoint"], StringComparison.Ordinal);
        using var here = JsonDocument.Parse(data.Text);
        var there = DataStack.Template(AwsPlan.QueuesOf(Topology.Services));
        Assert.Equal(
            there.Resources.Where(resource => resource.Condition is null).Select(resource => resource.Id),
            here.RootElement.GetProperty("Resources").EnumerateObject().Select(resource => resource.Name));
        using var production = JsonDocument.Parse(there.Text);
        foreach (var resource in here.RootElement.GetProperty("Resources").EnumerateObject())
            Assert.True(JsonElement.DeepEquals(production.RootElement.GetProperty("Resources").GetProperty(resource.Name), resource.Value), resource.Name);
        Assert.DoesNotContain("AWS::Neptune", data.Text, StringComparison.Ordinal);
        Assert.Equal("GremlinEndpoint", here.RootElement.GetProperty("Outputs").GetProperty("GraphEndpoint").GetProperty("Value").GetProperty("Ref").GetString());
    }

    [Fact]
    public void Pages_and_commands_are_on_the_services_that_answer_them()
    {
        Assert.Equal(["API reference /scalar", "Review queue /api/reviews", "Submissions /api/documents"], Urls("ingestion"));
        Assert.Equal(["API reference /scalar", "Backups /api/backups"], Urls("maintenance"));
        Assert.Equal("/api/backups", Assert.Single(Project("maintenance").Posts).Path);
        Assert.Equal(["ingestion"], PlanOf(Topology.Services).Projects.Where(project => project.TakesDocuments).Select(project => project.Name));

        static IEnumerable<string> Urls(string name) => Project(name).Urls.Select(url => $"{url.Text} {url.Path}");
    }

    [Fact]
    public void LocalStack_is_the_last_one_that_asks_for_no_account_unless_another_is_named()
    {
        Assert.Equal(("localstack/localstack", "4.14.0"), ImageOf());
        Assert.Equal(("registry:5000/mini/stack", "latest"), ImageOf(("LocalStack:Image", "registry:5000/mini/stack")));
        Assert.DoesNotContain("LOCALSTACK_AUTH_TOKEN", PlanOf(Topology.Services).LocalStack.Environment.Keys);
        var paid = PlanOf(Topology.Services, ("LocalStack:Image", "localstack/localstack:2026.11"), ("LOCALSTACK_AUTH_TOKEN", "secret")).LocalStack;
        Assert.Equal("2026.11", paid.Tag);
        Assert.Equal("secret", paid.Environment["LOCALSTACK_AUTH_TOKEN"]);

        static (string, string) ImageOf(params (string, string?)[] settings)
        {
            var container = PlanOf(Topology.Services, settings).LocalStack;
            return (container.Image, container.Tag);
        }
    }

    [Fact]
    public void The_graph_server_runs_the_projects_own_configuration()
    {
        var gremlin = AspirePlan.For(Topology.Services, new AspireOptions(), LocalLayout.Find()).Gremlin;
        Assert.True(File.Exists(Path.Combine(gremlin.Files!.Source, Assert.Single(gremlin.Arguments))));
    }

    [Fact]
    public void Containers_stay_and_the_library_is_handed_in_unless_that_is_not_wanted()
    {
        var usual = PlanOf(Topology.Services);
        Assert.True(usual is { Seed: true, LocalStack.OutlivesTheHost: true, Gremlin.OutlivesTheHost: true });
        var passing = PlanOf(Topology.Services, ("KeepContainers", "false"), ("Seed", "false"));
        Assert.True(passing is { Seed: false, LocalStack.OutlivesTheHost: false, Gremlin.OutlivesTheHost: false });
    }

    static AspireProject Project(string name) => PlanOf(Topology.Services).Projects.Single(project => project.Name == name);

    static AspirePlan PlanOf(ImmutableArray<Service> services, params (string Key, string? Value)[] settings) => AspirePlan.For(
        services,
        AspireOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build()),
        Layout);
}
