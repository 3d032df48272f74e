using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart of several airlines whose classes stand side by side, a column each, before the amounts that they share: "Cabin | Air France | KLM | Points".</summary>
internal static class ClassesByAirline
{
    /// <summary>The table with a row for each airline's list; null where no column is headed by an airline and holds lists of classes.</summary>
    /// <param name="problem">What else a header says than whose classes they are.</param>
    public static Table? Of(Table table, INameIndex names, out string? problem)
    {
        problem = null;
        if (table.Rows.Length < 2 || table.Rows[0].Length < 3) return null;
        var head = table.Rows[0];
        var (first, end) = (-1, -1);
        List<string> airlines = [];
        for (var column = 1; column < head.Length; column++)
        {
            if (Airline(head[column].Text, names) is not { } airline || !ListsClasses(table, column))
            {
                if (first >= 0) break;
                continue;
            }

            if (first < 0) first = column;
            end = column + 1;
            airlines.Add(airline);
            if (names.AirlineByName(head[column].Text) is null) problem ??= head[column].Text;
        }

        // Under a header that says more, one column may be anything.
        if (airlines.Count == 0 || (airlines.Count == 1 && problem is not null) || airlines.Distinct().Count() < airlines.Count || end == head.Length) return null;
        var origin = -1;
        List<ImmutableArray<Cell>> rows = [[.. head[..first], new Cell("Airline", true, origin--), new Cell("Booking class", true, origin--), .. head[end..]]];
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            for (var column = first; column < end; column++)
            {
                if (IsNothing(row[column].Text)) continue;
                rows.Add([.. row[..first], new Cell(airlines[column - first], false, origin--), row[column] with { Origin = origin-- }, .. row[end..].Select(cell => cell with { Origin = origin-- })]);
            }
        }

        return new Table(table.Caption, [.. rows]);
    }

    private static string? Airline(string text, INameIndex names) =>
        text.Length is 0 or > 60 ? null : names.AirlineByName(text) ?? (names.AirlinesIn(text) is [var only] ? only.Iata : null);

    private static bool ListsClasses(Table table, int column)
    {
        var lists = 0;
        for (var row = 1; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][column].Text;
            if (IsNothing(text)) continue;
            if (char.IsAsciiDigit(text[0]) || !ClassList.Read(text).IsRead) return false;
            lists++;
        }

        return lists > 0;
    }

    private static bool IsNothing(string text) => CellReader.Value(text).EarnsNothing;
}
