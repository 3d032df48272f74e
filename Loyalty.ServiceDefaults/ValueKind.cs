using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Microsoft.Extensions.Hosting;

/// <summary>What a value should have been, in words for a person who does not read C#.</summary>
static partial class ValueKind
{
    /// <summary>What stands at a JSON path such as <c>itinerary.segments[0].miles</c> in a body of the given type.</summary>
    internal static string At(string path, Type? body, JsonSerializerOptions options)
    {
        var type = body;
        foreach (Match step in Steps().Matches(path))
        {
            if (type is null) break;
            var info = options.GetTypeInfo(type);
            type = step.Value[0] == '['
                ? info.ElementType
                : info.Properties.FirstOrDefault(property => property.Name == step.Value)?.PropertyType ?? info.ElementType;
        }
        return type is null ? Unknown : Of(type);
    }

    /// <summary>What a type is called in C# (<c>int?</c>) or in .NET (<c>Int32</c>).</summary>
    internal static string Of(string name) => Nullable().Replace(name, "${type}") switch
    {
        "String" or "string" => "a text",
        "Boolean" or "bool" => "true or false",
        "Int16" or "Int32" or "Int64" or "short" or "int" or "long" => "a whole number",
        "Decimal" or "Double" or "decimal" or "double" => "a number",
        "DateOnly" => "a date such as 2026-12-01",
        "DateTimeOffset" or "DateTime" => "an instant such as 2026-12-01T08:30:00Z",
        _ => Unknown,
    };

    const string Unknown = "of the expected form";

    static string Of(Type type)
    {
        var plain = System.Nullable.GetUnderlyingType(type) ?? type;
        if (plain != typeof(string) && plain.IsAssignableTo(typeof(IEnumerable)))
            return plain.IsAssignableTo(typeof(IDictionary)) || plain.Name.Contains("Dictionary", StringComparison.Ordinal) ? "an object" : "a list";
        if (plain.IsEnum) return "one of " + string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName));
        return Of(plain.Name);
    }

    [GeneratedRegex(@"\[\d+\]|[^.\[\]]+")]
    private static partial Regex Steps();

    [GeneratedRegex(@"^Nullable<(?<type>.+)>$|^(?<type>\w+)\?$")]
    private static partial Regex Nullable();
}
