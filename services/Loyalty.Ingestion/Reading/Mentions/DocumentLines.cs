using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Mentions;

/// <summary>What a document says, cell by cell and line by line, with the row or line that it stands in. Pure.</summary>
internal static class DocumentLines
{
    public static IEnumerable<(string Row, string Text, bool IsCell)> Of(DocumentText document)
    {
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Table table:
                    if (table.Caption is { } caption) yield return (caption, caption, false);
                    foreach (var row in table.Rows)
                    {
                        string? whole = null;
                        foreach (var cell in row.DistinctBy(cell => cell.Origin))
                        {
                            if (cell.Text.Length > 0) yield return (whole ??= string.Join(" | ", row.DistinctBy(c => c.Origin).Select(c => c.Text)), cell.Text, true);
                        }
                    }

                    break;
                case Heading heading:
                    yield return (heading.Text, heading.Text, false);
                    break;
                case Paragraph paragraph:
                    foreach (var line in paragraph.Text.Split('\n')) yield return (line, line, false);
                    break;
                case ListItem item:
                    foreach (var line in item.Text.Split('\n')) yield return (line, line, false);
                    break;
            }
        }
    }
}
