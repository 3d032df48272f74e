using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Loyalty.Ingestion.Reviews;

/// <summary>A review as a curator sees it.</summary>
public sealed record ReviewView(
    string Id, string SubmissionId, string DocumentId, string ProgramId, string Carrier, string Metric, DateOnly? From, DateOnly? Until,
    int Rules, ReviewStatus Status, ImmutableArray<ReviewReason> Reasons)
{
    public static ReviewView Of(ReviewItem item) => new(item.Id, item.SubmissionId, item.DocumentId, item.Chart.Key.ProgramId, item.Chart.Key.Carrier,
        item.Chart.Key.Metric, item.Chart.Validity.From, item.Chart.Validity.Until, item.Chart.Rules.Length, item.Status, item.Reasons);
}

public sealed record ReviewList(ImmutableArray<ReviewView> Items, int Total);

/// <summary>The curator's queue over HTTP.</summary>
public static class ReviewsEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/reviews").RequireCurator().WithTags("Reviews");
        group.MapGet("", List).WithSummary("The charts that wait for a decision").ProducesValidationProblem();
        group.MapPost("/{id}/approve", Approve).WithSummary("Load the chart: rows that are doubted are right, rows that were not understood or contradict each other are left out")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/reject", Reject).WithSummary("Do not load the chart")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ReviewList>, ValidationProblem>> List(
        ReviewDesk reviews, CancellationToken cancellationToken, [FromQuery, Range(1, int.MaxValue)] int page = 1, [FromQuery, Range(1, Paging.Most)] int pageSize = 100)
    {
        if (Paging.Problem(page, pageSize) is { } problem) return problem;
        await reviews.CatchUpAsync(cancellationToken);
        var all = reviews.All(ReviewStatus.Pending);
        return TypedResults.Ok(new ReviewList([.. all.Page(page, pageSize).Select(ReviewView.Of)], all.Length));
    }

    private static Task<Results<Accepted<ReviewView>, ProblemHttpResult>> Approve(string id, ReviewDesk reviews, CancellationToken cancellationToken) =>
        Decide(id, ReviewStatus.Approved, reviews, cancellationToken);

    private static Task<Results<Accepted<ReviewView>, ProblemHttpResult>> Reject(string id, ReviewDesk reviews, CancellationToken cancellationToken) =>
        Decide(id, ReviewStatus.Rejected, reviews, cancellationToken);

    private static async Task<Results<Accepted<ReviewView>, ProblemHttpResult>> Decide(
        string id, ReviewStatus decision, ReviewDesk reviews, CancellationToken cancellationToken)
    {
        await reviews.CatchUpAsync(cancellationToken);
        if (reviews.Find(id) is not { } item)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no review '{id}'.");
        var decided = await reviews.DecideAsync(item, decision, cancellationToken);
        if ((decided.Status == ReviewStatus.Rejected) != (decision == ReviewStatus.Rejected))
            return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, detail: $"The review was decided otherwise before: {decided.Status}.");
        return TypedResults.Accepted($"/api/documents/{item.SubmissionId}", ReviewView.Of(decided));
    }
}
