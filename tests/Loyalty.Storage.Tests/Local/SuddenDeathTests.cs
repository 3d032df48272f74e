using System.Globalization;
using Loyalty.Storage.Local;

namespace Loyalty.Storage.Tests.Local;

/// <summary>Processes that end by SIGKILL, at a fail point or anywhere.</summary>
public sealed class SuddenDeathTests : IDisposable
{
    readonly TemporaryFolder data = new();
    readonly ManualTime time = new(DateTimeOffset.UtcNow);
    readonly FolderDocumentStore documents;
    readonly SqliteWorkQueue queue;
    readonly SqliteProfileStore profiles;

    public SuddenDeathTests()
    {
        documents = new FolderDocumentStore(Path.Combine(data.Path, "documents"));
        queue = new SqliteWorkQueue(Path.Combine(data.Path, "queue.db"), time: time);
        profiles = new SqliteProfileStore(Path.Combine(data.Path, "profiles.db"));
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        queue.Dispose();
        profiles.Dispose();
        data.Dispose();
    }

    [Theory]
    [InlineData("documents:before", "old")]
    [InlineData("documents:after-write", "old")]
    [InlineData("documents:after-commit", "new")]
    public async Task A_document_is_old_or_new_when_its_writer_dies(string point, string left)
    {
        await documents.WriteBytesAsync("doc", "old"u8.ToArray(), Ct);

        await DiesAsync("write-document", point);
        Assert.Equal(left, await TextAsync());
        Assert.Equal(["doc"], await documents.ListAsync("", Ct).Select(d => d.Key).ToArrayAsync(Ct));

        await GoesOnAsync("write-document", point);
        Assert.Equal("new", await TextAsync());

        async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await documents.ReadBytesAsync("doc", Ct))!);
    }

    [Theory]
    [InlineData("queue:before", 0)]
    [InlineData("queue:after-write", 0)]
    [InlineData("queue:after-commit", 1)]
    public async Task A_message_is_sent_or_not_when_its_sender_dies(string point, long left)
    {
        await DiesAsync("send", point);
        Assert.Equal(new QueueDepth(left, 0, 0), await queue.DepthAsync("work", Ct));

        await GoesOnAsync("send", point);
        Assert.Equal(new QueueDepth(1, 0, 0), await queue.DepthAsync("work", Ct));
    }

    [Fact]
    public async Task A_message_comes_back_when_its_worker_dies_before_it_says_so()
    {
        await queue.SendAsync("work", "x", Ct);
        await DiesAsync("work", "queue:before-ack");
        Assert.Equal(new QueueDepth(0, 1, 0), await queue.DepthAsync("work", Ct));

        time.Advance(DateTimeOffset.UtcNow - time.GetUtcNow() + Child.Visibility + TimeSpan.FromSeconds(1));
        var message = Assert.Single(await queue.ReceiveAsync("work", 1, TimeSpan.Zero, TimeSpan.Zero, Ct));
        Assert.Equal(2, message.DeliveryCount);
        await queue.ReleaseAsync(message, TimeSpan.Zero, Ct);
        Assert.True(await queue.CompleteAsync(Assert.Single(await queue.ReceiveAsync("work", 1, TimeSpan.FromSeconds(1), TimeSpan.Zero, Ct)), Ct));
    }

    [Theory]
    [InlineData("profiles:before", "1")]
    [InlineData("profiles:after-write", "1")]
    [InlineData("profiles:after-commit", "2")]
    public async Task A_profile_is_old_or_new_when_its_writer_dies(string point, string left)
    {
        await profiles.SaveAsync("me", "1", 0, Ct);
        await DiesAsync("save-profile", point);
        Assert.Equal(left, (await profiles.FindAsync("me", Ct))!.Json);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_at_any_moment_is_there_whole()
    {
        using var child = Child.Start("write-on", data.Path);
        var last = -1;
        while (last < 25) last = int.Parse((await child.StandardOutput.ReadLineAsync(Ct))!, CultureInfo.InvariantCulture);
        child.Kill();
        var rest = await child.StandardOutput.ReadToEndAsync(Ct);
        await child.WaitForExitAsync(Ct);
        Assert.Equal(Child.Killed, child.ExitCode);
        if (rest.Split('\n')[..^1] is [.., var line]) last = int.Parse(line, CultureInfo.InvariantCulture);

        var listed = await documents.ListAsync("on/", Ct).ToDictionaryAsync(d => d.Key, cancellationToken: Ct);
        Assert.InRange(listed.Count, last + 1, last + 2);
        for (var i = 0; i < listed.Count; i++)
        {
            var bytes = (await documents.ReadBytesAsync($"on/{i}", Ct))!;
            Assert.Equal(20_000 + i, bytes.Length);
            Assert.DoesNotContain(bytes.Select((b, at) => b == GeneratedStream.At(at)), same => !same);
        }
        time.Advance(TimeSpan.FromMinutes(5));
        var bodies = (await queue.ReceiveAsync("work", 1000, TimeSpan.FromSeconds(1), TimeSpan.Zero, Ct)).Select(m => m.Body).ToList();
        Assert.InRange(bodies.Count, last + 1, last + 2);
        Assert.Equal(Enumerable.Range(0, bodies.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)), bodies);
        Assert.InRange((await profiles.FindAsync("me", Ct))!.Version, last + 1, last + 2);
    }

    [Fact]
    public async Task Several_processes_may_open_an_empty_folder_at_once()
    {
        var exits = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Child.RunAsync("send-many", data.Path, null, Ct)));
        Assert.All(exits, code => Assert.Equal(0, code));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new QueueDepth(80, 0, 0), await queue.DepthAsync("work", Ct));
    }

    [Fact]
    public async Task A_fail_point_that_is_none_is_refused() =>
        Assert.NotInRange(await Child.RunAsync("send", data.Path, "queue:sometime", Ct), 0, 0);

    [Fact]
    public void No_fail_point_does_nothing() => FailPoints.None.Reached("queue:before");

    async Task DiesAsync(string deed, string point)
    {
        Assert.Equal(Child.Killed, await Child.RunAsync(deed, data.Path, point, Ct));
        Assert.True(File.Exists(Path.Combine(data.Path, "failpoints", point)));
    }

    async Task GoesOnAsync(string deed, string point) => Assert.Equal(0, await Child.RunAsync(deed, data.Path, point, Ct));
}
