using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose classes, or fares over rows of what is counted, stand side by side in its first row instead of one under the other.</summary>
internal static class Transposed
{
    /// <summary>The table turned; null when its first row is no row of classes, and no row of fares over rows of what is counted.</summary>
    public static Table? Of(Table table, LoyaltyProgram? program)
    {
        if (table.Rows.Length is < 2 or > 12 || table.Rows[0].Length < 3) return null;
        var name = HasClasses(table) ? "Booking class" : CountsInRows(table, program) ? KeyOf(table) : null;
        if (name is null) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(table.Rows[0].Length);
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

        if (rows[0][0].Text.Length == 0 || name != "Booking class") rows[0] = rows[0].SetItem(0, rows[0][0] with { Text = name });
        return new Table(table.Caption, rows.ToImmutable());
    }

    private static bool HasClasses(Table table)
    {
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            if (!ClassList.Read(table.Rows[0][column].Text).IsRead) return false;
        }

        return true;
    }

    /// <summary>Rows called "Avios", "Qpoints", "Tier points" and nothing else, of which one is an elite metric, or all have amounts.</summary>
    private static bool CountsInRows(Table table, LoyaltyProgram? program)
    {
        var (metrics, elite) = (0, false);
        for (var row = 1; row < table.Rows.Length; row++)
        {
            var label = table.Rows[row][0].Text;
            var folded = Phrase.Fold(label);
            if (folded.Length is 0 or > 50 || folded.AsSpan().ContainsAnyInRange('0', '9') || MetricWords.Read(label, folded, program) is null) return false;
            for (var column = 1; column < table.Rows[row].Length; column++)
            {
                if (CellReader.Value(table.Rows[row][column].Text).Kind is ValueKind.Unread or ValueKind.Empty) return false;
            }

            elite |= MetricWords.Named(label, folded, program) is not null;
            metrics++;
        }

        return metrics > 0 && (elite || metrics == 1) && KeyOf(table) is not null;
    }

    /// <summary>What the names over the columns are: cabins or fares; null when they are neither.</summary>
    private static string? KeyOf(Table table)
    {
        var (cabins, brands) = (0, 0);
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var folded = Phrase.Fold(table.Rows[0][column].Text);
            if (CabinWords.IsName(folded)) cabins++;
            else if (BrandWords.IsBrand(folded)) brands++;
        }

        var names = table.Rows[0].Length - 1;
        return cabins == names ? "Cabin" : cabins + brands == names || brands * 2 > names ? "Fare" : null;
    }
}
