using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests.BackEnds;

/// <summary>The whole suite with <c>--backend aws</c>.</summary>
public sealed class SuiteOnServers(BackEndServers servers) : IAsyncLifetime
{
    RunningAppHost? host;

    /// <summary>The running suite; a test that asks where it cannot run is skipped.</summary>
    public RunningAppHost Host
    {
        get
        {
            Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
            return host!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (BackEndServers.Missing is null) host = await RunningAppHost.StartOnAwsAsync(seed: false, await servers.NewAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}

[Collection("back ends")]
public class SuiteOnServersTests(SuiteOnServers suite) : NewChart(() => suite.Host, within: 15), IClassFixture<SuiteOnServers>
{
    [Fact]
    public async Task A_backup_of_the_local_stores_is_refused_where_the_stores_are_elsewhere()
    {
        using var response = await suite.Host.Maintenance.PostAsync(new Uri("/api/backups", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("not in the data folder", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

[Collection("back ends")]
public class StarterLibraryOnServersTests(BackEndServers servers)
{
    [Fact]
    public async Task The_starter_library_is_the_same_knowledge_byte_for_byte_on_every_back_end()
    {
        Assert.SkipWhen(BackEndServers.Missing is not null, BackEndServers.Missing ?? "");
        var environment = await servers.NewAsync();
        await using var aws = await RunningAppHost.StartOnAwsAsync(seed: true, environment);
        await LoadedAsync(aws);
        await using var local = await RunningAppHost.StartAsync(seed: true);
        await LoadedAsync(local);

        var (onServers, onFiles) = (await DumpAsync([("Loyalty__Data", aws.Data), .. environment]), await DumpAsync([("Loyalty__Data", local.Data)]));
        Assert.True(onFiles.Length > 1_000_000, $"{onFiles.Length} characters are not the library");
        Assert.True(onServers == onFiles, Difference(onServers, onFiles));
    }

    static async Task LoadedAsync(RunningAppHost host)
    {
        await Eventually.TrueAsync(() => host.Output.Contains("documents loaded", StringComparison.Ordinal), "the library is loaded", () => host.Output, TimeSpan.FromMinutes(4));
        var documents = await host.Ingestion.GetFromJsonAsync<JsonElement>("api/documents?pageSize=1000");
        Assert.All(documents.GetProperty("items").EnumerateArray(), document => Assert.Equal("loaded", document.GetProperty("status").GetString()));
    }

    /// <summary>By a new process that knows nothing but that store.</summary>
    static async Task<string> DumpAsync((string Name, string Value)[] environment)
    {
        var (exitCode, output, error) = await Processes.RunAsync(BuiltAppHost.Dotnet, [BuiltAppHost.ServiceProgram("Api"), "dump-knowledge"], environment);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"on servers: …{Around(one)}…\non files: …{Around(other)}…";

        string Around(string text) => text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)];
    }
}
