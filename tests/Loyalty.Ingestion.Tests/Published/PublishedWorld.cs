using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.SQS;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Tests.Pipeline;
using Loyalty.Storage;
using Loyalty.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Ingestion.Tests.Published;

/// <summary>
/// The service as it is published, with the emulator's S3 and Step Functions and a graph in a file, and what calls it there: the tasks of the
/// state machine are sent by hand, in order, as the adapter would pass them on.
/// </summary>
sealed class PublishedWorld : IAsyncDisposable
{
    /// <summary>The tasks between those of a submission's beginning and its end.</summary>
    public static readonly string[] Stages = ["identify", "extract-text", "extract-facts", "validate", "review", "transform", "load", "finalise"];

    readonly TemporaryFolder data = new();
    readonly string name = $"p{Guid.NewGuid():n}";
    readonly Uri emulator;
    readonly TestIssuer issuer;
    readonly List<IngestionApp> started = [];

    PublishedWorld(Uri emulator, TestIssuer issuer) => (this.emulator, this.issuer) = (emulator, issuer);

    /// <summary>The first instance of the service.</summary>
    public IngestionApp App => started[0];
    public IDocumentStore Documents => App.Services.GetRequiredService<IDocumentStore>();

    /// <summary>Started on a graph that knows two airlines and a program.</summary>
    public static async Task<PublishedWorld> StartAsync(Emulator emulator)
    {
        var world = new PublishedWorld(await emulator.EndpointAsync(), await TestIssuer.StartAsync());
        await world.AnotherAsync();
        foreach (var (file, text) in new[] { ("airlines.csv", IngestionApp.Airlines), ("programs.csv", IngestionApp.Programs) })
            Assert.Equal(SubmissionStatus.Loaded, (await world.RunAsync(await world.PutAsync(file, text))).Status);
        return world;
    }

    /// <summary>One more instance over the same stores.</summary>
    public async Task<IngestionApp> AnotherAsync(params (string, string)[] settings)
    {
        var app = await IngestionApp.StartAsync(data.Path,
        [
            ("AWS_ENDPOINT_URL", emulator.AbsoluteUri), ("AWS_REGION", "us-east-1"), ("Loyalty:Backend", "aws"), ("Loyalty:Published", "true"), ("Loyalty:CreateResources", "true"),
            ("Loyalty:Buckets:Raw", $"{name}-raw"), ("Loyalty:Buckets:Stages", $"{name}-stages"), ("Loyalty:Buckets:Facts", $"{name}-facts"),
            ("Loyalty:Buckets:Load", $"{name}-load"), ("Loyalty:QueuePrefix", name), ("Loyalty:Table", name),
            .. issuer.Settings.Select(setting => (setting.Key, setting.Value!)), .. settings,
        ]);
        app.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token("curator"));
        started.Add(app);
        return app;
    }

    /// <summary>Puts a document where somebody else would, and says under which key.</summary>
    public async Task<string> PutAsync(string fileName, string text, string? sidecar = null)
    {
        var key = $"incoming/{Guid.NewGuid():n}/{fileName}";
        if (sidecar is not null) await Documents.WriteBytesAsync(key + ".source.json", Encoding.UTF8.GetBytes(sidecar), Ct);
        await Documents.WriteBytesAsync(key, Encoding.UTF8.GetBytes(text), Ct);
        return key;
    }

    public Task<JsonElement> ReceiveAsync(string key) => TaskAsync(new { task = "receive", bucket = $"{name}-raw", key });

    /// <summary>All tasks from what came in to the end, but for what waits for a curator; each must be done.</summary>
    public async Task<Submission> RunAsync(string key)
    {
        var received = await ReceiveAsync(key);
        Assert.Equal("done", Of(received, "outcome"));
        return await RunStagesAsync(Of(received, "submission"));
    }

    public async Task<Submission> RunStagesAsync(string submission)
    {
        foreach (var task in Stages) Assert.Equal("done", Of(await TaskAsync(new { task, submission }), "outcome"));
        return await FindAsync(submission);
    }

    public async Task<Submission> FindAsync(string submission) => (await App.Catalog.FindAsync(submission, Ct))!;

    /// <summary>Sends an event as the adapter does, and reads its answer.</summary>
    public async Task<JsonElement> TaskAsync(object content, IngestionApp? to = null)
    {
        using var answer = await EventAsync(content, "null", to);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    public async Task<HttpResponseMessage> EventAsync(object content, string? context, IngestionApp? to = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = JsonContent.Create(content) };
        if (context is not null) request.Headers.TryAddWithoutValidation("x-amzn-request-context", context);
        return await (to ?? App).Client.SendAsync(request, Ct);
    }

    /// <summary>An execution of the emulator's Step Functions that waits for a token, and its token.</summary>
    public async Task<(string Execution, string Token)> WaitingExecutionAsync()
    {
        var sqs = App.Services.GetRequiredService<IAmazonSQS>();
        var queue = (await sqs.CreateQueueAsync($"tokens-{Guid.NewGuid():n}", Ct)).QueueUrl;
        var machine = await StepFunctionsAsync("CreateStateMachine", new
        {
            name = $"wait-{Guid.NewGuid():n}",
            roleArn = "arn:aws:iam::000000000000:role/test",
            definition = $$$"""
                { "StartAt": "Wait", "States": { "Wait": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Parameters": { "QueueUrl": "{{{queue}}}", "MessageBody": { "token.$": "$$.Task.Token" } }, "End": true } } }
                """,
        });
        var execution = await StepFunctionsAsync("StartExecution", new { stateMachineArn = Of(machine, "stateMachineArn"), input = "{}" });
        var message = await Eventually.NotNullAsync(async () =>
            (await sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 1 }, Ct)).Messages?.FirstOrDefault(), "the execution waits");
        return (Of(execution, "executionArn"), JsonDocument.Parse(message.Body).RootElement.GetProperty("token").GetString()!);
    }

    public async Task<string> StatusOfAsync(string execution) => Of(await StepFunctionsAsync("DescribeExecution", new { executionArn = execution }), "status");

    public static string Of(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    async Task<JsonElement> StepFunctionsAsync(string action, object content)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator)
        {
            Content = new StringContent(JsonSerializer.Serialize(content), new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{action}");
        request.Headers.TryAddWithoutValidation("Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request, SignedHeaders=host;x-amz-date, Signature=0");
        using var answer = await client.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in started) await app.DisposeAsync();
        await issuer.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Dispose();
    }
}
