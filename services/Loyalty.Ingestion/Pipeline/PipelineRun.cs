using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Text;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// One submission's way through the pipeline: a stage whose output is there is not run again. Not thread-safe.
/// </summary>
public sealed class PipelineRun(IDocumentStore documents, SubmissionCatalog catalog, FailPoints failPoints, TimeProvider time, Submission submission)
{
    public Submission Submission { get; private set; } = submission;

    /// <summary>Where a stage's output is kept.</summary>
    public static string OutputKey(string submission, StageDefinition stage) => $"stages/{submission}/{stage.Name}@{stage.Version}.json";

    /// <summary>The output of a stage: read where it is there, made and written where it is not.</summary>
    /// <exception cref="QuarantineException">The document cannot be used, or the stage's attempts are used up.</exception>
    public async Task<T> StageAsync<T>(StageDefinition stage, JsonTypeInfo<T> json, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var key = OutputKey(Submission.Id, stage);
        if (await documents.ReadBytesAsync(key, cancellationToken) is { } made) return JsonSerializer.Deserialize(made, json)!;

        Submission = Submission with { Status = SubmissionStatus.Running, Stage = stage.Name };
        catalog.Show(Submission);
        using var activity = IngestionTelemetry.Activities.StartActivity($"ingestion.{stage.Name}");
        var started = time.GetTimestamp();
        failPoints.Reached($"{stage.Name}:before");
        var output = await AttemptAsync(stage, work, activity, cancellationToken);
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
            catch (Exception failure) when (Outage.Is(failure) && !(stage.Computes && failure is IOException))
            {
                // Nothing is wrong with the document: whoever called waits for the stores. Where the document is worked on, a broken pipe
                // may be its own doing, and waiting for stores that answer would never end: that counts as an attempt.
                activity?.AddException(failure);
                throw;
            }
            catch (Exception failure)
            {
                activity?.AddException(failure);
                if (attempt >= stage.Attempts)
                    throw new QuarantineException($"The stage {stage.Name} failed {attempt} times, at last with: {failure.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 << attempt) * (0.5 + Random.Shared.NextDouble())), time, cancellationToken);
            }
        }
    }
}
