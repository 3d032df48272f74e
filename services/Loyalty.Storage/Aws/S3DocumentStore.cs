using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Loyalty.Storage.Local;

namespace Loyalty.Storage.Aws;

/// <summary>
/// Documents in buckets that keep versions. The keys are the objects' own: <see cref="DocumentKey"/> allows nothing that S3 refuses, and S3
/// lists in the order of their bytes.
/// </summary>
sealed class S3DocumentStore(IAmazonS3 s3, AwsStorageOptions options, FailPoints? failPoints = null) : IDocumentStore
{
    const int Tries = 5;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly FailPoints failPoints = failPoints ?? FailPoints.None;
    readonly S3Buckets buckets = new(s3, options);

    /// <summary>A document up to this size is written by one request, a larger one in parts of it. S3 takes none below 5 MB, and 10,000 of them.</summary>
    public int PartSize { get; init; } = 8 << 20;

    /// <summary>How many documents one answer lists.</summary>
    public int PageSize { get; init; } = 1000;

    public async Task<DocumentInfo?> FindAsync(string key, CancellationToken ct)
    {
        DocumentKey.Check(key);
        var bucket = await ReadyAsync(key, ct);
        return await HeadAsync(bucket, key, ct) is { } found ? new DocumentInfo(key, found.ContentLength, Time(found.LastModified)) : null;
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        DocumentKey.Check(key);
        var bucket = await ReadyAsync(key, ct);
        try
        {
            return new S3Content(s3, await s3.GetObjectAsync(bucket, key, ct));
        }
        catch (NoSuchKeyException)
        {
            return null;
        }
    }

    public async Task WriteAsync(string key, Stream content, CancellationToken ct)
    {
        DocumentKey.Check(key);
        await PutAsync(key, content, onlyNew: false, ct);
    }

    public async Task<bool> TryCreateAsync(string key, Stream content, CancellationToken ct)
    {
        DocumentKey.Check(key);
        return await PutAsync(key, content, onlyNew: true, ct);
    }

    public IAsyncEnumerable<DocumentInfo> ListAsync(string prefix, CancellationToken ct)
    {
        var lastSlash = prefix.LastIndexOf('/');
        if (lastSlash >= 0) DocumentKey.Check(prefix[..lastSlash]);
        return buckets.Holding(prefix) is [var only] ? PagesAsync(only, prefix, ct) : MergedAsync(buckets.Holding(prefix), prefix, ct);
    }

    public async Task<bool> DeleteAsync(string key, CancellationToken ct)
    {
        DocumentKey.Check(key);
        var bucket = await ReadyAsync(key, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key, IfMatch = "*" }, ct);
                return true;
            }
            catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Conflict && attempt < Tries)
            {
                await PauseAsync(attempt, ct);
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotImplemented)
            {
                return await LookAndDeleteAsync(bucket, key, ct);
            }
        }
    }

    async Task<string> ReadyAsync(string key, CancellationToken ct)
    {
        var bucket = buckets.Of(key);
        await bucket.MakeReadyAsync(ct);
        return bucket.Name;
    }

    /// <summary>Lists of several buckets as one, in its order.</summary>
    async IAsyncEnumerable<DocumentInfo> MergedAsync(ImmutableArray<S3Bucket> several, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var lists = new List<IAsyncEnumerator<DocumentInfo>>();
        try
        {
            foreach (var bucket in several)
            {
                var list = PagesAsync(bucket, prefix, ct).GetAsyncEnumerator(ct);
                lists.Add(list);
                if (!await list.MoveNextAsync()) await EndAsync(list);
            }

            while (lists.MinBy(list => list.Current.Key, CodePointOrder.Instance) is { } next)
            {
                yield return next.Current;
                if (!await next.MoveNextAsync()) await EndAsync(next);
            }
        }
        finally
        {
            foreach (var list in lists) await list.DisposeAsync();
        }

        async ValueTask EndAsync(IAsyncEnumerator<DocumentInfo> list)
        {
            lists.Remove(list);
            await list.DisposeAsync();
        }
    }

    async IAsyncEnumerable<DocumentInfo> PagesAsync(S3Bucket bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await bucket.MakeReadyAsync(ct);
        var request = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = prefix, MaxKeys = PageSize };
        do
        {
            var page = await s3.ListObjectsV2Async(request, ct);
            foreach (var found in page.S3Objects ?? [])
            {
                // Others may put into the bucket what is no document, such as the "folders" of the console, or what belongs into another.
                if (DocumentKey.IsValid(found.Key) && buckets.Of(found.Key) == bucket) yield return new DocumentInfo(found.Key, found.Size ?? 0, Time(found.LastModified));
            }
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    async Task<bool> PutAsync(string key, Stream content, bool onlyNew, CancellationToken ct)
    {
        failPoints.Reached("documents:before");
        var bucket = await ReadyAsync(key, ct);
        using var part = new S3Part(content, PartSize);
        var writer = Guid.NewGuid().ToString("n");
        var put = await part.NextAsync(ct)
            ? await PutLargeAsync(bucket, key, part, writer, onlyNew, ct)
            : await PutSmallAsync(bucket, key, part, writer, onlyNew, ct);
        if (put) failPoints.Reached("documents:after-commit");
        return put;
    }

    async Task<bool> PutSmallAsync(string bucket, string key, S3Part part, string writer, bool onlyNew, CancellationToken ct)
    {
        failPoints.Reached("documents:after-write");
        for (var attempt = 1; ; attempt++)
        {
            var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = part.Open(), IfNoneMatch = onlyNew ? "*" : null };
            request.Metadata[S3Upload.Writer] = writer;
            try
            {
                await s3.PutObjectAsync(request, ct);
                return true;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return await IsByAsync(bucket, writer, key, ct);
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Conflict && attempt < Tries)
            {
                await PauseAsync(attempt, ct);
            }
        }
    }

    async Task<bool> PutLargeAsync(string bucket, string key, S3Part part, string writer, bool onlyNew, CancellationToken ct)
    {
        // Better than to learn it when all is sent.
        if (onlyNew && await HeadAsync(bucket, key, ct) is not null) return false;
        await using var upload = await S3Upload.BeginAsync(s3, bucket, key, writer, ct);
        do await upload.SendAsync(part.Open(), ct);
        while (await part.NextAsync(ct) || part.Length > 0);
        failPoints.Reached("documents:after-write");
        try
        {
            await upload.CompleteAsync(onlyNew, ct);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            if (await IsByAsync(bucket, writer, key, ct)) return true;
            if (onlyNew && await HeadAsync(bucket, key, ct) is not null) return false;
            throw;
        }
    }

    /// <summary>The answer to a first try may have been lost, and the second then meets its own work.</summary>
    async Task<bool> IsByAsync(string bucket, string writer, string key, CancellationToken ct) => (await HeadAsync(bucket, key, ct))?.Metadata[S3Upload.Writer] == writer;

    async Task<GetObjectMetadataResponse?> HeadAsync(string bucket, string key, CancellationToken ct)
    {
        try
        {
            return await s3.GetObjectMetadataAsync(bucket, key, ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>For servers without conditional deletion, such as LocalStack 4: of several who delete at once each may be told that it did.</summary>
    async Task<bool> LookAndDeleteAsync(string bucket, string key, CancellationToken ct)
    {
        if (await HeadAsync(bucket, key, ct) is null) return false;
        await s3.DeleteObjectAsync(bucket, key, ct);
        return true;
    }

    static Task PauseAsync(int attempt, CancellationToken ct) => Task.Delay(Pause * (attempt + Random.Shared.NextDouble()), ct);

    static DateTimeOffset Time(DateTime? utc) => new(DateTime.SpecifyKind((utc ?? default).ToUniversalTime(), DateTimeKind.Utc));
}
