using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Ingestion.Text;

/// <summary>The stored form of a document's text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DocumentText))]
public sealed partial class TextJson : JsonSerializerContext;
