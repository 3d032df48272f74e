using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Loyalty.Storage.Aws;

namespace Loyalty.Ingestion.Reviews;

/// <summary>
/// The one call of AWS Step Functions that this service makes: it tells an execution that waits for a token to go on. Endpoint and region are
/// found as the AWS clients find them. Thread-safe.
/// </summary>
public sealed class StepFunctions(IHttpClientFactory clients, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Refusals which say that nobody waits for the token any more.</summary>
    private static readonly string[] NobodyWaits = ["TaskDoesNotExist", "TaskTimedOut", "InvalidToken"];

    private string Region => new[] { configuration["AWS_REGION"], configuration["AWS_DEFAULT_REGION"] }.FirstOrDefault(region => !string.IsNullOrEmpty(region))
        ?? AwsKeyChain.Region ?? throw new InvalidOperationException("Step Functions is to be called, but no region is known: set AWS_REGION.");

    private Uri Endpoint => new(new[] { configuration["AWS_ENDPOINT_URL_SFN"], configuration["AWS_ENDPOINT_URL"] }.FirstOrDefault(url => !string.IsNullOrEmpty(url))
        ?? $"https://states.{Region}.amazonaws.com/");

    /// <summary>Says that a task has succeeded; false when nobody waits for it any more.</summary>
    /// <exception cref="HttpRequestException">The call failed, and may succeed later.</exception>
    public async Task<bool> SucceedAsync(string token, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new TaskSuccess(token, "{}"), IngestionJson.Default.TaskSuccess);
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.SendTaskSuccess");
        // As the AWS clients do: who calls is told by the call.
        if (configuration["AWS_SDK_UA_APP_ID"] is { Length: > 0 } caller) request.Headers.UserAgent.Add(new ProductInfoHeaderValue("app", caller));
        await new AwsRequestSigner(AwsKeyChain.KeysAsync, Region, "states", time).SignAsync(request, body, cancellationToken);
        using var client = clients.CreateClient(nameof(StepFunctions));
        using var answer = await client.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode) return true;
        var refusal = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode == HttpStatusCode.BadRequest && NobodyWaits.Any(kind => refusal.Contains(kind, StringComparison.Ordinal))) return false;
        throw new HttpRequestException($"Step Functions did not take the success of a task: {(int)answer.StatusCode} {refusal}", null, answer.StatusCode);
    }
}

/// <summary>What Step Functions is told.</summary>
public sealed record TaskSuccess(string TaskToken, string Output);
