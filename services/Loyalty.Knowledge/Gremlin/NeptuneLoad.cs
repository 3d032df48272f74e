using System.Text.Json.Serialization;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>A bulk load into Neptune. Immutable.</summary>
/// <param name="Source">The folder in S3: <c>s3://bucket/folder/</c>.</param>
/// <param name="IamRoleArn">The role by which the cluster reads it.</param>
/// <param name="Region">The region of the bucket.</param>
public sealed record NeptuneLoad(string Source, string IamRoleArn, string Region)
{
    /// <summary><c>AUTO</c> goes on with a load of the same source that failed, <c>NEW</c> always starts over.</summary>
    public string Mode { get; init; } = "AUTO";

    /// <summary>Whether the load stops at the first error.</summary>
    public bool FailOnError { get; init; } = true;

    /// <summary>How much of the cluster it takes: <c>LOW</c>, <c>MEDIUM</c>, <c>HIGH</c>, <c>OVERSUBSCRIBE</c>.</summary>
    public string Parallelism { get; init; } = "MEDIUM";
}

/// <summary>How a bulk load stands. Immutable.</summary>
/// <param name="Id">Neptune's id of the load.</param>
/// <param name="Status">Neptune's word, such as <c>LOAD_IN_PROGRESS</c> or <c>LOAD_COMPLETED</c>.</param>
/// <param name="Records">How many rows were read.</param>
/// <param name="Duplicates">How many of them were there already.</param>
/// <param name="ParsingErrors">How many rows could not be read.</param>
/// <param name="DatatypeErrors">How many values were not of their column's type.</param>
/// <param name="InsertErrors">How many rows could not be written.</param>
/// <param name="Errors">The error feed, once the load has ended with errors.</param>
public sealed record NeptuneLoadStatus(
    string Id, string Status, long Records, long Duplicates, long ParsingErrors, long DatatypeErrors, long InsertErrors, ImmutableArray<NeptuneLoadError> Errors)
{
    /// <summary>Whether everything was loaded.</summary>
    public bool IsComplete => Status == "LOAD_COMPLETED" && ParsingErrors + DatatypeErrors + InsertErrors == 0;

    /// <summary>Whether it has ended, well or not.</summary>
    public bool HasEnded => Status is not ("LOAD_NOT_STARTED" or "LOAD_IN_QUEUE" or "LOAD_IN_PROGRESS");
}

/// <summary>One entry of a load's error feed. Immutable.</summary>
/// <param name="Code">Such as <c>PARSING_ERROR</c> or <c>FROM_OR_TO_VERTEX_ARE_MISSING</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="File">In which file.</param>
/// <param name="Record">In which row.</param>
public sealed record NeptuneLoadError(
    [property: JsonPropertyName("errorCode")] string? Code,
    [property: JsonPropertyName("errorMessage")] string? Message,
    [property: JsonPropertyName("fileName")] string? File,
    [property: JsonPropertyName("recordNum")] long Record);

/// <summary>A bulk load was refused, or its status could not be asked for.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it.</param>
public sealed class NeptuneLoadException(string message, Exception? inner = null) : Exception(message, inner);

internal sealed record LoaderRequest(
    string Source, string Format, string IamRoleArn, string Region, string Mode, string FailOnError, string Parallelism,
    string UpdateSingleCardinalityProperties, string QueueRequest, IReadOnlyDictionary<string, bool> ParserConfiguration);

internal sealed record LoaderAnswer(string? Status, LoaderPayload? Payload);

internal sealed record LoaderPayload(string? LoadId, LoaderTotals? OverallStatus, LoaderErrors? Errors);

internal sealed record LoaderTotals(string? Status, long TotalRecords, long TotalDuplicates, long ParsingErrors, long DatatypeMismatchErrors, long InsertErrors);

internal sealed record LoaderErrors(ImmutableArray<NeptuneLoadError>? ErrorLogs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoaderRequest))]
[JsonSerializable(typeof(LoaderAnswer))]
internal sealed partial class LoaderJson : JsonSerializerContext;
