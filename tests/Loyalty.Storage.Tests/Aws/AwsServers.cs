using Loyalty.Tests;

[assembly: AssemblyFixture(typeof(Loyalty.Storage.Tests.Aws.AwsServers))]

namespace Loyalty.Storage.Tests.Aws;

/// <summary>
/// The servers that the AWS adapters are tested on, each started when the first test asks for it and ended with the last: the AWS emulator (or in
/// its place what LOYALTY_TEST_AWS names, where the tests leave what they made) and LocalStack.
/// </summary>
public sealed class AwsServers : IAsyncDisposable
{
    public const string Variable = "LOYALTY_TEST_AWS";

    readonly Lazy<Task<ToolServer>> emulator = new(() => StartAsync("aws-emulator", "health"));
    readonly Lazy<Task<ToolServer>> localStack = new(() => StartAsync("localstack", "_localstack/health"));

    /// <summary>The endpoint of the emulator; a test that asks where there is none is skipped.</summary>
    public async Task<Uri> EmulatorAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } endpoint) return new Uri(endpoint);
        if (ToolServer.Missing("aws-emulator") is { } reason) Assert.Skip($"{Variable} names no server, and {reason}");
        return (await emulator.Value).Address;
    }

    /// <summary>The endpoint of LocalStack; a test that asks where there is none is skipped.</summary>
    public async Task<Uri> LocalStackAsync()
    {
        if (ToolServer.Missing("localstack") is { } reason) Assert.Skip(reason);
        return (await localStack.Value).Address;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { emulator, localStack })
        {
            if (server.IsValueCreated) await (await server.Value).DisposeAsync();
        }
    }

    static Task<ToolServer> StartAsync(string tool, string health) =>
        ToolServer.StartAsync(tool, () => new HttpRequestMessage(HttpMethod.Get, health), CancellationToken.None);
}
