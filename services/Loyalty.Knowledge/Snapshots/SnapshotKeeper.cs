using System.Diagnostics;
using System.Diagnostics.Metrics;
using Loyalty.Core.Earning;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots.Files;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// Keeps the newest snapshot at hand: reads it at start, from the newest file where there is one, and swaps in a new one when the graph's
/// version moves on. Readers never wait. Thread-safe.
/// </summary>
public sealed partial class SnapshotKeeper : BackgroundService
{
    /// <summary>The name under which snapshots are traced and measured.</summary>
    public const string Telemetry = "Loyalty.Knowledge";

    /// <summary>How long a request waits for what is newer before it is answered from what is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly ActivitySource Activities = new(Telemetry);
    private readonly IKnowledgeGraph _graph;
    private readonly TimeProvider _time;
    private readonly ILogger<SnapshotKeeper> _logger;
    private readonly SnapshotFiles? _files;
    private readonly TimeSpan _interval;
    private readonly bool _isIndexed;
    private readonly bool _onRequest;
    private readonly Meter _meter = new(Telemetry);
    private readonly SemaphoreSlim _reading = new(1);
    private KnowledgeSnapshot _current;
    private SnapshotReader? _reader;
    private bool _isBehind;
    private long _lookedAt;

    /// <summary>Makes a keeper; its snapshot is empty until it has started.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where swaps and failures are told.</param>
    /// <param name="files">The snapshot files; null to read the graph at start.</param>
    /// <param name="interval">How often the version is asked; 500 ms unless said.</param>
    /// <param name="options">Whether snapshots are indexed before they are shown, and whether the graph is looked at on requests alone.</param>
    public SnapshotKeeper(
        IKnowledgeGraph graph, TimeProvider time, ILogger<SnapshotKeeper> logger, SnapshotFiles? files = null, TimeSpan? interval = null,
        IOptions<SnapshotOptions>? options = null)
    {
        _isIndexed = options?.Value.Indexed ?? true;
        _onRequest = options?.Value.OnRequest ?? false;
        _graph = graph;
        _time = time;
        _logger = logger;
        _interval = interval ?? TimeSpan.FromMilliseconds(500);
        _files = files;
        _current = new KnowledgeSnapshot(0, "", new LoyaltyFacts(), time.GetUtcNow());
        _meter.CreateObservableGauge("loyalty.snapshot.age", () => (_time.GetUtcNow() - Current.BuiltAt).TotalSeconds, "s", "Age of the snapshot");
        _meter.CreateObservableGauge("loyalty.snapshot.version", () => Current.Version, description: "Graph version of the snapshot");
        _meter.CreateObservableGauge("loyalty.snapshot.rules", () => Current.Facts.Charts.Sum(chart => chart.Rules.Length), description: "Rules in the snapshot");
    }

    /// <summary>The newest snapshot.</summary>
    public KnowledgeSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Whether the graph has been read once.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The key of the snapshot file that the start was made from; null when the graph was read whole.</summary>
    public string? StartedFrom { get; private set; }

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
            Volatile.Write(ref _lookedAt, started);
            var newer = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (newer is not null)
            {
                using var activity = Activities.StartActivity("snapshot.swap");
                activity?.SetTag("loyalty.version", newer.Version);
                // No reader is to wait for it.
                if (_isIndexed) _ = newer.Index;
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

    /// <summary>Looks for a newer version unless that was done so short a time ago. Where it fails, or takes long, the last snapshot still answers.</summary>
    /// <param name="unlessWithin">How old what was seen may be.</param>
    /// <param name="cancellationToken">Cancels the wait, not the look.</param>
    public async Task LookAsync(TimeSpan unlessWithin, CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lookedAt)) < unlessWithin) return;
        await Task.WhenAny(RefreshOrReportAsync(CancellationToken.None), Task.Delay(Patience, _time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _meter.Dispose();
        _reading.Dispose();
        base.Dispose();
    }

    private async Task<KnowledgeSnapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        _reader ??= await FirstReaderAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var newer = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            _isBehind = false;
            return newer;
        }
        catch (GraphReplacedException replaced) when (IsReady && replaced.IsBehind)
        {
            // A graph that lost its data is being filled again: until it has caught up, what was known is the better answer.
            if (!_isBehind) Behind(replaced.Message);
            _isBehind = true;
            return null;
        }
        catch (GraphReplacedException replaced)
        {
            Replaced(replaced.Message);
            StartedFrom = null;
            _reader = new SnapshotReader(_graph, _time);
            return await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SnapshotReader> FirstReaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_files is not null && await _files.NewestAsync(cancellationToken).ConfigureAwait(false) is var (key, file))
            {
                StartedFrom = key;
                return new SnapshotReader(_graph, _time, file);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Without a file the start is slower, and that is all.
            NoFile(failure);
        }

        return new SnapshotReader(_graph, _time);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_onRequest) return;
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await RefreshOrReportAsync(stoppingToken).ConfigureAwait(false);
    }

    private async Task RefreshOrReportAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The last snapshot still answers; the next look tries again. A store's client that gives up waiting cancels too, and ends nothing here.
            ReadFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Knowledge version {Version}: {Charts} charts, read in {Milliseconds} ms")]
    private partial void SwappedIn(long version, int charts, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} The last snapshot answers until the graph has caught up; a restart takes the graph as it is")]
    private partial void Behind(string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot files could not be read: the graph is read whole")]
    private partial void NoFile(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} It is read whole")]
    private partial void Replaced(string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "The graph could not be read; the last snapshot still answers")]
    private partial void ReadFailed(Exception failure);
}
