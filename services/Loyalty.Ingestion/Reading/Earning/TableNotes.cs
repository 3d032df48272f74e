using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Rows at the end of a table that are one cell of running text: notes that the markup keeps inside.</summary>
internal static class TableNotes
{
    /// <summary>The table without them; the table itself when it has none.</summary>
    public static Table Split(Table table, out ImmutableArray<string> notes)
    {
        notes = [];
        var last = table.Rows.Length;
        while (last > 1 && Note(table.Rows[last - 1]) is not null) last--;
        if (last == table.Rows.Length) return table;
        notes = [.. table.Rows[last..].Select(row => Note(row)!).Where(note => note.Length > 0)];
        return table with { Rows = table.Rows[..last] };
    }

    /// <summary>The row's one text; null when it has several cells, or one that may be a heading without rows.</summary>
    private static string? Note(ImmutableArray<Cell> row)
    {
        if (row.Length < 2) return null;
        var text = row[0].Text;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Origin != row[0].Origin && row[i].Text.Length > 0) return null;
        }

        // What it says of classes the table reads itself.
        return text.Length == 0 || ExcludedClasses.MayName(text) || CellReader.Value(text).Kind != ValueKind.Unread || (!TableRow.IsOneCell(row) && ClassList.Read(text).IsRead) ? null : text;
    }
}
