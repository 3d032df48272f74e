using Amazon.S3;
using Amazon.S3.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// Addresses to which a document may be put directly, without passing through a service: what is too large for a function's request goes there.
/// Thread-safe.
/// </summary>
public sealed class UploadAddresses
{
    readonly IAmazonS3 s3;
    readonly S3Buckets buckets;

    internal UploadAddresses(IAmazonS3 s3, AwsStorageOptions options) => (this.s3, buckets) = (s3, new S3Buckets(s3, options));

    /// <summary>An address that takes one document, by PUT, until then. Whoever has it may write; nothing else protects it.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="until">When it ends, or earlier with the keys that signed it.</param>
    public async Task<Uri> ForAsync(string key, DateTimeOffset until)
    {
        DocumentKey.Check(key);
        return new Uri(await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = buckets.Of(key).Name,
            Key = key,
            Verb = HttpVerb.PUT,
            Expires = until.UtcDateTime,
            // The SDK assumes https, whatever the endpoint is.
            Protocol = s3.Config.ServiceURL?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
        }));
    }
}
