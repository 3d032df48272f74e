using System.Collections.Immutable;
using Loyalty.AppHost.Aws;

namespace Loyalty.AppHost.Tests.Aws;

public class AwsPlanTests
{
    static readonly AwsPlan Plan = AwsPlan.For(Topology.Services, Stages.Some);

    [Fact]
    public void Each_service_is_a_function_and_what_streams_is_a_second_one_of_the_same_package() =>
        Assert.Equal(
            ["api of api", "api-stream of api", "ingestion of ingestion", "maintenance of maintenance"],
            Plan.Functions.Select(function => $"{function.Name} of {function.Service}"));

    [Fact]
    public void A_streaming_function_has_no_routes_and_no_schedules_of_its_own()
    {
        var streaming = Function("api-stream");
        Assert.Empty(streaming.Routes);
        Assert.Empty(streaming.Schedules);
        Assert.Equal(["/api/chat", "/mcp"], streaming.StreamedPaths);
    }

    [Fact]
    public void Routes_are_the_topologys_paths_and_no_path_leads_to_two_functions()
    {
        var routes = Plan.Functions.SelectMany(function => function.Routes).ToArray();
        Assert.Equal(Topology.Services.SelectMany(service => service.Paths), routes);
        Assert.Equal(routes.Length, routes.Distinct().Count());
    }

    [Fact]
    public void Events_health_and_the_reference_are_on_no_path() =>
        Assert.All(Topology.Services.SelectMany(service => service.Paths.Concat(service.StreamedPaths)), path =>
            Assert.DoesNotContain(path, (string[])["/", "/events", "/health", "/alive", "/openapi", "/scalar"]));

    [Fact]
    public void Whoever_runs_the_pipeline_has_time_for_its_longest_stage_and_others_for_a_request()
    {
        Assert.Equal(150, Function("ingestion").TimeOutSeconds);
        Assert.Equal(29, Function("api").TimeOutSeconds);
    }

    [Fact]
    public void Only_what_takes_events_is_told_to_fail_for_errors()
    {
        Assert.True(Function("ingestion").TakesEvents);
        Assert.False(Function("api").TakesEvents);
    }

    [Fact]
    public void Only_the_service_that_loads_may_write_the_graph_and_the_documents()
    {
        foreach (var function in Plan.Functions)
        {
            var actions = function.Permissions.Select(permission => permission.Action).ToHashSet();
            Assert.Equal(function.RunsPipeline, actions.Contains("neptune-db:WriteDataViaQuery"));
            Assert.Equal(function.RunsPipeline, actions.Contains("s3:PutObject"));
        }
    }

    [Fact]
    public void Every_permission_has_a_reason_and_none_is_a_wildcard() =>
        Assert.All(Plan.Functions.SelectMany(function => function.Permissions), permission =>
        {
            Assert.NotEmpty(permission.Reason);
            Assert.DoesNotContain('*', permission.Action);
        });

    [Fact]
    public void A_topology_without_a_pipeline_has_none() =>
        Assert.Null(AwsPlan.For([new Service("pages", "services/Pages", 0) { Paths = ["/"] }], []).Pipeline);

    static AwsFunction Function(string name) => Plan.Functions.Single(function => function.Name == name);
}

static class Stages
{
    public static ImmutableArray<PipelineStage> Some { get; } =
    [
        new("receive", 1, 1, 30, false),
        new("extract-text", 1, 2, 60, true),
        new("load", 1, 5, 120, false),
        new("finalise", 1, 3, 10, false),
    ];
}
