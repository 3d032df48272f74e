using System.Collections.Immutable;
using CsCheck;
using Loyalty.Core.Earning;
using Loyalty.Core.Sources;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Loyalty.Storage;
using Loyalty.Storage.Local;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Knowledge.Tests;

/// <summary>A start from a file answers as one from the graph, and a file that cannot be trusted is never answered from.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-snapshot-files").FullName;
    private readonly ManualTime _time = new();
    private readonly CountingGraph _graph;
    private readonly FolderDocumentStore _documents;
    private readonly SnapshotFiles _files;

    public SnapshotFileTests()
    {
        _graph = new CountingGraph(Graph("graph.db"));
        _documents = new FolderDocumentStore(Path.Combine(_folder, "documents"), _time, FailPoints.None);
        _files = new SnapshotFiles(_documents, NullLogger<SnapshotFiles>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var file = new SnapshotFile(7, "seven", new LoyaltyFacts { Airlines = [new Airline("LH", "Lufthansa", "DE", null)] }).ToBytes();
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            byte[] damaged = [.. file];
            damaged[at] ^= change;
            return Throws(() => SnapshotFile.Read(damaged));
        });
        Gen.Int[0, file.Length - 1].Sample(length => Throws(() => SnapshotFile.Read(file.AsSpan(0, length))));

        static bool Throws(Action read)
        {
            try
            {
                read();
                return false;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task A_start_from_a_file_reads_nothing_else_of_the_graph()
    {
        await LoadAsync("one", "LH");
        var whole = await SnapshotAsync();
        await _files.WriteAsync(whole, Token);
        _graph.ElementsRead = 0;
        using var keeper = Keeper();
        await keeper.StartAsync(Token);
        Assert.Equal(0, _graph.ElementsRead);
        Assert.StartsWith("snapshots/000000000001-", keeper.StartedFrom, StringComparison.Ordinal);
        Assert.Equivalent(whole.Facts, keeper.Current.Facts, strict: true);
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task A_file_that_is_behind_is_caught_up_with_by_reading_what_is_newer()
    {
        await LoadAsync("one", "LH", "UA", "SQ");
        await _files.WriteAsync(await SnapshotAsync(), Token);
        await LoadAsync("two", "NH");
        _graph.ElementsRead = 0;
        using var keeper = Keeper();
        await keeper.StartAsync(Token);
        // The airline, its document, and the edge between them.
        Assert.Equal(3, _graph.ElementsRead);
        Assert.Equivalent((await SnapshotAsync()).Facts, keeper.Current.Facts, strict: true);
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task The_newest_three_are_kept_and_each_version_is_written_once()
    {
        for (var n = 1; n <= 5; n++)
        {
            await LoadAsync($"set-{n}", $"{(char)('A' + n)}A");
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await _files.WriteAsync(await SnapshotAsync(), Token));
            Assert.False(await _files.WriteAsync(await SnapshotAsync(), Token));
        }

        Assert.Equal([3, 4, 5], (await KeysAsync()).Select(key => int.Parse(key["snapshots/".Length..].Split('-')[0], null)));
        Assert.Equal(5, (await _files.NewestAsync(Token))!.Value.File.Version);
    }

    [Fact]
    public async Task A_damaged_file_is_passed_over_and_written_again_and_one_of_another_format_stays()
    {
        await LoadAsync("one", "LH");
        await _files.WriteAsync(await SnapshotAsync(), Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await LoadAsync("two", "UA");
        await _files.WriteAsync(await SnapshotAsync(), Token);
        var newest = (await KeysAsync())[1];
        var bytes = (await _documents.ReadBytesAsync(newest, Token))!;
        bytes[^1] ^= 1;
        await _documents.WriteBytesAsync(newest, bytes, Token);
        await _documents.WriteBytesAsync("snapshots/000000000009-0000000000000000.f0", bytes, Token);

        Assert.Equal(1, (await _files.NewestAsync(Token))!.Value.File.Version);
        using var keeper = Keeper();
        await keeper.StartAsync(Token);
        Assert.Equal(2, keeper.Current.Version);
        Assert.True(await _files.WriteAsync(keeper.Current, Token));
        Assert.Equal(2, (await _files.NewestAsync(Token))!.Value.File.Version);
        Assert.Contains("snapshots/000000000009-0000000000000000.f0", await KeysAsync());
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task A_file_of_another_graph_that_has_the_same_version_is_not_answered_from()
    {
        await LoadAsync("one", "LH");
        await _files.WriteAsync(await SnapshotAsync(), Token);
        var other = Graph("other.db");
        await LoadAsync(other, "another", "UA");
        using var keeper = Keeper(other);
        await keeper.StartAsync(Token);
        Assert.Null(keeper.StartedFrom);
        Assert.Equal(["UA"], keeper.Current.Facts.Airlines.Select(airline => airline.Iata));
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task While_a_graph_that_lost_its_data_is_filled_again_the_last_snapshot_answers()
    {
        var one = Graph("one.db");
        await LoadAsync(one, "one", "LH");
        await LoadAsync(one, "two", "UA");
        var swapping = new SwappingGraph(one);
        using var keeper = Keeper(swapping);
        await keeper.StartAsync(Token);

        swapping.Graph = Graph("empty.db");
        Assert.Equal(2, (await keeper.RefreshAsync(Token)).Version);
        await LoadAsync(swapping.Graph, "one", "LH");
        Assert.Equal(2, (await keeper.RefreshAsync(Token)).Facts.Airlines.Length);
        await LoadAsync(swapping.Graph, "two", "UA");
        await LoadAsync(swapping.Graph, "three", "SQ");
        var caughtUp = await keeper.RefreshAsync(Token);
        Assert.Equal((3, 3), (caughtUp.Version, caughtUp.Facts.Airlines.Length));

        swapping.Graph = Graph("different.db");
        foreach (var airline in (string[])["AA", "BA", "CA", "DA"]) await LoadAsync(swapping.Graph, airline, airline);
        Assert.Equal(["AA", "BA", "CA", "DA"], (await keeper.RefreshAsync(Token)).Facts.Airlines.Select(airline => airline.Iata));
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task A_file_is_written_when_no_change_is_on_its_way_or_after_30_seconds_of_them()
    {
        var quiet = false;
        using var keeper = Keeper();
        await keeper.StartAsync(Token);
        using var writer = new SnapshotFileWriter(keeper, _files, _ => Task.FromResult(quiet), _time, NullLogger<SnapshotFileWriter>.Instance);
        await writer.LookAsync(Token);
        Assert.Empty(await KeysAsync());

        await LoadAsync("one", "LH");
        await keeper.RefreshAsync(Token);
        await writer.LookAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        await writer.LookAsync(Token);
        Assert.Empty(await KeysAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        await writer.LookAsync(Token);
        Assert.Single(await KeysAsync());

        await LoadAsync("two", "UA");
        await keeper.RefreshAsync(Token);
        await writer.LookAsync(Token);
        Assert.Single(await KeysAsync());
        quiet = true;
        await writer.LookAsync(Token);
        Assert.Equal(2, (await KeysAsync()).Count);
        await keeper.StopAsync(Token);
    }

    private SqliteKnowledgeGraph Graph(string file) => new(Path.Combine(_folder, file), _time);

    private SnapshotKeeper Keeper(IKnowledgeGraph? graph = null) => new(graph ?? _graph, _time, NullLogger<SnapshotKeeper>.Instance, _files);

    private async Task<KnowledgeSnapshot> SnapshotAsync() => (await new SnapshotReader(_graph, _time).ReadAsync(Token))!;

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var file in _documents.ListAsync("snapshots/", Token)) keys.Add(file.Key);
        return keys;
    }

    private Task LoadAsync(string id, params string[] airlines) => LoadAsync(_graph, id, airlines);

    private static async Task LoadAsync(IKnowledgeGraph graph, string id, params string[] airlines)
    {
        var builder = new ChangeSetBuilder(new SourceDocument(id, id, null, null, null));
        foreach (var airline in airlines) builder.Add(new Airline(airline, airline, null, null));
        var lease = await graph.TryAcquireLeaseAsync("test", TimeSpan.FromMinutes(1), Token);
        Assert.Equal(ApplyOutcome.Applied, await graph.ApplyAsync(builder.Build(id), lease!, Token));
    }

    private class SwappingGraph(IKnowledgeGraph graph) : IKnowledgeGraph
    {
        public IKnowledgeGraph Graph { get; set; } = graph;

        public Task<long> GetVersionAsync(CancellationToken cancellationToken) => Graph.GetVersionAsync(cancellationToken);

        public Task<LoaderLease?> TryAcquireLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) =>
            Graph.TryAcquireLeaseAsync(owner, duration, cancellationToken);

        public Task ReleaseLeaseAsync(LoaderLease lease, CancellationToken cancellationToken) => Graph.ReleaseLeaseAsync(lease, cancellationToken);

        public Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken) =>
            Graph.ApplyAsync(changes, lease, cancellationToken);

        public virtual IAsyncEnumerable<StoredElement> ReadAsync(long after, ImmutableArray<string>? edgeLabels, CancellationToken cancellationToken) =>
            Graph.ReadAsync(after, edgeLabels, cancellationToken);

        public Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            Graph.FindAsync(ids, cancellationToken);

        public IAsyncEnumerable<AppliedChangeSet> ChangeSetsAsync(long after, CancellationToken cancellationToken) => Graph.ChangeSetsAsync(after, cancellationToken);

        public Task<GraphState> GetStateAsync(CancellationToken cancellationToken) => Graph.GetStateAsync(cancellationToken);

        public Task RestoreAsync(
            IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken) =>
            Graph.RestoreAsync(elements, changeSets, lease, cancellationToken);
    }

    private sealed class CountingGraph(IKnowledgeGraph graph) : SwappingGraph(graph)
    {
        public int ElementsRead { get; set; }

        public override async IAsyncEnumerable<StoredElement> ReadAsync(
            long after, ImmutableArray<string>? edgeLabels, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var element in base.ReadAsync(after, edgeLabels, cancellationToken))
            {
                ElementsRead++;
                yield return element;
            }
        }
    }
}
