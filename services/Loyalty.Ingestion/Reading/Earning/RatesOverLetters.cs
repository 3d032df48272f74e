using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose first row has the rates and whose cells list the classes that earn them, airline by airline or cabin by cabin.</summary>
internal static class RatesOverLetters
{
    /// <summary>The table with a row for each list; null when its first row has no rates, or its cells hold anything but lists.</summary>
    public static Table? Of(Table table)
    {
        if (table.Rows.Length < 2 || table.Rows[0].Length < 3) return null;
        var head = table.Rows[0];
        var keys = 0;
        while (keys < head.Length && !IsRate(head[keys].Text)) keys++;
        if (keys is 0 or > 2 || head.Length - keys < 2) return null;
        for (var column = keys; column < head.Length; column++)
        {
            if (!IsRate(head[column].Text)) return null;
        }

        var lists = 0;
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            for (var column = keys; column < row.Length; column++)
            {
                if (IsNothing(row[column].Text)) continue;
                if (!ClassList.Read(row[column].Text).IsRead) return null;
                lists++;
            }
        }

        if (lists < 2) return null;
        var origin = -1;
        List<ImmutableArray<Cell>> rows = [[.. head[..keys].Select(cell => cell with { Header = true }), new Cell("Booking class", true, origin--), new Cell("Accrual rate", true, origin--)]];
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            for (var column = keys; column < row.Length; column++)
            {
                if (!IsNothing(row[column].Text)) rows.Add([.. row[..keys], row[column], head[column] with { Header = false, Origin = origin-- }]);
            }
        }

        return new Table(table.Caption, [.. rows]);
    }

    private static bool IsRate(string text) => CellReader.Value(text).Kind is ValueKind.Percent or ValueKind.NotEligible;

    private static bool IsNothing(string text) => CellReader.Value(text).IsNothing;
}
