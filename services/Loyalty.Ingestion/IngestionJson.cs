using System.Text.Json.Serialization;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Published;
using Loyalty.Ingestion.Reviews;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Ingestion;

/// <summary>How the pipeline's records and answers are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(ValidatedFacts))]
[JsonSerializable(typeof(ReviewIds))]
[JsonSerializable(typeof(ReviewItem))]
[JsonSerializable(typeof(TransformedDocument))]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(ChangeSet))]
[JsonSerializable(typeof(DocumentItem))]
[JsonSerializable(typeof(DocumentList))]
[JsonSerializable(typeof(DocumentAccepted))]
[JsonSerializable(typeof(DocumentChanges))]
[JsonSerializable(typeof(ReviewList))]
[JsonSerializable(typeof(ReviewView))]
[JsonSerializable(typeof(Landing.Sidecar))]
[JsonSerializable(typeof(TaskSuccess))]
[JsonSerializable(typeof(TaskContent))]
[JsonSerializable(typeof(TaskAnswer))]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(UploadRequest))]
[JsonSerializable(typeof(UploadAddress))]
public sealed partial class IngestionJson : JsonSerializerContext;
