using System.Text;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Sqlite;

namespace Loyalty.Knowledge.Csv;

/// <summary>
/// The columns of a Gremlin CSV file: Neptune's own, and one for each property name that a header can carry. Other names go, as JSON, into
/// a column of their own, so that nothing is lost. Immutable.
/// </summary>
internal sealed class CsvColumns
{
    private readonly ImmutableArray<string> _names;
    private readonly Dictionary<string, int> _positions;
    private readonly bool _hasMore;

    private CsvColumns(IEnumerable<string> names)
    {
        var all = names.ToHashSet(StringComparer.Ordinal);
        _names = [.. all.Where(IsPlain).Order(StringComparer.Ordinal)];
        _hasMore = _names.Length < all.Count;
        _positions = _names.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
    }

    /// <summary>Columns for these property names, as the server has them.</summary>
    public static CsvColumns Of(IEnumerable<string> names) => new(names);

    /// <summary>The header: <c>single</c> for vertices, or Neptune would add a value to what is there; edges know nothing else.</summary>
    public IEnumerable<string?> Header(bool edges)
    {
        var type = edges ? ":String" : ":String(single)";
        return [.. edges ? (string[])["~id", "~from", "~to", "~label"] : ["~id", "~label"],
            .. _names.Select(name => name.Replace(":", @"\:", StringComparison.Ordinal) + type), .. _hasMore ? [GremlinNames.More + type] : (string[])[]];
    }

    /// <summary>A row; names as the server has them.</summary>
    public IEnumerable<string?> Row(IEnumerable<string> system, IEnumerable<GraphProperty> properties)
    {
        var values = new string?[_names.Length];
        var more = ImmutableArray.CreateBuilder<GraphProperty>();
        foreach (var property in properties)
        {
            if (_positions.TryGetValue(property.Name, out var position)) values[position] = property.Value;
            else more.Add(property with { Name = GremlinNames.Unescape(property.Name) });
        }

        return [.. system, .. values, .. _hasMore ? [more.Count == 0 ? null : Encoding.UTF8.GetString(PropertyJson.Write(more.ToImmutable()))] : (string?[])[]];
    }

    /// <summary>The names in a header, without types and cardinalities; those of Neptune's own columns as they are.</summary>
    public static ImmutableArray<string> Names(string?[] header) => [.. header.Select(column => Name(column ?? throw new InvalidDataException("A column has no name.")))];

    private static string Name(string column)
    {
        if (column.StartsWith('~')) return column;
        for (var i = 0; i < column.Length; i++)
        {
            if (column[i] == ':' && (i == 0 || column[i - 1] != '\\')) return column[..i].Replace(@"\:", ":", StringComparison.Ordinal);
        }

        return column.Replace(@"\:", ":", StringComparison.Ordinal);
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not (',' or '"' or '\\'));
}
