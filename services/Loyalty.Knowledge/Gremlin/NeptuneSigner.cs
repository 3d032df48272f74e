using Loyalty.Storage.Aws;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>A signer for Neptune, with the usual keys.</summary>
internal static class NeptuneSigner
{
    /// <summary>For a cluster, or what stands in for one.</summary>
    /// <exception cref="InvalidOperationException">Neither the host's name nor the environment tells the region.</exception>
    public static AwsRequestSigner For(Uri endpoint, TimeProvider time) => new(AwsKeyChain.KeysAsync, Region(endpoint), AwsRequestSigner.Neptune, time);

    // cluster.cluster-abc.eu-central-1.neptune.amazonaws.com
    private static string Region(Uri endpoint)
    {
        var parts = endpoint.Host.Split('.');
        var name = Array.IndexOf(parts, "neptune");
        if (GremlinOptions.IsNeptuneHost(endpoint) && name > 0) return parts[name - 1];
        return AwsKeyChain.Region
            ?? throw new InvalidOperationException($"Requests to {endpoint.Host} are to be signed, but no region is known: set AWS_REGION.");
    }
}
