using Loyalty.Storage.Local;

namespace Loyalty.Storage.Tests.Local;

[CollectionDefinition(nameof(LargeDocumentTests), DisableParallelization = true)]
[Collection(nameof(LargeDocumentTests))]
public sealed class LargeDocumentTests
{
    const long Length = 50_000_000;

    [Fact]
    public async Task A_large_document_streams_in_and_out_without_being_held_in_memory()
    {
        var ct = TestContext.Current.CancellationToken;
        using var data = new TemporaryFolder();
        var store = new FolderDocumentStore(data.Path);
        var before = GC.GetTotalAllocatedBytes();

        await store.WriteAsync("large", new GeneratedStream(Length), ct);
        await using var read = await store.OpenReadAsync("large", ct);
        var buffer = new byte[65_536];
        long position = 0;
        for (int count; (count = await read!.ReadAsync(buffer, ct)) > 0; position += count)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] != GeneratedStream.At(position + i)) Assert.Fail($"Byte {position + i} is another.");
            }
        }

        Assert.Equal(Length, position);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Length / 5);
    }
}
