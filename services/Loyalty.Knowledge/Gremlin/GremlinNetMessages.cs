using System.Text.Json;
using Gremlin.Net.Driver;
using Gremlin.Net.Driver.Messages;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Requests and answers of Gremlin.Net as the built-in transport writes and reads them: text out, GraphSON 3 in.</summary>
internal sealed class GremlinNetMessages(GremlinOptions options) : IMessageSerializer
{
    public Task<byte[]> SerializeMessageAsync(RequestMessage requestMessage, CancellationToken cancellationToken = default) =>
        Task.FromResult(WebSocketMessage.Request(requestMessage.RequestId, (string)requestMessage.Arguments["gremlin"], options).ToArray());

    public Task<ResponseMessage<List<object>>?> DeserializeMessageAsync(byte[] message, CancellationToken cancellationToken = default)
    {
        if (message.Length > options.MaxAnswerBytes) throw new InvalidDataException($"an answer is larger than {options.MaxAnswerBytes} bytes");
        using var answer = JsonDocument.Parse(message);
        var status = answer.RootElement.GetProperty("status");
        var code = status.GetProperty("code").GetInt32();
        var id = answer.RootElement.GetProperty("requestId");
        var isGood = code is 200 or 204 or 206;
        return Task.FromResult<ResponseMessage<List<object>>?>(new ResponseMessage<List<object>>(
            id.ValueKind == JsonValueKind.String ? id.GetGuid() : null,
            new ResponseStatus((ResponseStatusCode)code, message: isGood ? "" : WebSocketMessage.Complaint(status)),
            // What is kept outlives the document.
            new ResponseResult<List<object>>(isGood
                ? [.. GraphSonReader.Items(answer.RootElement.GetProperty("result").GetProperty("data")).Select(item => (object)item.Clone())]
                : [])));
    }
}
