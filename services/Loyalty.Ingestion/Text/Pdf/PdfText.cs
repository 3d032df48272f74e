using System.Collections.Immutable;
using System.Text;
using UglyToad.PdfPig;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>Puts the pages of a PDF together: headings by their size, paragraphs, items, and tables that go on over pages as one.</summary>
sealed class PdfText
{
    const int LongestHeading = 120;
    const int LongestLabel = 50;

    readonly ImmutableArray<TextBlock>.Builder _blocks = ImmutableArray.CreateBuilder<TextBlock>();
    readonly CellBudget _budget;
    readonly double _body;
    readonly List<double> _sizes;
    readonly List<TextLine> _paragraph = [];
    PdfTable? _table;
    bool _pageTurned;

    PdfText(List<PdfPage> pages, double body, CellBudget budget)
    {
        _budget = budget;
        _body = body;
        _sizes = [.. pages.SelectMany(page => page.Lines).Select(line => Round(line.Size)).Where(size => size > 1.12 * body).Distinct().OrderDescending()];
    }

    public static DocumentText Read(byte[] bytes, int maxPages, int maxCells)
    {
        var filters = new WatchedFilters();
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters };
        using var document = PdfDocument.Open(bytes, options);
        if (document.NumberOfPages > maxPages)
            throw new UnreadableDocumentException(
                $"The PDF has {document.NumberOfPages:N0} pages; at most {maxPages:N0} are read. Submit the pages that hold the chart.");
        var budget = new CellBudget(maxCells);
        List<PdfPage> pages = [];
        var sizes = new Dictionary<double, int>();
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            var page = document.GetPage(number);
            foreach (var letter in page.Letters)
                sizes[Round(letter.PointSize)] = sizes.GetValueOrDefault(Round(letter.PointSize)) + 1;
            pages.Add(PdfPage.Of(page, budget));
        }
        if (filters.LostSomething)
            throw new UnreadableDocumentException(
                "Parts of the PDF are damaged or unpack to more than the memory allowed: what is left may be half a chart. Download it again, or print it to PDF anew.");
        var running = PdfPage.TakeRunningLines(pages);
        var text = new PdfText(pages, sizes.Count == 0 ? 0 : sizes.MaxBy(pair => pair.Value).Key, budget);
        foreach (var page in pages)
            text.Add(page);
        text.EndTable();
        text.Lines(running, 0, running.Count);
        var title = FoldedText.Fold(document.Information.Title);
        var heading = text._blocks.OfType<Heading>().FirstOrDefault()?.Text;
        return new DocumentText("pdf", title.Length > 0 ? title : heading, text._blocks.ToImmutable());
    }

    void Add(PdfPage page)
    {
        _pageTurned = true;
        var line = 0;
        foreach (var table in page.Tables)
        {
            var end = page.Lines.FindIndex(line, candidate => candidate.Baseline < table.Top);
            end = end < 0 ? page.Lines.Count : end;
            Lines(page.Lines, line, end);
            line = end;
            Add(table);
        }
        Lines(page.Lines, line, page.Lines.Count);
    }

    void Add(PdfTable table)
    {
        EndParagraph();
        if (_table is not null && _pageTurned && _table.Join(table) is { } joined)
        {
            _table = joined;
        }
        else
        {
            EndTable();
            _table = table;
        }
        _pageTurned = false;
    }

    void EndTable()
    {
        if (_table is not null)
            _blocks.Add(new Table(null, _table.Rows));
        _table = null;
        _pageTurned = false;
    }

    void Lines(List<TextLine> all, int start, int end)
    {
        var lines = all.GetRange(start, end - start);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (AlignedLines.Read(lines, i, _budget) is { } aligned)
            {
                Add(aligned.Table);
                i += aligned.Lines - 1;
                continue;
            }
            if (LevelOf(line) is { } level && !IsRunning(lines, i, level))
            {
                EndParagraph();
                EndTable();
                Heading(level, line, i > 0 ? lines[i - 1] : null);
                continue;
            }
            if (_paragraph.Count > 0 && (_paragraph[^1].Baseline - line.Baseline > 1.7 * line.Size || IsItem(line)))
                EndParagraph();
            EndTable();
            _paragraph.Add(line);
        }
        EndParagraph();
    }

    /// <summary>Lines of one size that go on longer than a heading are text, larger than what stands in the tables.</summary>
    bool IsRunning(List<TextLine> lines, int at, int level)
    {
        var length = lines[at].Text.Length;
        for (var i = at; i > 0 && length <= 2 * LongestHeading && GoesOn(lines[i - 1], lines[i]); i--)
            length += lines[i - 1].Text.Length + 1;
        for (var i = at + 1; i < lines.Count && length <= 2 * LongestHeading && GoesOn(lines[i - 1], lines[i]); i++)
            length += lines[i].Text.Length + 1;
        return length > 2 * LongestHeading;

        bool GoesOn(TextLine above, TextLine line) =>
            LevelOf(above) == level && LevelOf(line) == level && above.Baseline - line.Baseline < 1.5 * line.Size;
    }

    void Heading(int level, TextLine line, TextLine? above)
    {
        // A heading too long for one line goes on in the next.
        if (_blocks is [.., Heading last] && last.Level == level && above is not null
            && LevelOf(above) == level && above.Baseline - line.Baseline < 1.5 * line.Size)
            _blocks[^1] = last with { Text = last.Text + " " + line.Text };
        else
            _blocks.Add(new Heading(level, line.Text));
    }

    int? LevelOf(TextLine line)
    {
        if (line.Segments.Count > 1 || line.Text.Length > LongestHeading)
            return null;
        var level = _sizes.IndexOf(Round(line.Size));
        if (level >= 0)
            return Math.Min(level + 1, 6);
        var ends = line.Text[^1] is '.' or ',' or ';';
        return line.Bold && !ends && line.Size > 0.9 * _body ? Math.Min(_sizes.Count + 1, 6) : null;
    }

    void EndParagraph()
    {
        if (_paragraph.Count == 0)
            return;
        // What was set apart by a gap stays set apart: columns that no other line shares.
        var text = new StringBuilder();
        for (var i = 0; i < _paragraph.Count; i++)
        {
            if (i > 0)
                text.Append(IsWrapped(_paragraph[i - 1], _paragraph[i]) ? ' ' : '\n');
            text.AppendJoin('\t', _paragraph[i].Segments.Select(segment => segment.Text));
        }
        _blocks.Add(IsItem(_paragraph[0]) ? new ListItem(0, text.ToString().TrimStart('•', '–', '-', '‣', '▪', ' ', '\t')) : new Paragraph(text.ToString()));
        _paragraph.Clear();
    }

    /// <summary>Whether a sentence goes on in the next line: long running text that stops at no end, and a small letter below.</summary>
    static bool IsWrapped(TextLine line, TextLine next) =>
        line.Segments is [{ Text.Length: > LongestLabel } full] && next.Segments.Count == 1 && char.IsLower(next.Segments[0].Text[0]) && full.Text[^1] is not ('.' or ':' or ';' or '!' or '?');

    static bool IsItem(TextLine line) =>
        line.Text.Length > 2 && line.Text[0] is '•' or '‣' or '▪' || line.Text.StartsWith("- ", StringComparison.Ordinal) || line.Text.StartsWith("– ", StringComparison.Ordinal);

    static double Round(double size) => Math.Round(size * 2) / 2;
}
