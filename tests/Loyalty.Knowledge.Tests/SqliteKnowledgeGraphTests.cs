using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Sqlite;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Tests;

/// <summary>The SQLite graph keeps the contract, and what only a file can show.</summary>
public sealed class SqliteKnowledgeGraphTests : KnowledgeGraphContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-graph").FullName;

    private string File => Path.Combine(_folder, "graph.db");

    protected override Task<IKnowledgeGraph> OpenAsync() => Task.FromResult<IKnowledgeGraph>(new SqliteKnowledgeGraph(File, Time));

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("graph:before", 0)]
    [InlineData("graph:after-write", 0)]
    [InlineData("graph:after-commit", 1)]
    public async Task What_was_not_committed_leaves_no_trace(string point, long version)
    {
        var token = TestContext.Current.CancellationToken;
        var dying = new SqliteKnowledgeGraph(File, Time, reached => { if (reached == point) throw new InvalidOperationException(point); });
        var lease = await dying.TryAcquireLeaseAsync("dying", TimeSpan.FromMinutes(1), token);
        var changes = new ChangeSet("set", [new GraphVertex("airport:FRA", Labels.Airport, [])], []);
        await Assert.ThrowsAsync<InvalidOperationException>(() => dying.ApplyAsync(changes, lease!, token));
        var graph = await OpenAsync();
        Assert.Equal(version, await graph.GetVersionAsync(token));
        Assert.Equal((int)version, (await graph.FindAsync(["airport:FRA"], token)).Count);
    }

    [Fact]
    public async Task A_long_read_holds_no_writer_up()
    {
        var token = TestContext.Current.CancellationToken;
        var graph = await OpenAsync();
        var lease = await graph.TryAcquireLeaseAsync("test", TimeSpan.FromMinutes(1), token);
        await graph.ApplyAsync(new ChangeSet("many", [.. Enumerable.Range(0, 11_000).Select(n => new GraphVertex($"airport:{n:00000}", Labels.Airport, []))], []), lease!, token);
        await using var reading = graph.ReadAsync(0, null, token).GetAsyncEnumerator(token);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(ApplyOutcome.Applied, await graph.ApplyAsync(new ChangeSet("more", [new GraphVertex("airport:FRA", Labels.Airport, [])], []), lease!, token));
    }
}
