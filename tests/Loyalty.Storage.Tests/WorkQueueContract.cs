using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace Loyalty.Storage.Tests;

/// <summary>What every work queue does. Each call of Open gives another queue over the same messages; a message is delivered 5 times at most.</summary>
public abstract class WorkQueueContract
{
    protected const string Queue = "work";
    static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IWorkQueue Open();

    /// <summary>Lets that much time pass for the queue.</summary>
    protected abstract Task LetPassAsync(TimeSpan time);

    /// <summary>How long messages are taken for. A server's own clock takes as long.</summary>
    protected virtual TimeSpan Visibility => TimeSpan.FromSeconds(30);

    /// <summary>How much later than on the second a server may be.</summary>
    protected virtual TimeSpan Lateness => TimeSpan.Zero;

    /// <summary>Whether messages come in the very order they were sent.</summary>
    protected virtual bool KeepsOrder => true;

    /// <summary>How many odd bodies are tried, one at a time.</summary>
    protected virtual int Rounds => 100;

    /// <summary>What the depth says of a message that was given back with a delay.</summary>
    protected virtual QueueDepth GivenBack => new(1, 0, 0);

    /// <summary>Sees to it that what was delivered too often is dead.</summary>
    protected virtual Task BuryAsync(IWorkQueue queue) => Task.CompletedTask;

    protected Task<ImmutableArray<QueueMessage>> TakeAsync(IWorkQueue queue, int max = 10) =>
        queue.ReceiveAsync(Queue, max, Visibility, TimeSpan.Zero, Ct);

    protected async Task<QueueMessage> TakeOneAsync(IWorkQueue queue, TimeSpan? visibility = null) =>
        Assert.Single(await queue.ReceiveAsync(Queue, 1, visibility ?? Visibility, Lateness, Ct));

    protected async Task DepthIsAsync(IWorkQueue queue, QueueDepth expected, string name = Queue)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var depth = await queue.DepthAsync(name, Ct);
            if (depth == expected) return;
            if (patience.Elapsed >= Lateness) Assert.Fail($"{name} has {depth}, not {expected}.");
            await Task.Delay(100, Ct);
        }
    }

    [Fact]
    public async Task What_is_sent_is_received_with_all_that_was_said()
    {
        await Open().SendAsync(Queue, "do it", Ct, traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var message = await TakeOneAsync(Open());
        Assert.Equal(
            ("do it", Queue, 1, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            (message.Body, message.Queue, message.DeliveryCount, message.TraceParent));
        Assert.NotEmpty(message.Id);
        Assert.NotEmpty(message.Receipt);
    }

    [Fact]
    public async Task A_message_is_for_its_own_queue()
    {
        var queue = Open();
        await queue.SendAsync("other", "x", Ct);
        Assert.Empty(await TakeAsync(queue));
        await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
        await DepthIsAsync(queue, new QueueDepth(1, 0, 0), "other");
    }

    [Fact]
    public async Task A_message_in_flight_is_invisible_until_its_time_is_up_and_then_counts_one_more()
    {
        IWorkQueue first = Open(), second = Open();
        await first.SendAsync(Queue, "x", Ct);
        var message = await TakeOneAsync(first);
        Assert.Empty(await TakeAsync(second));
        await DepthIsAsync(second, new QueueDepth(0, 1, 0));

        await LetPassAsync(Visibility + TimeSpan.FromSeconds(1));
        await DepthIsAsync(second, new QueueDepth(1, 0, 0));
        var again = await TakeOneAsync(second);
        Assert.Equal((message.Id, 2), (again.Id, again.DeliveryCount));
        Assert.NotEqual(message.Receipt, again.Receipt);
    }

    [Fact]
    public async Task A_completed_message_never_comes_back()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "x", Ct);
        var message = await TakeOneAsync(queue);
        Assert.True(await queue.CompleteAsync(message, Ct));
        Assert.False(await queue.CompleteAsync(message, Ct));
        await LetPassAsync(Visibility + TimeSpan.FromSeconds(1));
        Assert.Empty(await TakeAsync(queue));
        await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
    }

    [Fact]
    public async Task A_stale_receipt_does_nothing_to_the_delivery_that_holds()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "x", Ct);
        var stale = await TakeOneAsync(queue);
        await LetPassAsync(Visibility + TimeSpan.FromSeconds(1));
        var holds = await TakeOneAsync(queue);

        Assert.False(await queue.CompleteAsync(stale, Ct));
        Assert.False(await queue.ExtendAsync(stale, Visibility * 9, Ct));
        Assert.False(await queue.ReleaseAsync(stale, TimeSpan.Zero, Ct));
        await DepthIsAsync(queue, new QueueDepth(0, 1, 0));
        Assert.True(await queue.CompleteAsync(holds, Ct));
    }

    [Fact]
    public async Task Extending_keeps_a_message_for_that_long_from_now()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "x", Ct);
        var message = await TakeOneAsync(queue);
        await LetPassAsync(Visibility * 2 / 3);
        Assert.True(await queue.ExtendAsync(message, Visibility, Ct));
        await LetPassAsync(Visibility * 2 / 3);
        Assert.Empty(await TakeAsync(queue));
        await LetPassAsync(Visibility / 2);
        Assert.Equal(2, (await TakeOneAsync(queue)).DeliveryCount);
    }

    [Fact]
    public async Task A_released_message_comes_back_after_its_delay()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "x", Ct);
        var message = await TakeOneAsync(queue);
        Assert.True(await queue.ReleaseAsync(message, Visibility / 2, Ct));
        Assert.False(await queue.ReleaseAsync(message, TimeSpan.Zero, Ct));
        Assert.Empty(await TakeAsync(queue));
        await DepthIsAsync(queue, GivenBack);
        await LetPassAsync(Visibility / 2 + TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await TakeOneAsync(queue)).DeliveryCount);
    }

    [Fact]
    public async Task A_delayed_message_is_invisible_at_first()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "later", Ct, delay: Visibility);
        Assert.Empty(await TakeAsync(queue));
        await LetPassAsync(Visibility + TimeSpan.FromSeconds(1));
        Assert.Equal("later", (await TakeOneAsync(queue)).Body);
    }

    [Fact]
    public async Task Messages_come_in_the_order_they_were_sent()
    {
        var queue = Open();
        for (var i = 0; i < 20; i++) await queue.SendAsync(Queue, $"{i}", Ct);
        var taken = new List<QueueMessage>();
        while (await TakeAsync(queue, 7) is { Length: > 0 } some) taken.AddRange(some);
        var bodies = taken.Select(m => m.Body);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), KeepsOrder ? bodies : bodies.OrderBy(body => int.Parse(body, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_message_delivered_too_often_is_dead_and_can_be_redriven()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "poison", Ct, traceParent: "00-trace", deduplicationId: "once");
        for (var delivery = 1; delivery <= 5; delivery++)
        {
            // By crash and by release: both count.
            var message = await TakeOneAsync(queue, delivery % 2 == 0 ? Visibility : Brief);
            Assert.Equal(delivery, message.DeliveryCount);
            if (delivery % 2 == 0) Assert.True(await queue.ReleaseAsync(message, TimeSpan.Zero, Ct));
            else await LetPassAsync(Brief + TimeSpan.FromSeconds(1));
        }
        await BuryAsync(queue);
        Assert.Empty(await TakeAsync(queue));
        await DepthIsAsync(Open(), new QueueDepth(0, 0, 1));
        var dead = Assert.Single(await queue.DeadAsync(Queue, 10, Ct));
        Assert.Equal(("poison", 5, "00-trace"), (dead.Body, dead.DeliveryCount, dead.TraceParent));
        Assert.False(await queue.CompleteAsync(dead, Ct));

        Assert.Equal(1, await queue.RedriveAsync(Queue, Ct));
        Assert.Equal(0, await queue.RedriveAsync(Queue, Ct));
        await DepthIsAsync(queue, new QueueDepth(1, 0, 0));
        var again = await TakeOneAsync(queue);
        Assert.Equal((dead.Id, 1), (again.Id, again.DeliveryCount));
    }

    [Fact]
    public async Task A_dead_message_is_dead_for_whoever_asks_first()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "poison", Ct);
        for (var delivery = 1; delivery <= 5; delivery++)
        {
            await TakeOneAsync(queue, Brief);
            await LetPassAsync(Brief + TimeSpan.FromSeconds(1));
        }
        await BuryAsync(queue);
        Assert.Equal(1, await queue.RedriveAsync(Queue, Ct));
    }

    [Fact]
    public async Task The_same_deduplication_id_is_sent_once_while_it_is_queued_or_in_flight()
    {
        var queue = Open();
        await queue.SendAsync(Queue, "1", Ct, deduplicationId: "doc");
        await Open().SendAsync(Queue, "2", Ct, deduplicationId: "doc");
        await queue.SendAsync("other", "elsewhere", Ct, deduplicationId: "doc");
        var message = await TakeOneAsync(queue);
        await queue.SendAsync(Queue, "3", Ct, deduplicationId: "doc");
        await DepthIsAsync(queue, new QueueDepth(0, 1, 0));
        await DepthIsAsync(queue, new QueueDepth(1, 0, 0), "other");

        await queue.CompleteAsync(message, Ct);
        await queue.SendAsync(Queue, "4", Ct, deduplicationId: "doc");
        Assert.Equal("4", (await TakeOneAsync(queue)).Body);
    }

    [Fact]
    public async Task Of_many_who_send_the_same_id_at_once_one_does()
    {
        IWorkQueue[] queues = [Open(), Open()];
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => queues[i % 2].SendAsync(Queue, $"{i}", Ct, deduplicationId: "doc"))));
        await DepthIsAsync(queues[0], new QueueDepth(1, 0, 0));
    }

    [Fact]
    public async Task Many_workers_of_several_processes_do_each_message_once()
    {
        IWorkQueue[] queues = [Open(), Open()];
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() => queues[i % 2].SendAsync(Queue, $"{i}", Ct))));
        var done = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(w => Task.Run(async () =>
        {
            while (await TakeAsync(queues[w % 2], 3) is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    Assert.True(await queues[w % 2].CompleteAsync(message, Ct));
                    done.Add(message.Body);
                }
            }
        })));
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"{i}").Order(), done.Order());
    }

    [Fact]
    public async Task A_receiver_that_waits_gets_what_another_sends_meanwhile()
    {
        IWorkQueue receiver = Open(), sender = Open();
        foreach (var from in new[] { receiver, sender })
        {
            var waiting = receiver.ReceiveAsync(Queue, 1, Visibility, TimeSpan.FromHours(1), Ct);
            Assert.False(waiting.IsCompleted);
            await from.SendAsync(Queue, "at last", Ct);
            for (var deadline = DateTime.UtcNow.AddSeconds(30); !waiting.IsCompleted && DateTime.UtcNow < deadline;)
            {
                await LetPassAsync(TimeSpan.FromMilliseconds(100));
                await Task.Delay(10, Ct);
            }
            Assert.True(waiting.IsCompleted);
            Assert.True(await receiver.CompleteAsync(Assert.Single(await waiting), Ct));
        }
    }

    [Fact]
    public async Task A_receiver_stops_waiting_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = Open().ReceiveAsync(Queue, 1, Visibility, TimeSpan.FromHours(1), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Any_body_survives()
    {
        var queue = Open();
        await Gen.OneOf(Hostile.Lines, Gen.OneOf("\0", "a\0b", "\u001b[31m", "\ufffe\uffff", "\r", " ", "bGFzdA==")).SampleAsync(async body =>
        {
            await queue.SendAsync(Queue, body, Ct);
            var message = await TakeOneAsync(queue);
            Assert.Equal(body, message.Body);
            Assert.True(await queue.CompleteAsync(message, Ct));
        }, iter: Rounds, threads: 1);
    }

    [Fact]
    public async Task Ten_thousand_random_strings_survive()
    {
        var queue = Open();
        await Hostile.Hundred.SampleAsync(async strings =>
        {
            var sent = new[] { string.Concat(strings), strings[0] + "x" };
            foreach (var body in sent) await queue.SendAsync(Queue, body, Ct);
            var received = new List<QueueMessage>();
            while (received.Count < sent.Length) received.AddRange(await queue.ReceiveAsync(Queue, sent.Length, Visibility, Lateness, Ct));
            Assert.Equal(sent.Order(StringComparer.Ordinal), received.Select(m => m.Body).Order(StringComparer.Ordinal));
            foreach (var message in received) Assert.True(await queue.CompleteAsync(message, Ct));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public async Task A_body_that_would_not_survive_is_refused()
    {
        var queue = Open();
        foreach (var body in new[] { "", "half \ud83d pair", "\udeeb" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(Queue, body, Ct));
        }
        await DepthIsAsync(queue, new QueueDepth(0, 0, 0));
    }

    [Fact]
    public async Task What_breaks_the_limits_is_refused()
    {
        var queue = Open();
        foreach (var c in "x\0")
        {
            await queue.SendAsync(Queue, new string(c, WorkQueueLimits.MaxBodyBytes), Ct);
            var message = await TakeOneAsync(queue);
            Assert.Equal(new string(c, WorkQueueLimits.MaxBodyBytes), message.Body);
            Assert.True(await queue.CompleteAsync(message, Ct));
        }
        await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(Queue, new string('é', WorkQueueLimits.MaxBodyBytes), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(Queue, "x", Ct, deduplicationId: "white space"));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(Queue, "x", Ct, deduplicationId: new string('d', 129)));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(Queue, "x", Ct, traceParent: "a\nb"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.SendAsync(Queue, "x", Ct, delay: TimeSpan.FromTicks(-1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.SendAsync(Queue, "x", Ct, delay: TimeSpan.MaxValue));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.ReceiveAsync(Queue, 0, Visibility, TimeSpan.Zero, Ct));
        foreach (var name in new[] { "", "a b", "a'b", "q\n", "../q", new string('q', 81) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => queue.SendAsync(name, "x", Ct));
            await Assert.ThrowsAsync<ArgumentException>(() => queue.ReceiveAsync(name, 1, Visibility, TimeSpan.Zero, Ct));
        }
    }
}
