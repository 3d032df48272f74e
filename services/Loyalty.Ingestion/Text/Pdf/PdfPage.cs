using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>What stands on a page: tables that rules draw, and the lines outside of them from the top down.</summary>
sealed partial record PdfPage(List<PdfTable> Tables, List<TextLine> Lines, double Height)
{
    const double Margin = 0.12;

    public static PdfPage Of(Page page, CellBudget budget)
    {
        var frames = RuledTable.On(PageRules.Of(page.Paths));
        var inside = frames.ToDictionary(frame => frame, _ => new List<Letter>());
        List<Letter> outside = [];
        foreach (var letter in page.Letters)
        {
            if (letter.TextOrientation is not (TextOrientation.Horizontal or TextOrientation.Other))
                continue;
            var frame = frames.Find(frame => frame.Holds(letter));
            (frame is null ? outside : inside[frame]).Add(letter);
        }
        List<PdfTable> tables = [];
        foreach (var frame in frames)
        {
            var table = frame.Read(inside[frame], budget);
            // A frame around text is no table.
            if (table.Rows is [{ Length: > 1 }, ..] && table.Rows.SelectMany(row => row).Count(cell => cell.Text.Length > 0) > 1)
                tables.Add(table);
            else
                outside.AddRange(inside[frame]);
        }
        return new PdfPage([.. tables.OrderByDescending(table => table.Top)], TextLine.Of(outside), page.Height);
    }

    /// <summary>What the pages repeat at their edges is taken off them; each such line is given back once, to stand at the end.</summary>
    public static List<TextLine> TakeRunningLines(List<PdfPage> pages)
    {
        List<TextLine> once = [];
        if (pages.Count < 2)
            return once;
        var counts = pages.SelectMany(page => page.Lines.Where(page.IsAtEdge).Select(Key).Distinct())
            .CountBy(key => key).Where(pair => pair.Value > 1 && 2 * pair.Value >= pages.Count).ToDictionary();
        var seen = new HashSet<string>();
        for (var p = 0; p < pages.Count; p++)
        {
            var page = pages[p];
            page.Lines.RemoveAll(line =>
            {
                if (!page.IsAtEdge(line) || !counts.ContainsKey(Key(line)))
                    return false;
                var first = seen.Add(Key(line));
                var top = line.Baseline > page.Height / 2;
                if (first && !top)
                    once.Add(line);
                return !(first && top);
            });
        }
        return once;
    }

    bool IsAtEdge(TextLine line) => line.Baseline < Margin * Height || line.Baseline > (1 - Margin) * Height;

    static string Key(TextLine line) => $"{Digits().Replace(line.Text, "#")}@{line.Baseline:0}";

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
