using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Aws;

/// <summary>Where documents, queues and profiles are on AWS. Configured under <see cref="Section"/>.</summary>
public sealed class AwsStorageOptions
{
    /// <summary>The section of the configuration: <c>Loyalty:Bucket</c>, <c>Loyalty:QueuePrefix</c> …</summary>
    public const string Section = "Loyalty";

    /// <summary>The bucket of the documents. The names of buckets are shared by all of AWS: on AWS itself the default will be taken.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string Bucket { get; set; } = "loyalty";

    /// <summary>The buckets of some kinds of documents, where they have buckets of their own.</summary>
    [ValidateObjectMembers]
    public BucketNames Buckets { get; set; } = new();

    /// <summary>What the names of the queues begin with. Letters, digits and hyphens, so that no prefix is the beginning of another's names.</summary>
    [Required, RegularExpression("^[A-Za-z0-9-]{1,40}$")]
    public string QueuePrefix { get; set; } = "loyalty";

    /// <summary>The table of the profiles, and of what queues must remember.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_.-]{3,255}$")]
    public string Table { get; set; } = "loyalty";

    /// <summary>Whether a bucket, queue or table that is missing is created. Published, a template creates them.</summary>
    public bool CreateResources { get; set; }
}
