using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Classes side by side, a row for each airline, over rows of routes with what each column earns on them: "Booking classes on AF &amp; KL | J, C | Y, B",
/// "Booking classes on KQ | J | B, S", "South Africa to Europe | 1640 | 640".
/// </summary>
internal static partial class ClassesOverRoutes
{
    private const int MostRows = 40;

    private static readonly string[] Heads = ["Airline", "Cabin", "Booking class", "Route", "Points per flight"];

    /// <summary>The table with a row for each airline, list and route; null where it is of any other kind.</summary>
    public static Table? Of(Table table, INameIndex names)
    {
        if (table.Rows.Length is < 3 or > MostRows || table.Rows[0].Length < 3) return null;
        var first = 0;
        while (first < table.Rows.Length && first < 3 && !IsOfLetters(table.Rows[first])) first++;
        if (first == 3 || first == table.Rows.Length) return null;
        var routes = first;
        List<(ImmutableArray<Cell> Row, string[] Codes)> airlines = [];
        for (; routes < table.Rows.Length && IsOfLetters(table.Rows[routes]); routes++)
        {
            if (Codes(table.Rows[routes][0].Text, names) is not { Length: > 0 } codes) return null;
            airlines.Add((table.Rows[routes], codes));
        }

        if (routes == table.Rows.Length || !table.Rows.AsSpan()[routes..].ToArray().All(IsOfAmounts)) return null;
        var origin = -1;
        List<ImmutableArray<Cell>> rows = [[.. Heads.Select(head => new Cell(head, true, origin--))]];
        foreach (var (letters, codes) in airlines)
        {
            for (var column = 1; column < letters.Length; column++)
            {
                if (CellReader.Value(letters[column].Text).IsNothing) continue;
                var cabin = first == 0 ? "" : table.Rows[first - 1][column].Text;
                // "R, V, G (AF only)": the others' classes of the row are not among them.
                var alone = Alone(cabin) ?? Alone(letters[column].Text);
                if (alone is not null && !codes.Contains(alone)) continue;
                var list = Only().Replace(letters[column].Text, "").Trim();
                for (var row = routes; row < table.Rows.Length; row++)
                {
                    var route = table.Rows[row];
                    // Of a row that is a cell short, nobody can tell which is missing.
                    var amount = route[^1].Text.Length == 0 ? route[column] with { Text = $"{route[column].Text} (in a row that lacks a cell)" } : route[column];
                    if (CellReader.Value(amount.Text).IsNothing) continue;
                    rows.Add([new Cell(alone ?? string.Join(", ", codes), false, origin--), new Cell(Only().Replace(cabin, "").Trim(), false, origin--), new Cell(list, false, origin--), route[0] with { Header = false, Origin = origin-- }, amount with { Header = false, Origin = origin-- }]);
                }
            }
        }

        return rows.Count > 2 ? new Table(table.Caption, [.. rows]) : null;
    }

    private static string? Alone(string text) => Only().Match(text) is { Success: true } only ? only.Groups["code"].Value : null;

    /// <summary>"Booking classes on AF &amp; KL" before lists, and nothing else.</summary>
    private static bool IsOfLetters(ImmutableArray<Cell> row)
    {
        if (!row[0].Text.Contains("class", StringComparison.OrdinalIgnoreCase)) return false;
        var lists = 0;
        for (var column = 1; column < row.Length; column++)
        {
            var text = Only().Replace(row[column].Text, "").Trim();
            if (ClassList.Read(text) is { IsRead: true, All: false }) lists++;
            else if (!CellReader.Value(text).IsNothing) return false;
        }

        return lists > 1;
    }

    private static bool IsOfAmounts(ImmutableArray<Cell> row)
    {
        if (row[0].Text.Length is < 4 or > 120 || char.IsAsciiDigit(row[0].Text[0])) return false;
        for (var column = 1; column < row.Length; column++)
        {
            if (CellReader.Value(row[column].Text) is var value && !value.IsNothing && value.Kind != ValueKind.Number) return false;
        }

        return true;
    }

    private static string[] Codes(string label, INameIndex names) =>
        [.. Code().Matches(label).Select(code => code.Value).Where(names.IsAirline).Concat(names.AirlinesIn(label).Select(airline => airline.Iata)).Distinct()];

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])(?![A-Za-z0-9])")]
    private static partial Regex Code();

    [GeneratedRegex(@"\(\s*(?<code>[A-Z0-9]{2}) only\s*\)")]
    private static partial Regex Only();
}
