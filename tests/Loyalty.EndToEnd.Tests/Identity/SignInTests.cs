using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests.Identity;

/// <summary>A suite whose services ask for tokens, and the issuer that the AppHost is: the way from a person's role to an answer.</summary>
public sealed class SignInTests(SignedInFixture fixture) : IClassFixture<SignedInFixture>
{
    const string Question = """
        { "itinerary": { "segments": [ { "marketingCarrier": "LH", "origin": "FRA", "destination": "SIN", "fareClass": "K", "departureDate": "2026-12-01" } ],
                         "ticketPrice": { "baseFare": 500, "carrierSurcharges": 150, "currency": "EUR" } } }
        """;
    readonly RunningAppHost host = fixture.Host;

    [Fact]
    public async Task The_starter_library_is_loaded_by_the_apphost_in_a_role_of_its_own()
    {
        await host.OutputAsync(" awaiting review, ");
        Assert.Matches(@"Starter library: [1-9]\d* documents loaded, 0 unchanged, \d+ awaiting review, \d+ quarantined in", host.Output);
        Assert.DoesNotContain(" refused", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ready_table_says_where_tokens_are()
    {
        Assert.Contains($"| sign-in     | http://127.0.0.1:{host.PortBase + 9} ", host.Output, StringComparison.Ordinal);
        Assert.Contains($"curl -s http://127.0.0.1:{host.PortBase + 9}/token ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered_but_whether_the_service_is_healthy()
    {
        foreach (var (service, path) in new[] { ("api", "/api/programs"), ("ingestion", "/api/documents"), ("maintenance", "/api/backups") })
        {
            using var refused = await host.ClientOf(service).GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal(HttpStatusCode.OK, (await host.ClientOf(service).GetAsync(new Uri("/alive", UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task A_traveller_asks_what_a_flight_earns_and_may_not_see_documents()
    {
        await host.OutputAsync(" awaiting review, ");
        var traveller = await TokenAsync("traveller");
        using var question = new StringContent(Question, null, "application/json");
        using var answer = await SendAsync(HttpMethod.Post, host.Api, "/api/earnings", traveller, question);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("options").EnumerateArray());
        using var documents = await SendAsync(HttpMethod.Get, host.Ingestion, "/api/documents", traveller);
        Assert.Equal(HttpStatusCode.Forbidden, documents.StatusCode);
        using var backups = await SendAsync(HttpMethod.Get, host.Maintenance, "/api/backups", traveller);
        Assert.Equal(HttpStatusCode.Forbidden, backups.StatusCode);
    }

    [Fact]
    public async Task A_curator_hands_a_document_in_and_takes_no_backup()
    {
        var curator = await TokenAsync("curator");
        using var form = HandIn.Many(3)[0].ToForm();
        using var accepted = await SendAsync(HttpMethod.Post, host.Ingestion, "/api/documents", curator, form);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var backup = await SendAsync(HttpMethod.Post, host.Maintenance, "/api/backups", curator);
        Assert.Equal(HttpStatusCode.Forbidden, backup.StatusCode);
    }

    [Fact]
    public async Task An_operator_takes_a_backup()
    {
        using var backup = await SendAsync(HttpMethod.Post, host.Maintenance, "/api/backups", await TokenAsync("operator"));
        Assert.Equal(HttpStatusCode.Accepted, backup.StatusCode);
    }

    async Task<string> TokenAsync(string role)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.PortBase + 9}") };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", role)]);
        using var response = await client.PostAsync(new Uri("/token", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    static async Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpClient client, string path, string token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }
}

/// <summary>A suite with an issuer and the starter library.</summary>
public sealed class SignedInFixture : IAsyncLifetime
{
    public RunningAppHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningAppHost.StartWithSignInAsync(seed: true);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
