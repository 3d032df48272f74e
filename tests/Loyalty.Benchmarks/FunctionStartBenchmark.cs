using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Storage;
using Loyalty.Storage.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- function-start RELEASE http://127.0.0.1:4566 http://127.0.0.1:8182</c>: on an AWS emulator that runs functions, from the call of the
/// published api, of which nothing runs yet, to its first right answer over 100,000 rules; beside a function that returns a constant, in turn.
/// The emulator and the Gremlin Server are expected to be empty.
/// </summary>
internal sealed class FunctionStartBenchmark(string release, Uri emulator, Uri gremlin) : IDisposable
{
    private const int Turns = 9, Executable = 0b1_000_000_111_101_101;
    private const string Layer = "arn:aws:lambda:us-east-1:753240598075:layer:LambdaAdapterLayerX86:25", Audience = "loyalty", Bucket = "loyalty";
    private readonly HttpClient http = new() { BaseAddress = emulator, Timeout = TimeSpan.FromMinutes(5) };
    private readonly AwsRequestSigner signer = new(_ => ValueTask.FromResult(new AwsKeys("test", "test")), "us-east-1", "lambda", TimeProvider.System);
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "benchmark" };

    public async Task RunAsync()
    {
        await using var issuer = await StartIssuerAsync();
        var authority = issuer.Urls.Single();
        await FillAsync();
        var (api, constant) = (await ApiPackageAsync(), await ConstantPackageAsync());
        var call = Call(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = authority,
            Audience = Audience,
            Claims = new Dictionary<string, object> { ["sub"] = "benchmark", ["roles"] = "traveller" },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        }));

        var ratios = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var ours = await StartAsync($"api-{turn}", api, ApiVariables(authority), call);
            var theirs = await StartAsync($"constant-{turn}", constant, [], call);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"api {ours:0} ms, constant {theirs:0} ms, ratio {ours / theirs:0.00}{(turn == 0 ? " (unpacks the packages: does not count)" : "")}"));
            if (turn > 0) ratios.Add(ours / theirs);
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:0.00}"));
    }

    public void Dispose()
    {
        http.Dispose();
        key.Rsa.Dispose();
    }

    /// <summary>A graph of 100,000 rules, and its snapshot file in the bucket.</summary>
    private async Task FillAsync()
    {
        var options = new GremlinOptions(gremlin);
        await using var graph = new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"{await SyntheticKnowledge.LoadAsync(graph)} rules loaded after {clock.Elapsed.TotalSeconds:0} s");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = emulator.AbsoluteUri,
            ["AWS_REGION"] = "us-east-1",
            ["Loyalty:CreateResources"] = "true",
        }).Build();
        await using var stores = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddAwsStorage(configuration, Path.GetTempPath()).BuildServiceProvider();
        await stores.GetRequiredService<IProfileStore>().FindAsync("nobody", CancellationToken.None);
        var snapshot = (await new SnapshotReader(graph, TimeProvider.System).ReadAsync(CancellationToken.None))!;
        await new SnapshotFiles(stores.GetRequiredService<IDocumentStore>(), NullLogger<SnapshotFiles>.Instance).WriteAsync(snapshot, CancellationToken.None);
    }

    private async Task<byte[]> ApiPackageAsync()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(release, "manifest.json")));
        var path = manifest.RootElement.GetProperty("packages").EnumerateArray().Single(package => package.GetProperty("service").GetString() == "api").GetProperty("path").GetString()!;
        return await File.ReadAllBytesAsync(Path.Combine(release, path));
    }

    /// <summary>Built as the services are.</summary>
    private static async Task<byte[]> ConstantPackageAsync()
    {
        const string program = "Loyalty.ConstantFunction";
        var folder = Directory.CreateTempSubdirectory("loyalty-constant").FullName;
        try
        {
            Console.WriteLine("building the constant function, which takes some minutes");
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["publish", $"tests/{program}", "-c", "Release", "-o", folder, "-p:LoyaltyPublish=true", "-v", "q", "--nologo"]))!;
            await build.WaitForExitAsync();
            if (build.ExitCode != 0) throw new InvalidOperationException("The constant function could not be built: call from the root of the repository.");
            using var zip = new MemoryStream();
            await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            {
                var bootstrap = archive.CreateEntry("bootstrap");
                bootstrap.ExternalAttributes = Executable << 16;
                await using (var start = await bootstrap.OpenAsync()) await start.WriteAsync(Encoding.UTF8.GetBytes($"#!/bin/sh\nexec \"${{0%/*}}/{program}\"\n"));
                foreach (var file in Directory.EnumerateFiles(folder)) await archive.CreateEntryFromFileAsync(file, Path.GetFileName(file), CompressionLevel.Fastest);
            }

            return zip.ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> CommonVariables { get; } = new()
    {
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:8080",
        ["AWS_LWA_PORT"] = "8080",
        ["AWS_LWA_READINESS_CHECK_PATH"] = "/alive",
        ["AWS_LWA_ASYNC_INIT"] = "true",
        ["AWS_LWA_INVOKE_MODE"] = "buffered",
    };

    private Dictionary<string, string> ApiVariables(string authority) => new()
    {
        ["AWS_LWA_PASS_THROUGH_PATH"] = "/events",
        ["AllowedHosts"] = "*",
        ["Loyalty__Published"] = "true",
        ["Loyalty__Backend"] = "aws",
        ["Loyalty__Bucket"] = Bucket,
        ["ConnectionStrings__graph"] = gremlin.AbsoluteUri,
        ["Authentication__Schemes__Bearer__Authority"] = authority,
        ["Authentication__Schemes__Bearer__ValidAudiences__0"] = Audience,
        ["Loyalty__Identity__RoleClaim"] = "roles",
    };

    /// <summary>Makes a function, calls it once, and takes it away: milliseconds until it has answered.</summary>
    private async Task<double> StartAsync(string name, byte[] package, Dictionary<string, string> variables, string call)
    {
        await SendAsync(HttpMethod.Post, "2015-03-31/functions", JsonSerializer.Serialize(new
        {
            FunctionName = name,
            Runtime = "provided.al2023",
            Handler = "bootstrap",
            Role = "arn:aws:iam::000000000000:role/benchmark",
            MemorySize = 1769,
            Timeout = 29,
            Architectures = new[] { "x86_64" },
            Layers = new[] { Layer },
            Code = new { ZipFile = Convert.ToBase64String(package) },
            Environment = new { Variables = CommonVariables.Concat(variables).ToDictionary() },
        }));
        var clock = Stopwatch.StartNew();
        var answer = await SendAsync(HttpMethod.Post, $"2015-03-31/functions/{name}/invocations", call);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        using var response = JsonDocument.Parse(answer);
        if (response.RootElement.GetProperty("statusCode").GetInt32() != 200 || !response.RootElement.GetProperty("body").GetString()!.Contains("\"options\":[{", StringComparison.Ordinal))
            throw new InvalidOperationException($"{name} did not answer right: {answer[..Math.Min(answer.Length, 2_000)]}");
        await SendAsync(HttpMethod.Delete, $"2015-03-31/functions/{name}", "");
        return elapsed;
    }

    private async Task<string> SendAsync(HttpMethod method, string path, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(method, new Uri(emulator, path)) { Content = new ByteArrayContent(bytes) };
        await signer.SignAsync(request, bytes, CancellationToken.None);
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {answer}");
    }

    /// <summary>A request as an HTTP API hands it to a function.</summary>
    private static string Call(string token)
    {
        var segment = SyntheticKnowledge.Requests(1)[0].Itinerary.Segments[0];
        var question = JsonSerializer.Serialize(new
        {
            itinerary = new { segments = new[] { new { marketingCarrier = segment.MarketingCarrier, origin = segment.Origin, destination = segment.Destination, fareClass = "J", departureDate = segment.DepartureDate } } },
        }, JsonSerializerOptions.Web);
        return JsonSerializer.Serialize(new
        {
            version = "2.0",
            routeKey = "ANY /api/earnings",
            rawPath = "/api/earnings",
            rawQueryString = "",
            headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["host"] = "localhost", ["authorization"] = $"Bearer {token}" },
            requestContext = new
            {
                accountId = "000000000000",
                apiId = "benchmark",
                domainName = "localhost",
                requestId = "1",
                routeKey = "ANY /api/earnings",
                stage = "$default",
                time = "01/Jan/2026:00:00:00 +0000",
                timeEpoch = 1_767_225_600_000,
                http = new { method = "POST", path = "/api/earnings", protocol = "HTTP/1.1", sourceIp = "127.0.0.1", userAgent = "benchmark" },
            },
            body = question,
            isBase64Encoded = false,
        });
    }

    /// <summary>Whose tokens the published api believes.</summary>
    private async Task<WebApplication> StartIssuerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var publicKey = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string> { ["issuer"] = app.Urls.Single(), ["jwks_uri"] = $"{app.Urls.Single()}/keys" }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = publicKey.Kid, n = publicKey.N, e = publicKey.E } } }));
        await app.StartAsync();
        return app;
    }
}
