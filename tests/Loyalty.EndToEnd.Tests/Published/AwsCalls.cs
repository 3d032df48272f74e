using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.EndToEnd.Tests.Published;

/// <summary>Stands between the functions and the emulator, and writes down which service calls which action: the emulator allows all of them.</summary>
sealed partial class AwsCalls : IAsyncDisposable
{
    /// <summary>What tells a client to call here.</summary>
    public static readonly ImmutableArray<string> Variables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SFN"];

    readonly WebApplication app;
    readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    readonly ConcurrentDictionary<(string Service, string Action), int> calls = new();
    Uri target = new("http://127.0.0.1");

    AwsCalls(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Where calls go. Set before the first of them.</summary>
    public void ForwardTo(Uri emulator) => target = emulator;

    /// <summary>The actions that a service called, in the order of names.</summary>
    public ImmutableArray<string> Of(string service) =>
        [.. calls.Keys.Where(call => call.Service == service).Select(call => call.Action).Order(StringComparer.Ordinal)];

    public override string ToString() => string.Join('\n', calls.Keys.Select(call => $"{call.Service} {call.Action}").Order(StringComparer.Ordinal));

    public static async Task<AwsCalls> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var between = new AwsCalls(app);
        app.Run(between.ForwardAsync);
        await app.StartAsync();
        return between;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    async Task ForwardAsync(HttpContext context)
    {
        Note(context.Request);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(target, context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
        }

        // Kestrel allows no body where there is none.
        if (context.Request.Method != HttpMethods.Head && answer.StatusCode is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified))
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    void Note(HttpRequest request)
    {
        var service = AppId().Match(request.Headers.UserAgent.ToString()) is { Success: true } found ? found.Groups[1].Value : $"({request.Headers.UserAgent})";
        calls.AddOrUpdate((service, ActionOf(request)), 1, static (_, count) => count + 1);
    }

    /// <summary>As IAM names it.</summary>
    static string ActionOf(HttpRequest request)
    {
        if (request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } named)
        {
            var (api, action) = (named.Split('.')[0], named.Split('.')[^1]);
            return $"{(api.StartsWith("DynamoDB", StringComparison.Ordinal) ? "dynamodb" : api.StartsWith("AmazonSQS", StringComparison.Ordinal) ? "sqs" : "states")}:{action}";
        }

        var isObject = request.Path.Value!.Trim('/').Contains('/', StringComparison.Ordinal);
        return (request.Method, isObject) switch
        {
            ("GET", false) when request.Query.ContainsKey("versioning") => "s3:GetBucketVersioning",
            ("GET" or "HEAD", false) => "s3:ListBucket",
            ("GET" or "HEAD", true) => request.Query.ContainsKey("versionId") ? "s3:GetObjectVersion" : "s3:GetObject",
            ("PUT" or "POST", true) => "s3:PutObject",
            ("DELETE", true) => request.Query.ContainsKey("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject",
            ("POST", false) when request.Query.ContainsKey("delete") => "s3:DeleteObject",
            _ => $"{request.Method} {request.Path}{request.QueryString}",
        };
    }

    [GeneratedRegex(@"app/loyalty-([\w-]+)")]
    private static partial Regex AppId();
}
