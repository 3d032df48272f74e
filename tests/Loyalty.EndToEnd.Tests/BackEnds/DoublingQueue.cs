using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Loyalty.EndToEnd.Tests.BackEnds;

/// <summary>
/// SQS at its worst: each message that is sent is there twice, and each that is delivered is delivered again at once, while the first delivery is
/// still at work on it.
/// </summary>
sealed class DoublingQueue : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, bool> delivered = new();
    Forwarder? forwarder;
    int copies;

    public Uri Address => forwarder!.Address;

    /// <summary>How many requests to send were carried out twice.</summary>
    public int Copies => copies;

    /// <summary>How many messages were delivered again.</summary>
    public int Redeliveries => delivered.Count;

    public static async Task<DoublingQueue> StartAsync(Uri server)
    {
        var queue = new DoublingQueue();
        queue.forwarder = await Forwarder.StartAsync(answered: queue.DoubleAsync);
        queue.forwarder.Target = server;
        return queue;
    }

    public ValueTask DisposeAsync() => forwarder!.DisposeAsync();

    async Task DoubleAsync(Forwarder server, HttpRequest request, byte[] body, byte[] answer)
    {
        switch (request.Headers["X-Amz-Target"].ToString())
        {
            case "AmazonSQS.SendMessage" or "AmazonSQS.SendMessageBatch":
                Interlocked.Increment(ref copies);
                await server.CallAsync(request, null, body);
                break;
            case "AmazonSQS.ReceiveMessage" when JsonNode.Parse(answer)!["Messages"] is JsonArray messages:
                foreach (var message in messages.Where(message => delivered.TryAdd(message!["MessageId"]!.GetValue<string>(), true)))
                {
                    var again = new { QueueUrl = JsonNode.Parse(body)!["QueueUrl"]!.GetValue<string>(), ReceiptHandle = message!["ReceiptHandle"]!.GetValue<string>(), VisibilityTimeout = 0 };
                    await server.CallAsync(request, "AmazonSQS.ChangeMessageVisibility", JsonSerializer.SerializeToUtf8Bytes(again));
                }

                break;
        }
    }
}
