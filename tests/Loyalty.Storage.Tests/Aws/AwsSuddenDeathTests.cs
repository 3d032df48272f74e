using System.Text;
using Loyalty.Storage.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Aws;

/// <summary>Processes that end by SIGKILL at a fail point, with their stores on AWS.</summary>
public sealed class AwsSuddenDeathTests(AwsServers servers) : IAsyncLifetime
{
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    AwsHost? host;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    IServiceProvider Services => field ??= host!.Open();
    IDocumentStore Documents => Services.GetRequiredService<IDocumentStore>();
    IWorkQueue Queue => Services.GetRequiredService<IWorkQueue>();
    IProfileStore Profiles => Services.GetRequiredService<IProfileStore>();

    public async ValueTask InitializeAsync() => host = new AwsHost(await servers.EmulatorAsync());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Theory]
    [InlineData("documents:before", "old")]
    [InlineData("documents:after-write", "old")]
    [InlineData("documents:after-commit", "new")]
    public async Task A_document_is_old_or_new_when_its_writer_dies(string point, string left)
    {
        await Documents.WriteBytesAsync("doc", "old"u8.ToArray(), Ct);

        await DiesAsync("write-document", point);
        Assert.Equal(left, Encoding.UTF8.GetString((await Documents.ReadBytesAsync("doc", Ct))!));

        await GoesOnAsync("write-document", point);
        Assert.Equal("new", Encoding.UTF8.GetString((await Documents.ReadBytesAsync("doc", Ct))!));
    }

    [Theory]
    [InlineData("queue:before", 0)]
    [InlineData("queue:after-write", 0)]
    [InlineData("queue:after-commit", 1)]
    public async Task A_message_is_sent_or_not_when_its_sender_dies_and_sent_again_it_is_one(string point, int left)
    {
        await DiesAsync("send", point);
        Assert.Equal(left, (await Queue.DepthAsync("work", Ct)).Ready);

        await GoesOnAsync("send", point);
        var message = Assert.Single(await Queue.ReceiveAsync("work", 10, TimeSpan.FromSeconds(5), Wait, Ct));
        Assert.True(await Queue.CompleteAsync(message, Ct));
        Assert.Empty(await Queue.ReceiveAsync("work", 10, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), Ct));
    }

    [Fact]
    public async Task A_message_comes_back_when_its_worker_dies_before_it_says_so()
    {
        await Queue.SendAsync("work", "x", Ct);
        await DiesAsync("work", "queue:before-ack");
        var message = Assert.Single(await Queue.ReceiveAsync("work", 1, TimeSpan.FromSeconds(5), Wait, Ct));
        Assert.Equal(2, message.DeliveryCount);
        Assert.True(await Queue.CompleteAsync(message, Ct));
    }

    [Theory]
    [InlineData("profiles:before", "1")]
    [InlineData("profiles:after-write", "1")]
    [InlineData("profiles:after-commit", "2")]
    public async Task A_profile_is_old_or_new_when_its_writer_dies(string point, string left)
    {
        await Profiles.SaveAsync("me", "1", 0, Ct);
        await DiesAsync("save-profile", point);
        Assert.Equal(left, (await Profiles.FindAsync("me", Ct))!.Json);
    }

    async Task DiesAsync(string deed, string point)
    {
        Assert.Equal(Child.Killed, await Child.RunAsync(deed, host!.DataFolder, point, Ct, host.Settings));
        Assert.True(File.Exists(Path.Combine(host.DataFolder, "failpoints", point)));
    }

    async Task GoesOnAsync(string deed, string point) =>
        Assert.Equal(0, await Child.RunAsync(deed, host!.DataFolder, point, Ct, host.Settings));
}
