using System.Net;

namespace Loyalty.Api.Tests;

public sealed class DescriptionTests
{
    [Fact]
    public async Task Every_route_is_described_with_what_it_refuses()
    {
        await using var service = await ApiService.StartAsync();
        var paths = (await service.GetAsync("/openapi/v1.json"))["paths"]!.AsObject();
        Assert.Equal(["/api/airports/{iata}", "/api/earnings", "/api/knowledge", "/api/knowledge/coverage", "/api/programs", "/api/rules", "/api/rules/{id}"],
            paths.Select(path => path.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "400", "413", "415"], paths["/api/earnings"]!["post"]!["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "400", "404"], paths["/api/rules/{id}"]!["get"]!["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_limits_of_a_request_are_described()
    {
        await using var service = await ApiService.StartAsync();
        var schemas = (await service.GetAsync("/openapi/v1.json"))["components"]!["schemas"]!;
        var segments = schemas["RequestedItinerary"]!["properties"]!["segments"]!;
        Assert.Equal(1, segments["minItems"]!.GetValue<int>());
        Assert.Equal(32, segments["maxItems"]!.GetValue<int>());
        Assert.Equal("^[A-Za-z]{3}$", schemas["RequestedSegment"]!["properties"]!["origin"]!.Text("pattern"));
        Assert.Equal(["marketingCarrier", "origin", "destination", "fareClass", "departureDate"],
            schemas["RequestedSegment"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("""["null","string"]""", schemas["EarningsRequest"]!["properties"]!["knownAt"]!["type"]!.ToJsonString());
        Assert.Equal("""["economy","premiumEconomy","business","first"]""", schemas["Cabin"]!["enum"]!.ToJsonString());
        Assert.Equal(0.000001m, schemas["RequestedRate"]!["properties"]!["rate"]!["minimum"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task The_described_example_is_answered()
    {
        await using var service = await ApiService.StartAsync();
        var description = await service.GetAsync("/openapi/v1.json");
        var example = description["paths"]!["/api/earnings"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal(3195, (await service.AskAsync(example)).Miles(Library.United));
    }

    [Fact]
    public async Task The_service_is_healthy_once_the_graph_is_read()
    {
        await using var service = await ApiService.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
    }
}
