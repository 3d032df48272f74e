using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What a row is, whatever its columns are.</summary>
internal static class TableRow
{
    /// <summary>The row as the document has it; a cell that spans columns is written once.</summary>
    public static string Text(ImmutableArray<Cell> row)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0 && row[i].Origin == row[i - 1].Origin) continue;
            if (i > 0) text.AppendLiteral(" | ");
            text.AppendLiteral(row[i].Printed().Replace('\n', ' '));
        }

        return text.ToStringAndClear();
    }

    /// <summary>A row of one cell, or with nothing but its first cell, sets terms for the rows below it.</summary>
    public static string? SectionText(ImmutableArray<Cell> row)
    {
        var first = row[0];
        if (first.Text.Length == 0) return null;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Origin != first.Origin && row[i].Text.Length > 0) return null;
        }

        var folded = Phrase.Fold(first.Text);
        return CellReader.Value(first.Text).Kind is ValueKind.Unread && (TableRow.IsOneCell(row) || !ClassList.Read(folded).IsRead) ? first.Text : null;
    }

    /// <summary>Whether one cell spans the row.</summary>
    public static bool IsOneCell(ImmutableArray<Cell> row)
    {
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Origin != row[0].Origin) return false;
        }

        return true;
    }

    public static bool IsBlank(ImmutableArray<Cell> row)
    {
        foreach (var cell in row)
        {
            if (cell.Text.Length > 0) return false;
        }

        return true;
    }

    /// <summary>Whether a row says again what another, its header, says.</summary>
    public static bool Repeats(ImmutableArray<Cell> row, ImmutableArray<Cell> header)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Text != header[i].Text) return false;
        }

        return true;
    }
}
