using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Storage.Aws;

/// <summary>What signs a request to AWS. Immutable.</summary>
/// <param name="AccessKeyId">Which key.</param>
/// <param name="SecretAccessKey">The key.</param>
/// <param name="SessionToken">Proof of a temporary key, or null.</param>
public sealed record AwsKeys(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);

/// <summary>
/// Signature Version 4, for HTTP requests and for the WebSocket handshake, which the SDK has no client for. Thread-safe.
/// </summary>
/// <param name="keys">Asked before each signature: temporary keys run out.</param>
/// <param name="region">The region of the service.</param>
/// <param name="service">The service's signing name.</param>
/// <param name="time">The clock.</param>
public sealed class AwsRequestSigner(Func<CancellationToken, ValueTask<AwsKeys>> keys, string region, string service, TimeProvider time)
{
    /// <summary>The name under which Neptune checks signatures.</summary>
    public const string Neptune = "neptune-db";

    /// <summary>Signs a request, and with it what its headers say to AWS (<c>x-amz-</c>), and adds the headers of the signature.</summary>
    /// <param name="request">The request, its address absolute.</param>
    /// <param name="body">The very bytes of its body.</param>
    /// <param name="cancellationToken">Cancels the wait for keys.</param>
    public async ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var ours = request.Headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase));
        foreach (var (name, value) in await HeadersAsync(request.Method.Method, request.RequestUri!, ours, body, cancellationToken).ConfigureAwait(false))
            request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>The headers that sign a WebSocket's opening.</summary>
    /// <param name="address">The address, ws or wss.</param>
    /// <param name="cancellationToken">Cancels the wait for keys.</param>
    public ValueTask<ImmutableArray<KeyValuePair<string, string>>> HandshakeAsync(Uri address, CancellationToken cancellationToken) =>
        HeadersAsync("GET", address, [], ReadOnlyMemory<byte>.Empty, cancellationToken);

    private async ValueTask<ImmutableArray<KeyValuePair<string, string>>> HeadersAsync(
        string method, Uri address, IEnumerable<KeyValuePair<string, IEnumerable<string>>> ours, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var key = await keys(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;
        var stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var day = stamp[..8];
        // Host as the client writes it: with the port unless it is the scheme's own.
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = address.Authority, ["x-amz-date"] = stamp };
        if (key.SessionToken is { } token) signed["x-amz-security-token"] = token;
        var added = signed.Keys.Where(name => name != "host").ToImmutableArray();
        foreach (var (name, values) in ours) signed[name.ToLowerInvariant()] = string.Join(',', values).Trim();

        var names = string.Join(';', signed.Keys);
        var headers = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var canonical = $"{method}\n{Path(address)}\n{Query(address)}\n{headers}\n{names}\n{Hex(SHA256.HashData(body.Span))}";
        var scope = $"{day}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Hex(Keyed(Keyed(Keyed(Keyed(Keyed(Encoding.UTF8.GetBytes("AWS4" + key.SecretAccessKey), day), region), service), "aws4_request"), toSign));

        return
        [
            .. added.Select(name => KeyValuePair.Create(name, signed[name])),
            KeyValuePair.Create("Authorization", $"AWS4-HMAC-SHA256 Credential={key.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}"),
        ];
    }

    // Each part is escaped once more than it is sent: the rule of all services but S3.
    private static string Path(Uri address) => string.Join('/', address.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private static string Query(Uri address) => string.Join('&', address.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Canonical(pair[0]), Value: pair.Length > 1 ? Canonical(pair[1]) : ""))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Canonical(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
