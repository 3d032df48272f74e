using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Loyalty.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Maintenance.Backups;

/// <summary>The operator's backups over HTTP.</summary>
static class BackupEndpoints
{
    const int MaxPageSize = 1000;

    public static void AddBackups(this IHostApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, BackupJson.Default));
        builder.Services.AddSingleton<BackupFolders>().AddSingleton<BackupTaker>().AddSingleton<BackupCheck>().AddSingleton<BackupRestore>();
        // Published, backups of a folder are refused, and nothing runs between calls.
        if (!Deployment.Of(builder.Configuration).IsPublished) builder.Services.AddHostedService<BackupWorker>();
    }

    public static void MapBackups(this IEndpointRouteBuilder app)
    {
        var backups = app.MapGroup("/api/backups").RequireOperator().WithTags("Backups");
        backups.MapPost("", RequestAsync).WithName("RequestBackup")
            .WithSummary("Asks for a backup of the local stores, to be followed at its own address").ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        backups.MapGet("", ListAsync).WithName("ListBackups").WithSummary("All backups, newest first").ProducesValidationProblem();
        backups.MapGet("{id}", FindAsync).WithName("FindBackup").WithSummary("Where a backup stands").ProducesProblem(StatusCodes.Status404NotFound);
        // As long as the data is large.
        backups.MapPost("{id}/check", CheckAsync).WithName("CheckBackup").WithSummary("Verifies each file of a backup by length and hash")
            .ProducesProblem(StatusCodes.Status404NotFound).DisableRequestTimeout();
        backups.MapPost("{id}/restore", RestoreAsync).WithName("RestoreBackup")
            .WithSummary("Restores a backup into a new folder beside the live data")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status507InsufficientStorage).DisableRequestTimeout();
    }

    static async Task<Results<Accepted<BackupAccepted>, ProblemHttpResult>> RequestAsync(
        BackupFolders folders, IWorkQueue queue, IConfiguration configuration, CancellationToken ct)
    {
        // A backup of a folder that holds nothing would succeed, and be worth nothing.
        if (!StorageBackend.IsLocal(configuration))
        {
            return TypedResults.Problem(
                "The stores are not in the data folder here: their servers keep versions and backups of their own.", statusCode: StatusCodes.Status409Conflict);
        }

        // One that waits still will hold all that is here now: another would be the same again.
        if (folders.Ids() is [var newest, ..] && await folders.FindAsync(newest, ct) is { Status: BackupStatus.Queued }) return Accepted(newest);
        Backup backup;
        try
        {
            backup = await folders.CreateAsync(ct);
        }
        catch (IOException full) when (Disk.IsFull(full))
        {
            return NoRoom("The disk is full: not even the request can be noted.");
        }
        // Whoever has been noted is queued, though the client be gone.
        await BackupWorker.RequestAsync(queue, backup.Id, CancellationToken.None);
        return Accepted(backup.Id);
    }

    static async Task<Results<Ok<BackupList>, ValidationProblem>> ListAsync(
        BackupFolders folders, CancellationToken ct, [Range(1, int.MaxValue)] int page = 1, [Range(1, MaxPageSize)] int pageSize = 100)
    {
        var errors = new Dictionary<string, string[]>();
        if (page < 1) errors["page"] = ["Pages are counted from 1."];
        if (pageSize is < 1 or > MaxPageSize) errors["pageSize"] = [$"A page has 1 to {MaxPageSize} items."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);

        var ids = folders.Ids();
        var items = ImmutableArray.CreateBuilder<Backup>();
        foreach (var id in ids.Skip((int)Math.Min(int.MaxValue, (page - 1L) * pageSize)).Take(pageSize))
        {
            if (await folders.FindAsync(id, ct) is { } backup) items.Add(backup);
        }
        return TypedResults.Ok(new BackupList(items.ToImmutable(), ids.Length));
    }

    static async Task<Results<Ok<Backup>, ProblemHttpResult>> FindAsync(string id, BackupFolders folders, CancellationToken ct) =>
        await folders.FindAsync(id, ct) is { } backup ? TypedResults.Ok(backup) : NoSuchBackup();

    static async Task<Results<Ok<CheckResult>, ProblemHttpResult>> CheckAsync(
        string id, BackupFolders folders, BackupCheck check, CancellationToken ct) =>
        await folders.FindAsync(id, ct) is { } backup ? TypedResults.Ok(await check.CheckAsync(backup, ct)) : NoSuchBackup();

    static async Task<Results<Ok<RestoreResult>, ValidationProblem, ProblemHttpResult>> RestoreAsync(
        string id, RestoreRequest request, BackupFolders folders, BackupRestore restore, CancellationToken ct)
    {
        if (!BackupFolders.IsName(request.Target))
            return Invalid("target", "A name is 1 to 64 lower-case letters, digits and hyphens.");
        if (await folders.FindAsync(id, ct) is not { } backup) return NoSuchBackup();
        if (backup.Status != BackupStatus.Succeeded) return Conflict("The backup has not succeeded: there is nothing to restore.");
        try
        {
            return await restore.RestoreAsync(backup, request.Target, ct) is { } restored
                ? TypedResults.Ok(restored)
                : Conflict($"There is a restore named '{request.Target}' already.");
        }
        catch (InvalidDataException e)
        {
            return Conflict($"The backup is damaged: {e.Message} Nothing was restored.");
        }
        catch (IOException e) when (Disk.IsFull(e))
        {
            return NoRoom($"{e.Message} Nothing was restored.");
        }
    }

    static Accepted<BackupAccepted> Accepted(string id) => TypedResults.Accepted($"/api/backups/{id}", new BackupAccepted(id));

    static ProblemHttpResult NoRoom(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status507InsufficientStorage);

    static ValidationProblem Invalid(string path, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [path] = [message] });

    static ProblemHttpResult NoSuchBackup() => TypedResults.Problem("There is no such backup.", statusCode: StatusCodes.Status404NotFound);

    static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);
}
