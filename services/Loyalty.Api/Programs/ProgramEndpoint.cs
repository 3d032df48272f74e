using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api.Programs;

static class ProgramEndpoint
{
    public static void MapPrograms(this IEndpointRouteBuilder app) => app.MapGet("/api/programs", List)
        .RequireTraveller().WithName("ListPrograms").WithTags("Programs").WithSummary("Loyalty programs, in the order of their ids")
        .ProducesValidationProblem();

    private static Results<Ok<ProgramList>, ValidationProblem> List(
        SnapshotKeeper keeper,
        [RegularExpression(Codes.AirlinePattern), Description("IATA code of the airline that runs it.")] string? airline = null,
        [Range(1, int.MaxValue)] int page = 1, [Range(1, ListParameters.MaxSize)] int pageSize = ListParameters.DefaultSize)
    {
        var asked = new ListParameters(page, pageSize);
        var code = asked.Airline(airline);
        if (asked.Problem is { } problem) return problem;

        var facts = keeper.Current.Facts;
        var (items, total) = asked.Page(facts.Programs
            .Where(program => code is null || program.Airline == code)
            .OrderBy(program => program.Id, StringComparer.Ordinal));
        return TypedResults.Ok(new ProgramList([.. items.Select(program => ProgramResponse.Of(program, keeper.Current.Index))], total));
    }
}
