using System.Collections.Immutable;
using Sylvan.Data.Csv;

namespace Loyalty.Ingestion.Text;

/// <summary>
/// Reads comma, semicolon or tab separated values as one table whose first row is its header. Comment lines before it are what pages have above
/// a table: the first one its heading, the others paragraphs.
/// </summary>
static class CsvText
{
    const int LargestRecord = 1 << 20;
    const int LinesToJudgeBy = 20;

    public static DocumentText Read(string text, TextLimits limits, CancellationToken cancellationToken)
    {
        // Old programs end lines with a carriage return alone.
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var blocks = ImmutableArray.CreateBuilder<TextBlock>();
        var body = text.AsSpan();
        var separator = Separator(ref body);
        while (Comment(ref body) is { } comment)
            if (comment.Length > 0)
                blocks.Add(blocks.Count == 0 ? new Heading(1, comment) : new Paragraph(comment));
        var title = blocks is [Heading heading, ..] ? heading.Text : null;
        List<string> later = [];
        var rows = Rows(text[^body.Length..], separator, new CellBudget(limits.MaxCsvCells), later, cancellationToken);
        if (!rows.IsEmpty)
            blocks.Add(new Table(null, rows));
        blocks.AddRange(later.Select(comment => new Paragraph(comment)));
        return new DocumentText("csv", title, blocks.ToImmutable());
    }

    static ImmutableArray<ImmutableArray<Cell>> Rows(string body, char? separator, CellBudget cells, List<string> comments, CancellationToken cancellationToken)
    {
        var grid = new SpanGrid(cells);
        var options = new CsvDataReaderOptions
        {
            Delimiter = separator ?? DelimiterOf(body),
            HasHeaders = false,
            Comment = '#',
            CommentHandler = (Action<string>)(comment => comments.Add(FoldedText.Fold(comment))),
            BufferSize = 1 << 14,
            MaxBufferSize = LargestRecord,
        };
        var text = new FoldedText();
        var row = 0;
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(body), options);
            while (reader.Read())
            {
                if (row % 256 == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                grid.StartRow();
                for (var column = 0; column < reader.RowFieldCount; column++)
                {
                    text.Append(reader.GetFieldSpan(column));
                    grid.Add(text.Take(), header: row == 0);
                }
                grid.EndRow();
                row++;
            }
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or FormatException or InvalidDataException)
        {
            throw new UnreadableDocumentException(
                $"Row {row + 1} of the CSV cannot be read: a quoted value is not closed, or has text behind its closing quote. Correct it and submit it again.", e);
        }
        return grid.ToRows();
    }

    /// <summary>Takes the line off the start in which Excel says what parts the values, such as <c>sep=;</c>.</summary>
    static char? Separator(ref ReadOnlySpan<char> body)
    {
        const string mark = "sep=";
        if (!body.StartsWith(mark, StringComparison.OrdinalIgnoreCase) || body.Length <= mark.Length + 1 || body[mark.Length + 1] != '\n'
            || !",;\t|".Contains(body[mark.Length], StringComparison.Ordinal))
            return null;
        var separator = body[mark.Length];
        body = body[(mark.Length + 2)..];
        return separator;
    }

    /// <summary>Takes a comment line, or a blank one, off the start.</summary>
    static string? Comment(ref ReadOnlySpan<char> body)
    {
        var end = body.IndexOf('\n');
        var line = (end < 0 ? body : body[..end]).Trim();
        if (body.IsEmpty || line is not [] and not ['#', ..])
            return null;
        body = end < 0 ? [] : body[(end + 1)..];
        return FoldedText.Fold(line.TrimStart('#'));
    }

    /// <summary>The separator that the first lines have most often, all of them as often as the first; quoted text does not count.</summary>
    static char DelimiterOf(string body)
    {
        var best = ',';
        var most = 0;
        foreach (var candidate in ",;\t|")
        {
            var counts = Counts(body, candidate);
            if (counts.Count == 0 || counts[0] == 0)
                continue;
            var agreeing = counts.Count(count => count == counts[0]);
            var score = agreeing * 1000 / counts.Count * 100 + Math.Min(counts[0], 99);
            if (score > most)
                (best, most) = (candidate, score);
        }
        return best;
    }

    static List<int> Counts(string body, char candidate)
    {
        List<int> counts = [];
        var count = 0;
        var quoted = false;
        foreach (var c in body)
        {
            if (counts.Count == LinesToJudgeBy)
                return counts;
            if (c == '"')
                quoted = !quoted;
            else if (c == candidate && !quoted)
                count++;
            else if (c == '\n' && !quoted)
            {
                counts.Add(count);
                count = 0;
            }
        }
        if (count > 0)
            counts.Add(count);
        return counts;
    }
}
