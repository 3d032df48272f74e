using Loyalty.Storage.Local;
using Microsoft.Data.Sqlite;

namespace Loyalty.Storage.Tests.Local;

public sealed class SqliteWorkQueueTests : WorkQueueContract, IDisposable
{
    readonly TemporaryFolder data = new();
    readonly ManualTime clock = new();
    readonly List<SqliteWorkQueue> opened = [];

    string File => Path.Combine(data.Path, "queue.db");

    protected override IWorkQueue Open()
    {
        var queue = new SqliteWorkQueue(File, time: clock);
        opened.Add(queue);
        return queue;
    }

    protected override Task LetPassAsync(TimeSpan time)
    {
        clock.Advance(time);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        opened.ForEach(q => q.Dispose());
        data.Dispose();
    }

    [Fact]
    public async Task Messages_say_when_they_were_sent_by_the_clock_of_the_queue()
    {
        var queue = Open();
        var sentAt = clock.GetUtcNow();
        await queue.SendAsync(Queue, "x", Ct);
        await LetPassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(sentAt, (await TakeOneAsync(queue)).SentAt);
    }

    [Fact]
    public async Task The_number_of_deliveries_is_an_option()
    {
        using var queue = new SqliteWorkQueue(File, new WorkQueueOptions { MaxDeliveries = 1 }, clock);
        await queue.SendAsync(Queue, "x", Ct);
        await queue.ReleaseAsync(await TakeOneAsync(queue), TimeSpan.Zero, Ct);
        Assert.Empty(await TakeAsync(queue));
        Assert.Equal(new QueueDepth(0, 0, 1), await queue.DepthAsync(Queue, Ct));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteWorkQueue(File, new WorkQueueOptions { MaxDeliveries = 0 }));
    }

    [Fact]
    public async Task A_receiver_that_waits_returns_empty_handed_when_its_wait_is_over()
    {
        var waiting = Open().ReceiveAsync(Queue, 1, Visibility, TimeSpan.FromSeconds(2), Ct);
        for (var deadline = DateTime.UtcNow.AddSeconds(30); !waiting.IsCompleted && DateTime.UtcNow < deadline;)
        {
            await LetPassAsync(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, Ct);
        }
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_not_touched()
    {
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            connection.Open();
            connection.Execute("pragma user_version = 99");
        }
        await Assert.ThrowsAsync<InvalidDataException>(() => Open().SendAsync(Queue, "x", Ct));
    }
}
