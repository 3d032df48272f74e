using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api.Knowledge;

/// <summary>Programs by carriers: which pairs have a chart, how old it is, and from where.</summary>
static class CoverageEndpoint
{
    public static void MapCoverage(this IEndpointRouteBuilder app) => app.MapGet("/api/knowledge/coverage", List)
        .RequireTraveller().WithName("ListCoverage").WithTags("Knowledge").WithSummary("Which programs have earning charts for which carriers, how old, and from where")
        .ProducesValidationProblem();

    private static Results<Ok<CoverageList>, ValidationProblem> List(
        SnapshotKeeper keeper, TimeProvider time,
        [MinLength(1), Description("A program's id.")] string? program = null,
        [RegularExpression(Codes.AirlinePattern), Description("IATA code of a carrier: programs with a chart for it, or for all carriers.")] string? carrier = null,
        [Range(1, int.MaxValue)] int page = 1, [Range(1, ListParameters.MaxSize)] int pageSize = ListParameters.DefaultSize)
    {
        var asked = new ListParameters(page, pageSize);
        var (id, code) = (asked.Program(program), asked.Airline(carrier));
        if (asked.Problem is { } problem) return problem;

        var knowledge = keeper.Current;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var charts = knowledge.Facts.Charts.Where(chart => code is null || chart.Key.Carrier == code || chart.Key.Carrier == "*").ToLookup(chart => chart.Key.ProgramId);
        var names = knowledge.Facts.Airlines.ToDictionary(airline => airline.Iata, airline => airline.Name);
        var (items, total) = asked.Page(knowledge.Facts.Programs
            .Where(one => (id is null || one.Id == id) && (code is null || charts.Contains(one.Id)))
            .OrderBy(one => one.Id, StringComparer.Ordinal));
        return TypedResults.Ok(new CoverageList([.. items.Select(one => ProgramCoverage.Of(one, charts[one.Id], knowledge, names, today))], total));
    }
}
