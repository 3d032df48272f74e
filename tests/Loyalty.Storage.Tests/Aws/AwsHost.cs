using Loyalty.Storage.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage.Tests.Aws;

/// <summary>The AWS stores as a service has them, with a bucket, queues and a table that no other test knows.</summary>
sealed class AwsHost(Uri endpoint) : IAsyncDisposable
{
    readonly string name = $"t{Guid.NewGuid():n}";
    readonly TemporaryFolder data = new();
    readonly List<ServiceProvider> opened = [];

    /// <summary>Another service over the same resources.</summary>
    public IServiceProvider Open(params (string Key, string Value)[] settings)
    {
        // The emulators take any; where the environment has some, those are meant.
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null)
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        }
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(
            [
                new("AWS_ENDPOINT_URL", endpoint.AbsoluteUri), new("Loyalty:Bucket", name), new("Loyalty:QueuePrefix", name), new("Loyalty:Table", name),
                new("Loyalty:CreateResources", "true"), .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)),
            ])
            .Build();
        opened.Add(new ServiceCollection().AddAwsStorage(configuration, data.Path).BuildServiceProvider());
        return opened[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in opened) await host.DisposeAsync();
        data.Dispose();
    }
}
