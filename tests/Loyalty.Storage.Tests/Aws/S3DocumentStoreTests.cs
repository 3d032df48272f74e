using Amazon.S3;
using Loyalty.Storage.Aws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Tests.Aws;

public sealed class S3OnEmulatorTests(AwsServers servers) : S3DocumentStoreTests(servers.EmulatorAsync);

public sealed class S3OnLocalStackTests(AwsServers servers) : S3DocumentStoreTests(servers.LocalStackAsync)
{
    /// <summary>LocalStack 4.8 does not know If-Match on DELETE.</summary>
    protected override bool DeletesOnce => false;

    /// <summary>Its completion of an upload looks first and names then: now and then two succeed.</summary>
    protected override bool CreatesLargeOnce => false;

    public override Task Of_many_who_create_at_once_one_succeeds_and_its_bytes_stand()
    {
        Assert.Skip("This LocalStack makes the lock of a new key without a lock: of writers at the same instant both may win.");
        return Task.CompletedTask;
    }
}

public abstract class S3DocumentStoreTests(Func<Task<Uri>> endpoint) : DocumentStoreContract, IAsyncLifetime
{
    const int PartSize = 5 << 20;

    AwsHost? host;

    public async ValueTask InitializeAsync() => host = new AwsHost(await endpoint());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IDocumentStore Open() => host!.Open().GetRequiredService<IDocumentStore>();

    /// <summary>Whether of several who create a document in parts only one succeeds.</summary>
    protected virtual bool CreatesLargeOnce => true;

    [Fact]
    public async Task A_large_document_of_unknown_length_streams_in_and_out_in_parts()
    {
        const long length = 3 * PartSize + 12_345;
        var store = OpenWith(PartSize);
        Assert.True(await store.TryCreateAsync("large", new GeneratedStream(length), Ct));
        Assert.False(await store.TryCreateAsync("large", new GeneratedStream(length), Ct));
        Assert.Equal(length, (await store.FindAsync("large", Ct))!.Length);
        await IsGeneratedAsync(store, "large", length);
    }

    [Theory]
    [InlineData(PartSize - 1)]
    [InlineData(PartSize)]
    [InlineData(PartSize + 1)]
    [InlineData(2 * PartSize)]
    public async Task Documents_around_the_size_of_a_part_come_back_whole(long length)
    {
        var store = OpenWith(PartSize);
        await store.WriteAsync("edge", new GeneratedStream(length), Ct);
        await IsGeneratedAsync(store, "edge", length);
    }

    [Fact]
    public async Task A_large_document_that_breaks_off_is_given_up()
    {
        var store = OpenWith(PartSize);
        await store.WriteBytesAsync("large", "old"u8.ToArray(), Ct);
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("large", new GeneratedStream(4 * PartSize, breakAt: 3 * PartSize), Ct));
        Assert.Equal("old"u8.ToArray(), await store.ReadBytesAsync("large", Ct));
        var s3 = host!.Open().GetRequiredService<IAmazonS3>();
        Assert.Empty((await s3.ListMultipartUploadsAsync(Bucket, Ct)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task Of_many_who_create_a_large_document_at_once_one_succeeds()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            _ => Task.Run(() => OpenWith(PartSize).TryCreateAsync("large", new GeneratedStream(PartSize + 1), Ct))));
        if (CreatesLargeOnce) Assert.Single(created, c => c);
        else Assert.Contains(true, created);
        await IsGeneratedAsync(Open(), "large", PartSize + 1);
    }

    [Fact]
    public async Task A_list_of_several_pages_is_whole_and_in_order()
    {
        var keys = Enumerable.Range(0, 25).Select(i => $"p/{(i % 3 == 0 ? "é " : "+%")}{i:000}").ToArray();
        var store = OpenWith(PartSize, pageSize: 4);
        await Task.WhenAll(keys.Select(key => store.WriteBytesAsync(key, "x"u8.ToArray(), Ct)));
        Assert.Equal(keys.Order(StringComparer.Ordinal), await KeysAsync(store, "p/"));
    }

    [Fact]
    public async Task What_is_no_document_is_not_listed()
    {
        await Open().WriteBytesAsync("a/b", "x"u8.ToArray(), Ct);
        var s3 = host!.Open().GetRequiredService<IAmazonS3>();
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "a/", ContentBody = "" }, Ct);
        Assert.Equal(["a/b"], await KeysAsync(Open(), ""));
    }

    [Fact]
    public async Task A_bucket_that_is_missing_or_keeps_no_versions_is_named_with_what_to_do()
    {
        var services = host!.Open(("Loyalty:CreateResources", "false"));
        var store = services.GetRequiredService<IDocumentStore>();
        var missing = await Assert.ThrowsAsync<MissingResourceException>(() => store.FindAsync("a", Ct));
        Assert.Contains($"no S3 bucket '{Bucket}'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Loyalty:CreateResources", missing.Message, StringComparison.Ordinal);

        await services.GetRequiredService<IAmazonS3>().PutBucketAsync(Bucket, Ct);
        var unversioned = await Assert.ThrowsAsync<MissingResourceException>(() => store.WriteBytesAsync("a", "x"u8.ToArray(), Ct));
        Assert.Contains($"'{Bucket}' keeps no versions", unversioned.Message, StringComparison.Ordinal);

        await Open().WriteBytesAsync("a", "x"u8.ToArray(), Ct);
        Assert.NotNull(await store.FindAsync("a", Ct));
    }

    string Bucket => host!.Open().GetRequiredService<IOptions<AwsStorageOptions>>().Value.Bucket;

    S3DocumentStore OpenWith(int partSize, int pageSize = 1000)
    {
        var services = host!.Open();
        return new S3DocumentStore(services.GetRequiredService<IAmazonS3>(), services.GetRequiredService<IOptions<AwsStorageOptions>>().Value)
        {
            PartSize = partSize,
            PageSize = pageSize,
        };
    }

    static async Task IsGeneratedAsync(IDocumentStore store, string key, long length)
    {
        await using var read = await store.OpenReadAsync(key, Ct);
        var buffer = new byte[65_536];
        long position = 0;
        for (int count; (count = await read!.ReadAsync(buffer, Ct)) > 0; position += count)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] != GeneratedStream.At(position + i)) Assert.Fail($"Byte {position + i} is another.");
            }
        }
        Assert.Equal(length, position);
    }
}
