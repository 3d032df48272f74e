using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Aws;

/// <summary>The three stores on AWS, or on what speaks like it.</summary>
public static class AwsStorage
{
    /// <summary>Beyond the 20 s that SQS may hold a question for messages.</summary>
    internal static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A part of a large document must come through in this time.</summary>
    internal static readonly TimeSpan DocumentTimeout = TimeSpan.FromSeconds(100);

    internal static readonly TimeSpan TableTimeout = TimeSpan.FromSeconds(10), ConnectTimeout = TimeSpan.FromSeconds(5);

    internal const int Retries = 4;

    /// <summary>
    /// Adds documents on S3, queues on SQS and profiles on DynamoDB as <see cref="AwsStorageOptions"/> name them, and the fail points that the
    /// environment names. Credentials come from the usual chain, endpoints from <c>AWS_ENDPOINT_URL</c> (or <c>AWS_ENDPOINT_URL_S3</c>,
    /// <c>_SQS</c>, <c>_DYNAMODB</c>), the region from <c>AWS_REGION</c>. Queues follow <see cref="WorkQueueOptions"/>, time is the host's
    /// <see cref="TimeProvider"/>. The data folder is that of the fail points alone.
    /// </summary>
    public static IServiceCollection AddAwsStorage(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<AwsStorageOptions>().Bind(configuration.GetSection(AwsStorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WorkQueueOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => FailPoints.FromEnvironment(dataFolder));
        services.AddClients(configuration);
        services.AddSingleton(host => new DynamoTable(host.GetRequiredService<IAmazonDynamoDB>(), Options(host)));
        services.AddSingleton<IDocumentStore>(host => new S3DocumentStore(
            host.GetRequiredService<IAmazonS3>(), Options(host), host.GetRequiredService<FailPoints>()));
        services.AddSingleton(host => new UploadAddresses(host.GetRequiredService<IAmazonS3>(), Options(host)));
        services.AddSingleton<IWorkQueue>(host => new SqsWorkQueue(
            host.GetRequiredService<IAmazonSQS>(), host.GetRequiredService<DynamoTable>(), Options(host),
            host.GetRequiredService<IOptions<WorkQueueOptions>>().Value, host.GetRequiredService<TimeProvider>(), host.GetRequiredService<FailPoints>()));
        services.AddSingleton<IProfileStore>(host => new DynamoProfileStore(
            host.GetRequiredService<DynamoTable>(), host.GetRequiredService<FailPoints>()));
        return services;

        static AwsStorageOptions Options(IServiceProvider host) => host.GetRequiredService<IOptions<AwsStorageOptions>>().Value;
    }

    static void AddClients(this IServiceCollection services, IConfiguration configuration)
    {
#if USE_ASPIRE
        if (LocalStackClients.AreWanted(configuration))
        {
            services.AddLocalStackClients(configuration);
            return;
        }
#endif
        var options = configuration.GetAWSOptions();
        if (Region(configuration) is { } region) options.Region ??= RegionEndpoint.GetBySystemName(region);
        // The SDK waits between tries for a time that grows and is left to chance.
        options.DefaultClientConfig.RetryMode = RequestRetryMode.Standard;
        options.DefaultClientConfig.MaxErrorRetry = Retries;
        services.AddDefaultAWSOptions(options);
        services.AddAWSService<IAmazonS3>((client, _) =>
        {
            client.SetUp(configuration, "S3", DocumentTimeout);
            // Servers other than AWS's seldom have a host name for each bucket.
            if (client.ServiceURL is not null) ((AmazonS3Config)client).ForcePathStyle = true;
        });
        services.AddAWSService<IAmazonSQS>((client, _) => client.SetUp(configuration, "SQS", QueueTimeout));
        services.AddAWSService<IAmazonDynamoDB>((client, _) => client.SetUp(configuration, "DYNAMODB", TableTimeout));
    }

    static void SetUp(this ClientConfig client, IConfiguration configuration, string service, TimeSpan timeout)
    {
        client.Timeout = timeout;
        client.ConnectTimeout = ConnectTimeout;
        if ((configuration[$"AWS_ENDPOINT_URL_{service}"] ?? configuration["AWS_ENDPOINT_URL"]) is not { Length: > 0 } endpoint) return;
        client.ServiceURL = endpoint;
        client.AuthenticationRegion = Region(configuration) ?? RegionEndpoint.USEast1.SystemName;
    }

    static string? Region(IConfiguration configuration) =>
        new[] { configuration["AWS_REGION"], configuration["AWS_DEFAULT_REGION"] }.FirstOrDefault(region => !string.IsNullOrEmpty(region));
}
