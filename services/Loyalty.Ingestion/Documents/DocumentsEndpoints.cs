using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reviews;
using Loyalty.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Loyalty.Ingestion.Documents;

/// <summary>A submission as a curator sees it.</summary>
public sealed record DocumentItem(
    string Id, string DocumentId, string FileName, string? Title, SubmissionStatus Status, string Stage, string? Reason,
    DateTimeOffset SubmittedAt, DateTimeOffset? FinishedAt, int Charts, int Rules)
{
    public static DocumentItem Of(Submission s) => new(s.Id, s.DocumentId, s.FileName, s.Title ?? s.FileName, s.Status, s.Stage, s.Reason, s.SubmittedAt,
        s.FinishedAt, s.Charts, s.Rules);
}

public sealed record DocumentList(ImmutableArray<DocumentItem> Items, int Total);

public sealed record DocumentAccepted(string Id, string DocumentId, SubmissionStatus Status);

public sealed record DocumentChanges(string Id, string DocumentId, int Vertices, int Edges, ImmutableArray<ChartChange> Charts);

/// <summary>Documents over HTTP: hand in, follow, see what changed, fetch again.</summary>
public static class DocumentsEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/documents").RequireCurator().WithTags("Documents");
        group.MapPost("", Submit).WithSummary("Hand in a document with what you know of it")
            // No cookie says who a caller is: there is nothing to forge, and foreign origins are refused before this.
            .DisableAntiforgery().DescribesSubmissionForm()
            .WithMetadata(new RequestSizeLimitAttribute(Intake.MaxBytes + (64 * 1024)))
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapGet("", List).WithSummary("All submissions, the newest first").ProducesValidationProblem();
        group.MapGet("/{id}", Get).WithSummary("One submission").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/changes", Changes).WithSummary("What it changes in the graph; of charts that wait for a decision, what they would change").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/content", Content).WithSummary("The document's bytes").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Accepted<DocumentAccepted>, ValidationProblem, ProblemHttpResult>> Submit(
        IFormFile? file, [FromForm] string? title, [FromForm] string? url, [FromForm] string? programId, [FromForm] string? carrier,
        [FromForm] string? effectiveDate, [FromForm] string? sourceDate, [FromForm] string? notes, [FromForm] string? confirmed,
        HttpRequest request, Intake intake, CancellationToken cancellationToken)
    {
        var (hints, errors) = HintReading.Read(title, url, programId, carrier, effectiveDate, sourceDate, notes, confirmed);
        if (file is null) errors["file"] = ["Give the document as the form's file 'file'."];
        // The hints are of one document: a second must not be lost without a word.
        else if (request.Form.Files.Count > 1) errors["file"] = [$"One document at a time: the form has {request.Form.Files.Count} files."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        if (file!.Length > Intake.MaxBytes) return TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, detail: Intake.TooLarge(file.Length));

        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(bytes, cancellationToken);
        var submission = await intake.TakeAsync(HintReading.FileName(file.FileName), bytes, hints, cancellationToken);
        return TypedResults.Accepted($"/api/documents/{submission.Id}", new DocumentAccepted(submission.Id, submission.DocumentId, submission.Status));
    }

    private static async Task<Results<Ok<DocumentList>, ValidationProblem>> List(
        SubmissionCatalog catalog, CancellationToken cancellationToken, [FromQuery, Range(1, int.MaxValue)] int page = 1, [FromQuery, Range(1, Paging.Most)] int pageSize = 100)
    {
        if (Paging.Problem(page, pageSize) is { } problem) return problem;
        await catalog.CatchUpAsync(cancellationToken);
        var all = catalog.All();
        return TypedResults.Ok(new DocumentList([.. all.Page(page, pageSize).Select(DocumentItem.Of)], all.Length));
    }

    private static async Task<Results<Ok<DocumentItem>, ProblemHttpResult>> Get(string id, SubmissionCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, cancellationToken) is { } submission ? TypedResults.Ok(DocumentItem.Of(submission)) : NoSuch(id);

    private static async Task<Results<Ok<DocumentChanges>, ProblemHttpResult>> Changes(
        string id, SubmissionCatalog catalog, ReviewDesk reviews, IDocumentStore documents, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, cancellationToken) is not { } submission) return NoSuch(id);
        var made = (await reviews.ChangesAsync(submission, cancellationToken)).ToList();
        if (await documents.ReadBytesAsync(PipelineRun.OutputKey(id, IngestionPipeline.Transform), cancellationToken) is { } bytes)
            made.Insert(0, JsonSerializer.Deserialize(bytes, IngestionJson.Default.TransformedDocument)!);
        // All that it brings was there.
        if (submission.Status == SubmissionStatus.Unchanged) made = [.. made.Select(part => part with { Changes = part.Changes with { Vertices = [], Edges = [] } })];
        // Each brings the document itself, and perhaps the same classes.
        return TypedResults.Ok(new DocumentChanges(id, submission.DocumentId,
            made.SelectMany(part => part.Changes.Vertices).DistinctBy(vertex => vertex.Id).Count(),
            made.SelectMany(part => part.Changes.Edges).DistinctBy(edge => edge.Id).Count(),
            [.. made.SelectMany(part => part.Charts)]));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Content(
        string id, SubmissionCatalog catalog, IDocumentStore documents, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, cancellationToken) is not { } submission) return NoSuch(id);
        if (await documents.OpenReadAsync(Intake.RawKey(submission.DocumentId), cancellationToken) is not { } stream)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"The bytes of the submission '{id}' are not kept: it was refused unread.");
        // A stranger's page must not run here: it is saved, never shown.
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(stream, "application/octet-stream", submission.FileName);
    }

    private static ProblemHttpResult NoSuch(string id) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no submission '{id}'.");
}
