using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Core.Transfers;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Knowledge.Tests;

/// <summary>What was written to the graph is what answers are made from.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly SourceDocument Document = new(new string('a', 64), "Chart", "https://example.org", new DateOnly(2026, 1, 1), null);
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-snapshot").FullName;
    private readonly ManualTime _time = new();
    private readonly SqliteKnowledgeGraph _graph;

    public SnapshotTests() => _graph = new SqliteKnowledgeGraph(Path.Combine(_folder, "graph.db"), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(Cabin.First, Cabin.PremiumEconomy)]
    [InlineData(Cabin.PremiumEconomy, Cabin.First)]
    public async Task What_documents_say_of_a_letter_stays_in_whatever_order_they_are_loaded(Cabin first, Cabin second)
    {
        await LoadAsync("one", builder => builder.Add(new FareClassFact("SQ", 'P', first)));
        await LoadAsync("two", builder => builder.Add(new FareClassFact("SQ", 'P', second)));
        Assert.Equal([new FareClassFact("SQ", 'P', Cabin.PremiumEconomy), new FareClassFact("SQ", 'P', Cabin.First)], (await ReadAsync()).Facts.FareClasses);
    }

    [Fact]
    public async Task Every_kind_of_fact_survives_the_graph()
    {
        var program = new LoyaltyProgram
        {
            Id = "NH_MileageClub",
            Name = "ANA Mileage Club",
            Airline = "NH",
            Currency = "miles",
            DistanceUnit = DistanceUnit.Kilometres,
            Rounding = new Rounding(RoundingMode.Floor, RoundingScope.Ticket, RoundingStage.AfterBonus),
            FareRounding = RoundingMode.Up,
            Minimum = new MinimumCredit(MinimumStage.AfterRate, MinimumFor.StatusMembers, 500),
            EliteBonus = new EliteBonus(EliteBonusBase.Components, ["base", "class bonus"]),
            Tiers = [new EliteTier("Bronze", 1), new EliteTier("Platinum", 2, "Star Alliance Gold")],
            Metrics = [new Metric("Premium Points", new Rounding(RoundingMode.Up, RoundingScope.Segment, RoundingStage.BeforeBonus))],
            DocumentId = Document.Id,
        };
        var transfer = new TransferRoute("t1", "AMEX_MembershipRewards", "NH_MileageClub", 1, 1.5m, 1000, 500, 0.25m, "2 days",
            new Validity(new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30)), Document.Id);
        var chart = Chart(new DateOnly(2026, 1, 1), new RuleSelector
        {
            Marketing = ["LH", "LX"],
            Operating = ["LH"],
            Alliance = "star",
            Ticketing = ["NH"],
            NotTicketing = ["UA"],
            FareClasses = FareClasses.Of("YBM"),
            Cabin = Cabin.PremiumEconomy,
            FareBrand = "Light|Basic\\",
            FareBasis = "K*LGT?",
            Market = new Market(MarketKind.Route, "FRA", "SIN"),
            FlightFrom = 1,
            FlightTo = 999,
            Tiers = ["Bronze", "Platinum"],
            Card = "Gold Card",
            Residence = ["DE", "JP"],
            EarningMode = "segments",
            TicketTypes = ["bulk", "published"],
            TicketCondition = TicketCondition.RoundTrip,
        }, new EarningFormula
        {
            Basis = EarningBasis.Band,
            Rate = 0.333m,
            Divisor = 6,
            Minimum = 500,
            Cap = 750,
            TicketCap = 75_000,
            Currency = "USD",
            Bands = [new DistanceBand(600, 10), new DistanceBand(null, 20.5m)],
            Of = ["redeemable/base", "redeemable"],
        }) with
        { UnreadRows = ["X | what?", "Y|Z"] };
        await LoadAsync("one", builder =>
        {
            builder.AddAlliance("star", "Star Alliance");
            builder.Add(new Airline("NH", "ANA", "JP", "star"));
            builder.Add(new Airport("FRA", "Frankfurt", "Frankfurt", "DE", "EU", 50.033333, 8.570556));
            builder.Add(program);
            builder.Add(new Region("NH_MileageClub:Zone2", "NH_MileageClub", "Zone 2", ["KR", "continent:AS", "airport:HNL"]));
            builder.Add(new FareClassFact("LH", 'K', Cabin.Economy));
            builder.Add(new SectorDistance("NH_MileageClub", "FRA", "HND", 5_928, Document.Id));
            builder.Add(new ExchangeRate("EUR", "USD", new DateOnly(2026, 4, 13), 1.1684m, Document.Id));
            builder.Add(transfer);
            builder.Add(chart);
        });

        var facts = (await ReadAsync()).Facts;
        Assert.Equal(new Alliance("star", "Star Alliance"), facts.Alliances.Single());
        Assert.Equal(new Airline("NH", "ANA", "JP", "star"), facts.Airlines.Single());
        Assert.Equal(new Airport("FRA", "Frankfurt", "Frankfurt", "DE", "EU", 50.033333, 8.570556), facts.Airports.Single());
        Assert.Equivalent(program, facts.Programs.Single(), strict: true);
        Assert.Equivalent(new Region("NH_MileageClub:Zone2", "NH_MileageClub", "Zone 2", ["KR", "continent:AS", "airport:HNL"]), facts.Regions.Single(), strict: true);
        Assert.Equal(new FareClassFact("LH", 'K', Cabin.Economy), facts.FareClasses.Single());
        Assert.Equal(5_928, facts.Sectors.Single().Miles);
        Assert.Equal(new ExchangeRate("EUR", "USD", new DateOnly(2026, 4, 13), 1.1684m, Document.Id), facts.ExchangeRates.Single());
        Assert.Equal(transfer, facts.Transfers.Single());
        Assert.Equal(Document, facts.Documents.Single());
        Assert.Equivalent(chart with { RecordedAt = _time.Now }, facts.Charts.Single(), strict: true);

        // And a file of them.
        var file = new SnapshotFile(1, "one", facts).ToBytes();
        var read = SnapshotFile.Read(file);
        Assert.Equal((1, "one"), (read.Version, read.ChangeSet));
        Assert.Equivalent(facts, read.Facts, strict: true);
        Assert.Equal(file, read.ToBytes());
        Assert.Equivalent(facts, GraphFacts.From(facts).Build(), strict: true);
    }

    [Fact]
    public async Task A_correction_of_the_same_first_day_is_another_edition_of_the_same_chart()
    {
        await LoadAsync("one", builder => builder.Add(Chart(new DateOnly(2026, 1, 1), Classes("Y"), Rate(1), Classes("K"), Rate(0.5m))));
        _time.Advance(TimeSpan.FromDays(1));
        await LoadAsync("two", builder => builder.Add(Chart(new DateOnly(2026, 1, 1), Classes("Y"), Rate(0.9m))), Document with { Id = new string('b', 64) });
        var charts = (await ReadAsync()).Facts.Charts;
        Assert.Equal(2, charts.Length);
        Assert.Equal(charts[0].Id, charts[1].Id);
        Assert.Equal([2, 1], charts.OrderBy(chart => chart.RecordedAt).Select(chart => chart.Rules.Length));
    }

    [Fact]
    public async Task Catching_up_reads_only_what_is_newer_and_makes_the_same_picture()
    {
        var reader = new SnapshotReader(_graph, _time);
        await LoadAsync("one", builder => builder.Add(Chart(new DateOnly(2026, 1, 1), Classes("Y"), Rate(1))));
        Assert.Equal(1, (await reader.ReadAsync(Token))!.Version);
        Assert.Null(await reader.ReadAsync(Token));
        await LoadAsync("two", builder => builder.Add(Chart(new DateOnly(2026, 6, 1), Classes("Y"), Rate(0.5m))));
        var caughtUp = await reader.ReadAsync(Token);
        Assert.Equal(2, caughtUp!.Version);
        Assert.Equivalent((await ReadAsync()).Facts, caughtUp.Facts, strict: true);
    }

    [Fact]
    public async Task A_graph_that_lost_its_data_is_noticed()
    {
        var reader = new SnapshotReader(_graph, _time);
        await LoadAsync("one", builder => builder.Add(new Airline("NH", "ANA", "JP", null)));
        await reader.ReadAsync(Token);
        var other = new SnapshotReader(new SwappedGraph(_graph, looks => looks > 2 ? Task.FromResult(0L) : null), _time);
        await other.ReadAsync(Token);
        await Assert.ThrowsAsync<GraphReplacedException>(() => other.ReadAsync(Token));
    }

    [Fact]
    public async Task A_keeper_swaps_the_newer_snapshot_in_while_readers_hold_the_older()
    {
        using var keeper = new SnapshotKeeper(_graph, TimeProvider.System, NullLogger<SnapshotKeeper>.Instance, interval: TimeSpan.FromMilliseconds(20));
        await keeper.StartAsync(Token);
        var held = keeper.Current;
        await LoadAsync("one", builder => builder.Add(new Airline("NH", "ANA", "JP", null)));
        while (keeper.Current.Version == 0) await Task.Delay(10, Token);
        Assert.Single(keeper.Current.Facts.Airlines);
        Assert.Empty(held.Facts.Airlines);
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task A_keeper_goes_on_when_a_client_of_the_graph_gives_up_waiting()
    {
        var graph = new SwappedGraph(_graph, looks => looks == 2 ? Task.FromException<long>(new TaskCanceledException("The request took too long.")) : null);
        using var keeper = new SnapshotKeeper(graph, TimeProvider.System, NullLogger<SnapshotKeeper>.Instance, interval: TimeSpan.FromMilliseconds(20));
        await keeper.StartAsync(Token);
        await LoadAsync("one", builder => builder.Add(new Airline("NH", "ANA", "JP", null)));
        while (keeper.Current.Version == 0 && !keeper.ExecuteTask!.IsCompleted) await Task.Delay(10, Token);
        Assert.Single(keeper.Current.Facts.Airlines);
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task A_keeper_on_requests_looks_when_its_last_look_is_old_enough_and_never_by_itself()
    {
        using var keeper = new SnapshotKeeper(_graph, _time, NullLogger<SnapshotKeeper>.Instance, interval: TimeSpan.FromMilliseconds(1),
            options: Microsoft.Extensions.Options.Options.Create(new SnapshotOptions { OnRequest = true }));
        await keeper.StartAsync(Token);
        await keeper.ExecuteTask!;
        await LoadAsync("one", builder => builder.Add(new Airline("NH", "ANA", "JP", null)));
        _time.Advance(TimeSpan.FromSeconds(1));
        await keeper.LookAsync(TimeSpan.FromSeconds(2), Token);
        Assert.Equal(0, keeper.Current.Version);
        _time.Advance(TimeSpan.FromSeconds(1));
        await keeper.LookAsync(TimeSpan.FromSeconds(2), Token);
        Assert.Single(keeper.Current.Facts.Airlines);
    }

    private static EarningChart Chart(DateOnly from, params object[] selectorsAndFormulas)
    {
        var key = new ChartKey("NH_MileageClub", "LH", EarningRule.Redeemable, ChartPart.Flight, FlightRole.Marketing, "", "any");
        var id = EarningIds.Chart(key, new Validity(from));
        return new EarningChart
        {
            Id = id,
            Key = key,
            Validity = new Validity(from, new DateOnly(2027, 1, 1)),
            DocumentId = Document.Id,
            Rules = [.. selectorsAndFormulas.Chunk(2).Select(pair => EarningIds.Rule(id, EarningRule.Redeemable, EarningRule.BaseComponent,
                (RuleSelector)pair[0], (EarningFormula)pair[1], new Validity(from, null, DateBasis.Ticketing), "Y 100%"))
                .OrderBy(rule => rule.Id, StringComparer.Ordinal)],
        };
    }

    private static RuleSelector Classes(string letters) => new() { FareClasses = FareClasses.Of(letters) };

    private static EarningFormula Rate(decimal rate) => new() { Basis = EarningBasis.Distance, Rate = rate };

    private async Task LoadAsync(string id, Action<ChangeSetBuilder> add, SourceDocument? document = null)
    {
        var builder = new ChangeSetBuilder(document ?? Document);
        add(builder);
        var lease = await _graph.TryAcquireLeaseAsync("test", TimeSpan.FromMinutes(1), Token);
        Assert.Equal(ApplyOutcome.Applied, await _graph.ApplyAsync(builder.Build(id), lease!, Token));
    }

    private async Task<KnowledgeSnapshot> ReadAsync() => (await new SnapshotReader(_graph, _time).ReadAsync(Token))!;

    /// <summary>A graph that some looks at its version do not find.</summary>
    private sealed class SwappedGraph(IKnowledgeGraph graph, Func<int, Task<long>?> look) : IKnowledgeGraph
    {
        private int _looks;

        public Task<long> GetVersionAsync(CancellationToken cancellationToken) => look(++_looks) ?? graph.GetVersionAsync(cancellationToken);

        public Task<GraphState> GetStateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LoaderLease?> TryAcquireLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ReleaseLeaseAsync(LoaderLease lease, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredElement> ReadAsync(long after, ImmutableArray<string>? edgeLabels, CancellationToken cancellationToken) =>
            graph.ReadAsync(after, edgeLabels, cancellationToken);

        public Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<AppliedChangeSet> ChangeSetsAsync(long after, CancellationToken cancellationToken) =>
            graph.ChangeSetsAsync(after, cancellationToken);

        public Task RestoreAsync(
            IAsyncEnumerable<StoredElement> elements, IReadOnlyList<AppliedChangeSet> changeSets, LoaderLease lease, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
