using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Columns that say one thing, at length, for all rows: running text beside the table, which tells no row from another.</summary>
internal static class Remarks
{
    private const int Sentence = 80;

    public static bool Holds(Table table, int firstRow, int index)
    {
        string? said = null;
        var rows = 0;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var cell = table.Rows[row][index];
            if (TableShape.IsOneCell(table.Rows[row])) continue;
            if (cell.Text.Length < Sentence || !cell.Text.EndsWith('.') || (said ??= cell.Text) != cell.Text) return false;
            rows++;
        }

        return rows > 1;
    }
}
