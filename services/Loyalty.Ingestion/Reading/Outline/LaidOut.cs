using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Old pages are laid out by a table: what stands in its cells is the page's running text.</summary>
internal static class LaidOut
{
    // No chart's cell has so many words, and a page's text has more.
    private const int RunningText = 400;

    /// <summary>The lines of cells that are running text; none for a table of anything else.</summary>
    public static IEnumerable<string> In(Table table)
    {
        for (var row = 0; row < table.Rows.Length; row++)
        {
            for (var column = 0; column < table.Rows[row].Length; column++)
            {
                var cell = table.Rows[row][column];
                if (cell.Text.Length < RunningText || cell.Origin != (row * 1000) + column || !cell.Text.Contains(". ", StringComparison.Ordinal)) continue;
                foreach (var line in cell.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) yield return line;
            }
        }
    }
}
