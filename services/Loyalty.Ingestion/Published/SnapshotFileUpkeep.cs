using Loyalty.Ingestion.Pipeline;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;

namespace Loyalty.Ingestion.Published;

/// <summary>Keeps the newest snapshot in a file from which services start. Thread-safe.</summary>
public sealed partial class SnapshotFileUpkeep(SnapshotKeeper keeper, SnapshotFiles files, TimeProvider time, ILogger<SnapshotFileUpkeep> logger)
{
    /// <summary>Writes it unless the newest file is younger than that, or has it.</summary>
    public async Task WriteIfOlderAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        try
        {
            if (await files.WrittenAtAsync(cancellationToken) is { } writtenAt && time.GetUtcNow() - writtenAt < age) return;
            await files.WriteAsync(await keeper.RefreshAsync(cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            // Only a slower start is at stake, and what was loaded is loaded.
            NotWritten(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot file could not be written")]
    private partial void NotWritten(Exception failure);
}
