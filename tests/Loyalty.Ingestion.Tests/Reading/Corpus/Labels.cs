using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What an expert reads in a page; the keys are explained in the corpus's README.</summary>
internal sealed record PageLabels(string Format, LabelledHints Hints, LabelledChart[] Charts)
{
    public static PageLabels Read(string file) => JsonSerializer.Deserialize(File.ReadAllText(file), LabelsJson.Default.PageLabels)!;
}

internal sealed record LabelledHints(string? Url, string? Title, string? ProgramId, string? Carrier, DateOnly? EffectiveDate);

internal sealed record LabelledChart(
    string Kind, string? Program, string? Carrier, string[]? Carriers, string? Metric, JsonElement? MetricAlso, string? Condition,
    DateOnly? ValidFrom, DateOnly? ValidUntil, LabelledFact[] Facts, string[]? NotEligible, JsonElement? Minimum, string[]? Ambiguous)
{
    /// <summary>Other names that are as right, one or several, divided by a bar.</summary>
    public string? OtherMetrics => MetricAlso switch
    {
        { ValueKind: JsonValueKind.String } one => one.GetString(),
        { ValueKind: JsonValueKind.Array } many => string.Join('|', many.EnumerateArray().Select(name => name.GetString())),
        _ => null,
    };
}

internal sealed record LabelledFact
{
    public string[]? Classes { get; init; }
    public string? Cabin { get; init; }
    public string? Market { get; init; }
    public string? Tier { get; init; }
    public LabelledBand? Band { get; init; }
    public string? FareBrand { get; init; }
    public string? Basis { get; init; }
    public string? Value { get; init; }
    public string? Currency { get; init; }
    public string? Component { get; init; }
    public string? To { get; init; }
    public string? Name { get; init; }
    public string? From { get; init; }
    public string? Receives { get; init; }
    public string? Increment { get; init; }
    public string? FromProgram { get; init; }
    public JsonElement? Minimum { get; init; }
    public string? AllianceStatus { get; init; }
}

internal sealed record LabelledBand(decimal? From, decimal? To);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PageLabels))]
[JsonSerializable(typeof(Baseline))]
internal sealed partial class LabelsJson : JsonSerializerContext;
