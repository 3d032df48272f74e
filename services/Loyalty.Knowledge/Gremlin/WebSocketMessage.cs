using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>TinkerPop's sub-protocol: one binary message a request, its media type before it.</summary>
internal static class WebSocketMessage
{
    private static readonly byte[] Header = [(byte)HttpGremlinConnection.GraphSon.Length, .. Encoding.ASCII.GetBytes(HttpGremlinConnection.GraphSon)];

    public static ReadOnlyMemory<byte> Request(Guid id, string gremlin, GremlinOptions options)
    {
        var message = new ArrayBufferWriter<byte>(gremlin.Length + 512);
        message.Write(Header);
        using var writer = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        WriteTyped(writer, "requestId", "g:UUID", static (w, value) => w.WriteStringValue(value), id);
        writer.WriteString("op", "eval");
        writer.WriteString("processor", "");
        WriteTyped(writer, "args", "g:Map", static (w, value) =>
        {
            w.WriteStartArray();
            w.WriteStringValue("gremlin");
            w.WriteStringValue(value.gremlin);
            // Gremlin Server would otherwise take it for Groovy, which runs code.
            if (!value.options.IsNeptune)
            {
                w.WriteStringValue("language");
                w.WriteStringValue("gremlin-lang");
                WriteNumber(w, "batchSize", "g:Int32", value.options.PageSize);
                WriteNumber(w, "evaluationTimeout", "g:Int64", (long)value.options.RequestTimeout.TotalMilliseconds);
            }

            w.WriteEndArray();
        }, (gremlin, options));
        writer.WriteEndObject();
        writer.Flush();
        return message.WrittenMemory;
    }

    /// <summary>What a failed status says: its message, and the exceptions that Gremlin Server names beside it.</summary>
    public static string Complaint(JsonElement status)
    {
        var message = status.GetProperty("message").GetString() ?? "";
        if (!status.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Object) return message;
        var exceptions = GraphSonReader.Entries(attributes).Where(entry => entry.Key == "exceptions").SelectMany(entry => GraphSonReader.Items(entry.Value));
        return $"{message} {string.Join(' ', exceptions.Select(GraphSonReader.Text))}".TrimEnd();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, string type, long value)
    {
        writer.WriteStringValue(name);
        writer.WriteStartObject();
        writer.WriteString("@type", type);
        writer.WriteNumber("@value", value);
        writer.WriteEndObject();
    }

    private static void WriteTyped<T>(Utf8JsonWriter writer, string name, string type, Action<Utf8JsonWriter, T> write, T value)
    {
        writer.WritePropertyName(name);
        writer.WriteStartObject();
        writer.WriteString("@type", type);
        writer.WritePropertyName("@value");
        write(writer, value);
        writer.WriteEndObject();
    }
}
