using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loyalty.AppHost.Aws.CloudFormation;

/// <summary>
/// Values as JSON that a person can review: in the order in which they were written, what is short on one line, <c>\n</c> at line ends.
/// Equal values are equal bytes.
/// </summary>
static class TemplateText
{
    const int Width = 140, ShortMembers = 4;
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(text, value, indent: 0);
        return text.Append('\n').ToString();
    }

    /// <summary>A value on one line.</summary>
    public static string Short(object value) => Inline(value);

    /// <summary>What a value is made of, one level down.</summary>
    public static IEnumerable<object> Parts(object? value) =>
        value is null ? [] : MembersOf(value)?.Select(member => member.Value) ?? ItemsOf(value) ?? Enumerable.Empty<object>();

    static void Write(StringBuilder text, object value, int indent)
    {
        var line = Inline(value);
        var (members, items) = (MembersOf(value), ItemsOf(value));
        if ((members is null && items is null) || (line.Length + indent <= Width && (members?.Count ?? 0) <= ShortMembers))
        {
            text.Append(line);
            return;
        }
        if (members is not null)
            WriteBlock(text, '{', members, indent, '}', member => text.Append(Quoted(member.Name)).Append(": "), member => member.Value);
        else
            WriteBlock(text, '[', items!, indent, ']', _ => { }, item => item);
    }

    static void WriteBlock<T>(StringBuilder text, char open, IEnumerable<T> entries, int indent, char close, Action<T> label, Func<T, object> content)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var entry in entries)
        {
            text.Append(separator).Append(' ', indent + 2);
            label(entry);
            Write(text, content(entry), indent + 2);
            separator = ",\n";
        }
        text.Append('\n').Append(' ', indent).Append(close);
    }

    static string Inline(object value)
    {
        if (MembersOf(value) is { } members)
            return members.Count == 0 ? "{}" : "{ " + string.Join(", ", members.Select(member => $"{Quoted(member.Name)}: {Inline(member.Value)}")) + " }";
        if (ItemsOf(value) is { } items) return "[" + string.Join(", ", items.Select(Inline)) + "]";
        return value switch
        {
            string text => Quoted(text),
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"{value.GetType()} is nothing that a template can hold."),
        };
    }

    static bool IsScalar(object value) => value is string or bool or int or double or decimal;

    static List<object>? ItemsOf(object value) =>
        !IsScalar(value) && value is IEnumerable list and not IEnumerable<KeyValuePair<string, object?>> ? [.. list.Cast<object>()] : null;

    static List<(string Name, object Value)>? MembersOf(object value) => value switch
    {
        Intrinsic intrinsic => [(intrinsic.Name, intrinsic.Argument)],
        IEnumerable<KeyValuePair<string, object?>> map => [.. map.Where(entry => entry.Value is not null).Select(entry => (entry.Key, entry.Value!))],
        IEnumerable => null,
        _ => IsScalar(value) ? null : [.. Members(value)],
    };

    /// <summary>An anonymous object's properties in the order of its source; what is null is left out.</summary>
    static IEnumerable<(string Name, object Value)> Members(object value) => value.GetType().GetProperties()
        .OrderBy(property => property.MetadataToken)
        .Select(property => (property.Name, Value: property.GetValue(value)))
        .Where(member => member.Value is not null)
        .Select(member => (member.Name, member.Value!));

    static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
