using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Aws;

/// <summary>The AWS stores as a service has them, with a bucket, queues and a table that no other test knows.</summary>
sealed class AwsHost(Uri endpoint) : IAsyncDisposable
{
    readonly TemporaryFolder data = new();
    readonly List<ServiceProvider> opened = [];

    /// <summary>What a service is configured with; another process, by its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = SettingsOf(endpoint, $"t{Guid.NewGuid():n}");

    /// <summary>Where fail points are remembered.</summary>
    public string DataFolder => data.Path;

    /// <summary>Another service over the same resources.</summary>
    public IServiceProvider Open(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings!)
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
#if USE_ASPIRE
        ThroughLocalStackClient(configuration);
#endif
        opened.Add(new ServiceCollection().AddStorage(configuration, data.Path).BuildServiceProvider());
        return opened[^1];
    }

    /// <summary>The emulators take any credentials; where the environment has some, those are meant.</summary>
    public static void HaveCredentials()
    {
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is not null) return;
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

#if USE_ASPIRE
    /// <summary>In this flavour what is tested here is tested through LocalStack.Client, unless a test says otherwise.</summary>
    static void ThroughLocalStackClient(IConfiguration configuration)
    {
        var endpoint = new Uri(configuration["AWS_ENDPOINT_URL"]!);
        configuration["LocalStack:UseLocalStack"] ??= "true";
        configuration["LocalStack:Config:LocalStackHost"] = endpoint.Host;
        configuration["LocalStack:Config:EdgePort"] = $"{endpoint.Port}";
        foreach (var name in (string[])["AwsAccessKeyId", "AwsAccessKey", "AwsSessionToken"]) configuration[$"LocalStack:Session:{name}"] = "test";
    }
#endif

    static Dictionary<string, string> SettingsOf(Uri endpoint, string name)
    {
        HaveCredentials();
        return new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = endpoint.AbsoluteUri,
            ["Loyalty:Backend"] = "aws",
            ["Loyalty:Bucket"] = name,
            ["Loyalty:QueuePrefix"] = name,
            ["Loyalty:Table"] = name,
            ["Loyalty:CreateResources"] = "true",
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in opened) await host.DisposeAsync();
        data.Dispose();
    }
}
