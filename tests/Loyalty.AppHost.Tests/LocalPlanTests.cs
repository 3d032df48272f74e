using System.Collections.Immutable;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Tests;

public class LocalPlanTests
{
    static readonly LocalLayout Layout = new("/repo", "bin/Debug/net10.0", "/usr/bin/dotnet");

    [Fact]
    public void The_topology_starts_maintenance_after_the_services_it_calls() =>
        Assert.Equal(["api ingestion", "maintenance"], PlanOf(Topology.Services).Waves.Select(wave => string.Join(' ', wave.Select(process => process.Name))));

    [Fact]
    public void The_topology_names_no_port_and_no_service_twice()
    {
        Assert.Equal(Topology.Services.Length, Topology.Services.Select(service => service.PortOffset).Distinct().Count());
        Assert.Equal(Topology.Services.Length, Topology.Services.Select(service => service.Name).Distinct().Count());
    }

    [Fact]
    public void A_service_is_its_built_program_on_loopback_at_the_port_base_plus_its_offset()
    {
        var api = Find(PlanOf(Topology.Services, new LocalOptions(PortBase: 6000)), "api");
        Assert.Equal("/usr/bin/dotnet", api.Command);
        Assert.Equal("/repo/services/Loyalty.Api/bin/Debug/net10.0/Loyalty.Api.dll", Assert.Single(api.Arguments));
        Assert.Equal("/repo/services/Loyalty.Api", api.WorkingDirectory);
        Assert.Equal(new Uri("http://127.0.0.1:6001/"), api.Url);
        Assert.Equal(new Uri("http://127.0.0.1:6001/health"), api.Health);
        Assert.Equal("http://127.0.0.1:6001", api.Environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void Default_ports_are_those_of_the_documentation() =>
        Assert.Equal([5081, 5082, 5083], PlanOf(Topology.Services).Processes.Select(process => process.Port));

    [Fact]
    public void A_service_knows_its_name_its_data_the_services_it_needs_and_its_parent()
    {
        var plan = PlanOf(Topology.Services);
        var maintenance = Find(plan, "maintenance").Environment;
        Assert.Equal("maintenance", maintenance["OTEL_SERVICE_NAME"]);
        Assert.Equal("stdin", maintenance["LOYALTY_PARENT_PIPE"]);
        Assert.Equal("/repo/.loyalty", maintenance["Loyalty__Data"]);
        Assert.Equal("http://127.0.0.1:5081", maintenance["services__api__http__0"]);
        Assert.Equal("http://127.0.0.1:5082", maintenance["services__ingestion__http__0"]);
        Assert.DoesNotContain(Find(plan, "api").Environment, variable => variable.Key.StartsWith("services__", StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_without_stores_is_given_no_data_folder() =>
        Assert.False(Find(PlanOf([new Service("pages", "services/Pages", 0)]), "pages").Environment.ContainsKey("Loyalty__Data"));

    [Fact]
    public void The_back_end_is_told_to_whoever_has_stores()
    {
        Assert.All(PlanOf(Topology.Services, new LocalOptions(Backend: Backend.Aws)).Processes, process => Assert.Equal("aws", process.Environment["Loyalty__Backend"]));
        Assert.All(PlanOf(Topology.Services).Processes, process => Assert.False(process.Environment.ContainsKey("Loyalty__Backend")));
        Assert.False(Find(PlanOf([new Service("pages", "services/Pages", 0)], new LocalOptions(Backend: Backend.Aws)), "pages").Environment.ContainsKey("Loyalty__Backend"));
    }

    [Fact]
    public void The_data_folder_moves_with_its_option()
    {
        var plan = PlanOf(Topology.Services, new LocalOptions(Data: "/elsewhere"));
        Assert.Equal("/elsewhere", plan.DataFolder);
        Assert.All(plan.Processes, process => Assert.Equal("/elsewhere", process.Environment["Loyalty__Data"]));
    }

    [Fact]
    public void Replicas_have_names_and_ports_of_their_own_and_callers_know_them_all()
    {
        var plan = PlanOf([new Service("api", "services/Api", 1) { Replicas = 2 }, new Service("web", "services/Web", 0) { Needs = ["api"] }]);
        Assert.Equal([("api", 5081), ("api-2", 5091), ("web", 5080)], plan.Processes.Select(process => (process.Name, process.Port)));
        Assert.Equal("api", Find(plan, "api-2").Environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("http://127.0.0.1:5081", Find(plan, "web").Environment["services__api__http__0"]);
        Assert.Equal("http://127.0.0.1:5091", Find(plan, "web").Environment["services__api__http__1"]);
    }

    [Fact]
    public void Services_that_need_each_other_are_an_error_that_names_them()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            PlanOf([new Service("a", "a", 1) { Needs = ["b"] }, new Service("b", "b", 2) { Needs = ["a"] }, new Service("c", "c", 3)]));
        Assert.EndsWith("a, b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_starter_library_goes_to_ingestion_unless_it_is_not_wanted()
    {
        Assert.Equal(new StarterLibraryPlan("/repo/knowledge", new Uri("http://127.0.0.1:5082/")), PlanOf(Topology.Services).StarterLibrary);
        Assert.Null(PlanOf(Topology.Services, new LocalOptions(Seed: false)).StarterLibrary);
    }

    [Fact]
    public void With_sign_in_every_service_believes_the_issuer_at_the_port_base_plus_nine()
    {
        var plan = PlanOf(Topology.Services, new LocalOptions(PortBase: 6000, SignIn: true));
        Assert.Equal("http://127.0.0.1:6009", plan.SignIn?.Name);
        Assert.Contains(("sign-in", 6009), plan.Listeners);
        Assert.All(plan.Processes, process =>
        {
            Assert.Equal("http://127.0.0.1:6009", process.Environment["Authentication__Schemes__Bearer__Authority"]);
            Assert.Equal("loyalty", process.Environment["Authentication__Schemes__Bearer__ValidAudiences__0"]);
            Assert.Equal("roles", process.Environment["Loyalty__Identity__RoleClaim"]);
        });
    }

    [Fact]
    public void Without_sign_in_there_is_no_issuer_and_nothing_is_said_of_one()
    {
        var plan = PlanOf(Topology.Services);
        Assert.Null(plan.SignIn);
        Assert.All(plan.Processes, process => Assert.DoesNotContain(process.Environment, variable => variable.Key.StartsWith("Authentication", StringComparison.Ordinal)));
    }

    static LocalPlan PlanOf(ImmutableArray<Service> services, LocalOptions? options = null) => LocalPlan.For(services, options ?? new LocalOptions(), Layout);

    static LocalProcess Find(LocalPlan plan, string name) => plan.Processes.Single(process => process.Name == name);
}
