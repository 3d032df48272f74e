using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// A table that goes on after a page, or after a note: it stands without a header behind one of the same columns. What heads the first heads it too.
/// </summary>
internal static class HeadedTables
{
    /// <summary>The table with the header of the one before; null where it has its own, or its columns hold something else.</summary>
    public static Table? Under(Table above, Table table)
    {
        if (table.Rows.Length == 0 || above.Rows.Length == 0 || table.Rows[0].Length != above.Rows[0].Length || table.Rows[0].Length < 2 || table.Caption is { Length: > 0 }) return null;
        if (TableHead.Rows(table) > 0 || TableRow.IsOneCell(table.Rows[0])) return null;
        var head = TableHead.Rows(above);
        if (head is 0 or > 3 || head == above.Rows.Length) return null;
        var (classes, amounts) = (0, 0);
        for (var column = 0; column < table.Rows[0].Length; column++)
        {
            var (before, here) = (ColumnContent.Of(above, head, column), ColumnContent.Of(table, 0, column));
            var named = HeaderNames.In(Phrase.Fold(TableHead.Of(above, head, column)));
            // "KLM" alone in a column of airlines may be letters, too.
            var lists = named.Has(ColumnKind.Classes) || (before.IsMostly(before.Lists) && !named.Has(ColumnKind.Carrier));
            if (before.HoldsAmounts != here.HoldsAmounts || (before.Units > 0) != (here.Units > 0) || (lists && here.Lists == 0)) return null;
            classes += lists ? 1 : 0;
            amounts += before.HoldsAmounts ? 1 : 0;
        }

        if (classes != 1 || amounts == 0) return null;
        var shift = head * 1000;
        return table with
        {
            Rows = [.. above.Rows[..head], .. table.Rows.Select(row => row.Select(cell => cell with { Origin = cell.Origin + shift }).ToImmutableArray())],
        };
    }
}
