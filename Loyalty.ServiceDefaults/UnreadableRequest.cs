using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Says which part of a request could not be read, in the client's terms. The framework knows, but says it only in
/// messages that name .NET types; what those messages do not match is answered without them.
/// </summary>
static partial class UnreadableRequest
{
    const string Body = "$";
    static readonly string[] Required = ["A value is required."];

    internal static Dictionary<string, string[]> Explain(BadHttpRequestException exception, Type? body, JsonSerializerOptions options)
    {
        if (exception.InnerException is JsonException json) return ExplainJson(json, body, options);
        if (Unbound().Match(exception.Message) is { Success: true } unbound)
            return One(unbound.Groups["name"].Value, $"'{unbound.Groups["value"].Value}' is not {ValueKind.Of(unbound.Groups["type"].Value)}.");
        if (Missing().Match(exception.Message) is { Success: true } missing)
            return missing.Groups["place"].Value.Contains("body", StringComparison.Ordinal)
                ? One(Body, "A body is required.")
                : new() { [missing.Groups["name"].Value] = Required };
        return One(Body, exception.InnerException is InvalidDataException or IOException
            ? "The body could not be read as a form."
            : "The request could not be read.");
    }

    static Dictionary<string, string[]> ExplainJson(JsonException json, Type? body, JsonSerializerOptions options)
    {
        var path = PathOf(json);
        if (MissingProperties().Match(json.Message) is { Success: true } missing)
            return Quoted().Matches(missing.Groups["names"].Value)
                .ToDictionary(name => Below(path, name.Groups[1].Value), _ => Required);
        if (Duplicate().Match(json.Message) is { Success: true } duplicate)
            return One(Below(path, duplicate.Groups["name"].Value), "The property is given twice.");
        // The parser's own exception, as opposed to a converter's: the text is no JSON.
        if (json.InnerException is JsonException || json.GetType() != typeof(JsonException))
            return One(Body, $"Malformed JSON at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}: {Reason(json)}");
        return One(path, Unconvertible().IsMatch(json.Message) ? $"The value is not {ValueKind.At(path, body, options)}." : Reason(json));
    }

    static Dictionary<string, string[]> One(string path, string message) => new() { [path] = [message] };

    static string PathOf(JsonException json) => json.Path switch
    {
        null or Body => Body,
        var path => path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path[1..],
    };

    static string Below(string path, string name)
    {
        if (path == Body) return name;
        return path == name || path.EndsWith("." + name, StringComparison.Ordinal) ? path : $"{path}.{name}";
    }

    static string Reason(JsonException json) => Position().Replace(json.Message, "");

    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [GeneratedRegex("""^(Required|Implicit body inferred for) parameter "(\S+ )?(?<name>\w+)" (was not provided from (?<place>.*)|but (?<place>no body was provided).*)$""")]
    private static partial Regex Missing();

    [GeneratedRegex("missing required properties including: (?<names>.*)")]
    private static partial Regex MissingProperties();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^The JSON value could not be converted to ")]
    private static partial Regex Unconvertible();

    [GeneratedRegex("Duplicate property '(?<name>[^']*)'")]
    private static partial Regex Duplicate();

    [GeneratedRegex(@" (Path: \$.*|LineNumber: \d+.*)$")]
    private static partial Regex Position();
}
