using System.Collections.Immutable;

namespace Loyalty.Ingestion.Text;

/// <summary>Finds a table in consecutive lines.</summary>
static class LineTable
{
    public readonly record struct Found(ImmutableArray<ImmutableArray<Cell>> Rows, int Lines);

    delegate string[]? Splitter(string line);

    /// <summary>The table that begins at a line, if one does: at least two lines of the same number of columns, two or more.</summary>
    public static Found? Read(string[] lines, int start, CellBudget cells, Func<string, string> clean)
    {
        if (lines[start].Contains('|', StringComparison.Ordinal))
            return Read(lines, start, cells, clean, PipeCells);
        return lines[start].Contains('\t', StringComparison.Ordinal)
            ? Read(lines, start, cells, clean, TabCells)
            : AlignedTable.Read(lines, start, cells, clean);
    }

    /// <summary>A line's columns, one where it is running text.</summary>
    public static string[] Columns(string line) =>
        TabCells(line) ?? AlignedTable.Split(line).Select(column => column.Text).ToArray();

    public static bool IsRule(IEnumerable<string> columns) =>
        columns.All(column => column.Length > 0 && column.AsSpan().Trim() is { Length: > 0 } rule && rule.IndexOfAnyExcept("-:=+") < 0);

    public static Found? Build(List<string[]> rows, bool headed, int lines, CellBudget cells, Func<string, string> clean)
    {
        // A header with its rule and nothing under it is a table still.
        if (rows.Count < 2 && !headed)
            return null;
        var grid = new SpanGrid(cells);
        for (var i = 0; i < rows.Count; i++)
        {
            grid.StartRow();
            foreach (var text in rows[i])
                grid.Add(clean(text), headed && i == 0);
            grid.EndRow();
        }
        return new Found(grid.ToRows(), lines);
    }

    static Found? Read(string[] lines, int start, CellBudget cells, Func<string, string> clean, Splitter split)
    {
        List<string[]> rows = [];
        var headed = false;
        var next = start;
        for (; next < lines.Length && split(lines[next]) is { } columns; next++)
        {
            if (rows.Count > 0 && columns.Length != rows[0].Length)
                break;
            if (rows.Count > 0 && IsRule(columns))
                headed |= rows.Count == 1;
            else
                rows.Add(columns);
        }
        return Build(rows, headed, next - start, cells, clean);
    }

    static string[]? PipeCells(string line)
    {
        var text = line.Trim();
        if (!text.Contains('|', StringComparison.Ordinal))
            return null;
        if (text.StartsWith('|'))
            text = text[1..];
        if (text.EndsWith('|') && !text.EndsWith("\\|", StringComparison.Ordinal))
            text = text[..^1];
        var cells = text.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|');
        for (var i = 0; i < cells.Length; i++)
            cells[i] = cells[i].Replace('\u0001', '|').Trim();
        return cells.Length > 1 ? cells : null;
    }

    static string[]? TabCells(string line)
    {
        if (!line.AsSpan().Contains('\t') || line.AsSpan().Trim().IsEmpty)
            return null;
        var cells = line.Trim(' ', '\r').Split('\t');
        // A line indented by tabs is no row.
        return cells.Count(cell => cell.Length > 0) > 1 || cells[0].Length > 0 ? cells : null;
    }
}
