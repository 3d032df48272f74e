using System.Text.Json;

namespace Loyalty.Ingestion.Published;

/// <summary>A reason as the state machine gives it: a text, or the error that a state caught.</summary>
static class QuarantineReason
{
    private const int Longest = 1_000;

    public static string Of(JsonElement? reason)
    {
        var text = reason switch
        {
            { ValueKind: JsonValueKind.String } said => said.GetString()!,
            { ValueKind: JsonValueKind.Object } error => $"Each attempt at it failed, at last with {Member(error, "Error") ?? "an error"}: {Member(error, "Cause") ?? "its cause is not known."}",
            _ => "",
        };
        return text.Length == 0 ? "It could not be worked on." : text.Length > Longest ? text[..Longest] : text;
    }

    private static string? Member(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
