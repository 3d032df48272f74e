using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api.Airports;

static class AirportEndpoint
{
    public static void MapAirports(this IEndpointRouteBuilder app) => app.MapGet("/api/airports/{iata}", Find)
        .RequireTraveller().WithName("FindAirport").WithTags("Airports").WithSummary("An airport by its IATA code")
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<AirportResponse>, ValidationProblem, ProblemHttpResult> Find(
        [RegularExpression(Codes.AirportPattern)] string iata, SnapshotKeeper keeper)
    {
        if (Codes.Letters(iata, 3) is not { } code)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["iata"] = ["An airport's code is three letters."] });
        return keeper.Current.Index.Airports.TryGetValue(code, out var airport)
            ? TypedResults.Ok(AirportResponse.Of(airport))
            : TypedResults.Problem($"No airport {code} is known.", statusCode: StatusCodes.Status404NotFound);
    }
}
