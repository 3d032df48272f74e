using System.Collections.Immutable;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>Finds tables that no rules draw: lines one under the other whose runs of text stand in the same columns.</summary>
static class AlignedLines
{
    // Two columns of running text are a page in two columns.
    const int LongestCell = 60;

    // How far words of one column may begin from each other, in letters' heights.
    const double Shift = 0.6;

    // A head has no more lines.
    const int HeadLines = 3;

    public static (PdfTable Table, int Lines)? Read(IReadOnlyList<TextLine> all, int first, CellBudget budget)
    {
        var last = first;
        while (last < all.Count && Continues(all, first, last))
            last++;
        while (last > first && all[last - 1].Segments.Count < 2 && !IsRest(all, first, last - 1))
            last--;
        if (all.Skip(first).Take(last - first).Count(line => line.Segments.Count > 1) < 2)
            return null;
        var (lines, start, end) = (Parted(all, first, last), 0, last - first);
        var columns = Columns(lines, start, end);
        if (columns is null || IsProse(lines, start, end))
            return null;
        var grid = new SpanGrid(budget);
        List<bool> bold = [];
        for (var i = start; i < end;)
        {
            if (IsLabel(lines, start, i))
            {
                grid.StartRow();
                grid.Add(lines[i].Text, false, columns.Count);
                grid.EndRow();
                bold.Add(false);
                i++;
                continue;
            }
            var cells = Place(lines[i], columns);
            var row = i++;
            for (; i < end && lines[i].Segments.Count == 1 && !IsLabel(lines, start, i); i++)
                Append(cells, Place(lines[i], columns));
            grid.StartRow();
            for (var column = 0; column < columns.Count;)
            {
                var (text, span) = cells[column] ?? ("", 1);
                grid.Add(text, false, span);
                column += span;
            }
            grid.EndRow();
            bold.Add(lines[row].Bold);
        }
        var table = PdfTable.Of(grid.ToRows(), [.. bold], [.. columns.Select(column => column.Left)], lines[start].Baseline, lines[end - 1].Baseline);
        return (table, end - start);
    }

    /// <summary>The lines, with headers that stand too close to each other parted where the columns under them begin.</summary>
    static List<TextLine> Parted(IReadOnlyList<TextLine> all, int first, int last)
    {
        List<TextLine> lines = [.. all.Skip(first).Take(last - first)];
        for (var i = 0; i < Math.Min(HeadLines, lines.Count); i++)
        {
            for (var s = 0; s < lines[i].Segments.Count; s++)
            {
                if (Parted(lines, lines[i].Segments[s], Shift * lines[i].Size) is { } parts)
                    lines[i] = lines[i] with { Segments = [.. lines[i].Segments.Take(s), parts.Before, parts.Behind, .. lines[i].Segments.Skip(s + 1)] };
            }
        }
        return lines;
    }

    /// <summary>Two runs of another line that begin where this one and a word inside it do.</summary>
    static (Segment Before, Segment Behind)? Parted(List<TextLine> lines, Segment run, double shift)
    {
        if (run.Words.Count == 0 || run.Text.Split([' ', '\n']) is not { } words || words.Length != run.Words.Count + 1)
            return null;
        foreach (var line in lines)
        {
            for (var other = 1; other < line.Segments.Count; other++)
            {
                var (left, right) = (line.Segments[other - 1], line.Segments[other]);
                if (Math.Abs(left.Left - run.Left) > shift)
                    continue;
                for (var w = 0; w < run.Words.Count; w++)
                {
                    var (begins, before) = run.Words[w];
                    if (Math.Abs(right.Left - begins) <= shift && left.Right < begins)
                        return (new Segment(string.Join(' ', words[..(w + 1)]), run.Left, before) { Words = [.. run.Words.Take(w)] },
                            new Segment(string.Join(' ', words[(w + 1)..]), begins, run.Right) { Words = [.. run.Words.Skip(w + 1)] });
                }
            }
        }
        return null;
    }

    static bool Continues(IReadOnlyList<TextLine> lines, int start, int at)
    {
        var line = lines[at];
        if (at == start)
            return line.Segments.Count > 1;
        if (lines[at - 1].Baseline - line.Baseline > 3.2 * line.Size)
            return false;
        return line.Segments.Count > 1 || IsRest(lines, start, at) || IsLabel(lines, start, at);
    }

    /// <summary>A short line between rows, where the first column begins, and a row of amounts under it: what those rows are about.</summary>
    static bool IsLabel(IReadOnlyList<TextLine> lines, int start, int at)
    {
        if (at <= start || at + 1 >= lines.Count || lines[at].Segments.Count != 1 || lines[at + 1].Segments.Count < 2 || lines[at + 1].Bold || IsRest(lines, start, at))
            return false;
        var (line, below) = (lines[at], lines[at + 1]);
        return line.Text.Length <= LongestCell && (char.IsLetter(line.Text[0]) || char.IsDigit(line.Text[0])) && line.Text[^1] is not ('.' or ',' or ';')
            && line.Size < 1.12 * below.Size && line.Baseline - below.Baseline < 3.2 * line.Size
            && Math.Abs(line.Left - lines[start].Left) < Shift * line.Size && Math.Abs(line.Left - below.Left) < 2 * line.Size
            && below.Segments.Skip(1).Any(segment => segment.Text.AsSpan().ContainsAnyInRange('0', '9'));
    }

    /// <summary>One run of text close under a row, and not in its first column, is the rest of a cell.</summary>
    static bool IsRest(IReadOnlyList<TextLine> lines, int start, int at) =>
        at > start && lines[at].Segments.Count == 1
        && lines[at - 1].Baseline - lines[at].Baseline < 1.5 * lines[at].Size
        && (lines[at].Left > lines[start].Segments[0].Right || IsRestOfFirst(lines, at));

    /// <summary>In the first column it is one where it keeps to the row above, and not to the one below: a label would keep to that.</summary>
    static bool IsRestOfFirst(IReadOnlyList<TextLine> lines, int at)
    {
        if (at + 1 >= lines.Count || lines[at - 1].Segments.Count < 2 || lines[at + 1].Segments.Count < 2)
            return false;
        var (above, line, below) = (lines[at - 1], lines[at], lines[at + 1]);
        return above.Baseline - line.Baseline < 0.8 * (line.Baseline - below.Baseline)
            && Math.Abs(line.Left - above.Left) < Shift * line.Size && line.Right < above.Segments[1].Left
            && char.IsLetter(line.Text[0]) && line.Text[^1] is not ('.' or ':');
    }

    /// <summary>Where the fullest lines have their runs of text.</summary>
    static List<(double Left, double Right)>? Columns(List<TextLine> lines, int start, int end)
    {
        var most = 0;
        for (var i = start; i < end; i++)
            most = Math.Max(most, lines[i].Segments.Count);
        List<(double Left, double Right)>? columns = null;
        for (var i = start; i < end; i++)
        {
            if (lines[i].Segments.Count != most)
                continue;
            var mine = lines[i].Segments.Select(segment => (segment.Left, segment.Right)).ToList();
            columns = columns is null ? mine : [.. columns.Zip(mine, (a, b) => (Math.Min(a.Left, b.Left), Math.Max(a.Right, b.Right)))];
        }
        for (var c = 1; c < columns!.Count; c++)
            if (columns[c - 1].Right > columns[c].Left)
                return null;
        return columns;
    }

    static (string Text, int Span)?[] Place(TextLine line, List<(double Left, double Right)> columns)
    {
        var cells = new (string Text, int Span)?[columns.Count];
        foreach (var segment in line.Segments)
        {
            var first = columns.FindIndex(column => segment.Overlaps(column.Left, column.Right));
            var last = columns.FindLastIndex(column => segment.Overlaps(column.Left, column.Right));
            if (first < 0)
            {
                var near = Nearest(segment, columns);
                (first, last) = Between(segment, columns) ?? (near, near);
            }
            // Only a free place can be spanned.
            while (last > first && Enumerable.Range(first + 1, last - first).Any(c => cells[c] is not null))
                last--;
            cells[first] = cells[first] is { } there ? (there.Text + " " + segment.Text, there.Span) : (segment.Text, last - first + 1);
        }
        for (var c = 0; c < cells.Length; c++)
            if (cells[c] is { Span: > 1 } spanning)
                for (var covered = c + 1; covered < c + spanning.Span; covered++)
                    if (cells[covered] is not null)
                        cells[c] = spanning with { Span = covered - c };
        return cells;
    }

    static void Append((string Text, int Span)?[] cells, (string Text, int Span)?[] rest)
    {
        for (var c = 0; c < cells.Length; c++)
            if (rest[c] is { } more)
                cells[c] = cells[c] is { } there ? (there.Text + "\n" + more.Text, there.Span) : (more.Text, 1);
    }

    /// <summary>What stands in the middle of two columns is about both.</summary>
    static (int First, int Last)? Between(Segment segment, List<(double Left, double Right)> columns)
    {
        var behind = columns.FindIndex(column => column.Left >= segment.Right);
        if (behind <= 0 || columns[behind - 1].Right > segment.Left)
            return null;
        var (before, after) = (segment.Left - columns[behind - 1].Right, columns[behind].Left - segment.Right);
        return Math.Abs(before - after) < 0.25 * (before + after) ? (behind - 1, behind) : null;
    }

    static int Nearest(Segment segment, List<(double Left, double Right)> columns) =>
        Enumerable.Range(0, columns.Count).MinBy(c => Math.Min(Math.Abs(columns[c].Left - segment.Right), Math.Abs(segment.Left - columns[c].Right)));

    static bool IsProse(IReadOnlyList<TextLine> lines, int start, int end)
    {
        var segments = lines.Skip(start).Take(end - start).SelectMany(line => line.Segments).ToImmutableArray();
        return segments.Average(segment => segment.Text.Length) > LongestCell / 2.0
            && segments.Count(segment => segment.Text.Length > LongestCell / 2) > 0.8 * segments.Length;
    }
}
