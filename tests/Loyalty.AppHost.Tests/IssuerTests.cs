using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Loyalty.AppHost.Local.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.AppHost.Tests;

public sealed class IssuerTests : IAsyncLifetime
{
    static readonly SignInPlan plan = new(new Uri($"http://127.0.0.1:{FreePort()}"));
    readonly HttpClient client = new() { BaseAddress = plan.Issuer };
    Issuer issuer = null!;

    public async ValueTask InitializeAsync() => issuer = await Issuer.StartAsync(plan, TimeProvider.System, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_says_who_asked_for_what_and_its_signature_is_that_of_the_published_key()
    {
        var answer = await TokenAsync(("grant_type", "client_credentials"), ("scope", "curator traveller"), ("client_id", "me"));
        Assert.Equal(("Bearer", 3600, "curator traveller"),
            (answer.GetProperty("token_type").GetString(), answer.GetProperty("expires_in").GetInt32(), answer.GetProperty("scope").GetString()));
        var token = await ReadAsync(answer);
        Assert.True(token.IsValid, token.Exception?.Message);
        Assert.Equal("me", token.Claims["sub"]);
        Assert.Equal(["curator", "traveller"], (IEnumerable<object>)token.Claims["roles"]);
    }

    [Fact]
    public async Task A_role_may_be_named_by_itself() =>
        Assert.Equal("operator", (await TokenAsync(("grant_type", "client_credentials"), ("role", "operator"))).GetProperty("scope").GetString());

    [Fact]
    public async Task Its_published_keys_hold_no_private_half()
    {
        var keys = (await client.GetFromJsonAsync<JsonElement>((await DiscoveryAsync()).GetProperty("jwks_uri").GetString())).GetProperty("keys");
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], Assert.Single(keys.EnumerateArray()).EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("grant_type=password&scope=curator", "unsupported_grant_type")]
    [InlineData("scope=curator", "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials", "invalid_scope")]
    [InlineData("grant_type=client_credentials&scope=curator+root", "invalid_scope")]
    public async Task What_it_does_not_give_is_said(string form, string error)
    {
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");
        using var response = await client.PostAsync(new Uri("/token", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Host", "127.0.0.1.nip.io", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task A_page_gets_no_token(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token") { Content = Form(("grant_type", "client_credentials"), ("scope", "operator")) };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain("access_token", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_issuer_has_another_key()
    {
        var old = await TokenAsync(("grant_type", "client_credentials"), ("scope", "operator"));
        await issuer.DisposeAsync();
        issuer = await Issuer.StartAsync(plan, TimeProvider.System, CancellationToken.None);
        Assert.False((await ReadAsync(old)).IsValid);
    }

    async Task<JsonElement> DiscoveryAsync()
    {
        var discovery = await client.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));
        Assert.Equal(plan.Name, discovery.GetProperty("issuer").GetString());
        return discovery;
    }

    async Task<JsonElement> TokenAsync(params (string Name, string Value)[] fields)
    {
        using var form = Form(fields);
        using var response = await client.PostAsync(new Uri((await DiscoveryAsync()).GetProperty("token_endpoint").GetString()!), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task<TokenValidationResult> ReadAsync(JsonElement answer)
    {
        var keys = new JsonWebKeySet(await client.GetStringAsync(new Uri((await DiscoveryAsync()).GetProperty("jwks_uri").GetString()!)));
        return await new JsonWebTokenHandler().ValidateTokenAsync(answer.GetProperty("access_token").GetString(), new TokenValidationParameters
        {
            ValidIssuer = plan.Name,
            ValidAudience = "loyalty",
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
    }

    static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
