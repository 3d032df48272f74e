using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Loyalty.Storage.Aws;

/// <summary>A large document on its way, in parts that are nothing until it is complete. Disposed before that, it is given up.</summary>
sealed class S3Upload : IAsyncDisposable
{
    /// <summary>Metadata that tells one write from another.</summary>
    public const string Writer = "writer";

    static readonly TimeSpan GivingUp = TimeSpan.FromSeconds(10);

    readonly IAmazonS3 s3;
    readonly CompleteMultipartUploadRequest completion;
    int parts;
    bool completed;

    S3Upload(IAmazonS3 s3, CompleteMultipartUploadRequest completion) => (this.s3, this.completion) = (s3, completion);

    public static async Task<S3Upload> BeginAsync(IAmazonS3 s3, string bucket, string key, string writer, CancellationToken ct)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
        request.Metadata[Writer] = writer;
        var begun = await s3.InitiateMultipartUploadAsync(request, ct);
        return new S3Upload(s3, new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = begun.UploadId });
    }

    public async Task SendAsync(Stream part, CancellationToken ct)
    {
        var sent = await s3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = completion.BucketName,
            Key = completion.Key,
            UploadId = completion.UploadId,
            PartNumber = ++parts,
            InputStream = part,
        }, ct);
        completion.AddPartETags(sent);
    }

    public async Task CompleteAsync(bool onlyNew, CancellationToken ct)
    {
        completion.IfNoneMatch = onlyNew ? "*" : null;
        await s3.CompleteMultipartUploadAsync(completion, ct);
        completed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (completed) return;
        try
        {
            // Whoever cancelled the upload wants it gone all the more.
            using var timeout = new CancellationTokenSource(GivingUp);
            await s3.AbortMultipartUploadAsync(completion.BucketName, completion.Key, completion.UploadId, timeout.Token);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException)
        {
            // The bucket removes what is abandoned, and what went wrong first is worth more to the caller.
        }
    }
}
