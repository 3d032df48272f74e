using System.Diagnostics;
using System.Diagnostics.Metrics;
using Loyalty.Core.Earning;
using Loyalty.Knowledge.Graph;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// Keeps the newest snapshot at hand: reads it at start, and swaps in a new one when the graph's version moves on. Readers never wait.
/// Thread-safe.
/// </summary>
public sealed partial class SnapshotKeeper : BackgroundService
{
    /// <summary>The name under which snapshots are traced and measured.</summary>
    public const string Telemetry = "Loyalty.Knowledge";

    private static readonly ActivitySource Activities = new(Telemetry);
    private readonly IKnowledgeGraph _graph;
    private readonly TimeProvider _time;
    private readonly ILogger<SnapshotKeeper> _logger;
    private readonly TimeSpan _interval;
    private readonly Meter _meter = new(Telemetry);
    private readonly SemaphoreSlim _reading = new(1);
    private KnowledgeSnapshot _current;
    private SnapshotReader _reader;

    /// <summary>Makes a keeper; its snapshot is empty until it has started.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where swaps and failures are told.</param>
    /// <param name="interval">How often the version is asked; 500 ms unless said.</param>
    public SnapshotKeeper(IKnowledgeGraph graph, TimeProvider time, ILogger<SnapshotKeeper> logger, TimeSpan? interval = null)
    {
        _graph = graph;
        _time = time;
        _logger = logger;
        _interval = interval ?? TimeSpan.FromMilliseconds(500);
        _reader = new SnapshotReader(graph, time);
        _current = new KnowledgeSnapshot(0, new LoyaltyFacts(), time.GetUtcNow());
        _meter.CreateObservableGauge("loyalty.snapshot.age", () => (_time.GetUtcNow() - Current.BuiltAt).TotalSeconds, "s", "Age of the snapshot");
        _meter.CreateObservableGauge("loyalty.snapshot.version", () => Current.Version, description: "Graph version of the snapshot");
        _meter.CreateObservableGauge("loyalty.snapshot.rules", () => Current.Facts.Charts.Sum(chart => chart.Rules.Length), description: "Rules in the snapshot");
    }

    /// <summary>The newest snapshot.</summary>
    public KnowledgeSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Whether the graph has been read once.</summary>
    public bool IsReady { get; private set; }

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks for a newer version at once, and returns the newest snapshot.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<KnowledgeSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var started = _time.GetTimestamp();
            KnowledgeSnapshot? newer;
            try
            {
                newer = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // What a failed read left half-way must not be built upon.
                _reader = new SnapshotReader(_graph, _time);
                throw;
            }

            if (newer is not null)
            {
                using var activity = Activities.StartActivity("snapshot.swap");
                activity?.SetTag("loyalty.version", newer.Version);
                Volatile.Write(ref _current, newer);
                SwappedIn(newer.Version, newer.Facts.Charts.Length, (long)_time.GetElapsedTime(started).TotalMilliseconds);
            }

            IsReady = true;
            return Current;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _meter.Dispose();
        _reading.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RefreshAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The last snapshot still answers; the next tick tries again.
                ReadFailed(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Knowledge version {Version}: {Charts} charts, read in {Milliseconds} ms")]
    private partial void SwappedIn(long version, int charts, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The graph could not be read; the last snapshot still answers")]
    private partial void ReadFailed(Exception failure);
}
