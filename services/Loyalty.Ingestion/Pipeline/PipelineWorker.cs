using System.Diagnostics;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reviews;
using Loyalty.Storage;
using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// Works the queue off. At start, and now and then, it queues again what is recorded as unfinished: a process may have died between the
/// record and the queue.
/// </summary>
public sealed partial class PipelineWorker(
    IWorkQueue queue, Intake intake, SubmissionCatalog catalog, ReviewDesk reviews, PipelineRunner runner,
    GraphLoading loading, StoreProbe stores, IOptions<PipelineOptions> options, TimeProvider time, ILogger<PipelineWorker> logger) : BackgroundService
{
    private const int Workers = 2;

    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(250), Latest = TimeSpan.FromSeconds(10);

    private TimeSpan Visibility => options.Value.Visibility;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await catalog.OpenAsync(cancellationToken);
        await reviews.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)), SweepAsync(stoppingToken), WatchGraphAsync(stoppingToken)]);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var message in await queue.ReceiveAsync(Intake.Queue, 1, Visibility, TimeSpan.FromSeconds(10), stoppingToken))
                    await HandleAsync(message, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                WorkFailed(failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken stoppingToken)
    {
        using var activity = IngestionTelemetry.Activities.StartActivity("ingestion.process", ActivityKind.Consumer, message.TraceParent);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var held = HoldAsync(message, working);
        try
        {
            for (var retry = 0; !await TryAsync(message, retry < options.Value.Retries, working.Token); retry++)
                await stores.AnswerAsync(retry, working.Token);
        }
        catch (TooEarlyException)
        {
            await LaterAsync(message, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever starts next need not wait until it is visible by itself.
            await queue.ReleaseAsync(message, TimeSpan.Zero, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            MessageLost(message.Body);
        }
        catch (Exception failure)
        {
            MessageFailed(message.Body, message.DeliveryCount, failure);
            await queue.ReleaseAsync(message, TimeSpan.FromMilliseconds(500 * message.DeliveryCount), stoppingToken);
        }
        finally
        {
            await working.CancelAsync();
            await held;
        }
    }

    /// <summary>
    /// Does what a message asks for; false when a store failed meanwhile, and it is to be done again once the stores answer. A store that
    /// answers and fails each time on this message alone is no outage: that is not waited for without end.
    /// </summary>
    private async Task<bool> TryAsync(QueueMessage message, bool mayRetry, CancellationToken cancellationToken)
    {
        try
        {
            if (message.Body.StartsWith(ReviewDesk.MessagePrefix, StringComparison.Ordinal))
                await reviews.SettleAsync(message.Body[ReviewDesk.MessagePrefix.Length..], cancellationToken);
            else if (catalog.Find(message.Body) is { } submission)
                await runner.RunAsync(submission, cancellationToken);
            await queue.CompleteAsync(message, cancellationToken);
            return true;
        }
        catch (Exception failure) when (mayRetry && Outage.Is(failure))
        {
            StoreFailed(message.Body, failure.Message);
            return false;
        }
    }

    /// <summary>
    /// Puts a message back for later. To wait for others is no failure, so it goes as a new message and uses up no delivery; if the process
    /// dies in between, the sweep sends it.
    /// </summary>
    private async Task LaterAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var delay = catalog.Find(message.Body) is { } submission
            ? DelayOf(time.GetUtcNow() - submission.QueuedAt, catalog.UnfinishedBefore(submission.SubmittedAt).Length)
            : Soonest;
        await queue.CompleteAsync(message, cancellationToken);
        await queue.SendAsync(Intake.Queue, message.Body, cancellationToken, delay, message.TraceParent, message.Body);
    }

    /// <summary>
    /// When a document that waits for others is tried again. Soon at first, then more seldom: one before it may be a PDF that takes its time-out.
    /// Of many that wait the next in line is tried most often, so that they do not each wait the longest time for the one before.
    /// </summary>
    /// <param name="waited">How long it has waited.</param>
    /// <param name="ahead">How many before it have no outcome yet.</param>
    internal static TimeSpan DelayOf(TimeSpan waited, int ahead) =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Min(waited.TotalMilliseconds / 4, ahead * 200.0), Soonest.TotalMilliseconds, Latest.TotalMilliseconds));

    /// <summary>Keeps a message invisible while it is worked on; stops the work when it was given to somebody else.</summary>
    private async Task HoldAsync(QueueMessage message, CancellationTokenSource working)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Visibility / 3, time, working.Token);
                try
                {
                    if (await queue.ExtendAsync(message, Visibility, working.Token)) continue;
                }
                catch (Exception failure) when (Outage.Is(failure))
                {
                    // If it lasts, another worker is given the message, and this one is told when the queue answers again.
                    StoreFailed(message.Body, failure.Message);
                    continue;
                }

                await working.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    /// <summary>
    /// Notices a graph that lost its data, and has it filled again: nobody may load into it before. It ends only with the host: a store's client
    /// that gives up waiting cancels too.
    /// </summary>
    private async Task WatchGraphAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await loading.FillAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                WorkFailed(failure);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                WorkFailed(failure);
            }

            await Task.Delay(options.Value.SweepEvery, time, stoppingToken);
        }
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        var dead = (await queue.DeadAsync(Intake.Queue, 1_000, cancellationToken)).ToLookup(message => message.Body, StringComparer.Ordinal);
        foreach (var submission in catalog.All().Where(submission => !submission.IsFinal))
        {
            // The dead are kept: those from before it was handed in again do not count.
            if (!dead[submission.Id].Any(message => message.SentAt >= submission.QueuedAt)) await intake.EnqueueAsync(submission.Id, cancellationToken);
            else
            {
                await catalog.SaveAsync(submission with
                {
                    Status = SubmissionStatus.Quarantined,
                    Reason = "Each time that this document was worked on, the process ended or a store failed. Submit it again to try once more.",
                    FinishedAt = time.GetUtcNow(),
                }, cancellationToken);
            }
        }

        foreach (var review in reviews.NotCarriedOut()) await reviews.SendAsync(review, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue could not be worked; trying again")]
    private partial void WorkFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A store failed while {Message} was worked on; it is waited for: {Reason}")]
    private partial void StoreFailed(string message, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message} took so long that another worker was given it")]
    private partial void MessageLost(string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message} failed at delivery {Delivery}; it will be tried again")]
    private partial void MessageFailed(string message, int delivery, Exception failure);
}
