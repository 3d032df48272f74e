using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Columns that are called as tiers are, beside one for everyone. Whether they hold the whole rate or what the tier adds, the amounts tell: a whole
/// is nowhere less than what everyone earns.
/// </summary>
internal static class TierColumns
{
    /// <summary>Where nobody knows the tiers of a program, two or more columns with usual names for them are tiers.</summary>
    public static void Name(List<Column> columns, LoyaltyProgram? program, Func<int, string> printed)
    {
        if (program is null) return;
        var usual = 0;
        foreach (var column in columns) usual += IsUsual(column) ? 1 : 0;
        if (usual < 2) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (IsUsual(columns[i])) columns[i] = columns[i] with { Tiers = columns[i].Tiers ?? new NamedTiers([printed(i)]), Problem = null, Doubt = null };
        }
    }

    /// <summary>What a tier adds is not said to be the whole.</summary>
    public static void Judge(List<Column> columns, Table table, int firstRow)
    {
        if (!columns.Any(IsOfTier)) return;
        for (var of = 0; of < columns.Count; of++)
        {
            if (columns[of] is not { Kind: ColumnKind.Value, Part: ChartPart.Flight, Component: EarningRule.BaseComponent } everyone || everyone.Tiers is { IsBase: false } || everyone.Source is not null) continue;
            for (var i = 0; i < columns.Count; i++)
            {
                if (IsOfTier(columns[i]) && (columns[i].Metric ?? EarningRule.Redeemable) == (everyone.Metric ?? EarningRule.Redeemable) && IsLess(table, firstRow, i, everyone.Index))
                    columns[i] = columns[i] with { Problem = $"'{columns[i].Header}' may be the whole rate of a tier or what the tier adds" };
            }
        }
    }

    private static bool IsOfTier(Column column) => column is { Kind: ColumnKind.Value, Part: ChartPart.Flight, Component: EarningRule.BaseComponent, Tiers.IsBase: false };

    private static bool IsUsual(Column column) =>
        column is { Kind: ColumnKind.Value, Part: ChartPart.Flight, Market: null, Band: null, FareBrand: null } && column.Header.Length > 2
        && (column.Tiers is { IsBase: false } || (Phrase.Fold(column.Header).TrimEnd('*', ' ') is var name && LineKey.UsualTierAt(name, 0) == name.Length));

    private static bool IsLess(Table table, int firstRow, int tier, int everyone)
    {
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var (one, other) = (CellReader.Value(table.Rows[row][tier].Text), CellReader.Value(table.Rows[row][everyone].Text));
            if (one.Kind == other.Kind && one.Kind is ValueKind.Percent or ValueKind.Number or ValueKind.PerCurrency or ValueKind.Factor && one.Amount < other.Amount) return true;
        }

        return false;
    }
}
