using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Knowledge.Snapshots.Files;

/// <summary>Keeps the newest snapshot in a file: written when no more changes are on their way, or after 30 s of them.</summary>
/// <param name="keeper">Whose snapshot.</param>
/// <param name="files">Where to.</param>
/// <param name="isQuiet">Whether no more changes are on their way.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told.</param>
public sealed partial class SnapshotFileWriter(
    SnapshotKeeper keeper, SnapshotFiles files, Func<CancellationToken, Task<bool>> isQuiet, TimeProvider time, ILogger<SnapshotFileWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private string _written = "";
    private long? _changedAt;

    /// <summary>Writes the newest snapshot if it is time to.</summary>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var snapshot = keeper.Current;
        if (snapshot.ChangeSet == _written) return;
        _changedAt ??= time.GetTimestamp();
        if (time.GetElapsedTime(_changedAt.Value) < Longest && !await isQuiet(cancellationToken).ConfigureAwait(false)) return;
        // What was loaded last may not have been seen yet.
        snapshot = await keeper.RefreshAsync(cancellationToken).ConfigureAwait(false);
        await files.WriteAsync(snapshot, cancellationToken).ConfigureAwait(false);
        (_written, _changedAt) = (snapshot.ChangeSet, null);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Only a slower start is at stake; the next tick tries again.
                NotWritten(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot file could not be written")]
    private partial void NotWritten(Exception failure);
}
