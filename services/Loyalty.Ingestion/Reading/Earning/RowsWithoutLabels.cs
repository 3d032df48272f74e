using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Cabins, their classes and what these earn, one row under the other, without a column that says which row is which: "Economy | Business" over
/// "Q, N | J, C" over "0.25 miles | 1.25 miles". What the rows are, their cells say.
/// </summary>
internal static class RowsWithoutLabels
{
    private const decimal MostPerMile = 10;

    /// <summary>The table with the labels before its rows, or turned where no row has classes; null where it is of any other kind.</summary>
    public static Table? Of(Table table)
    {
        if (table.Rows.Length is not (2 or 3) || table.Rows[0].Length < 2 || table.Rows[^1][0].Text is not [>= '0' and <= '9', ..]) return null;
        var (ofMiles, ofShares) = (true, table.Rows.Length == 3);
        for (var column = 0; column < table.Rows[0].Length; column++)
        {
            if (CabinWords.Find(Phrase.Fold(table.Rows[0][column].Text)).IsEmpty || (table.Rows.Length == 3 && !ClassList.Read(table.Rows[1][column].Text).IsRead)) return null;
            var amount = table.Rows[^1][column].Text;
            ofShares = ofShares && CellReader.Value(amount).Kind is ValueKind.Percent or ValueKind.PerMile or ValueKind.NotEligible;
            ofMiles = ofMiles && IsPerMile(amount);
        }

        if (!ofMiles && !ofShares) return null;
        if (table.Rows.Length == 2) return Turned(table);
        return new Table(table.Caption, [Labelled(table.Rows[0], "", -1), Labelled(table.Rows[1], "Booking class", -2), Labelled(table.Rows[2], ofMiles ? "Miles" : "Accrual rate", -3)]);
    }

    /// <summary>"0.75 miles", "0.75 miles - 1 mile": of each mile flown, and no price.</summary>
    private static bool IsPerMile(string amount) =>
        amount.Contains("mile", StringComparison.OrdinalIgnoreCase) && Quantities.In(Phrase.Fold(amount), []) is { Count: > 0 } found && found.TrueForAll(quantity => quantity is { IsPercent: false, Value: <= MostPerMile });

    private static Table Turned(Table table)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(table.Rows[0].Length + 1);
        rows.Add([new Cell("Cabin", true, -1), new Cell("Miles per mile flown", true, -2)]);
        for (var column = 0; column < table.Rows[0].Length; column++) rows.Add([table.Rows[0][column] with { Header = false, Origin = -(10 * column) - 3 }, table.Rows[1][column] with { Header = false, Origin = -(10 * column) - 4 }]);
        return new Table(table.Caption, rows.ToImmutable());
    }

    private static ImmutableArray<Cell> Labelled(ImmutableArray<Cell> row, string label, int origin) => [new Cell(label, true, origin), .. row];
}
