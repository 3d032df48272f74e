using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Loyalty.Storage.Aws;

/// <summary>The bucket: there, and with versions, so that a reader can go on reading what was replaced.</summary>
sealed class S3Bucket(IAmazonS3 s3, string name, string setting, bool create)
{
    /// <summary>After so many days nobody goes on with a half-written document: its writer was killed.</summary>
    const int AbandonedAfterDays = 1;

    volatile bool ready;

    public string Name => name;

    /// <summary>Several may come here at once: what they do, the second need not undo.</summary>
    public async Task MakeReadyAsync(CancellationToken ct)
    {
        if (ready) return;
        if (!await IsVersionedAsync(ct)) await TurnOnVersionsAsync(ct);
        ready = true;
    }

    async Task<bool> IsVersionedAsync(CancellationToken ct)
    {
        try
        {
            var versioning = await s3.GetBucketVersioningAsync(Name, ct);
            return versioning.VersioningConfig?.Status == VersionStatus.Enabled;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            if (!create) throw MissingResourceException.For($"There is no S3 bucket '{Name}'", setting, e);
            await CreateAsync(ct);
            return false;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new MissingResourceException(
                $"The S3 bucket '{Name}' may not be used: it is somebody else's (names are shared by all of AWS; name another in Loyalty:{setting}), "
                + "or these credentials lack the permission s3:GetBucketVersioning.", e);
        }
    }

    async Task CreateAsync(CancellationToken ct)
    {
        try
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = Name, UseClientRegion = true }, ct);
            await s3.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest
            {
                BucketName = Name,
                Configuration = new LifecycleConfiguration
                {
                    Rules =
                    [
                        new LifecycleRule
                        {
                            Id = "abandoned-uploads",
                            Status = LifecycleRuleStatus.Enabled,
                            Filter = new LifecycleFilter { Prefix = "" },
                            AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = AbandonedAfterDays },
                        },
                    ],
                },
            }, ct);
        }
        catch (BucketAlreadyOwnedByYouException)
        {
            // Another process was first.
        }
        catch (BucketAlreadyExistsException e)
        {
            throw new MissingResourceException(
                $"The S3 bucket '{Name}' is somebody else's: names are shared by all of AWS. Name another in Loyalty:{setting}.", e);
        }
    }

    async Task TurnOnVersionsAsync(CancellationToken ct)
    {
        if (!create)
        {
            throw new MissingResourceException(
                $"The S3 bucket '{Name}' keeps no versions. Turn its versioning on, or set Loyalty:CreateResources to true to have it turned on.");
        }
        await s3.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = Name,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        }, ct);
    }
}
