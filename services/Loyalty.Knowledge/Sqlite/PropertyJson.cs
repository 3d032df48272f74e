using System.Buffers;
using System.Text.Json;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Sqlite;

/// <summary>Properties as one JSON object of strings.</summary>
internal static class PropertyJson
{
    public static byte[] Write(ImmutableArray<GraphProperty> properties)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var property in properties) writer.WriteString(property.Name, property.Value);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static ImmutableArray<GraphProperty> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length <= 2) return [];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Span<GraphProperty> buffer = new GraphProperty[Count(json)];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Names.Shared(reader);
            reader.Read();
            buffer[count++] = new GraphProperty(name, name == "document" ? Names.Shared(reader.GetString()!, longest: 64) : Names.SharedValue(reader));
        }

        return [.. buffer[..count]];
    }

    // Every property brings two pairs of quotes; a quote inside a value only makes the guess too large.
    private static int Count(ReadOnlySpan<byte> json) => json.Count((byte)':') + 1;
}

/// <summary>Names and short values recur in every element: one string each is kept instead of a copy per element.</summary>
internal static class Names
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Pool = new(StringComparer.Ordinal);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Pool.GetAlternateLookup<ReadOnlySpan<char>>();

    private const int Longest = 24;
    private const int Most = 20_000;

    private static int _kept;

    public static string Shared(string text, int longest = Longest)
    {
        if (text.Length > longest) return text;
        if (Pool.TryGetValue(text, out var known)) return known;
        // Counting on a miss only: the pool's own count takes all its locks.
        return Volatile.Read(ref _kept) < Most && Interlocked.Increment(ref _kept) <= Most ? Pool.GetOrAdd(text, text) : text;
    }

    public static string Shared(in Utf8JsonReader reader) => SharedValue(reader);

    public static string SharedValue(in Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > Longest) return reader.GetString()!;
        Span<char> letters = stackalloc char[Longest];
        var length = System.Text.Encoding.UTF8.GetChars(reader.ValueSpan, letters);
        if (BySpan.TryGetValue(letters[..length], out var known)) return known;
        return Shared(new string(letters[..length]));
    }
}
