using Loyalty.Core.Earning;
using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api.Rules;

static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/api/rules").RequireTraveller().WithTags("Rules");
        rules.MapGet("", List).WithName("ListRules").WithSummary("Earning rules, by program, carrier and chart").ProducesValidationProblem();
        rules.MapGet("{id}", Find).WithName("FindRule").WithSummary("An earning rule with its chart and its source")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<RuleList>, ValidationProblem> List(
        SnapshotKeeper keeper, HttpRequest request,
        [MinLength(1), Description("A program's id.")] string? program = null,
        [RegularExpression(Codes.AirlinePattern), Description("IATA code of a marketing or operating carrier.")] string? carrier = null,
        [Description("Only what is in force for tickets issued and flown on this day.")] DateOnly? asOf = null,
        [Range(1, int.MaxValue)] int page = 1, [Range(1, ListParameters.MaxSize)] int pageSize = ListParameters.DefaultSize)
    {
        var asked = new ListParameters(page, pageSize);
        var (id, code) = (asked.Program(program), asked.Airline(carrier));
        asked.Day(asOf, request.Query[nameof(asOf)]);
        if (asked.Problem is { } problem) return problem;

        var index = keeper.Current.Index;
        var (items, total) = asked.Page(Rules(asOf is { } day ? index.ChartsInForce(day) : index.Facts.Charts, id, code, asOf));
        return TypedResults.Ok(new RuleList([.. items.Select(found => RuleResponse.Of(found.Rule, found.Chart, index))], total));
    }

    private static Results<Ok<RuleResponse>, ValidationProblem, ProblemHttpResult> Find(
        [RegularExpression(Codes.RuleIdPattern)] string id, SnapshotKeeper keeper)
    {
        if (!Codes.IsRuleId(id))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["id"] = ["A rule's id is 32 hexadecimal digits in lower case."] });
        var knowledge = keeper.Current;
        return knowledge.FindRule(id) is var (rule, chart)
            ? TypedResults.Ok(RuleResponse.Of(rule, chart, knowledge.Index))
            : TypedResults.Problem("There is no such rule.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IEnumerable<(EarningRule Rule, EarningChart Chart)> Rules(
        IEnumerable<EarningChart> charts, string? program, string? carrier, DateOnly? asOf) =>
        charts
            .Where(chart => program is null || chart.Key.ProgramId == program)
            .OrderBy(chart => chart.Key.ToString(), StringComparer.Ordinal)
            .ThenBy(chart => chart.Validity.From).ThenBy(chart => chart.RecordedAt).ThenBy(chart => chart.DocumentId, StringComparer.Ordinal)
            .SelectMany(chart => chart.Rules, (chart, rule) => (rule, chart))
            .Where(found => carrier is null || IsAbout(found.chart.Key, found.rule.Selector, carrier))
            .Where(found => asOf is not { } day || found.rule.Validity.Contains(day, day));

    private static bool IsAbout(ChartKey key, RuleSelector selector, string carrier) =>
        key.Carrier == carrier || selector.Marketing.Contains(carrier) || selector.Operating.Contains(carrier);
}
