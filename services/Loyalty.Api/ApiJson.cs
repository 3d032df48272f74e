using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Api.Airports;
using Loyalty.Api.Earnings;
using Loyalty.Api.Knowledge;
using Loyalty.Api.Programs;
using Loyalty.Api.Rules;

namespace Loyalty.Api;

/// <summary>How the service's types are read and written, worked out by the compiler.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(EarningsRequest))]
[JsonSerializable(typeof(EarningsResponse))]
[JsonSerializable(typeof(ProgramList))]
[JsonSerializable(typeof(AirportResponse))]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(KnowledgeResponse))]
[JsonSerializable(typeof(CoverageList))]
sealed partial class ApiJson : JsonSerializerContext;

static class ApiJsonServices
{
    public static void AddApiJson(this IHostApplicationBuilder builder) =>
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
}

/// <summary>Enumerations by their names in camelCase; numbers mean nothing to a client.</summary>
sealed class NameOf<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>An instant names its offset from UTC: without one it would mean whatever zone the server is in.</summary>
sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var hasOffset = time > 0 && (text[^1] == 'Z' || text.AsSpan(time).IndexOfAny('+', '-') > 0);
        return hasOffset && reader.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new JsonException("The value is not an instant such as 2026-12-01T08:30:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
