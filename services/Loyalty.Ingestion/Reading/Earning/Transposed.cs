using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose classes stand side by side in its first row instead of one under the other.</summary>
internal static class Transposed
{
    /// <summary>The table turned; null when its first row is no row of classes.</summary>
    public static Table? Of(Table table)
    {
        if (table.Rows.Length is < 2 or > 12 || table.Rows[0].Length < 3) return null;
        var lists = 0;
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            if (!ClassList.Read(table.Rows[0][column].Text).IsRead) return null;
            lists++;
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(lists + 1);
        for (var column = 0; column < table.Rows[0].Length; column++)
        {
            var row = ImmutableArray.CreateBuilder<Cell>(table.Rows.Length);
            foreach (var old in table.Rows)
            {
                var cell = old[column];
                row.Add(cell with { Header = column == 0, Origin = (cell.Origin % 1000 * 1000) + (cell.Origin / 1000) });
            }

            rows.Add(row.ToImmutable());
        }

        if (rows[0][0].Text.Length == 0) rows[0] = rows[0].SetItem(0, rows[0][0] with { Text = "Booking class" });
        return new Table(table.Caption, rows.ToImmutable());
    }
}
