using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Rows among the rates that say how many miles a flight earns at least: "Minimum miles | C/J/D | 500 miles". They are no rates; their amounts belong to
/// the rows of the same classes.
/// </summary>
internal sealed class MinimumRows
{
    private static readonly Phrases Least = new("minimum miles", "minimum mileage", "minimum points", "minimum accrual", "minimum accrued miles", "minimum miles earned", "minimum mileage accrual", "minimum avios", "minimum credit", "minimum");

    private readonly HashSet<int> _rows = [];
    private readonly List<(FareClasses Classes, decimal Amount)> _amounts = [];

    /// <summary>Those of a table with one column of amounts; null when it has none that are understood.</summary>
    public static MinimumRows? In(Table table, TableShape shape)
    {
        var (classes, value, label) = (-1, -1, -1);
        foreach (var column in shape.Columns)
        {
            if (column.Kind == ColumnKind.Value)
            {
                if (value >= 0) return null;
                value = column.Index;
            }
            else if (column.Kind == ColumnKind.Classes)
            {
                classes = column.Index;
            }
            else if (column.Kind is ColumnKind.Cabin or ColumnKind.Label && label < 0)
            {
                label = column.Index;
            }
        }

        if (classes < 0 || value < 0 || label < 0) return null;
        MinimumRows? found = null;
        for (var index = shape.FirstRow; index < table.Rows.Length; index++)
        {
            var row = table.Rows[index];
            if (!row[label].Text.StartsWith("min", StringComparison.OrdinalIgnoreCase) || !IsLabel(row[label].Text)) continue;
            var letters = ClassList.Read(row[classes].Text);
            var amount = CellReader.Value(row[value].Text);
            if (!letters.IsRead || (letters.All && !letters.Classes.IsEmpty) || amount is not { Kind: ValueKind.Number, IsAmbiguous: false, Of: null, Amount: >= 20 }) return null;
            found ??= new MinimumRows();
            found._rows.Add(index);
            found._amounts.Add((letters.Classes, amount.Amount));
        }

        return found;
    }

    public bool Has(int row) => _rows.Contains(row);

    /// <summary>The least that a row's classes earn; where it is not the same for all of them, that is a problem.</summary>
    public decimal? For(FareClasses classes, out bool differs)
    {
        differs = false;
        foreach (var (letters, amount) in _amounts)
        {
            if (letters.IsEmpty) return amount;
            var shared = letters.Intersect(classes);
            if (shared.IsEmpty) continue;
            if (shared == classes) return amount;
            differs = true;
            return null;
        }

        return null;
    }

    private static bool IsLabel(string text) => text.Length <= 40 && Phrase.Fold(text).TrimEnd(':', '*') is var folded && Least.In(folded) && MinimumWords.Read(folded) is null;
}
