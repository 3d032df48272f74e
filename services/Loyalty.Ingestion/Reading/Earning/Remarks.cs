using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Columns that say one thing, at length, for all rows: running text beside the table, which tells no row from another; and columns of worked
/// examples, "Example: Taipei - Los Angeles", which the other columns make.
/// </summary>
internal static class Remarks
{
    private const int Sentence = 80;

    private static readonly string[] Examples = ["example", "examples", "for example", "e.g.", "sample", "worked example"];

    /// <summary>A header that begins by saying that what stands under it is an example.</summary>
    public static bool IsExample(string folded)
    {
        if (folded.Length == 0 || folded[0] is not ('e' or 'f' or 's' or 'w')) return false;
        foreach (var word in Examples)
        {
            if (Phrase.IsAt(folded, word, 0)) return true;
        }

        return false;
    }

    public static bool Holds(Table table, int firstRow, int index)
    {
        string? said = null;
        var rows = 0;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var cell = table.Rows[row][index];
            if (TableRow.IsOneCell(table.Rows[row])) continue;
            if (cell.Text.Length < Sentence || !cell.Text.EndsWith('.') || (said ??= cell.Text) != cell.Text) return false;
            rows++;
        }

        return rows > 1;
    }
}
