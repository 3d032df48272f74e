using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Columns of amounts whose headers are names that nobody knows. Beside a column for members without a card they are cards; three or more of
/// them, of which one is called as fares are, are fare brands.
/// </summary>
internal static class UnnamedColumns
{
    private static readonly Phrases WithoutCard = new("no card", "without card", "without a card", "non-cardmember", "non-cardmembers", "no credit card");

    private static readonly Phrases Counting = new(
        "miles", "mile", "points", "point", "avios", "rate", "percent", "percentage", "total", "bonus", "credit", "credits", "earn", "earning", "earned", "accrual", "minimum", "per");

    /// <param name="columns">The columns of a table.</param>
    /// <param name="program">The document's program.</param>
    /// <param name="printed">A column's header in the document's own words.</param>
    public static void Name(List<Column> columns, LoyaltyProgram? program, Func<int, string> printed)
    {
        var (unnamed, without, branded, ofCabin) = (0, -1, 0, false);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Value) continue;
            var folded = Phrase.Fold(Own(columns[i]));
            if (WithoutCard.In(folded)) without = i;
            if (BrandWords.IsBrand(folded)) branded++;
            ofCabin |= IsOfCabin(columns[i]);
        }

        // Beside none of the three, a name that nobody knows says nothing.
        if (without < 0 && branded == 0 && !ofCabin) return;
        for (var i = 0; i < columns.Count && without < 0; i++)
        {
            if (columns[i].Kind == ColumnKind.Value && IsUnnamed(columns[i], Phrase.Fold(Own(columns[i])), program)) unnamed++;
        }

        if (without >= 0) Cards(columns, program, printed);
        else if ((unnamed >= 3 && branded > 0) || (unnamed >= 2 && branded >= unnamed)) Brands(columns, program, printed);
        else if (unnamed > 1 && ofCabin) BesideCabins(columns, program, printed);
    }

    private static void Cards(List<Column> columns, LoyaltyProgram? program, Func<int, string> printed)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var folded = Phrase.Fold(columns[i].Header);
            if (columns[i].Kind != ColumnKind.Value || WithoutCard.In(folded) || !IsUnnamed(columns[i], folded, program)) continue;
            columns[i] = columns[i] with { Card = printed(i), Doubt = null, Metric = columns[i].Metric ?? EarningRule.Redeemable };
        }
    }

    /// <summary>"Economy class" beside "Falcon Gold": what the airline calls another cabin is not everyone's.</summary>
    private static void BesideCabins(List<Column> columns, LoyaltyProgram? program, Func<int, string> printed)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Cabins.IsEmpty: true, FareBrand: null, Component: EarningRule.BaseComponent, IsMultiplier: false } && IsUnnamed(columns[i], Phrase.Fold(Own(columns[i])), program))
                columns[i] = columns[i] with { Unknown = $"'{printed(i)}' stands beside cabins, and is none that is known" };
        }
    }

    private static bool IsOfCabin(Column column) => column is { Kind: ColumnKind.Value, Cabins: [_] } && CabinWords.IsName(Phrase.Fold(column.Header));

    private static void Brands(List<Column> columns, LoyaltyProgram? program, Func<int, string> printed)
    {
        // Among nothing but cabins and their fares, "Business" is the cabin.
        var ofCabins = true;
        foreach (var column in columns) ofCabins &= column.Kind != ColumnKind.Value || !column.Cabins.IsEmpty || IsPremium(column);
        for (var i = 0; i < columns.Count; i++)
        {
            var folded = Phrase.Fold(Own(columns[i]));
            if (ofCabins && CabinWords.IsName(folded)) continue;
            if (ofCabins && IsPremium(columns[i]))
            {
                columns[i] = columns[i] with { Cabins = [Cabin.PremiumEconomy], Doubt = null };
                continue;
            }

            if (columns[i].Kind == ColumnKind.Value && IsUnnamed(columns[i], folded, program))
                columns[i] = columns[i] with { FareBrand = printed(i), Cabins = [], Doubt = null };
        }
    }

    /// <summary>"Premium" among cabins is the one between economy and business.</summary>
    private static bool IsPremium(Column column) => column.Kind == ColumnKind.Value && column.Header.Equals("premium", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name over a column, where a row above says what all count: "Miles per euro" over "Light".</summary>
    private static string Own(Column column) =>
        column.Header.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at && Counting.In(Phrase.Fold(column.Header[..at])) ? column.Header[(at + 2)..] : column.Header;

    private static bool IsUnnamed(Column column, string folded, LoyaltyProgram? program) =>
        folded.Length is > 0 and <= 30 && column is { Market: null, Tiers: null, Band: null, Card: null, Validity: null, Part: ChartPart.Flight }
        && column.Problem is null && (column.Currency is null || folded.Length < column.Header.Length)
        && column.Classes.IsEmpty && column.Carriers.IsEmpty && !folded.AsSpan().ContainsAnyInRange('0', '9') && !folded.Contains('%', StringComparison.Ordinal)
        && !Counting.In(folded) && MetricWords.Read(folded, folded, program) is null;
}
