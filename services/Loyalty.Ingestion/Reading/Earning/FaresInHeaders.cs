using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Columns whose headers say of which fares their amounts are, and what they count: "Fares Azul, Economy and Business (points per BRL)". What such a header
/// names is a fare, be it called as a cabin is, and where it names several, the column is one for each.
/// </summary>
internal static partial class FaresInHeaders
{
    /// <summary>Gives the columns the fares that their headers name; none where all are cabins, for then these are meant.</summary>
    /// <param name="columns">The columns of a table.</param>
    /// <param name="printed">A column's header in the document's own words.</param>
    public static void Name(List<Column> columns, Func<int, string> printed)
    {
        var areFares = false;
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Value && Names(column.Header) is { } names) areFares |= Array.Exists(names, name => !CabinWords.IsLabel(Phrase.Fold(name)));
        }

        if (!areFares) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is not { Kind: ColumnKind.Value, Classes.IsEmpty: true, Part: ChartPart.Flight, Market: null, Problem: null } column || Names(column.Header) is not { } names) continue;
            // The name of a fare is none of a glossary's; what else the header says has been read.
            columns[i] = column with { FareBrand = names.Length == 1 && Listed().Match(printed(i)) is { Success: true } own ? own.Groups["names"].Value.Trim() : string.Join(", ", names), Cabins = [], Tiers = null, Doubt = null };
        }
    }

    /// <summary>A column for each fare that a header lists.</summary>
    public static ImmutableArray<Column> Split(ImmutableArray<Column> columns)
    {
        if (!columns.Any(Lists)) return columns;
        return [.. columns.SelectMany(column => Lists(column) ? Names(column.Header)!.Select(name => column with { FareBrand = name }) : [column])];

        static bool Lists(Column column) => column.FareBrand is not null && Names(column.Header) is { Length: > 1 } names && column.FareBrand == string.Join(", ", names);
    }

    /// <summary>The fares of a header; null where it is none of this kind.</summary>
    private static string[]? Names(string header)
    {
        if (!header.StartsWith("fare", StringComparison.OrdinalIgnoreCase) || Listed().Match(header) is not { Success: true } match) return null;
        var names = Between().Split(match.Groups["names"].Value.Trim());
        return Array.TrueForAll(names, name => name.Length is > 1 and <= 30 && !name.AsSpan().ContainsAnyInRange('0', '9')) ? names : null;
    }

    [GeneratedRegex(@"^\w+\s+(?<names>[^()]{2,80})\s*\([^()]*\bper\b[^()]*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*/\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Between();
}
