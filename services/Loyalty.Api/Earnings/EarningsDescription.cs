using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;

namespace Loyalty.Api.Earnings;

/// <summary>An example in the API's description, to be tried at once.</summary>
static class EarningsDescription
{
    private const string Example = """
        { "itinerary": {
            "segments": [ { "marketingCarrier": "LH", "flightNumber": "LH778", "origin": "FRA", "destination": "SIN", "fareClass": "K",
                            "departureDate": "2026-12-01" } ],
            "ticketPrice": { "baseFare": 500, "carrierSurcharges": 150, "taxes": 80, "currency": "EUR" },
            "ticketedOn": "2026-10-02" } }
        """;

    public static void DescribeEarnings(this IHostApplicationBuilder builder) => builder.Services.Configure<OpenApiOptions>("v1", options =>
        options.AddOperationTransformer((operation, _, _) =>
        {
            if (operation.OperationId == EarningsEndpoint.Name && operation.RequestBody?.Content?["application/json"] is { } body)
                body.Example = JsonNode.Parse(Example);
            return Task.CompletedTask;
        }));
}
