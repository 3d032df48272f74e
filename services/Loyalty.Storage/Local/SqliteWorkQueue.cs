using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Loyalty.Storage.Local;

/// <summary>
/// Queues in a SQLite file that several processes share. A message in flight is one whose time of visibility lies ahead and that has a receipt: so a
/// worker that dies needs no cleaning up after, its messages come back when their time is up.
/// </summary>
public sealed class SqliteWorkQueue : IWorkQueue, IDisposable
{
    const string Schema = """
        create table message (
          sequence integer primary key autoincrement,
          id text not null unique,
          queue text not null,
          body text not null,
          deduplication_id text,
          trace_parent text,
          sent_at integer not null,
          visible_at integer not null,
          deliveries integer not null default 0,
          receipt text,
          dead_at integer
        );
        create index message_alive on message (queue, visible_at, sequence) where dead_at is null;
        create index message_dead on message (queue, dead_at, sequence) where dead_at is not null;
        create index message_deduplication on message (queue, deduplication_id) where deduplication_id is not null and dead_at is null;
        """;

    /// <summary>The body as bytes: read as text it would end at its first NUL.</summary>
    const string Columns = "id, queue, cast(body as blob), receipt, deliveries, sent_at, trace_parent, sequence";

    /// <summary>How soon a message of another process is seen; those of this one are signalled.</summary>
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    readonly SqliteFile file;
    readonly int maxDeliveries;
    readonly TimeProvider time;
    readonly FailPoints failPoints;
    readonly ConcurrentDictionary<string, TaskCompletionSource> arrivals = new();

    /// <summary>Opens the file, or will make it when it is first needed.</summary>
    public SqliteWorkQueue(string path, WorkQueueOptions? options = null, TimeProvider? time = null, FailPoints? failPoints = null)
    {
        this.failPoints = failPoints ?? FailPoints.None;
        this.time = time ?? TimeProvider.System;
        maxDeliveries = (options ?? new WorkQueueOptions()).MaxDeliveries;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDeliveries, 1, nameof(options));
        file = new SqliteFile(path, Schema, this.failPoints);
    }

    long Now => time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public async Task SendAsync(
        string queue, string body, CancellationToken ct, TimeSpan delay = default, string? traceParent = null, string? deduplicationId = null)
    {
        WorkQueueLimits.CheckQueue(queue);
        WorkQueueLimits.CheckBody(body);
        WorkQueueLimits.CheckTime(delay, nameof(delay));
        WorkQueueLimits.CheckTraceParent(traceParent);
        WorkQueueLimits.CheckDeduplicationId(deduplicationId);
        await file.WriteAsync(
            connection => connection.Execute(
                """
                insert into message (id, queue, body, deduplication_id, trace_parent, sent_at, visible_at)
                select $id, $queue, cast($body as text), $deduplication, $trace, $now, $visible
                where $deduplication is null
                   or not exists (select 1 from message where queue = $queue and deduplication_id = $deduplication and dead_at is null)
                """,
                ("$id", Guid.NewGuid().ToString("n")), ("$queue", queue), ("$body", Encoding.UTF8.GetBytes(body)), ("$deduplication", deduplicationId),
                ("$trace", traceParent), ("$now", Now), ("$visible", Now + delay.Ticks)),
            ct, store: "queue");
        Announce(queue);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, TimeSpan wait, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        WorkQueueLimits.CheckTime(visibility, nameof(visibility));
        WorkQueueLimits.CheckTime(wait, nameof(wait));
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var start = time.GetTimestamp();
        while (true)
        {
            // Asked for before the look, so that what arrives between look and wait is not slept over.
            var arrival = arrivals.GetOrAdd(queue, _ => NewArrival()).Task;
            // Idle workers only read: the write lock is for those who find something.
            if (await file.ReadAsync(connection => AnyVisible(connection, queue), ct))
            {
                var taken = await file.WriteAsync(connection => Take(connection, queue, max, visibility), ct);
                if (taken.Length > 0) return taken;
            }
            var left = wait - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) return [];
            await arrival.WaitAsync(left < PollInterval ? left : PollInterval, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ExtendAsync(QueueMessage m, TimeSpan visibility, CancellationToken ct)
    {
        WorkQueueLimits.CheckTime(visibility, nameof(visibility));
        return await file.WriteAsync(
            connection => connection.Execute(
                "update message set visible_at = $visible where id = $id and receipt = $receipt",
                ("$visible", Now + visibility.Ticks), ("$id", m.Id), ("$receipt", m.Receipt)) == 1,
            ct);
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(QueueMessage m, CancellationToken ct)
    {
        failPoints.Reached("queue:before-ack");
        return await file.WriteAsync(
            connection => connection.Execute(
                "delete from message where id = $id and receipt = $receipt", ("$id", m.Id), ("$receipt", m.Receipt)) == 1,
            ct);
    }

    /// <inheritdoc/>
    public async Task<bool> ReleaseAsync(QueueMessage m, TimeSpan delay, CancellationToken ct)
    {
        WorkQueueLimits.CheckTime(delay, nameof(delay));
        var released = await file.WriteAsync(
            connection => connection.Execute(
                "update message set visible_at = $visible, receipt = null where id = $id and receipt = $receipt",
                ("$visible", Now + delay.Ticks), ("$id", m.Id), ("$receipt", m.Receipt)) == 1,
            ct);
        if (released) Announce(m.Queue);
        return released;
    }

    /// <inheritdoc/>
    public async Task<QueueDepth> DepthAsync(string queue, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        return await file.WriteAsync(
            connection =>
            {
                Bury(connection, queue);
                return connection.Rows(
                    """
                    select count(*) filter (where dead_at is null and (receipt is null or visible_at <= $now)),
                           count(*) filter (where dead_at is null and receipt is not null and visible_at > $now),
                           count(*) filter (where dead_at is not null)
                    from message where queue = $queue
                    """,
                    row => new QueueDepth(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                    ("$now", Now), ("$queue", queue)).Single();
            },
            ct);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<QueueMessage>> DeadAsync(string queue, int max, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return await file.WriteAsync(
            connection =>
            {
                Bury(connection, queue);
                return connection.Rows(
                    $"select {Columns} from message where queue = $queue and dead_at is not null order by dead_at, sequence limit $max",
                    row => Message(row).Message, ("$queue", queue), ("$max", max)).ToImmutableArray();
            },
            ct);
    }

    /// <inheritdoc/>
    public async Task<int> RedriveAsync(string queue, CancellationToken ct)
    {
        WorkQueueLimits.CheckQueue(queue);
        var redriven = await file.WriteAsync(
            connection =>
            {
                Bury(connection, queue);
                return connection.Execute(
                    "update message set dead_at = null, deliveries = 0, visible_at = $now where queue = $queue and dead_at is not null",
                    ("$now", Now), ("$queue", queue));
            },
            ct);
        if (redriven > 0) Announce(queue);
        return redriven;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    bool AnyVisible(SqliteConnection connection, string queue) => connection.Scalar(
        "select exists (select 1 from message where queue = $queue and dead_at is null and visible_at <= $now)",
        ("$queue", queue), ("$now", Now)) == 1;

    ImmutableArray<QueueMessage> Take(SqliteConnection connection, string queue, int max, TimeSpan visibility)
    {
        Bury(connection, queue);
        var found = connection.Rows(
            $"select {Columns} from message where queue = $queue and dead_at is null and visible_at <= $now order by visible_at, sequence limit $max",
            Message, ("$queue", queue), ("$now", Now), ("$max", max));
        var taken = ImmutableArray.CreateBuilder<QueueMessage>(found.Count);
        foreach (var (message, sequence) in found)
        {
            var delivered = message with { Receipt = Guid.NewGuid().ToString("n"), DeliveryCount = message.DeliveryCount + 1 };
            connection.Execute(
                "update message set receipt = $receipt, deliveries = $deliveries, visible_at = $visible where sequence = $sequence",
                ("$receipt", delivered.Receipt), ("$deliveries", delivered.DeliveryCount),
                ("$visible", Now + visibility.Ticks), ("$sequence", sequence));
            taken.Add(delivered);
        }
        return taken.MoveToImmutable();
    }

    /// <summary>What was delivered as often as it may be, and is back, is dead.</summary>
    void Bury(SqliteConnection connection, string queue) => connection.Execute(
        "update message set dead_at = $now, receipt = null where queue = $queue and dead_at is null and visible_at <= $now and deliveries >= $max",
        ("$now", Now), ("$queue", queue), ("$max", maxDeliveries));

    void Announce(string queue)
    {
        if (arrivals.TryRemove(queue, out var arrival)) arrival.SetResult();
    }

    static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    static (QueueMessage Message, long Sequence) Message(SqliteDataReader row) => (
        new QueueMessage(
            row.GetString(0), row.GetString(1), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(2)), row.IsDBNull(3) ? "" : row.GetString(3), row.GetInt32(4),
            new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero), row.IsDBNull(6) ? null : row.GetString(6)),
        row.GetInt64(7));
}
