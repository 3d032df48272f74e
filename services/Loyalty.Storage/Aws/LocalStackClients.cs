using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using LocalStack.Client.Contracts;
using LocalStack.Client.Extensions;
using LocalStack.Client.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Aws;

/// <summary>The clients as LocalStack.Client makes them, where the configuration's section <c>LocalStack</c> says so.</summary>
internal static class LocalStackClients
{
    // Without LocalStack the SDK's own registration does: that of version 2.0.0 does not fit the SDK any more.
    public static bool AreWanted(IConfiguration configuration) => configuration.GetValue("LocalStack:UseLocalStack", false);

    public static void AddLocalStackClients(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLocalStack(configuration);
        services.AddSingleton(host => host.Client<IAmazonS3>(AwsStorage.DocumentTimeout));
        services.AddSingleton(host => host.Client<IAmazonSQS>(AwsStorage.QueueTimeout));
        services.AddSingleton(host => host.Client<IAmazonDynamoDB>(AwsStorage.TableTimeout));
    }

    private static T Client<T>(this IServiceProvider host, TimeSpan timeout) where T : IAmazonService
    {
        var client = host.GetRequiredService<ISession>().CreateClientByInterface<T>(useServiceUrl: true);
        var settings = (ClientConfig)client.Config;
        // LocalStack is also made the proxy of calls to itself; keys with a question mark do not come through every such server whole.
        settings.SetWebProxy(null);
        // An endpoint has no region, and addresses that are signed beforehand want one.
        settings.AuthenticationRegion = host.GetRequiredService<IOptions<SessionOptions>>().Value.RegionName;
        settings.Timeout = timeout;
        settings.ConnectTimeout = AwsStorage.ConnectTimeout;
        settings.RetryMode = RequestRetryMode.Standard;
        settings.MaxErrorRetry = AwsStorage.Retries;
        return (T)(object)client;
    }
}
