using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Loyalty.Storage.Aws;

namespace Loyalty.Storage.Tests.Aws;

/// <summary>The signature is AWS's own: its published examples, and what its SDK makes of the same request.</summary>
public sealed class AwsRequestSignerTests
{
    private static readonly AwsKeys Example = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    /// <summary>get-vanilla, post-vanilla and get-vanilla-query-order-key-case of the SigV4 test suite.</summary>
    [Theory]
    [InlineData("GET", "https://example.amazonaws.com/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "https://example.amazonaws.com/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public async Task A_published_example_has_its_published_signature(string method, string address, string signature)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        await Signer(Example, "us-east-1", "service").SignAsync(request, default, TestContext.Current.CancellationToken);
        Assert.Equal($"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}",
            request.Headers.GetValues("Authorization").Single());
    }

    [Theory]
    [InlineData("POST", "https://graph.example.com:8182/gremlin", "", "{\"gremlin\":\"g.V('ä')\"}", null)]
    [InlineData("POST", "https://graph.example.com:8182/loader", "", "{}", "a token/with=signs+")]
    [InlineData("GET", "https://graph.example.com:8182/loader/3f6a", "details=true&errors=true&page=1&errorsPerPage=100", "", null)]
    public async Task The_sdk_signs_alike(string method, string address, string query, string body, string? token)
    {
        var uri = new UriBuilder(address) { Query = query }.Uri;
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        await Signer(Example with { SessionToken = token }, "eu-central-1", AwsRequestSigner.Neptune).SignAsync(request, bytes, TestContext.Current.CancellationToken);

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = uri.Authority, ["x-amz-date"] = "20150830T123600Z" };
        if (token is not null) headers["x-amz-security-token"] = token;
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join('\n', method, uri.AbsolutePath, string.Join('&', query.Split('&').Order(StringComparer.Ordinal)),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")), names, AWS4Signer.ComputeHash(bytes).ToHex());
        var expected = AWS4Signer.ComputeSignature(new ImmutableCredentials(Example.AccessKeyId, Example.SecretAccessKey, token), "eu-central-1",
            new DateTime(2015, 8, 30, 12, 36, 0, DateTimeKind.Utc), AwsRequestSigner.Neptune, names, canonical);
        Assert.Equal(expected.ForAuthorizationHeader, request.Headers.GetValues("Authorization").Single());
    }

    [Fact]
    public async Task A_handshake_is_signed_as_a_get_of_its_address()
    {
        var signer = Signer(Example, "eu-central-1", AwsRequestSigner.Neptune);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://graph.example.com:8182/gremlin");
        await signer.SignAsync(request, default, TestContext.Current.CancellationToken);
        var handshake = await signer.HandshakeAsync(new Uri("wss://graph.example.com:8182/gremlin"), TestContext.Current.CancellationToken);
        Assert.Equal(request.Headers.GetValues("Authorization").Single(), handshake.Single(header => header.Key == "Authorization").Value);
    }

    [Fact]
    public async Task What_a_request_says_to_aws_is_signed_with_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://states.eu-central-1.amazonaws.com/");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.SendTaskSuccess");
        request.Headers.Add("traceparent", "00-1-2-01");
        await Signer(Example, "eu-central-1", "states").SignAsync(request, default, TestContext.Current.CancellationToken);
        Assert.Contains("SignedHeaders=host;x-amz-date;x-amz-target,", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    private static AwsRequestSigner Signer(AwsKeys keys, string region, string service) => new(_ => ValueTask.FromResult(keys), region, service, new At2015());

    private sealed class At2015 : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);
    }
}

file static class Hexadecimal
{
    public static string ToHex(this byte[] bytes) => Convert.ToHexStringLower(bytes);
}
