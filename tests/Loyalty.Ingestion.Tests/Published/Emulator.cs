using Loyalty.Tests;

[assembly: AssemblyFixture(typeof(Loyalty.Ingestion.Tests.Published.Emulator))]

namespace Loyalty.Ingestion.Tests.Published;

/// <summary>The AWS emulator, started when the first test asks for it and ended with the last.</summary>
public sealed class Emulator : IAsyncDisposable
{
    readonly Lazy<Task<ToolServer>> server = new(() =>
        ToolServer.StartAsync("aws-emulator", () => new HttpRequestMessage(HttpMethod.Get, "health"), CancellationToken.None));

    /// <summary>Its endpoint; a test that asks where there is none is skipped.</summary>
    public async Task<Uri> EndpointAsync()
    {
        if (ToolServer.Missing("aws-emulator") is { } reason) Assert.Skip(reason);
        // It takes any credentials; where the environment has some, those are meant.
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null)
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        }

        return (await server.Value).Address;
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
    }
}
