using System.Text;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;

namespace Loyalty.Knowledge.Csv;

/// <summary>A row of a Gremlin CSV file as an element. Immutable.</summary>
internal sealed record ElementRow(string Id, string Label, string? From, string? To, ImmutableArray<GraphProperty> Properties, long Version, long Recorded)
{
    public StoredElement Stored()
    {
        var recorded = new DateTimeOffset(Recorded, TimeSpan.Zero);
        return From is null
            ? new StoredElement(new GraphVertex(Id, Label, Properties), null, Version, recorded)
            : new StoredElement(null, new GraphEdge(Id, Label, From, To ?? "", Properties), Version, recorded);
    }

    public static ElementRow Read(ImmutableArray<string> names, string?[] fields)
    {
        if (fields.Length > names.Length) throw new InvalidDataException($"A row has {fields.Length} fields under {names.Length} columns.");
        string? id = null, label = null, from = null, to = null, more = null;
        long version = 0, recorded = 0;
        var properties = ImmutableArray.CreateBuilder<GraphProperty>();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] is not { } value) continue;
            switch (names[i])
            {
                case "~id": id = value; break;
                case "~label": label = value; break;
                case "~from": from = GremlinNames.Unescape(value); break;
                case "~to": to = GremlinNames.Unescape(value); break;
                case GremlinNames.Version: version = GremlinNames.Number(value); break;
                case GremlinNames.Recorded: recorded = GremlinNames.Number(value); break;
                case GremlinNames.More: more = value; break;
                default: properties.Add(new GraphProperty(GremlinNames.Unescape(names[i]), value)); break;
            }
        }

        if (more is not null) properties.AddRange(PropertyJson.Read(Encoding.UTF8.GetBytes(more)));
        properties.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new ElementRow(GremlinNames.Unescape(id ?? throw new InvalidDataException("A row has no ~id.")), label ?? "", from, to, properties.DrainToImmutable(), version, recorded);
    }
}
