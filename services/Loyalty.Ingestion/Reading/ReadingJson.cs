using System.Text.Json.Serialization;

namespace Loyalty.Ingestion.Reading;

/// <summary>How the facts of a document are written down between stages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExtractedFacts))]
public sealed partial class ReadingJson : JsonSerializerContext;
