using System.Collections.Immutable;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Mentions;

/// <summary>A cell or line of a document.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Cells">The row that the cell stands in; default for a line.</param>
internal readonly record struct DocumentLine(string Text, ImmutableArray<Cell> Cells)
{
    public bool IsCell => !Cells.IsDefault;

    /// <summary>Its row or line; made when asked for, since most lines mention nothing.</summary>
    public string Row => IsCell ? string.Join(" | ", Cells.DistinctBy(cell => cell.Origin).Select(cell => cell.Text)) : Text;
}

/// <summary>What a document says, cell by cell and line by line, with the row or line that it stands in. Pure.</summary>
internal static class DocumentLines
{
    public static IEnumerable<DocumentLine> Of(DocumentText document)
    {
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Table table:
                    if (table.Caption is { } caption) yield return new DocumentLine(caption, default);
                    foreach (var row in table.Rows)
                    {
                        for (var i = 0; i < row.Length; i++)
                        {
                            if (row[i].Text.Length > 0 && IsFirstOfCell(row, i)) yield return new DocumentLine(row[i].Text, row);
                        }
                    }

                    break;
                case Heading heading:
                    yield return new DocumentLine(heading.Text, default);
                    break;
                case Paragraph paragraph:
                    foreach (var line in paragraph.Text.Split('\n')) yield return new DocumentLine(line, default);
                    break;
                case ListItem item:
                    foreach (var line in item.Text.Split('\n')) yield return new DocumentLine(line, default);
                    break;
            }
        }
    }

    /// <summary>A cell that spans columns is said once; the places it covers stand side by side.</summary>
    private static bool IsFirstOfCell(ImmutableArray<Cell> row, int column) => column == 0 || row[column - 1].Origin != row[column].Origin;
}
