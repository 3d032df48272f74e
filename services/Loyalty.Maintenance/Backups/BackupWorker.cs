using System.Diagnostics;
using System.Text.Json;
using Loyalty.Storage;
using Loyalty.Storage.Local;

namespace Loyalty.Maintenance.Backups;

/// <summary>
/// Takes the backups that were asked for, one after the other. One process at a time does so in a data folder; another stands by. A backup whose
/// process died is begun again when its message comes back, but not for ever.
/// </summary>
sealed partial class BackupWorker(
    DataFolder data,
    BackupFolders folders,
    BackupTaker taker,
    BackupRestore restore,
    IWorkQueue queue,
    TimeProvider time,
    ILogger<BackupWorker> logger) : BackgroundService
{
    public const string Queue = "maintenance";

    const int MaxAttempts = 3;

    /// <summary>Short, so that a backup is soon begun again; a heartbeat that comes late does no harm, for there is but one worker.</summary>
    static readonly TimeSpan Visibility = TimeSpan.FromSeconds(6), Heartbeat = TimeSpan.FromSeconds(2), Wait = TimeSpan.FromSeconds(20);

    readonly HashSet<string> over = [];

    static readonly ActivitySource Activities = new("Loyalty.Maintenance");

    /// <summary>Asks for a backup to be taken. Asking twice is asking once.</summary>
    public static Task RequestAsync(IWorkQueue queue, string id, CancellationToken ct) => queue.SendAsync(
        Queue, JsonSerializer.Serialize(new BackupJob(id), BackupJson.Default.BackupJob), ct, traceParent: Activity.Current?.Id, deduplicationId: id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var turn = await TakeTurnAsync(stoppingToken);
        restore.RemoveAbandoned();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RequestUnfinishedAsync(stoppingToken);
                foreach (var message in await queue.ReceiveAsync(Queue, 1, Visibility, Wait, stoppingToken))
                {
                    await HandleAsync(message, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The message comes back by itself, and the state is on disk: nothing is lost by going on.
                LogBroken(e);
                await Task.Delay(Heartbeat, time, stoppingToken);
            }
        }
    }

    /// <summary>The lock is the operating system's: it ends with the process, however that ends.</summary>
    async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        DurableFile.MakeFolder(data.Backups);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(data.Backups, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                LogStandingBy();
                await Task.Delay(Heartbeat, time, ct);
            }
        }
    }

    /// <summary>A process may have died between noting a request and queueing it, and a message may be dead: no backup waits for ever.</summary>
    async Task RequestUnfinishedAsync(CancellationToken ct)
    {
        foreach (var id in folders.Ids().Where(id => !over.Contains(id)).Reverse())
        {
            if (await folders.FindAsync(id, ct) is { IsOver: false }) await RequestAsync(queue, id, ct);
            else over.Add(id);
        }
    }

    async Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var job = JsonSerializer.Deserialize(message.Body, BackupJson.Default.BackupJob)!;
        using var activity = Activities.StartActivity("backup", ActivityKind.Consumer, message.TraceParent);
        activity?.SetTag("backup.id", job.Backup);
        // A restored queue may know backups that its folder has not.
        if (await folders.FindAsync(job.Backup, ct) is { IsOver: false } backup)
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var kept = KeepAsync(message, done.Token);
            try
            {
                await RunAsync(backup, ct);
            }
            catch (OperationCanceledException)
            {
                await queue.ReleaseAsync(message, TimeSpan.Zero, CancellationToken.None);
                throw;
            }
            finally
            {
                await done.CancelAsync();
                await kept;
            }
        }
        await queue.CompleteAsync(message, ct);
    }

    async Task RunAsync(Backup requested, CancellationToken ct)
    {
        var backup = requested with
        {
            Status = BackupStatus.Running,
            StartedAt = time.GetUtcNow(),
            Attempts = requested.Attempts + 1,
            Progress = 0,
            Bytes = 0,
            Files = 0,
        };
        if (requested.Attempts >= MaxAttempts)
        {
            await EndAsync(Failed(requested, $"The service ended {requested.Attempts} times while it took this backup."));
            return;
        }
        await folders.SaveAsync(backup, ct);
        try
        {
            await EndAsync(await taker.TakeAsync(backup, ct));
        }
        catch (OperationCanceledException)
        {
            // An orderly stop is nobody's failure: it does not count as an attempt.
            await folders.SaveAsync(requested with { Status = BackupStatus.Queued }, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            LogFailed(e, backup.Id);
            // First, for what was copied may be what leaves no room to note that it failed.
            folders.RemoveFilesOf(backup.Id);
            await EndAsync(Failed(backup, e.Message));
        }
    }

    async Task EndAsync(Backup backup)
    {
        await folders.SaveAsync(backup, CancellationToken.None);
        LogEnded(backup.Id, backup.Status, backup.Files, backup.Bytes);
    }

    Backup Failed(Backup backup, string reason) =>
        backup with { Status = BackupStatus.Failed, Reason = reason, FinishedAt = time.GetUtcNow() };

    async Task KeepAsync(QueueMessage message, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, time, ct);
                await queue.ExtendAsync(message, Visibility, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over: this is how it says so.
        }
    }

    [LoggerMessage(LogLevel.Information, "Backup {Id} {Status}: {Files} files, {Bytes} bytes")]
    partial void LogEnded(string id, BackupStatus status, int files, long bytes);

    [LoggerMessage(LogLevel.Error, "Backup {Id} failed")]
    partial void LogFailed(Exception e, string id);

    [LoggerMessage(LogLevel.Error, "The maintenance queue could not be worked on; trying again")]
    partial void LogBroken(Exception e);

    [LoggerMessage(LogLevel.Information, "Another process takes the backups of this data folder: standing by")]
    partial void LogStandingBy();
}
