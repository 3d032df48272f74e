using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>The amounts that a table's cells state. What is long, or takes the table's own words, is read once.</summary>
internal sealed class TableAmounts(TableContext context)
{
    private readonly Dictionary<string, CellReading> _readings = new(StringComparer.Ordinal);
    private DateOnly? _yearOf = context.YearOf ?? context.Terms.Validity?.From;

    public static CellReading NotEligible { get; } = new(new CellValue(ValueKind.NotEligible));

    /// <summary>What the program calls its currency, as cells have it.</summary>
    public string Currency { get; } = context.Program is null ? "" : ProgramWords.Of(context.Program).CellWords;

    /// <summary>Days in cells are read by what a row over the table says.</summary>
    public void Under(Terms terms)
    {
        _yearOf = context.YearOf ?? terms.Validity?.From;
        _readings.Clear();
    }

    public CellReading Read(string cell)
    {
        if (cell.Length <= Remembered<CellReading>.Longest && CellReader.Alone(cell) is { Problem: null, Doubt: null } alone) return alone;
        if (!_readings.TryGetValue(cell, out var reading))
        {
            reading = CellReader.Read(cell, Currency, _yearOf);
            if (reading.Problem is not null) reading = TierParts.Read(cell, context.Program) ?? reading;
            _readings.Add(cell, reading);
        }

        return reading;
    }

    /// <summary>What a cell that states no amount by itself says among others that do; null for nothing.</summary>
    public CellReading? Among(string cell) =>
        // Among rates, "No" is none.
        cell.Equals("no", StringComparison.OrdinalIgnoreCase) ? NotEligible : Placed(cell)?.Amount;

    /// <summary>"65% (international flights)": an amount with the market it is for.</summary>
    public (CellReading Amount, Market Market)? Placed(string cell)
    {
        var open = cell.LastIndexOf('(');
        // "100% (50% on domestic flights)" holds two amounts.
        if (open <= 0 || !cell.EndsWith(')') || cell.AsSpan(open).ContainsAnyInRange('0', '9')) return null;
        var amount = Read(cell[..open].Trim());
        return amount.Problem is null && amount.Value.Kind != ValueKind.Empty && MarketWords.Read(Phrase.Fold(cell[(open + 1)..^1])) is { } market ? (amount, market) : null;
    }
}
