using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api.Earnings;

/// <summary>What the API's description says of earnings beyond what types and attributes say.</summary>
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
    {
        // A converter of our own is opaque to the generator of schemas.
        options.AddSchemaTransformer((schema, _, _) =>
        {
            if (schema is { Format: "date-time", Type: null }) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (operation.OperationId == EarningsEndpoint.Name && operation.RequestBody?.Content?["application/json"] is { } body)
                body.Example = JsonNode.Parse(Example);
            return Task.CompletedTask;
        });
    });
}
