using Loyalty.Storage.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Local;

public sealed class LocalStorageTests
{
    [Fact]
    public async Task A_host_gets_the_three_stores_in_its_data_folder_with_its_options_and_time()
    {
        var ct = TestContext.Current.CancellationToken;
        using var data = new TemporaryFolder();
        var folder = Path.Combine(data.Path, "not", "yet");
        var time = new ManualTime();
        await using (var host = new ServiceCollection().AddSingleton<TimeProvider>(time).AddLocalStorage(folder)
            .Configure<WorkQueueOptions>(o => o.MaxDeliveries = 1).BuildServiceProvider())
        {
            await host.GetRequiredService<IDocumentStore>().WriteBytesAsync("a", "x"u8.ToArray(), ct);
            await host.GetRequiredService<IProfileStore>().SaveAsync("me", "{}", 0, ct);
            var queue = host.GetRequiredService<IWorkQueue>();
            await queue.SendAsync("work", "x", ct);
            var message = Assert.Single(await queue.ReceiveAsync("work", 1, TimeSpan.FromSeconds(1), TimeSpan.Zero, ct));
            Assert.Equal(time.GetUtcNow(), message.SentAt);
            await queue.ReleaseAsync(message, TimeSpan.Zero, ct);
            Assert.Equal(1, (await queue.DepthAsync("work", ct)).Dead);
        }
        Assert.Equal(["documents", "profiles.db", "queue.db"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
    }
}
