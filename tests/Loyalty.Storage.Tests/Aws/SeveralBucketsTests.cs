using System.Net;
using Amazon.S3;
using Loyalty.Storage.Aws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Tests.Aws;

public sealed class SeveralBucketsTests(AwsServers servers) : IAsyncLifetime
{
    static readonly string[] Keys =
        ["incoming/a", "incoming/submissions/1", "load/x/vertices.csv", "loading", "raw/1", "raws/1", "stage", "stages/1/identify@1.json", "submissions/1.json"];

    AwsHost? host;
    string name = "";

    public async ValueTask InitializeAsync()
    {
        host = new AwsHost(await servers.EmulatorAsync());
        name = host.Settings["Loyalty:Bucket"];
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task The_first_part_of_a_key_says_which_bucket_holds_a_document()
    {
        var (store, s3) = Open();
        foreach (var key in Keys) await store.WriteBytesAsync(key, "x"u8.ToArray(), Ct);
        Assert.Equal(["incoming/a", "incoming/submissions/1", "raw/1"], await ObjectsAsync(s3, "raw"));
        Assert.Equal(["stages/1/identify@1.json"], await ObjectsAsync(s3, "stages"));
        Assert.Equal(["load/x/vertices.csv"], await ObjectsAsync(s3, "load"));
        Assert.Equal(["loading", "raws/1", "stage", "submissions/1.json"], await ObjectsAsync(s3, "facts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("l")]
    [InlineData("raw")]
    [InlineData("raw/")]
    [InlineData("stage")]
    [InlineData("stages/1/")]
    [InlineData("nothing")]
    public async Task A_list_is_whole_and_in_order_though_it_spans_buckets(string prefix)
    {
        var (store, _) = Open();
        foreach (var key in Keys) await store.WriteBytesAsync(key, "x"u8.ToArray(), Ct);
        Assert.Equal(Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)), await ListAsync(store, prefix));
    }

    [Fact]
    public async Task What_lies_in_the_wrong_bucket_is_no_document()
    {
        var (store, s3) = Open();
        await store.WriteBytesAsync("raw/1", "x"u8.ToArray(), Ct);
        await s3.PutObjectAsync(new() { BucketName = $"{name}-raw", Key = "submissions/forged.json", ContentBody = "x" }, Ct);
        Assert.Equal(["raw/1"], await ListAsync(store, ""));
        Assert.Null(await store.FindAsync("submissions/forged.json", Ct));
    }

    [Fact]
    public async Task A_document_is_deleted_where_it_is()
    {
        var (store, s3) = Open();
        foreach (var key in Keys)
        {
            await store.WriteBytesAsync(key, "x"u8.ToArray(), Ct);
            Assert.True(await store.DeleteAsync(key, Ct));
            Assert.False(await store.DeleteAsync(key, Ct));
        }

        foreach (var kind in new[] { "raw", "stages", "facts", "load" }) Assert.Empty(await ObjectsAsync(s3, kind));
    }

    [Fact]
    public async Task A_bucket_that_is_missing_is_named_with_its_own_setting()
    {
        var services = host!.Open([.. Settings(), ("Loyalty:CreateResources", "false")]);
        var missing = await Assert.ThrowsAsync<MissingResourceException>(() => services.GetRequiredService<IDocumentStore>().FindAsync("stages/1", Ct));
        Assert.Contains($"'{name}-stages'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Loyalty:Buckets:Stages", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_that_cannot_be_is_refused() => Assert.Throws<OptionsValidationException>(
        () => host!.Open(("Loyalty:Buckets:Load", "No Bucket")).GetRequiredService<IOptions<AwsStorageOptions>>().Value);

    [Fact]
    public async Task A_document_is_put_to_an_address_without_keys()
    {
        var (store, _) = Open();
        await store.FindAsync("incoming/probe", Ct);
        // As published, where there is no LocalStack; LocalStack.Client would sign with a session token, which the emulator does not know.
        var address = await host!.Open([.. Settings(), ("LocalStack:UseLocalStack", "false")]).GetRequiredService<UploadAddresses>().ForAsync("incoming/uploads/1/chart.html", DateTimeOffset.UtcNow.AddMinutes(5));
        using var client = new HttpClient();
        using var content = new ByteArrayContent("<p>"u8.ToArray());
        using var answer = await client.PutAsync(address, content, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("<p>"u8.ToArray(), await store.ReadBytesAsync("incoming/uploads/1/chart.html", Ct));
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    (string, string)[] Settings() =>
    [
        ("Loyalty:Buckets:Raw", $"{name}-raw"), ("Loyalty:Buckets:Stages", $"{name}-stages"), ("Loyalty:Buckets:Facts", $"{name}-facts"), ("Loyalty:Buckets:Load", $"{name}-load"),
    ];

    (IDocumentStore Store, IAmazonS3 S3) Open() =>
        host!.Open([.. Settings()]) is var services ? (services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<IAmazonS3>()) : default;

    async Task<IEnumerable<string>> ObjectsAsync(IAmazonS3 s3, string kind) =>
        ((await s3.ListObjectsV2Async(new() { BucketName = $"{name}-{kind}" }, Ct)).S3Objects ?? []).Select(found => found.Key);

    static async Task<List<string>> ListAsync(IDocumentStore store, string prefix)
    {
        var keys = new List<string>();
        await foreach (var found in store.ListAsync(prefix, Ct)) keys.Add(found.Key);
        return keys;
    }
}
