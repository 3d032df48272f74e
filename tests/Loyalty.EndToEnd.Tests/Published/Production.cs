using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Tests;

namespace Loyalty.EndToEnd.Tests.Published;

/// <summary>
/// The suite as it is published, deployed to an AWS emulator that runs its functions and its state machine, with a Gremlin Server as its graph.
/// Beside it runs a suite on this machine: it is the issuer of the tokens, and what the answers are compared with.
/// </summary>
public sealed class Production : IAsyncLifetime
{
    /// <summary>The variable that names the output of a publish; with LOYALTY_FULL=1 the tests publish themselves, which takes ten minutes.</summary>
    const string ReleaseVariable = "LOYALTY_RELEASE";
    const string Environment = "staging";

    readonly string folder = Directory.CreateTempSubdirectory("loyalty-production").FullName;
    ToolServer? emulator, gremlin;
    AwsCalls? calls;

    /// <summary>Why it cannot be deployed here; null when it can.</summary>
    public static string? Missing { get; } = ToolServer.Missing("aws-emulator") ?? ToolServer.Missing("gremlin-server")
        ?? (HasCommandLine() ? null : "There is no AWS command line interface (apt-get install awscli).")
        ?? (Given(ReleaseVariable) || Given("LOYALTY_FULL") ? null : $"Neither {ReleaseVariable} names a release nor is LOYALTY_FULL set, to publish one.");

    internal AwsCalls Calls => calls!;
    internal string Release { get; private set; } = "";
    public RunningAppHost Local { get; private set; } = null!;

    /// <summary>The HTTP API, as a traveller, a curator, and with no token.</summary>
    public HttpClient Traveller { get; private set; } = null!;
    public HttpClient Curator { get; private set; } = null!;
    public HttpClient Nobody { get; private set; } = null!;

    /// <summary>The suite beside, asked in the same roles.</summary>
    public HttpClient LocalTraveller { get; private set; } = null!;
    public HttpClient LocalCurator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        Release = await PublishedAsync();
        calls = await AwsCalls.StartAsync();
        emulator = await ToolServer.StartAsync("aws-emulator", () => new HttpRequestMessage(HttpMethod.Get, "health"),
            // Its functions inherit these, and call by way of who writes it down.
            [.. AwsCalls.Variables.Select(variable => (variable, calls.Address.AbsoluteUri.TrimEnd('/')))], CancellationToken.None);
        calls.ForwardTo(emulator.Address);
        gremlin = await ToolServer.StartAsync("gremlin-server",
            () => new HttpRequestMessage(HttpMethod.Post, "gremlin") { Content = new StringContent("{\"gremlin\":\"1\"}") },
            CancellationToken.None, null, "--conf", Path.Combine(BuiltAppHost.Root, "Loyalty.AppHost", "gremlin"));
        Local = await RunningAppHost.StartWithSignInAsync(seed: false);

        await DeployAsync(Release, "--parameter", $"GremlinEndpoint={gremlin.Address.AbsoluteUri.TrimEnd('/')}",
            "--parameter", $"IdentityAuthority=http://127.0.0.1:{Local.PortBase + 9}", "--parameter", "Rollout=direct", "--parameter", "PipelineAlias=false",
            "--parameter", "MoreHosts=*.execute-api.localhost;*.lambda-url.us-east-1.localhost;*.localhost");
        var api = (await AwsAsync("apigatewayv2", "get-apis")).GetProperty("Items")[0].GetProperty("ApiId").GetString()!;
        (Traveller, Curator, Nobody) = (Client(api, await TokenAsync("traveller")), Client(api, await TokenAsync("curator")), Client(api, null));
        LocalTraveller = Client(Local.Api.BaseAddress!, await TokenAsync("traveller"));
        LocalCurator = Client(Local.Ingestion.BaseAddress!, await TokenAsync("curator"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Traveller, Curator, Nobody, LocalTraveller, LocalCurator }) client?.Dispose();
        if (Local is not null) await Local.DisposeAsync();
        if (emulator is not null) await emulator.DisposeAsync();
        if (gremlin is not null) await gremlin.DisposeAsync();
        if (calls is not null) await calls.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What emulator and functions have said: for whoever reads a failure.</summary>
    public string Evidence => emulator!.Output;

    /// <summary>Runs a command of the AppHost against the emulator.</summary>
    public async Task<string> AppHostAsync(params string[] arguments)
    {
        var (code, output, error) = await Processes.RunAsync(BuiltAppHost.Dotnet, [BuiltAppHost.Program, .. arguments], Variables);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}\n{output}\n{error}");
        return output;
    }

    public Task<string> DeployAsync(string release, params string[] more) =>
        AppHostAsync(["deploy", "--environment", Environment, "--output", release, "--yes", .. more]);

    public async Task<JsonElement> AwsAsync(params string[] arguments)
    {
        var (code, output, error) = await Processes.RunAsync("aws", [.. arguments, "--output", "json", "--endpoint-url", emulator!.Address.AbsoluteUri], Variables);
        Assert.True(code == 0, $"aws {string.Join(' ', arguments)}\n{output}\n{error}");
        return output.Length == 0 ? default : JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Puts a document into the raw bucket, as somebody at the console does.</summary>
    internal async Task PutAsync(HandIn document)
    {
        var file = Path.Combine(folder, document.FileName);
        await File.WriteAllBytesAsync(file, document.Bytes);
        var bucket = (await AwsAsync("s3api", "list-buckets")).GetProperty("Buckets").EnumerateArray()
            .Select(one => one.GetProperty("Name").GetString()!).Single(name => name.Contains("-raw", StringComparison.Ordinal));
        await AwsAsync("s3api", "put-object", "--bucket", bucket, "--key", $"incoming/{document.FileName}", "--body", file);
    }

    /// <summary>The same release but for a file in the api's package: another version of the service.</summary>
    public async Task<string> NextReleaseAsync()
    {
        var (packages, next) = (Path.Combine(folder, "next-packages"), Path.Combine(folder, "next"));
        Directory.CreateDirectory(Path.Combine(packages, "packages"));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Release, "manifest.json")))!;
        foreach (var package in manifest["packages"]!.AsArray())
        {
            var path = package!["path"]!.GetValue<string>();
            var copy = Path.Combine(packages, path);
            File.Copy(Path.Combine(Release, path), copy, overwrite: true);
            if (package["service"]!.GetValue<string>() != "api") continue;
            await using (var zip = await ZipFile.OpenAsync(copy, ZipArchiveMode.Update)) zip.CreateEntry("next.txt");
            await using var stream = File.OpenRead(copy);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
            stream.Close();
            package["sha256"] = hash;
            package["path"] = $"packages/api-{hash[..16]}.zip";
            File.Move(copy, Path.Combine(packages, $"packages/api-{hash[..16]}.zip"));
        }

        await File.WriteAllTextAsync(Path.Combine(packages, "manifest.json"), manifest.ToJsonString());
        await AppHostAsync("publish", "--output", next, "--packages", packages);
        return next;
    }

    async Task<string> PublishedAsync()
    {
        if (System.Environment.GetEnvironmentVariable(ReleaseVariable) is { Length: > 0 } published) return published;
        var release = Path.Combine(folder, "release");
        var (code, output, error) = await BuiltAppHost.RunAsync("publish", "--output", release);
        Assert.True(code == 0, $"{output}\n{error}");
        return release;
    }

    (string, string)[] Variables =>
        [("AWS_ENDPOINT_URL", emulator!.Address.AbsoluteUri.TrimEnd('/')), ("AWS_REGION", "us-east-1"), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")];

    HttpClient Client(string api, string? token)
    {
        var client = Client(emulator!.Address, token);
        client.DefaultRequestHeaders.Host = string.Create(CultureInfo.InvariantCulture, $"{api}.execute-api.localhost:{emulator.Address.Port}");
        return client;
    }

    /// <summary>A function URL's host on the emulator.</summary>
    public HttpClient Client(Uri functionUrl) => Client(emulator!.Address, null, functionUrl.Authority);

    static HttpClient Client(Uri address, string? token, string? host = null)
    {
        // A function's first call waits for its start, on a machine that does much else.
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(3) };
        if (host is not null) client.DefaultRequestHeaders.Host = host;
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    async Task<string> TokenAsync(string role)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Local.PortBase + 9}") };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", role)]);
        using var response = await client.PostAsync(new Uri("/token", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    static bool Given(string variable) => System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    static bool HasCommandLine() =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "aws")));
}
