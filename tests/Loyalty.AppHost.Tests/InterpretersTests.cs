using System.Collections.Immutable;
using Loyalty.AppHost.Aspire;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Local;
using Loyalty.AppHost.Tests.Aws;

namespace Loyalty.AppHost.Tests;

/// <summary>A service that is added to the topology runs wherever the suite runs, and nothing else needs a change.</summary>
public class InterpretersTests
{
    static readonly LocalLayout Layout = new("/repo", "bin/Debug/net10.0", "/usr/bin/dotnet");

    static readonly ImmutableArray<Service> Services =
    [
        .. Topology.Services,
        new("partners", "services/Loyalty.Partners", PortOffset: 7)
        {
            Needs = ["api"],
            Stores = [Store.Graph, Store.Queue],
            Queues = ["partners"],
            Paths = ["/api/partners"],
            HealthPath = "/well",
        },
    ];

    [Fact]
    public void A_fourth_service_runs_here()
    {
        var process = LocalPlan.For(Services, new LocalOptions(), Layout).Processes.Single(process => process.Name == "partners");
        Assert.Equal(new Uri("http://127.0.0.1:5087/well"), process.Health);
        Assert.Equal("http://127.0.0.1:5081", process.Environment["services__api__http__0"]);
        Assert.Equal("/repo/.loyalty", process.Environment["Loyalty__Data"]);
    }

    [Fact]
    public void A_fourth_service_runs_on_Aspire()
    {
        var plan = AspirePlan.For(Services, new AspireOptions(), Layout);
        var project = plan.Projects.Single(project => project.Name == "partners");
        Assert.Equal((5087, "/well", "/repo/services/Loyalty.Partners/Loyalty.Partners.csproj"), (project.Port, project.HealthPath, project.Project));
        Assert.True(project is { UsesGraph: true, UsesAws: true });
        Assert.Equal(["api"], project.Needs);
        Assert.Contains("loyalty-${Environment}-partners", plan.Data.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fourth_service_runs_on_AWS()
    {
        var plan = AwsPlan.For(Services, Stages.Some);
        var function = plan.Functions.Single(function => function.Name == "partners");
        Assert.Equal(["/api/partners"], function.Routes);
        Assert.Equal(["api"], function.Needs);
        Assert.Contains("partners", plan.Queues);
    }
}
