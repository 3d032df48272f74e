using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Text;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// One submission's way through the pipeline, or a part of it: a stage whose output is there is not run again. Not thread-safe.
/// </summary>
/// <param name="documents">Where outputs are.</param>
/// <param name="catalog">Where progress is shown.</param>
/// <param name="failPoints">Where a process may die.</param>
/// <param name="time">The clock.</param>
/// <param name="submission">The submission.</param>
/// <param name="triesOnce">Whether a stage that fails is another's to try again.</param>
public sealed class PipelineRun(
    IDocumentStore documents, SubmissionCatalog catalog, FailPoints failPoints, TimeProvider time, Submission submission, bool triesOnce = false)
{
    private readonly Dictionary<string, object> _made = new(StringComparer.Ordinal);

    public Submission Submission { get; private set; } = submission;

    /// <summary>The document's bytes, for as long as stages need them.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Where a stage's output is kept.</summary>
    public static string OutputKey(string submission, StageDefinition stage) => $"stages/{submission}/{stage.Name}@{stage.Version}.json";

    /// <summary>Whether the output of a stage is there.</summary>
    public async Task<bool> IsMadeAsync(StageDefinition stage, CancellationToken cancellationToken) =>
        await documents.FindAsync(OutputKey(Submission.Id, stage), cancellationToken) is not null;

    /// <summary>The output of a stage: known, or read where it is there, or made of its input and written.</summary>
    /// <exception cref="QuarantineException">The document cannot be used, or the stage's attempts are used up.</exception>
    public async Task<T> StageAsync<TInput, T>(
        StageDefinition stage, JsonTypeInfo<T> json, Func<PipelineRun, CancellationToken, Task<TInput>> input,
        Func<TInput, CancellationToken, Task<T>> work, CancellationToken cancellationToken) where T : notnull
    {
        if (_made.TryGetValue(stage.Name, out var known)) return (T)known;
        var key = OutputKey(Submission.Id, stage);
        var output = await documents.ReadBytesAsync(key, cancellationToken) is { } made
            ? JsonSerializer.Deserialize(made, json)!
            : await MakeAsync(stage, key, json, await input(this, cancellationToken), work, cancellationToken);
        _made[stage.Name] = output;
        return output;
    }

    private async Task<T> MakeAsync<TInput, T>(
        StageDefinition stage, string key, JsonTypeInfo<T> json, TInput input, Func<TInput, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Submission = Submission with { Status = SubmissionStatus.Running, Stage = stage.Name };
        catalog.Show(Submission);
        using var activity = IngestionTelemetry.Activities.StartActivity($"ingestion.{stage.Name}");
        var started = time.GetTimestamp();
        failPoints.Reached($"{stage.Name}:before");
        var output = await AttemptAsync(stage, token => work(input, token), activity, cancellationToken);
        failPoints.Reached($"{stage.Name}:after-write");
        await documents.WriteBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(output, json), cancellationToken);
        failPoints.Reached($"{stage.Name}:after-commit");
        IngestionTelemetry.StageEnded(stage.Name, time.GetElapsedTime(started));
        failPoints.Reached($"{stage.Name}:before-ack");
        return output;
    }

    private async Task<T> AttemptAsync<T>(StageDefinition stage, Func<CancellationToken, Task<T>> work, Activity? activity, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var timeOut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeOut.CancelAfter(stage.TimeOut);
            try
            {
                return await work(timeOut.Token);
            }
            catch (Exception failure) when (failure is QuarantineException or UnreadableDocumentException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (OperationCanceledException) when (stage.Computes)
            {
                throw new QuarantineException($"The stage {stage.Name} took longer than {stage.TimeOut.TotalSeconds:0} s.");
            }
            catch (OperationCanceledException late)
            {
                throw new StoreOutageException($"The stores took longer than {stage.TimeOut.TotalSeconds:0} s for the stage {stage.Name}.", late);
            }
            catch (Exception failure) when (Outage.Is(failure) && !(stage.Computes && failure is IOException or UnauthorizedAccessException))
            {
                // Nothing is wrong with the document: whoever called waits for the stores. Where the document is worked on, a broken pipe
                // may be its own doing, and waiting for stores that answer would never end: that counts as an attempt.
                activity?.AddException(failure);
                throw;
            }
            catch (Exception failure)
            {
                activity?.AddException(failure);
                if (triesOnce) throw;
                if (attempt >= stage.Attempts)
                    throw new QuarantineException($"The stage {stage.Name} failed {attempt} times, at last with: {failure.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 << attempt) * (0.5 + Random.Shared.NextDouble())), time, cancellationToken);
            }
        }
    }
}
