using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Loyalty.EndToEnd.Tests.Published;

/// <summary>Stands between the functions and the emulator, and writes down which service calls which action: the emulator allows all of them.</summary>
sealed partial class AwsCalls : IAsyncDisposable
{
    /// <summary>What tells a client to call here.</summary>
    public static readonly ImmutableArray<string> Variables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SFN"];

    readonly ConcurrentDictionary<(string Service, string Action), int> calls = new();
    Forwarder? forwarder;

    public Uri Address => forwarder!.Address;

    /// <summary>Where calls go. Set before the first of them.</summary>
    public void ForwardTo(Uri emulator) => forwarder!.Target = emulator;

    /// <summary>The actions that a service called, in the order of names.</summary>
    public ImmutableArray<string> Of(string service) =>
        [.. calls.Keys.Where(call => call.Service == service).Select(call => call.Action).Order(StringComparer.Ordinal)];

    public override string ToString() => string.Join('\n', calls.Keys.Select(call => $"{call.Service} {call.Action}").Order(StringComparer.Ordinal));

    public static async Task<AwsCalls> StartAsync()
    {
        var calls = new AwsCalls();
        calls.forwarder = await Forwarder.StartAsync(calls.Note);
        return calls;
    }

    public ValueTask DisposeAsync() => forwarder!.DisposeAsync();

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
