using UglyToad.PdfPig.Content;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>The frame of a table that is drawn with rules: columns from the left, rows from the top.</summary>
sealed record RuledTable(double[] Xs, double[] Ys, List<Rule> Horizontal, List<Rule> Vertical)
{
    public double Top => Ys[0];
    public double Bottom => Ys[^1];

    public static List<RuledTable> On(PageRules rules)
    {
        List<RuledTable> tables = [];
        var left = new List<Rule>(rules.Vertical);
        var across = new List<Rule>(rules.Horizontal);
        while (left.Count > 0)
        {
            // Everything that touches, starting from one rule, is one frame.
            List<Rule> vertical = [left[^1]];
            List<Rule> horizontal = [];
            left.RemoveAt(left.Count - 1);
            for (var grown = true; grown;)
                grown = Move(across, horizontal, vertical) | Move(left, vertical, horizontal);
            if (Frame(horizontal, vertical) is { } table)
                tables.Add(table);
        }
        return tables;
    }

    public bool Holds(Letter letter)
    {
        var (x, y) = Middle(letter);
        return x > Xs[0] && x < Xs[^1] && y < Ys[0] && y > Ys[^1];
    }

    /// <summary>The table with its text: cells that no rule parts are one cell that spans.</summary>
    public PdfTable Read(IEnumerable<Letter> letters, CellBudget budget)
    {
        int columns = Xs.Length - 1, rows = Ys.Length - 1;
        budget.Check((long)rows * columns);
        var inside = new Dictionary<(int, int), List<Letter>>();
        var owner = Owners(rows, columns);
        foreach (var letter in letters)
        {
            var (x, y) = Middle(letter);
            var column = Math.Clamp(Array.FindLastIndex(Xs, at => at <= x), 0, columns - 1);
            var row = Math.Clamp(Array.FindLastIndex(Ys, at => at >= y), 0, rows - 1);
            var cell = owner[row, column];
            if (!inside.TryGetValue((cell.Row, cell.Column), out var mine))
                inside.Add((cell.Row, cell.Column), mine = []);
            mine.Add(letter);
        }
        var grid = new SpanGrid(budget);
        var bold = new bool[rows];
        for (var row = 0; row < rows; row++)
        {
            grid.StartRow();
            bold[row] = true;
            for (var column = 0; column < columns; column++)
            {
                var cell = owner[row, column];
                if ((cell.Row, cell.Column) != (row, column))
                    continue;
                var lines = inside.TryGetValue((row, column), out var mine) ? TextLine.Of(mine) : [];
                bold[row] &= lines.TrueForAll(line => line.Bold);
                grid.Add(string.Join('\n', lines.Select(line => line.Text)), false, cell.ColumnSpan, cell.RowSpan);
            }
            grid.EndRow();
        }
        return PdfTable.Of(grid.ToRows(), bold, Xs, Top, Bottom);
    }

    readonly record struct Area(int Row, int Column, int RowSpan, int ColumnSpan);

    Area[,] Owners(int rows, int columns)
    {
        var owner = new Area[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (owner[row, column].RowSpan > 0)
                    continue;
                var area = new Area(row, column, 1, 1);
                while (column + area.ColumnSpan < columns && owner[row, column + area.ColumnSpan].RowSpan == 0
                    && !Vertical.Exists(rule => IsAt(rule, Xs[column + area.ColumnSpan]) && rule.Covers(Ys[row + 1], Ys[row])))
                    area = area with { ColumnSpan = area.ColumnSpan + 1 };
                while (row + area.RowSpan < rows
                    && !Horizontal.Exists(rule => IsAt(rule, Ys[row + area.RowSpan]) && rule.Covers(Xs[column], Xs[column + area.ColumnSpan])))
                    area = area with { RowSpan = area.RowSpan + 1 };
                for (var r = row; r < row + area.RowSpan; r++)
                    for (var c = column; c < column + area.ColumnSpan; c++)
                        owner[r, c] = area;
            }
        }
        return owner;
    }

    static RuledTable? Frame(List<Rule> horizontal, List<Rule> vertical)
    {
        if (horizontal.Count < 2)
            return null;
        // Tables without a border on one side end where their rules end.
        var xs = Levels(vertical.Select(rule => rule.At), horizontal.Min(rule => rule.From), horizontal.Max(rule => rule.To));
        var ys = Levels(horizontal.Select(rule => rule.At), vertical.Min(rule => rule.From), vertical.Max(rule => rule.To));
        Array.Reverse(ys);
        return xs.Length > 2 && ys.Length > 2 ? new RuledTable(xs, ys, horizontal, vertical) : null;
    }

    static double[] Levels(IEnumerable<double> rules, double first, double last)
    {
        List<double> levels = [];
        foreach (var at in rules.Append(first).Append(last).Order())
            if (levels.Count == 0 || at - levels[^1] > 2 * PageRules.Tolerance)
                levels.Add(at);
        return [.. levels];
    }

    static bool Move(List<Rule> from, List<Rule> to, List<Rule> touching)
    {
        var moved = from.FindAll(rule => touching.Exists(other => Touch(rule, other)));
        if (moved.Count == 0)
            return false;
        to.AddRange(moved);
        from.RemoveAll(moved.Contains);
        return true;
    }

    static bool Touch(Rule a, Rule b) =>
        b.At >= a.From - PageRules.Tolerance && b.At <= a.To + PageRules.Tolerance
        && a.At >= b.From - PageRules.Tolerance && a.At <= b.To + PageRules.Tolerance;

    static bool IsAt(Rule rule, double at) => Math.Abs(rule.At - at) <= 2 * PageRules.Tolerance;

    static (double X, double Y) Middle(Letter letter) =>
        ((letter.StartBaseLine.X + letter.EndBaseLine.X) / 2, letter.StartBaseLine.Y + 0.25 * letter.PointSize);
}
