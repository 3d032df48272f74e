using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose classes, or fares over rows of what is counted, stand side by side in its first row instead of one under the other.</summary>
internal static class Transposed
{
    private static readonly Phrases OfOthers = new("upgrade", "upgrades", "discount", "refund", "fee", "fees", "award flight", "award flights", "award ticket", "award tickets", "award seat", "award seats", "reward seat", "reward seats", "bonus", "baggage", "seat", "seats", "redeem", "cash");

    /// <summary>The table turned; null when its first row is no row of classes, and no row of fares over rows of what is counted.</summary>
    public static Table? Of(Table table, LoyaltyProgram? program)
    {
        if (table.Rows.Length is < 2 or > 12 || table.Rows[0].Length < 3) return null;
        var name = HasClasses(table) ? "Booking class" : CountsInRows(table, program) ? KeyOf(table) : null;
        if (name is null)
        {
            // Among rows of what else a fare brings, those that count miles are the chart.
            if (CountedRows(table, program) is not { } counted) return null;
            (table, name) = (counted, KeyOf(counted)!);
        }

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

    /// <summary>The first row with the rows of shares of miles, where fares stand side by side and other rows count nothing.</summary>
    private static Table? CountedRows(Table table, LoyaltyProgram? program)
    {
        if (KeyOf(table) is null) return null;
        List<ImmutableArray<Cell>> rows = [table.Rows[0]];
        for (var row = 1; row < table.Rows.Length; row++)
        {
            if (IsCounted(table.Rows[row], program)) rows.Add(table.Rows[row]);
        }

        if (rows.Count == 1 || rows.Count == table.Rows.Length) return null;
        var kept = new Table(table.Caption, [.. rows]);
        return CountsInRows(kept, program) ? kept : null;
    }

    /// <summary>"Skywards Miles | 20% | 60%": other rows have percentages too, of seats and fees.</summary>
    private static bool IsCounted(ImmutableArray<Cell> row, LoyaltyProgram? program)
    {
        var folded = Phrase.Fold(row[0].Text);
        if (folded.Length is 0 or > 50 || OfOthers.In(folded) || MetricWords.Read(row[0].Text, folded, program) is null) return false;
        for (var column = 1; column < row.Length; column++)
        {
            if (CellReader.Value(row[column].Text).Kind is not (ValueKind.Percent or ValueKind.PerCurrency or ValueKind.PerMile or ValueKind.NotEligible or ValueKind.Dash)) return false;
        }

        return true;
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
