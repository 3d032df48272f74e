using System.Text.Json.Nodes;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Storage.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loyalty.Knowledge.Tests.Gremlin;

/// <summary>The loader's client against a server that answers as Neptune's documentation has it.</summary>
public sealed class NeptuneLoaderTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private readonly Queue<string> _statuses = new();
    private WebApplication _neptune = null!;
    private HttpClient _http = null!;
    private NeptuneLoader _loader = null!;
    private JsonNode? _body;
    private int _errors;
    private string? _refusal;
    private Action? _whenAsked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NeptuneLoad Load => new("s3://bucket/folder/", "arn:aws:iam::123456789012:role/load", "eu-central-1");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _neptune = builder.Build();
        _neptune.Run(AnswerAsync);
        await _neptune.StartAsync(Token);
        _http = new HttpClient();
        var options = new GremlinOptions(new Uri(_neptune.Urls.Single()))
        {
            Signer = new AwsRequestSigner(_ => ValueTask.FromResult(new AwsKeys("AKIDEXAMPLE", "secret")), "eu-central-1", AwsRequestSigner.Neptune, TimeProvider.System),
        };
        _loader = new NeptuneLoader(_http, options, TimeProvider.System, TimeSpan.FromMilliseconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _neptune.DisposeAsync();
    }

    [Fact]
    public async Task A_load_is_posted_signed_and_waited_for()
    {
        Expect("LOAD_NOT_STARTED", "LOAD_IN_QUEUE", "LOAD_IN_PROGRESS", "LOAD_COMPLETED");
        var status = await _loader.LoadAsync(Load, TimeSpan.FromMinutes(1), Token);
        Assert.True(status.IsComplete);
        Assert.Equal(("load-1", 1234L, 5L), (status.Id, status.Records, status.Duplicates));
        Assert.Equal(["POST /loader", .. Enumerable.Repeat("GET /loader/load-1?details=true", 4)], _requests);
        Assert.Equal("""
            {"source":"s3://bucket/folder/","format":"csv","iamRoleArn":"arn:aws:iam::123456789012:role/load","region":"eu-central-1","mode":"AUTO","failOnError":"TRUE","parallelism":"MEDIUM","updateSingleCardinalityProperties":"TRUE","queueRequest":"TRUE","parserConfiguration":{"allowEmptyStrings":true}}
            """, _body!.ToJsonString());
    }

    [Fact]
    public async Task A_load_that_failed_brings_its_error_feed_page_by_page()
    {
        _errors = 150;
        Expect("LOAD_IN_PROGRESS", "LOAD_FAILED");
        var status = await _loader.LoadAsync(Load, TimeSpan.FromMinutes(1), Token);
        Assert.Equal(("LOAD_FAILED", false), (status.Status, status.IsComplete));
        Assert.Equal(150, status.Errors.Length);
        Assert.Equal(new NeptuneLoadError("PARSING_ERROR", "row 149 is wrong", "s3://bucket/folder/vertices.csv", 149), status.Errors[149]);
        Assert.Equal("GET /loader/load-1?details=true&errors=true&page=2&errorsPerPage=100", _requests[^1]);
    }

    [Fact]
    public async Task A_load_that_takes_too_long_is_cancelled()
    {
        Expect([.. Enumerable.Repeat("LOAD_IN_PROGRESS", 10_000)]);
        await Assert.ThrowsAsync<TimeoutException>(() => _loader.LoadAsync(Load, TimeSpan.FromMilliseconds(50), Token));
        Assert.Equal("DELETE /loader/load-1", _requests[^1]);
    }

    [Fact]
    public async Task Cancelling_the_wait_cancels_the_load()
    {
        Expect([.. Enumerable.Repeat("LOAD_IN_PROGRESS", 10_000)]);
        using var cancel = new CancellationTokenSource();
        // Once the load is under way, however long its start takes.
        _whenAsked = cancel.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _loader.LoadAsync(Load, TimeSpan.FromMinutes(1), cancel.Token));
        Assert.Equal("DELETE /loader/load-1", _requests[^1]);
    }

    [Fact]
    public async Task A_refusal_says_what_neptune_said()
    {
        _refusal = """{"requestId":"r","code":"BadRequestException","detailedMessage":"The source bucket is not there"}""";
        var failure = await Assert.ThrowsAsync<NeptuneLoadException>(() => _loader.LoadAsync(Load, TimeSpan.FromMinutes(1), Token));
        Assert.Contains("The source bucket is not there", failure.Message, StringComparison.Ordinal);
    }

    private void Expect(params string[] statuses)
    {
        foreach (var status in statuses) _statuses.Enqueue(status);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/", context.Request.Headers.Authorization.ToString(), StringComparison.Ordinal);
        lock (_requests) _requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (HttpMethods.IsGet(context.Request.Method)) _whenAsked?.Invoke();
        if (_refusal is not null)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(_refusal);
            return;
        }

        if (context.Request.Method == "POST") _body = await JsonNode.ParseAsync(context.Request.Body);
        var payload = context.Request.Method switch
        {
            "POST" => new JsonObject { ["loadId"] = "load-1" },
            "GET" => Status(context.Request.Query),
            _ => null,
        };
        await context.Response.WriteAsync(new JsonObject { ["status"] = "200 OK", ["payload"] = payload }.ToJsonString());
    }

    private JsonObject Status(IQueryCollection query)
    {
        var status = _statuses.Count > 0 ? _statuses.Dequeue() : "LOAD_FAILED";
        var payload = new JsonObject
        {
            ["feedCount"] = new JsonArray(new JsonObject { [status] = 1 }),
            ["overallStatus"] = new JsonObject
            {
                ["fullUri"] = "s3://bucket/folder/",
                ["runNumber"] = 1,
                ["retryNumber"] = 0,
                ["status"] = status,
                ["totalTimeSpent"] = 3,
                ["startTime"] = 1,
                ["totalRecords"] = 1234,
                ["totalDuplicates"] = 5,
                ["parsingErrors"] = _errors,
                ["datatypeMismatchErrors"] = 0,
                ["insertErrors"] = 0,
            },
        };
        if (query["errors"] == "true")
        {
            var (page, size) = (int.Parse(query["page"]!), int.Parse(query["errorsPerPage"]!));
            payload["errors"] = new JsonObject
            {
                ["startIndex"] = (page - 1) * size,
                ["endIndex"] = Math.Min(page * size, _errors),
                ["loadId"] = "load-1",
                ["errorLogs"] = new JsonArray([.. Enumerable.Range(0, _errors).Skip((page - 1) * size).Take(size).Select(n => new JsonObject
                {
                    ["errorCode"] = "PARSING_ERROR", ["errorMessage"] = $"row {n} is wrong", ["fileName"] = "s3://bucket/folder/vertices.csv", ["recordNum"] = n,
                })]),
            };
        }

        return payload;
    }
}
