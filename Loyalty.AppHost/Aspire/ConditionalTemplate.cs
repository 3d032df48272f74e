using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loyalty.AppHost.Aspire;

/// <summary>
/// A template without what a condition would leave away. CloudFormation needs no such help; LocalStack works out the references of outputs,
/// and before version 4.14 of resources too, that a condition rules out, and fails over what they refer to.
/// </summary>
static class ConditionalTemplate
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>The template as it is where the condition is false.</summary>
    public static string Without(string template, string condition)
    {
        var body = JsonNode.Parse(template)!.AsObject();
        body["Conditions"]!.AsObject().Remove(condition);
        foreach (var section in (string[])["Resources", "Outputs"])
        {
            var entries = body[section]!.AsObject();
            foreach (var ruledOut in entries.Where(entry => entry.Value?["Condition"]?.GetValue<string>() == condition).Select(entry => entry.Key).ToList())
                entries.Remove(ruledOut);
        }
        return Resolved(body, condition)!.ToJsonString(Readable);
    }

    static JsonNode? Resolved(JsonNode? node, string condition) => node switch
    {
        JsonObject { Count: 1 } choice when choice["Fn::If"] is JsonArray { Count: 3 } branches && branches[0]!.GetValue<string>() == condition =>
            Resolved(branches[2], condition),
        JsonObject many => new JsonObject(many.Select(entry => KeyValuePair.Create(entry.Key, Resolved(entry.Value, condition)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolved(item, condition))]),
        _ => node?.DeepClone(),
    };
}
