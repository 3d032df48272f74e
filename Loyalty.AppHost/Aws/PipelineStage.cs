using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.AppHost.Aws;

/// <summary>A stage of the ingestion pipeline, as the ingestion service describes it: that is where the pipeline is defined.</summary>
/// <param name="Version">Raised when it makes another output of the same input.</param>
/// <param name="Attempts">How often it is tried before the document is quarantined.</param>
/// <param name="TimeOutSeconds">How long one attempt may take.</param>
/// <param name="Computes">Whether how long it takes is the document's doing; else it is the stores', and they are waited for.</param>
sealed record PipelineStage(string Name, int Version, int Attempts, int TimeOutSeconds, bool Computes)
{
    public static ImmutableArray<PipelineStage> Read(string json) => JsonSerializer.Deserialize(json, PipelineJson.Default.ImmutableArrayPipelineStage);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImmutableArray<PipelineStage>))]
sealed partial class PipelineJson : JsonSerializerContext;
