using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Ingestion.Pipeline;

namespace Loyalty.Ingestion.Published;

/// <summary>Which events there are: the tasks of the state machine and the jobs of the schedule.</summary>
public static class IngestionEvents
{
    private static readonly ImmutableDictionary<string, EventWork> Tasks = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        Task(IngestionPipeline.Receive.Name, (tasks, content, token) => tasks.ReceiveAsync(content, token)),
        Task(IngestionPipeline.Identify.Name, (tasks, content, token) => tasks.IdentifyAsync(content, token)),
        Task(IngestionPipeline.ExtractText.Name, (tasks, content, token) => tasks.ExtractTextAsync(content, token)),
        Task(IngestionPipeline.ExtractFacts.Name, (tasks, content, token) => tasks.ExtractFactsAsync(content, token)),
        Task(IngestionPipeline.Validate.Name, (tasks, content, token) => tasks.ValidateAsync(content, token)),
        Task(IngestionPipeline.Review.Name, (tasks, content, token) => tasks.ReviewAsync(content, token)),
        Task(IngestionPipeline.Transform.Name, (tasks, content, token) => tasks.TransformAsync(content, token)),
        Task(IngestionPipeline.Load.Name, (tasks, content, token) => tasks.LoadAsync(content, token)),
        Task(IngestionPipeline.Finalise.Name, (tasks, content, token) => tasks.FinaliseAsync(content, token)),
        Task("await-review", (tasks, content, token) => tasks.AwaitReviewAsync(content, token)),
        Task("settle", (tasks, content, token) => tasks.SettleAsync(content, token)),
        Task("quarantine", (tasks, content, token) => tasks.QuarantineAsync(content, token)),
    ]);

    private static readonly ImmutableDictionary<string, EventWork> Jobs = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        Job("write-snapshot", (jobs, token) => jobs.WriteSnapshotAsync(token)),
        Job("sweep", (jobs, token) => jobs.SweepAsync(token)),
    ]);

    public static void MapIngestionEvents(this IEndpointRouteBuilder routes) => routes.MapEvents(Tasks, Jobs);

    private static KeyValuePair<string, EventWork> Task(string name, Func<PipelineTasks, TaskContent, CancellationToken, Task<TaskAnswer>> work) => new(name,
        async (content, services, cancellationToken) =>
        {
            TaskContent read;
            try
            {
                read = content.Deserialize(IngestionJson.Default.TaskContent)!;
            }
            catch (JsonException failure)
            {
                throw new BadHttpRequestException($"The content of the task {name} was not understood.", failure);
            }

            return TypedResults.Json(await work(services.GetRequiredService<PipelineTasks>(), read, cancellationToken), IngestionJson.Default.TaskAnswer);
        });

    private static KeyValuePair<string, EventWork> Job(string name, Func<ScheduledJobs, CancellationToken, Task> work) => new(name,
        async (_, services, cancellationToken) =>
        {
            await work(services.GetRequiredService<ScheduledJobs>(), cancellationToken);
            return TypedResults.Json(new JobAnswer(name, "done"), IngestionJson.Default.JobAnswer);
        });
}

/// <summary>What a job answers.</summary>
public sealed record JobAnswer(string Job, string Outcome);
