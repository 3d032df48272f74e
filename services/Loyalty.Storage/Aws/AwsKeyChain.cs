using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Loyalty.Storage.Aws;

/// <summary>Keys and region as every AWS client finds them: environment, profile, role.</summary>
public static class AwsKeyChain
{
    /// <summary>The region that the environment or the profile names; null when none does.</summary>
    public static string? Region => FallbackRegionFactory.GetRegionEndpoint()?.SystemName;

    /// <summary>The keys of the moment.</summary>
    /// <param name="cancellationToken">Cancels the wait for them.</param>
    public static async ValueTask<AwsKeys> KeysAsync(CancellationToken cancellationToken)
    {
        var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().ConfigureAwait(false);
        var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return new AwsKeys(keys.AccessKey, keys.SecretKey, string.IsNullOrEmpty(keys.Token) ? null : keys.Token);
    }
}
