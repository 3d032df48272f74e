using System.Collections.Immutable;
using Amazon.S3;

namespace Loyalty.Storage.Aws;

/// <summary>Which bucket a document is in: the first part of its key says so.</summary>
sealed class S3Buckets
{
    readonly ImmutableDictionary<string, S3Bucket> byFolder;
    readonly S3Bucket rest;

    public S3Buckets(IAmazonS3 s3, AwsStorageOptions options)
    {
        var byName = new Dictionary<string, S3Bucket>(StringComparer.Ordinal);
        var names = options.Buckets;
        rest = Bucket(names.Facts, nameof(names.Facts));
        var raw = Bucket(names.Raw, nameof(names.Raw));
        byFolder = ImmutableDictionary<string, S3Bucket>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("raw", raw).Add("incoming", raw)
            .Add("stages", Bucket(names.Stages, nameof(names.Stages)))
            .Add("load", Bucket(names.Load, nameof(names.Load)));

        // One object for each bucket, however many kinds it holds: it is looked at once.
        S3Bucket Bucket(string? own, string kind)
        {
            var name = string.IsNullOrEmpty(own) ? options.Bucket : own;
            var setting = string.IsNullOrEmpty(own) ? nameof(options.Bucket) : $"{nameof(options.Buckets)}:{kind}";
            return byName.TryGetValue(name, out var known) ? known : byName[name] = new S3Bucket(s3, name, setting, options.CreateResources);
        }
    }

    /// <summary>The bucket of a document.</summary>
    public S3Bucket Of(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? byFolder.GetValueOrDefault(key[..slash], rest) : rest;

    /// <summary>All buckets that may hold documents whose keys start so: more than one where the prefix ends within the first part.</summary>
    public ImmutableArray<S3Bucket> Holding(string prefix) => prefix.Contains('/', StringComparison.Ordinal)
        ? [Of(prefix)]
        : [.. byFolder.Where(folder => folder.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(folder => folder.Value).Append(rest).Distinct()];
}
