using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>What all buckets have in common.</summary>
static class Buckets
{
    public static object Private { get; } = new { BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true };

    public static object Owned { get; } = new { Rules = new object[] { new { ObjectOwnership = "BucketOwnerEnforced" } } };

    /// <summary>With a key of ours, or without with one of S3's.</summary>
    public static object Encryption(Resource? key = null) => new
    {
        ServerSideEncryptionConfiguration = new object[]
        {
            key is null
                ? new { ServerSideEncryptionByDefault = new { SSEAlgorithm = "AES256" } }
                : new { ServerSideEncryptionByDefault = new { SSEAlgorithm = "aws:kms", KMSMasterKeyID = key.Arn }, BucketKeyEnabled = true },
        },
    };
}
