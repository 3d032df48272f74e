using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>A straight line along an axis: at x (vertical) or y (horizontal), from one end to the other.</summary>
readonly record struct Rule(double At, double From, double To)
{
    public bool Covers(double from, double to) => Math.Min(To, to) - Math.Max(From, from) > 0.6 * (to - from);
}

/// <summary>The rules that a page draws, pieces joined.</summary>
sealed record PageRules(List<Rule> Horizontal, List<Rule> Vertical)
{
    /// <summary>How far lines that belong together may miss each other, in points.</summary>
    public const double Tolerance = 2.5;

    // A page of drawings is no page of tables.
    const int TooMany = 4000;

    public static PageRules Of(IEnumerable<PdfPath> paths)
    {
        List<Rule> horizontal = [];
        List<Rule> vertical = [];
        foreach (var path in paths)
        {
            if (path.IsClipping || !path.IsStroked && !path.IsFilled)
                continue;
            foreach (var subpath in path)
                Add(subpath, horizontal, vertical);
        }
        horizontal = Join(horizontal);
        vertical = Join(vertical);
        return horizontal.Count > TooMany || vertical.Count > TooMany ? new PageRules([], []) : new PageRules(horizontal, vertical);
    }

    static void Add(PdfSubpath subpath, List<Rule> horizontal, List<Rule> vertical)
    {
        // Thin filled rectangles are how many writers draw a line.
        if (subpath.GetBoundingRectangle() is { } box && (box.Width < Tolerance || box.Height < Tolerance))
        {
            AddLine(new PdfPoint(box.Left, box.Bottom), box.Width < box.Height ? new PdfPoint(box.Left, box.Top) : new PdfPoint(box.Right, box.Bottom));
            return;
        }
        PdfPoint? start = null, at = null;
        foreach (var command in subpath.Commands)
        {
            switch (command)
            {
                case PdfSubpath.Move move:
                    start = at = move.Location;
                    break;
                case PdfSubpath.Line line:
                    AddLine(line.From, line.To);
                    at = line.To;
                    break;
                case PdfSubpath.Close when start is { } first && at is { } last:
                    AddLine(last, first);
                    break;
            }
        }

        void AddLine(PdfPoint a, PdfPoint b)
        {
            if (Math.Abs(a.Y - b.Y) < 1 && Math.Abs(a.X - b.X) > Tolerance)
                horizontal.Add(new Rule(a.Y, Math.Min(a.X, b.X), Math.Max(a.X, b.X)));
            else if (Math.Abs(a.X - b.X) < 1 && Math.Abs(a.Y - b.Y) > Tolerance)
                vertical.Add(new Rule(a.X, Math.Min(a.Y, b.Y), Math.Max(a.Y, b.Y)));
        }
    }

    /// <summary>Rules drawn cell by cell become one, and so do the two edges of neighbours.</summary>
    static List<Rule> Join(List<Rule> rules)
    {
        List<Rule> joined = [];
        var at = double.NaN;
        List<Rule> level = [];
        foreach (var rule in rules.OrderBy(rule => rule.At))
        {
            if (level.Count > 0 && rule.At - at > Tolerance)
                End();
            if (level.Count == 0)
                at = rule.At;
            level.Add(rule with { At = at });
        }
        End();
        return joined;

        void End()
        {
            Rule? open = null;
            foreach (var rule in level.OrderBy(rule => rule.From))
            {
                if (open is { } last && rule.From <= last.To + Tolerance)
                {
                    open = last with { To = Math.Max(last.To, rule.To) };
                    continue;
                }
                if (open is { } done)
                    joined.Add(done);
                open = rule;
            }
            if (open is { } end)
                joined.Add(end);
            level.Clear();
        }
    }
}
