using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Loyalty.EndToEnd.Tests.Identity;

/// <summary>Every route by every role, and none. The routes are those that the services have, so that a new one is asked for by itself.</summary>
public partial class RouteTests(GuardedServices services) : IClassFixture<GuardedServices>
{
    /// <summary>Who may ask, by the path that a route starts with. The longest that fits a route counts.</summary>
    const string WhoMayAsk = """
        api          /api/earnings    traveller curator operator
        api          /api/programs    traveller curator operator
        api          /api/airports    traveller curator operator
        api          /api/rules       traveller curator operator
        api          /api/knowledge   traveller curator operator
        ingestion    /api/documents   curator
        ingestion    /api/uploads     curator
        ingestion    /api/reviews     curator
        maintenance  /api/backups     operator
        *            /health          everybody
        *            /alive           everybody
        *            /openapi         everybody
        *            /scalar          everybody
        *            /events          nobody
        """;
    static readonly ImmutableArray<Row> table =
        [.. WhoMayAsk.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => new Row(words[0], words[1], [.. words[2..]]))];
    static readonly ImmutableArray<Caller> callers =
    [
        new("none", []), new("a stranger with a token", []), new("traveller", ["traveller"]), new("curator", ["curator"]), new("operator", ["operator"]),
    ];

    [Theory]
    [InlineData("api")]
    [InlineData("ingestion")]
    [InlineData("maintenance")]
    public void Every_route_says_who_may_ask(string service)
    {
        var silent = services[service].Routes.Where(route =>
            route.Metadata.GetMetadata<IAllowAnonymous>() is null && route.Metadata.GetMetadata<IAuthorizeData>() is not { Roles.Length: > 0 });
        Assert.Empty(silent.Select(route => route.DisplayName));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("ingestion")]
    [InlineData("maintenance")]
    public async Task Every_route_answers_those_who_may_ask_and_nobody_else(string service)
    {
        using var client = services[service].CreateClient();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var route in services[service].Routes)
        {
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                foreach (var caller in callers)
                {
                    asked++;
                    var (status, challenge) = await AskAsync(client, method, route, caller);
                    if (Problem(service, route, caller, status, challenge) is { } problem)
                        wrong.Add($"{method} {route.RoutePattern.RawText} by {caller.Name}: {problem}");
                }
            }
        }
        Assert.Empty(wrong);
        // The three that every service has, and what it is for.
        Assert.True(asked > 4 * callers.Length, $"Only {asked} requests were made.");
    }

    static string? Problem(string service, RouteEndpoint route, Caller caller, HttpStatusCode status, string challenge)
    {
        var path = "/" + route.RoutePattern.RawText!.TrimStart('/');
        var row = table.Where(row => (row.Service == "*" || row.Service == service) && path.StartsWith(row.Path, StringComparison.Ordinal))
            .MaxBy(row => row.Path.Length);
        if (row is null) return "the table of this test does not say who may ask";
        var isAnswered = status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
        if (row.Who is ["everybody"]) return isAnswered ? null : $"{status}, though everybody may ask";
        if (row.Who is ["nobody"]) return isAnswered ? $"{status}, though nobody may ask" : null;
        if (caller.Roles.Any(row.Who.Contains)) return isAnswered ? null : $"{status}, though the role may ask";
        var expected = caller.Name == "none" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
        if (status != expected) return $"{status} in place of {expected}";
        return challenge.StartsWith("Bearer", StringComparison.Ordinal) ? null : $"{status} without a challenge";
    }

    async Task<(HttpStatusCode Status, string Challenge)> AskAsync(HttpClient client, string method, RouteEndpoint route, Caller caller)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Placeholder().Replace(route.RoutePattern.RawText!, "none"));
        if (caller.Name != "none") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", services.Issuer.Token(caller.Roles));
        // Of a kind that the route takes: any other is refused before it is asked who sends it.
        if (route.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var kind, ..] })
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind == "multipart/form-data" ? kind + "; boundary=none" : kind);
        }
        using var response = await client.SendAsync(request);
        return (response.StatusCode, response.Headers.WwwAuthenticate.ToString());
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    sealed record Row(string Service, string Path, ImmutableArray<string> Who);

    sealed record Caller(string Name, string[] Roles);
}
