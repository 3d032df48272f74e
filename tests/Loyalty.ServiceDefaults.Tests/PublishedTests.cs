using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Loyalty.ServiceDefaults.Tests;

public class PublishedTests
{
    const string Context = "x-amzn-request-context";

    /// <summary>As the adapter writes it for a request through an HTTP API.</summary>
    const string OverHttp = """{"routeKey":"ANY /events","stage":"$default","apiId":"5e86f4df"}""";

    [Fact]
    public async Task An_event_that_the_adapter_passes_on_is_handled_by_its_task_or_job()
    {
        await using var service = await StartPublishedAsync();
        using var task = await PostAsync(service, """{ "task": "count", "of": [1, 2, 3] }""", ["null"]);
        Assert.Equal(3, (await task.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("count").GetInt32());
        using var job = await PostAsync(service, """{ "job": "sweep" }""", ["null"]);
        Assert.Equal(HttpStatusCode.OK, job.StatusCode);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData(OverHttp)]
    [InlineData("null", OverHttp)]
    [InlineData(OverHttp, "null")]
    [InlineData("null", "null")]
    [InlineData("Null")]
    public async Task Whatever_comes_another_way_is_refused(params string[] context)
    {
        await using var service = await StartPublishedAsync();
        using var answer = await PostAsync(service, """{ "task": "count", "of": [] }""", context);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await answer.ProblemAsync();
    }

    [Fact]
    public async Task A_service_that_is_not_published_takes_no_events()
    {
        await using var service = await StartAsync();
        using var answer = await PostAsync(service, """{ "task": "count", "of": [] }""", ["null"]);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{ "task": "other" }""", "a task (count) or a job (sweep)")]
    [InlineData("""{ "task": "sweep" }""", "a task (count) or a job (sweep)")]
    [InlineData("""{ "task": 1 }""", "a task (count) or a job (sweep)")]
    [InlineData("{}", "a task (count) or a job (sweep)")]
    [InlineData("[]", "An event is a JSON object.")]
    [InlineData("{", "An event is a JSON object.")]
    public async Task An_event_that_is_not_known_is_a_400_that_names_the_known_ones(string content, string detail)
    {
        await using var service = await StartPublishedAsync();
        using var answer = await PostAsync(service, content, ["null"]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(detail, (await answer.ProblemAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_edge_only_what_came_through_it_is_answered()
    {
        await using var service = await StartPublishedAsync(("Loyalty:Edge:Secret", "s3cret"));
        Assert.Equal(HttpStatusCode.OK, await PageAsync(service, ("x-loyalty-edge", "s3cret"), (Context, OverHttp)));
        Assert.Equal(HttpStatusCode.Forbidden, await PageAsync(service, ("x-loyalty-edge", "S3cret"), (Context, OverHttp)));
        Assert.Equal(HttpStatusCode.Forbidden, await PageAsync(service, ("x-loyalty-edge", ""), (Context, OverHttp)));
        Assert.Equal(HttpStatusCode.Forbidden, await PageAsync(service, (Context, OverHttp)));
        Assert.Equal(HttpStatusCode.Forbidden, await PageAsync(service));
    }

    [Fact]
    public async Task With_an_edge_the_adapter_still_asks_for_health_and_passes_events_on()
    {
        await using var service = await StartPublishedAsync(("Loyalty:Edge:Secret", "s3cret"));
        using var alive = await service.Client.GetAsync(new Uri("/alive", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        using var passed = await PostAsync(service, """{ "job": "sweep" }""", ["null"]);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/health");
        forged.Headers.Add(Context, OverHttp);
        using var refused = await service.Client.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("abc.execute-api.localhost:4566", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("evil.example", false)]
    public async Task Published_the_hosts_that_the_configuration_names_are_answered(string host, bool answered)
    {
        await using var service = await StartPublishedAsync(("AllowedHosts", "*.execute-api.localhost"));
        Assert.Equal(answered ? HttpStatusCode.OK : HttpStatusCode.BadRequest, await HostAsync(service, host));
        await using var open = await StartPublishedAsync(("AllowedHosts", "*"));
        Assert.Equal(HttpStatusCode.OK, await HostAsync(open, host));
    }

    static Task<TinyService> StartAsync() => TinyService.StartAsync(MapEvents);

    static Task<TinyService> StartPublishedAsync(params (string, string?)[] settings) => TinyService.StartPublishedAsync(MapEvents, settings);

    static void MapEvents(WebApplication app) => app.MapEvents(
        ImmutableDictionary<string, EventWork>.Empty.Add(
            "count", (content, _, _) => Task.FromResult<IResult>(TypedResults.Json(new Counted(content.GetProperty("of").GetArrayLength())))),
        ImmutableDictionary<string, EventWork>.Empty.Add("sweep", (_, _, _) => Task.FromResult<IResult>(TypedResults.Ok())));

    static async Task<HttpResponseMessage> PostAsync(TinyService service, string content, string[] context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = new StringContent(content, null, "application/json") };
        foreach (var value in context) request.Headers.TryAddWithoutValidation(Context, value);
        return await service.Client.SendAsync(request);
    }

    static async Task<HttpStatusCode> PageAsync(TinyService service, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page?size=1");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await service.Client.SendAsync(request);
        return answer.StatusCode;
    }

    static async Task<HttpStatusCode> HostAsync(TinyService service, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page?size=1");
        request.Headers.Host = host;
        using var answer = await service.Client.SendAsync(request);
        return answer.StatusCode;
    }
}

sealed record Counted(int Count);
