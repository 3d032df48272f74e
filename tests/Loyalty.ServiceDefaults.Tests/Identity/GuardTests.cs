using System.Text.Json;

namespace Loyalty.ServiceDefaults.Tests.Identity;

public class GuardTests(GuardedService guarded) : IClassFixture<GuardedService>
{
    static readonly string[] authority = ["Authentication:Schemes:Bearer:Authority", "https://issuer.example"];
    static readonly string[] audience = ["Authentication:Schemes:Bearer:ValidAudiences:0", "loyalty"];

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/scalar")]
    public async Task What_says_so_is_open_to_everybody_even_to_a_bad_token(string path)
    {
        Assert.Equal(200, (await guarded.AskAsync(path, null)).Status);
        Assert.Equal(200, (await guarded.AskAsync(path, "nonsense")).Status);
    }

    [Fact]
    public async Task A_route_that_does_not_say_who_may_ask_is_refused_to_everybody()
    {
        Assert.Equal(401, (await guarded.AskAsync("/forgotten", null)).Status);
        var answer = await guarded.AskAsync("/forgotten", guarded.Issuer.Token("traveller", "curator", "operator"));
        Assert.Equal((403, "This route does not say who may ask, so nobody may."), (answer.Status, answer.Detail));
        await using var local = await TinyService.StartAsync();
        Assert.Equal(403, (await GuardedService.AskAsync(local, "/forgotten", null)).Status);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/orders", 405)]
    public async Task What_is_not_there_is_so_for_everybody(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(status, (int)(await guarded.Service.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_local_person_has_every_role()
    {
        await using var local = await TinyService.StartAsync();
        foreach (var path in new[] { "/page?size=1", "/curators", "/operators" })
            Assert.Equal(200, (await GuardedService.AskAsync(local, path, null)).Status);
    }

    [Fact]
    public async Task With_an_authority_nobody_is_the_local_person() =>
        Assert.All(
            [await guarded.AskAsync("/page?size=1", null), await guarded.AskAsync("/curators", null), await guarded.AskAsync("/operators", null)],
            answer => Assert.Equal(401, answer.Status));

    [Fact]
    public void A_published_service_without_an_authority_refuses_to_start() => Refuses("no authority", ["Loyalty:Published", "true"]);

    [Fact]
    public void A_service_without_an_audience_refuses_to_start() => Refuses("no audience", authority);

    [Theory]
    [InlineData("http://issuer.example")]
    [InlineData("issuer.example")]
    [InlineData("ftp://127.0.0.1")]
    public void An_authority_that_anybody_on_the_way_could_speak_for_is_refused(string url) =>
        Refuses("no https address", [authority[0], url], audience);

    [Fact]
    public async Task Published_with_an_authority_it_starts()
    {
        await using var app = TinyService.Build(("Loyalty:Published", "true"), (authority[0], authority[1]), (audience[0], audience[1]));
        await app.StartAsync();
    }

    [Fact]
    public async Task The_description_asks_for_a_token_where_the_service_does()
    {
        var description = await DescriptionAsync(guarded.Service);
        Assert.Equal("bearer", description.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        var operation = description.GetProperty("paths").GetProperty("/operators").GetProperty("get");
        Assert.Equal("""[{"bearer":[]}]""", JsonSerializer.Serialize(operation.GetProperty("security")));
        Assert.Equal(["200", "401", "403"], operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_description_says_nothing_of_tokens_where_none_is_needed()
    {
        await using var local = await TinyService.StartAsync();
        var description = await DescriptionAsync(local);
        Assert.DoesNotContain("securitySchemes", description.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"security\"", description.GetRawText(), StringComparison.Ordinal);
    }

    static async Task<JsonElement> DescriptionAsync(TinyService service) =>
        JsonSerializer.Deserialize<JsonElement>(await service.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

    static void Refuses(string why, params string[][] settings)
    {
        var error = Assert.Throws<InvalidOperationException>(() => TinyService.Build([.. settings.Select(setting => (setting[0], (string?)setting[1]))]));
        Assert.StartsWith("This service refuses to start: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}
