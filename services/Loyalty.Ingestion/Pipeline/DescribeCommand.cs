using System.Text.Json;

namespace Loyalty.Ingestion.Pipeline;

/// <summary><c>describe-pipeline</c>: prints the stages in order, as JSON, for whoever has another engine run them.</summary>
static class DescribeCommand
{
    public const string Name = "describe-pipeline";

    public static void Run(TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (var stage in IngestionPipeline.Stages)
            {
                json.WriteStartObject();
                json.WriteString("name", stage.Name);
                json.WriteNumber("version", stage.Version);
                json.WriteNumber("attempts", stage.Attempts);
                json.WriteNumber("timeOutSeconds", (int)Math.Ceiling(stage.TimeOut.TotalSeconds));
                json.WriteBoolean("computes", stage.Computes);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
