using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Makes the amount of a cell a formula, by what its column, its row and its section say.</summary>
internal sealed class FormulaMaker(TableShape shape, Table table, TableContext context)
{
    // Charts that count percents rarely exceed 350; charts of fixed miles always have a row above this.
    private const decimal SurelyMiles = 400;

    private readonly Terms _terms = context.Terms;
    private readonly decimal?[] _largest = new decimal?[shape.Columns.Length];
    private readonly int?[] _kinds = new int?[shape.Columns.Length];

    /// <summary>The formula; null with the reason where the amount can be read two ways. With a formula, the reason is why a person is asked.</summary>
    public EarningFormula? Make(CellValue value, Column column, RowKeys keys, CellReading reading, ChartKey key, out string? problem)
    {
        problem = column.Problem;
        if (problem is not null) return null;
        var formula = value.Kind switch
        {
            ValueKind.NotEligible or ValueKind.Dash => EarningFormula.NotEligible,
            ValueKind.Percent => OfPercent(value.Amount, column, key),
            ValueKind.Number => OfNumber(value, column, keys, key, out problem),
            ValueKind.PerCurrency => Spend(value.Amount, value.Currency ?? column.Currency ?? _terms.Currency, out problem),
            ValueKind.PerMile => new EarningFormula { Basis = EarningBasis.Distance, Rate = value.Amount },
            ValueKind.Factor => OfFactor(value.Amount, column, _terms.Currency, out problem),
            ValueKind.OfAmounts => new EarningFormula { Basis = EarningBasis.Amounts, Rate = value.Amount, Divisor = value.Divisor, Of = [value.Of!] },
            _ => null,
        };
        if (formula is null || formula.Basis == EarningBasis.NotEligible) return formula;
        if (formula.Basis == EarningBasis.Amounts && key.Metric == EarningRule.Redeemable && value == reading.Value
            && (column.Component == EarningRule.BaseComponent || reading.Bonus is not null))
        {
            problem = "it is a share of what the flight earns, which nothing says";
            return null;
        }

        if (formula.Basis == EarningBasis.Distance && keys.Tiers is not null && keys.Classes.IsEmpty && !keys.AllClasses && keys.Cabins.IsEmpty && column.Cabins.IsEmpty && column.Classes.IsEmpty)
        {
            problem = "it may be the whole rate of a tier or what the tier adds";
            return null;
        }

        if (formula.Basis == EarningBasis.EliteBonus && keys.Tiers is null && column.Tiers is null)
        {
            problem = "it does not say which tier's bonus it is";
            return null;
        }

        // The least distance is credited before any rate, the bonus's too.
        if (formula.Basis == EarningBasis.Distance)
            formula = WithMinimum(formula, reading.Minimum ?? keys.Minimum ?? (key.Metric == EarningRule.Redeemable ? keys.NotedMinimum ?? _terms.Minimum : null));
        // Beside amounts a minimum is one of what is credited, and elite metrics have none.
        if (formula.Basis == EarningBasis.Fixed && key.Metric == EarningRule.Redeemable && column.Part == ChartPart.Flight)
            formula = WithMinimum(formula, reading.Minimum ?? keys.Minimum);
        if (formula.Basis == EarningBasis.Spend && key.Metric == EarningRule.Redeemable && _terms.TicketCap is { } most) formula = formula with { TicketCap = most };
        return reading.Cap is { } cap ? formula with { Cap = cap } : formula;
    }

    private static EarningFormula WithMinimum(EarningFormula formula, decimal? minimum) => minimum is null ? formula : formula with { Minimum = minimum };

    private EarningFormula OfPercent(decimal rate, Column column, ChartKey key)
    {
        if (column.Of is { } of && key.Metric != EarningRule.Redeemable) return new EarningFormula { Basis = EarningBasis.Amounts, Rate = rate, Of = [of] };
        if (column.Part == ChartPart.Status) return new EarningFormula { Basis = EarningBasis.EliteBonus, Rate = rate };
        if (column.IsSpend && (column.Currency ?? _terms.Currency) is { } currency)
            return new EarningFormula { Basis = EarningBasis.Spend, Rate = rate, Currency = currency };
        return new EarningFormula { Basis = EarningBasis.Distance, Rate = rate };
    }

    private static EarningFormula? Spend(decimal rate, string? currency, out string? problem)
    {
        problem = currency is null ? "no currency is named for an amount by fare" : null;
        return currency is null ? null : new EarningFormula { Basis = EarningBasis.Spend, Rate = rate, Currency = currency };
    }

    private static EarningFormula? OfFactor(decimal factor, Column column, string? currency, out string? problem)
    {
        problem = null;
        if (column.IsMultiplier) return Multiplier(factor);
        if (column.IsFactor) return new EarningFormula { Basis = EarningBasis.Distance, Rate = factor };
        // "3x", where a note says that the rates are miles per dollar.
        if ((column.Currency ?? currency) is { } code) return new EarningFormula { Basis = EarningBasis.Spend, Rate = factor, Currency = code };
        problem = "it does not say what is multiplied";
        return null;
    }

    private static EarningFormula Multiplier(decimal factor) =>
        new() { Basis = EarningBasis.Multiplier, Rate = factor, Of = [EarningRule.BaseComponent] };

    private EarningFormula? OfNumber(CellValue value, Column column, RowKeys keys, ChartKey key, out string? problem)
    {
        problem = null;
        var number = value.Amount;
        // Among hundreds, 1.200 is no fraction.
        if (value.IsAmbiguous && (column.IsPercent || column.IsFactor || column.IsPerMile || LargestPlain(column.Index) < 100))
        {
            problem = "it may be a thousand or a fraction";
            return null;
        }

        if (column.IsMultiplier) return Multiplier(number);
        if (column.PerMiles is { } miles && !value.IsAmbiguous) return number == 0 ? EarningFormula.NotEligible : new EarningFormula { Basis = EarningBasis.Distance, Rate = number / miles };
        if ((column.IsPerMile || CountsMiles(column.Index)) && !column.IsPercent && number > 0 && number <= 10) return new EarningFormula { Basis = EarningBasis.Distance, Rate = number };
        if (column.IsSpend) return number == 0 ? EarningFormula.NotEligible : Spend(number / column.Units, column.Currency ?? _terms.Currency, out problem);
        if (column.IsPercent) return Percent(number, column, key, out problem);
        // A part of nothing is said where another row would give it: "boarding points 0".
        if (number == 0) return column.Component == EarningRule.BaseComponent ? EarningFormula.NotEligible : new EarningFormula { Basis = EarningBasis.Fixed };
        if (column.Part == ChartPart.Status && key.Metric == EarningRule.Redeemable)
        {
            problem = "it does not say of what the bonus is a share";
            return null;
        }

        if (key.Metric != EarningRule.Redeemable && keys is { Tiers: not null, Band: null } && keys.Classes.IsEmpty && column is { Band: null, IsPerFlight: false } && CountsFares())
        {
            problem = "it may be per flight or by fare, as what stands beside it";
            return null;
        }

        if (column.IsMultiplied && key.Metric != EarningRule.Redeemable && column.Part == ChartPart.Flight && number <= 5) return new EarningFormula { Basis = EarningBasis.Distance, Rate = number };
        // 1.75 beside classes is nothing that a flight earns in miles, nor per cent.
        if (number <= 5 && shape.Has(ColumnKind.Classes) && keys.Band is null && column is { Band: null, IsPerFlight: false, Part: ChartPart.Flight } && !_terms.IsPerFlight && CountsInMiles(column, key) && IsOfFractions(column.Index))
            return new EarningFormula { Basis = EarningBasis.Distance, Rate = number };
        var isFixed = key.Metric != EarningRule.Redeemable || keys.Band is not null || column.Band is not null || column.IsPerFlight;
        if (isFixed) return new EarningFormula { Basis = EarningBasis.Fixed, Rate = number, Of = value.Of is null ? [] : [value.Of] };
        if (value.Of is not null)
        {
            problem = "it may be an amount per flight or a share of what the flight earns";
            return null;
        }

        if (column.IsFactor)
        {
            if (number <= 5) return new EarningFormula { Basis = EarningBasis.Distance, Rate = number };
            if (number >= 10 && Largest(column.Index) < SurelyMiles) return Percent(number, column, key, out problem);
        }

        if (Largest(column.Index) >= SurelyMiles) return new EarningFormula { Basis = EarningBasis.Fixed, Rate = number };
        if (_terms.IsPercent && !_terms.IsPerFlight) return Percent(number, column, key, out problem);
        if (_terms.IsPerFlight) return new EarningFormula { Basis = EarningBasis.Fixed, Rate = number };
        problem = "it may be a percentage or an amount of miles";
        // What says that it counts points is one, unless a person knows better.
        return value.IsCounted && number >= 10 ? new EarningFormula { Basis = EarningBasis.Fixed, Rate = number } : null;
    }

    private EarningFormula? Percent(decimal number, Column column, ChartKey key, out string? problem)
    {
        problem = null;
        if (number == 0) return EarningFormula.NotEligible;
        if (number >= 5) return OfPercent(number / 100, column, key);
        problem = $"{number} in a column of percentages may be {number}% or {number * 100}%";
        return null;
    }

    /// <summary>Whether some cell of a column counts for each mile flown: then its bare numbers do too.</summary>
    private bool CountsMiles(int column) => Has(column, ValueKind.PerMile);

    private bool CountsFares()
    {
        foreach (var column in shape.Columns)
        {
            if (column.Kind == ColumnKind.Value && (column.IsSpend || Has(column.Index, ValueKind.PerCurrency))) return true;
        }

        return false;
    }

    private bool Has(int column, ValueKind kind)
    {
        if (_kinds[column] is not { } kinds)
        {
            kinds = 0;
            for (var row = shape.FirstRow; row < table.Rows.Length; row++) kinds |= 1 << (int)CellReader.Value(table.Rows[row][column].Text).Kind;
            _kinds[column] = kinds;
        }

        return (kinds >> (int)kind & 1) == 1;
    }

    private static bool CountsInMiles(Column column, ChartKey key) =>
        (key.Metric == EarningRule.Redeemable && !column.Header.Contains("segment", StringComparison.OrdinalIgnoreCase)) || (key.Metric.Contains("mile", StringComparison.OrdinalIgnoreCase) && column.AlsoMetric is null);

    /// <summary>Whether a column's numbers are five at most, and some of them no whole ones.</summary>
    private bool IsOfFractions(int column)
    {
        var fraction = false;
        for (var row = shape.FirstRow; row < table.Rows.Length; row++)
        {
            var value = CellReader.Value(table.Rows[row][column].Text);
            if (value.Kind != ValueKind.Number) continue;
            if (value.Amount > 5) return false;
            fraction |= value.Amount != decimal.Truncate(value.Amount);
        }

        return fraction;
    }

    /// <summary>The largest number of a column that can be read one way only.</summary>
    private decimal LargestPlain(int column)
    {
        decimal largest = 0;
        for (var row = shape.FirstRow; row < table.Rows.Length; row++)
        {
            var value = CellReader.Value(table.Rows[row][column].Text);
            if (value is { Kind: ValueKind.Number, IsAmbiguous: false } && value.Amount > largest) largest = value.Amount;
        }

        return largest;
    }

    private decimal Largest(int column)
    {
        if (_largest[column] is { } known) return known;
        decimal largest = 0;
        for (var row = shape.FirstRow; row < table.Rows.Length; row++)
        {
            var value = CellReader.Value(table.Rows[row][column].Text);
            if (value.Kind == ValueKind.Number && value.Amount > largest) largest = value.Amount;
        }

        _largest[column] = largest;
        return largest;
    }
}
