using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Loyalty.Ingestion.Text;

enum LineSyntax { Plain, Markdown }

/// <summary>
/// Reads text that stands in lines: headings, lists, pipe tables, and tables whose columns are set apart by tabs or by two spaces and more.
/// Lines that form no table stay a paragraph, with a tab where a gap between columns was.
/// </summary>
static partial class LinesReader
{
    const int LongestTitle = 160;

    public static DocumentText Read(string format, string text, TextLimits limits, CancellationToken cancellationToken)
    {
        var syntax = format == "markdown" ? LineSyntax.Markdown : LineSyntax.Plain;
        var blocks = Blocks(text, syntax, new CellBudget(limits.MaxCells), cancellationToken);
        return new DocumentText(format, TitleOf(blocks), blocks);
    }

    public static ImmutableArray<TextBlock> Blocks(string text, LineSyntax syntax, CellBudget cells, CancellationToken cancellationToken)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var blocks = ImmutableArray.CreateBuilder<TextBlock>();
        var open = new List<string>();
        var indents = new List<int>();
        int? item = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (i % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var line = lines[i].TrimEnd(' ', '\r', '\u00a0');
            if (syntax == LineSyntax.Markdown && Fence().IsMatch(line))
                continue;
            if (string.IsNullOrWhiteSpace(line))
            {
                EndParagraph();
            }
            else if (AtxHeading().Match(line) is { Success: true } atx)
            {
                EndParagraph();
                blocks.Add(new Heading(atx.Groups[1].Length, Inline(atx.Groups[2].ValueSpan.TrimEnd("# "), syntax)));
            }
            else if (open.Count == 1 && item is null && Underline().IsMatch(line) && LineTable.Columns(open[0]).Length == 1 && !open[0].Contains('|', StringComparison.Ordinal))
            {
                blocks.Add(new Heading(line.TrimStart()[0] == '=' ? 1 : 2, Inline(open[0], syntax)));
                open.Clear();
            }
            else if (LineTable.Read(lines, i, cells, cell => Inline(cell, syntax)) is { } table)
            {
                EndParagraph();
                blocks.Add(new Table(null, table.Rows));
                i += table.Lines - 1;
            }
            else if (Bullet(syntax).Match(line) is { Success: true } bullet)
            {
                EndParagraph(keepList: true);
                item = Depth(indents, bullet.Groups[1].ValueSpan);
                open.Add(bullet.Groups[2].Value);
            }
            else
            {
                // Only what is indented goes on with an item.
                if (item is not null && !char.IsWhiteSpace(line[0]))
                    EndParagraph();
                open.Add(line);
            }
        }
        EndParagraph();
        return blocks.ToImmutable();

        void EndParagraph(bool keepList = false)
        {
            if (!keepList || item is null)
                indents.Clear();
            if (open.Count == 0)
                return;
            var text = string.Join('\n', open.Select(line => string.Join('\t', LineTable.Columns(line).Select(part => Inline(part, syntax)))));
            blocks.Add(item is { } depth ? new ListItem(depth, text) : new Paragraph(text));
            open.Clear();
            item = null;
        }
    }

    public static string? TitleOf(ImmutableArray<TextBlock> blocks)
    {
        if (blocks.OfType<Heading>().FirstOrDefault() is { Level: 1 } heading)
            return heading.Text;
        var first = blocks.FirstOrDefault() is Paragraph paragraph ? paragraph.Text.Split('\n')[0] : null;
        return first is { Length: > 0 and <= LongestTitle } && !first.Contains('\t', StringComparison.Ordinal) ? first : null;
    }

    /// <summary>How many of the lists that are open a marker's indent lies inside of.</summary>
    static int Depth(List<int> indents, ReadOnlySpan<char> indent)
    {
        var width = 0;
        foreach (var c in indent)
            width += c == '\t' ? 4 : 1;
        while (indents.Count > 0 && indents[^1] > width)
            indents.RemoveAt(indents.Count - 1);
        if (indents.Count == 0 || indents[^1] < width)
            indents.Add(width);
        return indents.Count - 1;
    }

    static string Inline(ReadOnlySpan<char> text, LineSyntax syntax)
    {
        var folded = FoldedText.Fold(text);
        if (syntax == LineSyntax.Plain)
            return folded;
        folded = Link().Replace(folded, "$1");
        folded = Struck().Replace(folded, "");
        folded = Emphasis().Replace(folded, "$2");
        folded = SuperscriptTag().Replace(folded, "[$1]");
        folded = BreakTag().Replace(folded, "\n");
        return Escape().Replace(folded, "$1").Replace("`", "", StringComparison.Ordinal).Trim();
    }

    static Regex Bullet(LineSyntax syntax) => syntax == LineSyntax.Markdown ? MarkdownBullet() : PlainBullet();

    [GeneratedRegex(@"^\s{0,3}(#{1,6})\s+(.*)$")]
    private static partial Regex AtxHeading();

    [GeneratedRegex(@"^\s{0,3}(={3,}|-{3,})$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"^\s*(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\s*)[-*+•–]\s+(.+)$")]
    private static partial Regex MarkdownBullet();

    // A star begins a footnote in plain text as often as an item: it stays with its line. Numbers stay too, for notes are referred to by them.
    [GeneratedRegex(@"^(\s*)[-+•–·]\s+(.+)$")]
    private static partial Regex PlainBullet();

    [GeneratedRegex(@"!?\[([^\]\[]*)\]\([^()\s]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s?~~[^~]*~~")]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<![\w*])(\*\*|__|\*|_)(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s?<sup>\s*\(?([^<()]*?)\)?\s*</sup>", RegexOptions.IgnoreCase)]
    private static partial Regex SuperscriptTag();

    [GeneratedRegex(@"\s*<br\s*/?>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex BreakTag();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.!|~])")]
    private static partial Regex Escape();
}
