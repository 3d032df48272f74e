using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Reads what of GraphSON 3 the adapter's own requests can bring back: lists, maps, text and numbers.</summary>
internal static class GraphSonReader
{
    /// <summary>The items of a list, or the value itself.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Null) return [];
        return Is(data, "g:List") ? data.GetProperty("@value").EnumerateArray() : [data];
    }

    /// <summary>The entries of a map; keys are text, <c>T.id</c> and its like come with an <c>@</c> before the name.</summary>
    public static IEnumerable<(string Key, JsonElement Value)> Entries(JsonElement map)
    {
        using var items = map.GetProperty("@value").EnumerateArray().GetEnumerator();
        while (items.MoveNext())
        {
            var key = items.Current.ValueKind == JsonValueKind.String ? items.Current.GetString()! : "@" + items.Current.GetProperty("@value").GetString();
            items.MoveNext();
            yield return (key, items.Current);
        }
    }

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => Text(value.GetProperty("@value")),
        _ => value.GetRawText(),
    };

    private static bool Is(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@type", out var given) && given.ValueEquals(type);
}
