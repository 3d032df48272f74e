using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Ingestion.Documents;

namespace Loyalty.Ingestion.Published;

/// <summary>What the state machine does next.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskOutcome>))]
public enum TaskOutcome
{
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("later")] Later,
    [JsonStringEnumMemberName("quarantined")] Quarantined,
    [JsonStringEnumMemberName("ignored")] Ignored,
}

/// <summary>What a task of the state machine is given.</summary>
/// <param name="Submission">The submission, once it is known.</param>
/// <param name="Bucket">Where something came in.</param>
/// <param name="Key">What came in.</param>
/// <param name="Token">What waits for a decision.</param>
/// <param name="Reason">Why it is to be quarantined: a text, or the error of a state.</param>
/// <param name="Execution">Who asks.</param>
/// <param name="TraceParent">The trace it continues.</param>
public sealed record TaskContent(
    string? Submission = null, string? Bucket = null, string? Key = null, string? Token = null, JsonElement? Reason = null, string? Execution = null,
    string? TraceParent = null);

/// <summary>What a task answers. The texts are always there: a path of the state machine that finds nothing is an error.</summary>
/// <param name="Outcome">What comes next.</param>
/// <param name="Submission">The submission; empty where there is none.</param>
/// <param name="AwaitsReview">Whether charts of it wait for a curator.</param>
/// <param name="TraceParent">The trace that the next task continues; empty where nothing is traced.</param>
/// <param name="Reason">Why, where there is more to say.</param>
public sealed record TaskAnswer(TaskOutcome Outcome, string Submission, bool AwaitsReview, string TraceParent, string Reason = "")
{
    public static TaskAnswer Of(TaskOutcome outcome, Submission submission, TaskContent content, string reason = "") =>
        new(outcome, submission.Id, submission.Status == SubmissionStatus.AwaitingReview, TraceOf(content.TraceParent), reason);

    public static TaskAnswer Ignored(TaskContent content, string reason) =>
        new(TaskOutcome.Ignored, content.Submission ?? "", false, TraceOf(content.TraceParent), reason);

    private static string TraceOf(string? given) => string.IsNullOrEmpty(given) ? Activity.Current?.Id ?? "" : given;
}
