using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Loyalty.Core.Earning;
using Loyalty.Core.Sources;

namespace Loyalty.Api.Earnings;

/// <summary>
/// Writes an answer as it comes from Core, without making objects of it first: it is the most that an answer costs.
/// <see cref="EarningsResponse"/> is its form.
/// </summary>
static class EarningsWriter
{
    // Not for embedding in HTML: letters beyond ASCII stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Most of an answer's bytes are its sources, and they are the same few documents again and again.
    private static readonly ConditionalWeakTable<SourceDocument, byte[]> Sources = [];

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static void Write(System.Buffers.IBufferWriter<byte> output, long version, ImmutableArray<ProgramEarnings> programs)
    {
        var json = _writer ??= new Utf8JsonWriter(output, Options);
        json.Reset(output);
        json.WriteStartObject();
        json.WriteNumber(Names.KnowledgeVersion, version);
        json.WriteStartArray(Names.Options);
        foreach (var program in programs)
        {
            if (program.Earns) Option(json, program);
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Ineligible);
        foreach (var program in programs)
        {
            if (!program.Earns) Ineligible(json, program);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        json.Reset(Stream.Null);
    }

    private static void Option(Utf8JsonWriter json, ProgramEarnings program)
    {
        json.WriteStartObject();
        json.WriteString(Names.ProgramId, program.ProgramId);
        json.WriteString(Names.ProgramName, program.ProgramName);
        json.WriteNumber(Names.DistanceMiles, program.DistanceMiles);
        json.WriteStartObject(Names.Redeemable);
        json.WriteNumber(Names.Amount, program.Redeemable.Value);
        json.WriteString(Names.Currency, program.Redeemable.Currency);
        json.WriteEndObject();
        json.WriteStartArray(Names.Metrics);
        foreach (var metric in program.Metrics)
        {
            json.WriteStartObject();
            json.WriteString(Names.Name, metric.Name);
            json.WriteNumber(Names.Amount, metric.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Segments);
        foreach (var segment in program.Segments) Segment(json, segment);
        json.WriteEndArray();
        Texts(json, Names.Notes, program.Notes);
        json.WriteEndObject();
    }

    private static void Segment(Utf8JsonWriter json, SegmentEarnings segment)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Index, segment.Index);
        json.WriteStartObject(Names.Distance);
        json.WriteNumber(Names.Miles, segment.Distance.Miles);
        json.WriteString(Names.Basis, segment.Distance.Published ? Names.Published : Names.Estimated);
        json.WriteEndObject();
        json.WriteStartArray(Names.Earned);
        foreach (var part in segment.Earned)
        {
            json.WriteStartObject();
            json.WriteString(Names.Name, part.Metric);
            json.WriteString(Names.Component, part.Component);
            json.WriteNumber(Names.Amount, part.Value);
            json.WriteString(Names.RuleId, part.Rule.Id);
            Texts(json, Names.Steps, part.Steps);
            Source(json, part.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString(Names.Code, segment.Code);
        json.WriteString(Names.Reason, segment.Reason);
        Source(json, segment.Source);
        json.WriteEndObject();
    }

    private static void Ineligible(Utf8JsonWriter json, ProgramEarnings program)
    {
        var segment = MostTelling(program.Segments);
        json.WriteStartObject();
        json.WriteString(Names.ProgramId, program.ProgramId);
        json.WriteString(Names.ProgramName, program.ProgramName);
        json.WriteString(Names.Code, segment.Code);
        json.WriteString(Names.Reason, segment.Reason);
        json.WriteString(Names.RuleId, segment.RuleId);
        Source(json, segment.Source);
        json.WriteEndObject();
    }

    /// <summary>Of several segments, the first that says more than that there is no chart.</summary>
    private static SegmentEarnings MostTelling(ImmutableArray<SegmentEarnings> segments)
    {
        foreach (var segment in segments)
        {
            if (segment.Code != NothingEarned.NoChart) return segment;
        }

        return segments[0];
    }

    private static void Texts(Utf8JsonWriter json, JsonEncodedText name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Source(Utf8JsonWriter json, SourceDocument? document)
    {
        json.WritePropertyName(Names.Source);
        if (document is null) json.WriteNullValue();
        else json.WriteRawValue(Sources.GetValue(document, Written), skipInputValidation: true);
    }

    private static byte[] Written(SourceDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(Api.Source.Of(document), WithOptions.Source!);

    private static readonly ApiJson WithOptions = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = Options.Encoder });

    private static class Names
    {
        public static readonly JsonEncodedText KnowledgeVersion = Of("knowledgeVersion"), Options = Of("options"), Ineligible = Of("ineligible"),
            ProgramId = Of("programId"), ProgramName = Of("programName"), DistanceMiles = Of("distanceMiles"), Redeemable = Of("redeemable"),
            Amount = Of("amount"), Currency = Of("currency"), Metrics = Of("metrics"), Name = Of("name"), Segments = Of("segments"),
            Notes = Of("notes"), Index = Of("index"), Distance = Of("distance"), Miles = Of("miles"), Basis = Of("basis"),
            Published = Of("published"), Estimated = Of("estimated"), Earned = Of("earned"), Component = Of("component"),
            RuleId = Of("ruleId"), Steps = Of("steps"), Code = Of("code"), Reason = Of("reason"), Source = Of("source");

        private static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
    }
}
