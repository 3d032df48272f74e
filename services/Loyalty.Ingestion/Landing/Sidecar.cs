using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Landing;

/// <summary>What a <c>name.ext.source.json</c> beside a document says; unknown members are a curator's own notes.</summary>
public sealed record Sidecar(
    [property: JsonPropertyName("title")] string? Title, [property: JsonPropertyName("url")] string? Url,
    [property: JsonPropertyName("programId")] string? ProgramId, [property: JsonPropertyName("carrier")] string? Carrier,
    [property: JsonPropertyName("effectiveDate")] string? EffectiveDate, [property: JsonPropertyName("sourceDate")] string? SourceDate,
    [property: JsonPropertyName("notes")] string? Notes, [property: JsonPropertyName("fileName")] string? FileName = null,
    [property: JsonPropertyName("confirmed")] IReadOnlyList<string>? Confirmed = null)
{
    /// <summary>What its name ends in.</summary>
    public const string Suffix = ".source.json";

    private const int MostKilobytes = 256;

    /// <exception cref="JsonException">It was not understood; the message says why.</exception>
    public static async Task<(Sidecar Sidecar, Hints Hints)> ReadAsync(Stream stream, long length, CancellationToken cancellationToken)
    {
        if (length > MostKilobytes * 1024) throw new JsonException($"it is larger than {MostKilobytes} KB");
        var read = await JsonSerializer.DeserializeAsync(stream, IngestionJson.Default.Sidecar, cancellationToken) ?? throw new JsonException("it is empty");
        var (hints, errors) = HintReading.Read(read.Title, read.Url, read.ProgramId, read.Carrier, read.EffectiveDate, read.SourceDate, read.Notes,
            read.Confirmed is null ? null : string.Join(", ", read.Confirmed));
        if (errors.Count > 0) throw new JsonException(string.Join(" ", errors.Select(error => $"{error.Key}: {error.Value[0]}")));
        return (read, hints);
    }
}
