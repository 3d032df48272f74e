using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.AppHost.Local.SignIn;

/// <summary>
/// Makes tokens with a key that is made with it and never leaves its memory: what it signed is worth nothing once the
/// AppHost has stopped.
/// </summary>
sealed class TokenMint : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    readonly JsonWebTokenHandler writer = new() { SetDefaultTimesOnTokenCreation = false };
    readonly RSA rsa = RSA.Create(2048);
    readonly SigningCredentials credentials;
    readonly string issuer;
    readonly TimeProvider time;

    public TokenMint(SignInPlan plan, TimeProvider time)
    {
        (issuer, this.time) = (plan.Name, time);
        var name = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
        credentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = name }, SecurityAlgorithms.RsaSha256);
        var half = rsa.ExportParameters(includePrivateParameters: false);
        // RSA, though its tokens are longer: API Gateway's authorizer knows nothing else.
        Keys = new KeySet([new PublicKey("RSA", "sig", credentials.Algorithm, name, Base64UrlEncoder.Encode(half.Modulus), Base64UrlEncoder.Encode(half.Exponent))]);
    }

    /// <summary>What whoever checks a token needs: the public half.</summary>
    public KeySet Keys { get; }

    public string TokenOf(string subject, IReadOnlyCollection<string> roles)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = SignInPlan.Audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, subject), new Claim(JwtRegisteredClaimNames.Jti, Guid.NewGuid().ToString("N"))]),
            Claims = new Dictionary<string, object> { [SignInPlan.RoleClaim] = roles.ToArray() },
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = credentials,
        });
    }

    public void Dispose() => rsa.Dispose();
}
