using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>The bucket that templates and packages go through: once per account and region, for all environments.</summary>
static class BootstrapStack
{
    public const string Bucket = "loyalty-artefacts";

    public static Template Template()
    {
        var template = new Template("bootstrap", "Loyalty: the bucket for templates and packages, once per account and region");
        var bucket = template.Add(new Resource("Artefacts", "AWS::S3::Bucket", new
        {
            BucketName = Fn.Sub(Bucket + "-${AWS::AccountId}-${AWS::Region}"),
            BucketEncryption = Buckets.Encryption(),
            PublicAccessBlockConfiguration = Buckets.Private,
            OwnershipControls = Buckets.Owned,
            VersioningConfiguration = new { Status = "Enabled" },
            LifecycleConfiguration = new
            {
                Rules = new object[] { new { Id = "uploads", Status = "Enabled", AbortIncompleteMultipartUpload = new { DaysAfterInitiation = 1 } } },
            },
        })
        {
            Kept = true,
            Exempt = [new("CKV_AWS_18", "Holds what was built from public sources; who deployed what is in CloudTrail.")],
        });
        template.Add("ArtefactsPolicy", "AWS::S3::BucketPolicy", new { Bucket = bucket.Ref, PolicyDocument = Policy.Of(Policy.OnlyEncryptedTransport(bucket)) });
        return template;
    }
}
