using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Landing;
using Loyalty.Storage;
using Loyalty.Storage.Aws;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Ingestion.Published;

/// <summary>A document that is to be uploaded, with what its curator knows of it.</summary>
public sealed record UploadRequest(
    [property: Required] string FileName, string? Title = null, string? Url = null, string? ProgramId = null, string? Carrier = null,
    string? EffectiveDate = null, string? SourceDate = null, string? Notes = null, IReadOnlyList<string>? Confirmed = null);

/// <summary>Where its bytes are to be put, by PUT, and until when.</summary>
public sealed record UploadAddress(string Url, string Key, DateTimeOffset ExpiresAt);

/// <summary>Addresses for documents that are too large for a request to a function.</summary>
public static class UploadsEndpoints
{
    private const string Folder = "incoming/uploads/";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var prepare = routes.MapGroup("/api/uploads").RequireCurator().WithTags("Documents").MapPost("", Prepare)
            .WithSummary("An address to which a document of more than 4 MB is put directly").ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        // On one machine there is no use for it, and whoever asks is told so.
        if (!routes.ServiceProvider.GetRequiredService<Deployment>().IsPublished) prepare.ExcludeFromDescription();
    }

    private static async Task<Results<Ok<UploadAddress>, ValidationProblem, ProblemHttpResult>> Prepare(
        UploadRequest request, IServiceProvider services, Deployment deployment, IDocumentStore documents, TimeProvider time, CancellationToken cancellationToken)
    {
        var (_, errors) = HintReading.Read(request.Title, request.Url, request.ProgramId, request.Carrier, request.EffectiveDate, request.SourceDate, request.Notes,
            request.Confirmed is null ? null : string.Join(", ", request.Confirmed));
        var fileName = HintReading.FileName(request.FileName);
        if (string.IsNullOrWhiteSpace(request.FileName)) errors["fileName"] = ["A file has a name."];
        else if (fileName.EndsWith(Sidecar.Suffix, StringComparison.Ordinal)) errors["fileName"] = [$"A name that ends in {Sidecar.Suffix} is not a document's."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        if (!deployment.IsPublished || services.GetService<UploadAddresses>() is not { } addresses)
            return TypedResults.Problem("Here every document is handed in at /api/documents.", statusCode: StatusCodes.Status409Conflict);

        var key = $"{Folder}{Guid.NewGuid():n}/{SafeName(fileName)}";
        // Before the address is known, and so before the document is there.
        await documents.WriteBytesAsync(key + Sidecar.Suffix, JsonSerializer.SerializeToUtf8Bytes(
            new Sidecar(request.Title, request.Url, request.ProgramId, request.Carrier, request.EffectiveDate, request.SourceDate, request.Notes, fileName,
                request.Confirmed),
            IngestionJson.Default.Sidecar), cancellationToken);
        var until = time.GetUtcNow() + Lifetime;
        return TypedResults.Ok(new UploadAddress((await addresses.ForAsync(key, until)).AbsoluteUri, key, until));
    }

    /// <summary>What every client writes alike into an address.</summary>
    private static string SafeName(string fileName)
    {
        var safe = string.Concat(fileName.TakeLast(100).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-')).TrimStart('.');
        return safe.Trim('.', '-').Length > 0 ? safe : "document";
    }
}
