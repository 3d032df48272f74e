using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using LocalStack.Client.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Aws;

/// <summary>The clients as LocalStack.Client makes them, where the configuration's section <c>LocalStack</c> says so.</summary>
internal static class LocalStackClients
{
    // Without LocalStack the SDK's own registration does: that of version 2.0.0 does not fit the SDK any more.
    public static bool AreWanted(IConfiguration configuration) => configuration.GetValue("LocalStack:UseLocalStack", false);

    public static void AddLocalStackClients(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLocalStack(configuration);
        services.AddAwsService<IAmazonS3>(useServiceUrl: true);
        services.AddAwsService<IAmazonSQS>(useServiceUrl: true);
        services.AddAwsService<IAmazonDynamoDB>(useServiceUrl: true);
    }
}
