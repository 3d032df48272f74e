using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Keys and region as every AWS client finds them: environment, profile, role.</summary>
internal static class AwsKeyChain
{
    /// <summary>A signer for Neptune with the usual keys.</summary>
    /// <exception cref="InvalidOperationException">Neither the host's name nor the environment tells the region.</exception>
    public static AwsRequestSigner ForNeptune(Uri endpoint, TimeProvider time) => new(KeysAsync, Region(endpoint), AwsRequestSigner.Neptune, time);

    private static async ValueTask<AwsKeys> KeysAsync(CancellationToken cancellationToken)
    {
        var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().ConfigureAwait(false);
        var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return new AwsKeys(keys.AccessKey, keys.SecretKey, string.IsNullOrEmpty(keys.Token) ? null : keys.Token);
    }

    // cluster.cluster-abc.eu-central-1.neptune.amazonaws.com
    private static string Region(Uri endpoint)
    {
        var parts = endpoint.Host.Split('.');
        var name = Array.IndexOf(parts, "neptune");
        if (GremlinOptions.IsNeptuneHost(endpoint) && name > 0) return parts[name - 1];
        return FallbackRegionFactory.GetRegionEndpoint()?.SystemName
            ?? throw new InvalidOperationException($"Requests to {endpoint.Host} are to be signed, but no region is known: set AWS_REGION.");
    }
}
