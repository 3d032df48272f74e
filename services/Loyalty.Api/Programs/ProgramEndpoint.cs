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
        [Range(1, int.MaxValue)] int page = 1, [Range(1, Paging.MaxSize)] int pageSize = Paging.DefaultSize)
    {
        var paging = new Paging(page, pageSize);
        var errors = new Dictionary<string, string[]>();
        paging.Check(errors);
        var code = airline is null ? null : Codes.Airline(airline);
        if (airline is not null && code is null) errors["airline"] = [Codes.NoAirlineCode];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);

        var facts = keeper.Current.Facts;
        var (items, total) = paging.Of(facts.Programs
            .Where(program => code is null || program.Airline == code)
            .OrderBy(program => program.Id, StringComparer.Ordinal));
        return TypedResults.Ok(new ProgramList([.. items.Select(program => ProgramResponse.Of(program, keeper.Current.Index))], total));
    }
}
