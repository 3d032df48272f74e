using Loyalty.Core.Earning;
using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api.Earnings;

/// <summary>What a ticket earns, in every program it could be credited to.</summary>
static class EarningsEndpoint
{
    public const string Name = "CalculateEarnings";

    public static void AddEarnings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EarningsMetrics>();
        builder.DescribeEarnings();
    }

    public static void MapEarnings(this IEndpointRouteBuilder app) => app.MapPost("/api/earnings", Calculate)
        .RequireTraveller().WithName(Name).WithTags("Earnings").WithSummary("What a ticket earns, per program, each number with its rule and source")
        .Produces<EarningsResponse>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static Results<Answer, ValidationProblem> Calculate(
        EarningsRequest request, SnapshotKeeper keeper, TimeProvider time, EarningsMetrics metrics)
    {
        var started = time.GetTimestamp();
        var knowledge = keeper.Current;
        var question = new EarningsQuestion(knowledge.Index, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var asked = question.Of(request);
        if (question.Errors is { } errors) return TypedResults.ValidationProblem(errors);

        var answers = knowledge.Calculator.Calculate(asked);
        metrics.Calculated(time.GetElapsedTime(started), asked.Itinerary.Segments.Length);
        return new Answer(knowledge.Version, answers);
    }

    private sealed class Answer(long version, ImmutableArray<ProgramEarnings> programs) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "application/json; charset=utf-8";
            // Not flushed here: the server sends what was written together with the end of the answer.
            EarningsWriter.Write(response.BodyWriter, version, programs);
            return Task.CompletedTask;
        }
    }
}
