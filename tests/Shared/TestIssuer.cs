using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Tests;

/// <summary>An issuer on loopback whose tokens say whatever a test wants, true or not.</summary>
sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "loyalty";
    readonly RSA rsa = RSA.Create(2048);
    readonly RsaSecurityKey key;
    readonly WebApplication app;

    TestIssuer()
    {
        key = new RsaSecurityKey(rsa) { KeyId = "test" };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        app = builder.Build();
    }

    public string Url => app.Urls.Single();

    /// <summary>The half of the key that everybody has.</summary>
    public RSA PublicKey => RSA.Create(rsa.ExportParameters(includePrivateParameters: false));

    /// <summary>What a service is configured with to believe it.</summary>
    public (string Key, string? Value)[] Settings =>
        [("Authentication:Schemes:Bearer:Authority", Url), ("Authentication:Schemes:Bearer:ValidAudiences:0", Audience)];

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        issuer.app.UseRouting();
        issuer.app.MapGet("/.well-known/openid-configuration", (RequestDelegate)(context => context.Response.WriteAsync(
            $$"""{ "issuer": "{{issuer.Url}}", "jwks_uri": "{{issuer.Url}}/jwks" }""")));
        issuer.app.MapGet("/jwks", (RequestDelegate)(context => context.Response.WriteAsync(issuer.Keys())));
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token that is good for an hour and names these roles.</summary>
    public string Token(params string[] roles) => Token(new Dictionary<string, object> { ["roles"] = roles });

    /// <param name="claims">Beside the subject.</param>
    /// <param name="change">What is to be wrong with it.</param>
    public string Token(IDictionary<string, object> claims, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim("sub", "somebody")]),
            Claims = claims,
            IssuedAt = DateTime.UtcNow,
            NotBefore = DateTime.UtcNow,
            Expires = DateTime.UtcNow.AddHours(1),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    string Keys()
    {
        var half = rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{ "keys": [ { "kty": "RSA", "use": "sig", "kid": "{{key.KeyId}}", "n": "{{Base64UrlEncoder.Encode(half.Modulus)}}", "e": "{{Base64UrlEncoder.Encode(half.Exponent)}}" } ] }""";
    }
}
