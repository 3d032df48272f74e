namespace Loyalty.Ingestion.Text;

/// <summary>Tables whose columns line up, set apart by two spaces or more.</summary>
static class AlignedTable
{
    public readonly record struct Column(string Text, int Start)
    {
        public int End => Start + Text.Length;
    }

    public static LineTable.Found? Read(string[] lines, int start, CellBudget cells, Func<string, string> clean)
    {
        var first = Split(lines[start]);
        if (first.Count < 2)
            return null;
        List<List<Column>> rows = [];
        var edges = new Edges(first.Count);
        Add(first);
        var headed = false;
        var next = start + 1;
        for (; next < lines.Length; next++)
        {
            var columns = Split(lines[next]);
            if (columns.Count > 1 && LineTable.IsRule(columns.Select(column => column.Text)))
                headed |= rows.Count == 1;
            else if (Fit(columns, first.Count, edges) is { } fitted)
                Add(fitted);
            else
                break;
        }
        return LineTable.Build(rows.ConvertAll(row => row.ConvertAll(column => column.Text).ToArray()), headed, next - start, cells, clean);

        void Add(List<Column> row)
        {
            rows.Add(row);
            edges.Add(row);
        }
    }

    /// <summary>The columns of a line. A gap behind a sentence is no gap: people type two spaces there.</summary>
    public static List<Column> Split(string line)
    {
        List<Column> columns = [];
        var text = line.AsSpan().TrimEnd();
        var at = 0;
        while (at < text.Length)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            var end = at;
            while (end < text.Length && !IsGap(text, end))
                end++;
            columns.Add(new Column(text[at..end].ToString(), at));
            at = end;
        }
        return columns;
    }

    static bool IsGap(ReadOnlySpan<char> text, int at) =>
        text[at] is ' ' or '\u00a0' && at + 1 < text.Length && text[at + 1] is ' ' or '\u00a0' && (at == 0 || text[at - 1] is not ('.' or '!' or '?' or ';'));

    /// <summary>A row as wide as the table, with empty cells where a shorter line leaves a column out that others fill.</summary>
    static List<Column>? Fit(List<Column> columns, int width, Edges edges)
    {
        if (columns.Count == width)
            return columns;
        if (columns.Count < 2 || columns.Count > width)
            return null;
        List<Column> fitted = [];
        var taken = 0;
        for (var c = 0; c < width; c++)
        {
            var lined = taken < columns.Count && edges.Has(c, columns[taken]);
            fitted.Add(lined ? columns[taken++] : new Column("", -1));
        }
        return taken == columns.Count ? fitted : null;
    }

    /// <summary>Where the rows so far begin and end their columns.</summary>
    sealed class Edges(int width)
    {
        readonly HashSet<int>[] _starts = [.. Enumerable.Range(0, width).Select(_ => new HashSet<int>())];
        readonly HashSet<int>[] _ends = [.. Enumerable.Range(0, width).Select(_ => new HashSet<int>())];

        public void Add(List<Column> row)
        {
            for (var c = 0; c < width; c++)
            {
                if (row[c].Text.Length == 0)
                    continue;
                _starts[c].Add(row[c].Start);
                _ends[c].Add(row[c].End);
            }
        }

        public bool Has(int column, Column text) => _starts[column].Contains(text.Start) || _ends[column].Contains(text.End);
    }
}
