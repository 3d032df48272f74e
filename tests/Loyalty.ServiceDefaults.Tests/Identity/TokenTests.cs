using System.Security.Cryptography;
using System.Text;
using Loyalty.Tests;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.ServiceDefaults.Tests.Identity;

/// <summary>Which tokens a service believes. Each of those that it does not differs in one thing from one that it does.</summary>
public class TokenTests(GuardedService guarded) : IClassFixture<GuardedService>
{
    static readonly Dictionary<string, object> operatorOnly = new() { ["roles"] = "operator" };

    [Fact]
    public async Task A_good_token_with_the_role_is_answered() =>
        Assert.Equal(200, (await AskAsync(guarded.Issuer.Token("operator"))).Status);

    [Theory]
    [InlineData("""operator""", 200)]
    [InlineData("""traveller""", 403)]
    [InlineData("""Operator""", 403)]
    [InlineData("""operators""", 403)]
    public async Task A_role_may_be_a_text(string role, int status) =>
        Assert.Equal(status, (await AskAsync(guarded.Issuer.Token(new Dictionary<string, object> { ["roles"] = role }))).Status);

    [Theory]
    [InlineData(200, "operator")]
    [InlineData(200, "traveller", "operator")]
    [InlineData(403, "traveller", "curator")]
    [InlineData(403)]
    public async Task Roles_may_be_a_list(int status, params string[] roles) => Assert.Equal(status, (await AskAsync(guarded.Issuer.Token(roles))).Status);

    [Fact]
    public async Task A_token_without_the_role_is_a_403_that_names_the_role()
    {
        var answer = await AskAsync(guarded.Issuer.Token(new Dictionary<string, object>()));
        Assert.Equal(new Answer(403, "This needs the role operator, and the caller has none of them.", "Bearer error=\"insufficient_scope\""), answer);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role")]
    public async Task A_role_under_another_claim_is_none(string claim) =>
        Assert.Equal(403, (await AskAsync(guarded.Issuer.Token(new Dictionary<string, object> { [claim] = "operator" }))).Status);

    [Fact]
    public async Task Without_a_token_it_is_a_401_that_says_how_to_come_back()
    {
        var answer = await AskAsync(null);
        Assert.Equal((401, "Bearer"), (answer.Status, answer.Challenge));
        Assert.StartsWith("This needs a token", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_token_that_has_expired_is_refused() => RefusedAsync("The token has expired.", token =>
    {
        token.NotBefore = DateTime.UtcNow.AddHours(-2);
        token.Expires = DateTime.UtcNow.AddMinutes(-1);
    });

    [Fact]
    public Task A_token_that_is_not_valid_yet_is_refused() =>
        RefusedAsync("The token is not valid yet.", token => token.NotBefore = DateTime.UtcNow.AddMinutes(1));

    [Fact]
    public Task A_token_that_never_expires_is_refused() => RefusedAsync("The token does not say when it expires.", token => token.Expires = null);

    [Fact]
    public Task A_token_for_another_audience_is_refused() => RefusedAsync("The token is for another audience.", token => token.Audience = "elsewhere");

    [Fact]
    public Task A_token_without_an_audience_is_refused() => RefusedAsync("The token is for another audience.", token => token.Audience = null);

    [Theory]
    [InlineData(TestIssuer.Audience, 200)]
    [InlineData("elsewhere", 401)]
    public async Task A_token_without_an_audience_is_for_the_client_that_it_names(string client, int status) =>
        Assert.Equal(status, (await AskAsync(guarded.Issuer.Token(
            new Dictionary<string, object> { ["roles"] = "operator", ["client_id"] = client }, token => token.Audience = null))).Status);

    [Fact]
    public async Task The_client_that_a_token_names_is_nothing_beside_its_audience() =>
        Assert.Equal(401, (await AskAsync(guarded.Issuer.Token(
            new Dictionary<string, object> { ["roles"] = "operator", ["client_id"] = TestIssuer.Audience }, token => token.Audience = "elsewhere"))).Status);

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData(null)]
    public Task A_token_of_another_issuer_is_refused(string? issuer) => RefusedAsync("The token is from another issuer.", token => token.Issuer = issuer);

    [Fact]
    public async Task A_token_that_another_key_signed_is_refused_though_it_has_the_name_of_the_right_one()
    {
        using var other = RSA.Create(2048);
        await RefusedAsync("The token is not signed by a key of its issuer.", token => token.SigningCredentials =
            new SigningCredentials(new RsaSecurityKey(other) { KeyId = "test" }, SecurityAlgorithms.RsaSha256));
    }

    [Fact]
    public Task A_token_without_a_signature_is_refused() =>
        RefusedAsync("The token is not signed by a key of its issuer.", token => token.SigningCredentials = null);

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    public async Task A_token_whose_signature_is_taken_away_is_refused(string algorithm)
    {
        var payload = guarded.Issuer.Token("operator").Split('.')[1];
        var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"test"}""");
        Assert.Equal(401, (await AskAsync($"{header}.{payload}.")).Status);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("der")]
    [InlineData("modulus")]
    public async Task A_token_that_takes_the_public_key_for_a_secret_is_refused(string form)
    {
        using var half = guarded.Issuer.PublicKey;
        var secret = form switch
        {
            "pem" => Encoding.ASCII.GetBytes(half.ExportSubjectPublicKeyInfoPem()),
            "der" => half.ExportSubjectPublicKeyInfo(),
            _ => half.ExportParameters(includePrivateParameters: false).Modulus!,
        };
        await RefusedAsync("The token is not signed by a key of its issuer.", token => token.SigningCredentials =
            new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = "test" }, SecurityAlgorithms.HmacSha256));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task What_is_no_token_is_refused(string token) => Assert.Equal(401, (await AskAsync(token)).Status);

    [Fact]
    public async Task A_token_that_was_changed_after_it_was_signed_is_refused()
    {
        var parts = guarded.Issuer.Token("traveller").Split('.');
        var payload = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("traveller", "operator", StringComparison.Ordinal));
        Assert.Equal(401, (await AskAsync($"{parts[0]}.{payload}.{parts[2]}")).Status);
    }

    [Fact]
    public async Task Roles_are_read_from_the_claim_that_is_configured()
    {
        await using var service = await TinyService.StartAsync([.. guarded.Issuer.Settings, ("Loyalty:Identity:RoleClaim", "cognito:groups")]);
        Assert.Equal(200, (await GuardedService.AskAsync(service, "/operators", guarded.Issuer.Token(new Dictionary<string, object> { ["cognito:groups"] = new[] { "operator" } }))).Status);
        Assert.Equal(403, (await GuardedService.AskAsync(service, "/operators", guarded.Issuer.Token("operator"))).Status);
    }

    [Fact]
    public async Task A_token_is_not_to_blame_for_an_authority_that_does_not_answer()
    {
        var away = await TestIssuer.StartAsync();
        var (token, settings) = (away.Token("operator"), away.Settings);
        await away.DisposeAsync();
        await using var service = await TinyService.StartAsync(settings);
        var answer = await GuardedService.AskAsync(service, "/operators", token);
        Assert.Equal((503, ""), (answer.Status, answer.Challenge));
        Assert.Equal(401, (await GuardedService.AskAsync(service, "/operators", null)).Status);
        Assert.Equal(200, (await GuardedService.AskAsync(service, "/health", token)).Status);
    }

    async Task RefusedAsync(string why, Action<SecurityTokenDescriptor> change)
    {
        var answer = await AskAsync(guarded.Issuer.Token(operatorOnly, change));
        Assert.Equal((401, why), (answer.Status, answer.Detail));
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Challenge, StringComparison.Ordinal);
    }

    Task<Answer> AskAsync(string? token) => guarded.AskAsync("/operators", token);
}
