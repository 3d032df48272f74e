using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.Hosting;

/// <summary>What one event has done: its content is given, its answer is JSON.</summary>
public delegate Task<IResult> EventWork(JsonElement content, IServiceProvider services, CancellationToken cancellationToken);

/// <summary>
/// <c>POST /events</c>: tasks of a state machine (<c>{ "task": … }</c>) and jobs of a schedule (<c>{ "job": … }</c>), as the Lambda adapter passes
/// them on. Whatever comes another way is refused.
/// </summary>
public static class Events
{
    const string Path = "/events", Task = "task", Job = "job";

    static readonly ImmutableDictionary<string, EventWork> None = ImmutableDictionary<string, EventWork>.Empty;

    public static void MapEvents(
        this IEndpointRouteBuilder routes, ImmutableDictionary<string, EventWork>? tasks = null, ImmutableDictionary<string, EventWork>? jobs = null) =>
        routes.MapPost(Path, (HttpContext context, Deployment deployment) => HandleAsync(context, deployment, tasks ?? None, jobs ?? None))
            // The adapter's word is the proof, and no token comes with an event. How long it may take is the caller's to say.
            .AllowAnonymous().DisableRequestTimeout().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        HttpContext context, Deployment deployment, ImmutableDictionary<string, EventWork> tasks, ImmutableDictionary<string, EventWork> jobs)
    {
        if (!deployment.IsPublished || !LambdaAdapter.PassedOnEvent(context))
            return Refuse(StatusCodes.Status403Forbidden, "Only events that the Lambda adapter passes on to a published service are taken here.");
        if (await ReadAsync(context) is not { ValueKind: JsonValueKind.Object } content)
            return Refuse(StatusCodes.Status400BadRequest, "An event is a JSON object.");
        var work = Named(content, Task) is { } task ? tasks.GetValueOrDefault(task) : Named(content, Job) is { } job ? jobs.GetValueOrDefault(job) : null;
        return work is null
            ? Refuse(StatusCodes.Status400BadRequest, $"An event names a task ({Names(tasks)}) or a job ({Names(jobs)}) of this service.")
            : await work(content, context.RequestServices, context.RequestAborted);
    }

    static async Task<JsonElement?> ReadAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Named(JsonElement content, string kind) =>
        content.TryGetProperty(kind, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    static string Names(ImmutableDictionary<string, EventWork> known) =>
        known.IsEmpty ? "none" : string.Join(", ", known.Keys.Order(StringComparer.Ordinal));

    static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
