using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Landing;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Published;

/// <summary>What comes in under <c>incoming/</c>: the marker of a submission that is recorded, or a document that somebody put there. Thread-safe.</summary>
public sealed partial class Arrivals(IDocumentStore documents, Intake intake, SubmissionCatalog catalog, ILogger<Arrivals> logger)
{
    public async Task<TaskAnswer> ReceiveAsync(TaskContent content, CancellationToken cancellationToken)
    {
        var key = content.Key ?? "";
        if (key.EndsWith(Sidecar.Suffix, StringComparison.Ordinal)) return TaskAnswer.Ignored(content, "It says something about a document beside it.");
        if (!DocumentKey.IsValid(key) || await documents.FindAsync(key, cancellationToken) is not { } info)
            return TaskAnswer.Ignored(content, "There is no document of that key.");
        return key.StartsWith(StateMachineDispatch.Markers, StringComparison.Ordinal)
            ? await GoOnAsync(key, content, cancellationToken)
            : await TakeInAsync(info, content, cancellationToken);
    }

    /// <summary>Records what came in as one that could not be received.</summary>
    public async Task<Submission> RefuseAsync(string key, string reason, CancellationToken cancellationToken)
    {
        var known = DocumentKey.IsValid(key) ? await documents.FindAsync(key, cancellationToken) : null;
        // It was not read: its bytes have no hash to go by.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"unread|{key}|{known?.ModifiedAt:O}")));
        return await intake.RefuseAsync(NameOf(key), id, new Hints(), reason, cancellationToken);
    }

    private async Task<TaskAnswer> GoOnAsync(string key, TaskContent content, CancellationToken cancellationToken)
    {
        if (await documents.ReadBytesAsync(key, cancellationToken) is not { } marker
            || await catalog.FindAsync(key[StateMachineDispatch.Markers.Length..], cancellationToken) is not { } submission)
            return TaskAnswer.Ignored(content, "There is no submission of that id.");
        return Begin(submission, content with { TraceParent = StateMachineDispatch.TraceParentOf(marker) });
    }

    private async Task<TaskAnswer> TakeInAsync(DocumentInfo info, TaskContent content, CancellationToken cancellationToken)
    {
        if (info.Length > Intake.MaxBytes)
        {
            var reason = $"{Intake.TooLarge(info.Length)} Split it, or save only the part with the charts.";
            return TaskAnswer.Of(TaskOutcome.Quarantined, await RefuseAsync(info.Key, reason, cancellationToken), content, reason);
        }

        if (await documents.ReadBytesAsync(info.Key, cancellationToken) is not { } bytes) return TaskAnswer.Ignored(content, "There is no document of that key.");
        using var activity = IngestionTelemetry.Activities.StartActivity("ingestion.receive");
        var (fileName, hints) = await SidecarAsync(info.Key, cancellationToken);
        var (submission, _) = await intake.RecordAsync(fileName ?? NameOf(info.Key), bytes, hints, cancellationToken);
        activity?.SetTag("loyalty.submission", submission.Id);
        return Begin(submission, content);
    }

    /// <summary>What has its outcome is not run again; whoever hands it in again after a quarantine makes it unfinished first.</summary>
    private static TaskAnswer Begin(Submission submission, TaskContent content) => submission.IsFinal
        ? TaskAnswer.Of(TaskOutcome.Ignored, submission, content, "It has its outcome.")
        : TaskAnswer.Of(TaskOutcome.Done, submission, content);

    private async Task<(string? FileName, Hints Hints)> SidecarAsync(string key, CancellationToken cancellationToken)
    {
        var sidecar = key + Sidecar.Suffix;
        if (!DocumentKey.IsValid(sidecar) || await documents.FindAsync(sidecar, cancellationToken) is not { } info) return (null, new Hints());
        try
        {
            await using var stream = await documents.OpenReadAsync(sidecar, cancellationToken) ?? Stream.Null;
            var (read, hints) = await Sidecar.ReadAsync(stream, info.Length, cancellationToken);
            return (read.FileName is { } name ? HintReading.FileName(name) : null, hints);
        }
        catch (JsonException failure)
        {
            // The document itself must not be held up by it.
            SidecarUnreadable(sidecar, failure.Message);
            return (null, new Hints());
        }
    }

    private static string NameOf(string key) => HintReading.FileName(key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sidecar {Key} was not understood: {Problem}")]
    private partial void SidecarUnreadable(string key, string problem);
}
