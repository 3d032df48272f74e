using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Loyalty.AppHost.Local.SignIn;

/// <summary>What a client reads first (OpenID Connect Discovery).</summary>
sealed record Discovery(
    string Issuer, string JwksUri, string TokenEndpoint, ImmutableArray<string> ResponseTypesSupported, ImmutableArray<string> SubjectTypesSupported,
    ImmutableArray<string> IdTokenSigningAlgValuesSupported, ImmutableArray<string> GrantTypesSupported, ImmutableArray<string> ScopesSupported,
    ImmutableArray<string> TokenEndpointAuthMethodsSupported);

/// <summary>A set of keys (RFC 7517).</summary>
sealed record KeySet(ImmutableArray<PublicKey> Keys);

sealed record PublicKey(string Kty, string Use, string Alg, string Kid, string N, string E);

/// <summary>A token, as RFC 6749 has it in an answer.</summary>
sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string Scope);

sealed record TokenRefusal(string Error, string ErrorDescription);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Discovery))]
[JsonSerializable(typeof(KeySet))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenRefusal))]
sealed partial class SignInJson : JsonSerializerContext;
