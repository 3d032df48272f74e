using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Core.Earning;

namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// All facts as canonical JSON: the same knowledge makes the same bytes, whichever store it was read from and whenever it was loaded there.
/// </summary>
public static partial class KnowledgeDump
{
    /// <summary>Writes the facts, without when they were recorded.</summary>
    /// <param name="facts">The facts, each list in the order of its ids, as a snapshot has them.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public static Task WriteAsync(LoyaltyFacts facts, Stream to, CancellationToken cancellationToken) => JsonSerializer.SerializeAsync(
        to, facts with { Charts = [.. facts.Charts.Select(chart => chart with { RecordedAt = default })] }, DumpJson.Default.LoyaltyFacts, cancellationToken);

    [JsonSourceGenerationOptions(
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(LoyaltyFacts))]
    private sealed partial class DumpJson : JsonSerializerContext;
}
