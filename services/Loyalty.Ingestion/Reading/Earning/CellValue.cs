using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What kind of amount a cell states.</summary>
internal enum ValueKind
{
    /// <summary>Nothing stands there.</summary>
    Empty,

    /// <summary>A dash or "n/a": nothing in this column.</summary>
    Dash,

    /// <summary>The chart says that it earns nothing.</summary>
    NotEligible,

    /// <summary>125%: the amount is 1.25.</summary>
    Percent,

    /// <summary>A number without more.</summary>
    Number,

    /// <summary>5 per USD, or 5 x fare.</summary>
    PerCurrency,

    /// <summary>x 1.5.</summary>
    Factor,

    /// <summary>1.5 miles per mile flown.</summary>
    PerMile,

    /// <summary>Something of other amounts: award miles / 5, 25% of award miles.</summary>
    OfAmounts,

    /// <summary>Words that were not understood.</summary>
    Unread,
}

/// <summary>One amount as a cell states it.</summary>
internal readonly record struct CellValue(ValueKind Kind, decimal Amount = 0)
{
    /// <summary>Whether the cell is empty or a dash.</summary>
    public bool IsNothing => Kind is ValueKind.Empty or ValueKind.Dash;

    /// <summary>Whether nothing is earned, said or not.</summary>
    public bool EarnsNothing => IsNothing || Kind == ValueKind.NotEligible;

    /// <summary>The currency of <see cref="ValueKind.PerCurrency"/>; null when the header must say.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// What <see cref="ValueKind.OfAmounts"/> is of: <c>redeemable</c> or <c>redeemable/base</c>; what a flight must earn for
    /// <see cref="ValueKind.Number"/> to be credited, null for no condition.
    /// </summary>
    public string? Of { get; init; }

    /// <summary>1, or what the amounts are divided by.</summary>
    public decimal Divisor { get; init; } = 1;

    /// <summary>"20 points": it says what is counted, and is no percentage.</summary>
    public bool IsCounted { get; init; }

    /// <summary>1.250 may be a thousand or one and a quarter.</summary>
    public bool IsAmbiguous { get; init; }
}

/// <summary>All that one cell says about an amount: the amount, what is added, what it was before and from when it changes.</summary>
internal sealed record CellReading(CellValue Value)
{
    /// <summary>A second amount that adds up: 100% + 25%.</summary>
    public CellValue? Bonus { get; init; }

    /// <summary>What is added for some members, and for the others.</summary>
    public ImmutableArray<(NamedTiers Tiers, CellValue Value)> BonusByTier { get; init; } = [];

    /// <summary>What it was before a change.</summary>
    public CellValue? Old { get; init; }

    /// <summary>The first day of <see cref="Value"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of <see cref="Value"/>.</summary>
    public DateOnly? Until { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Cap { get; init; }

    /// <summary>Footnote marks, without brackets, separated by blanks.</summary>
    public string Marks { get; init; } = "";

    /// <summary>What a person is asked though the amount is read; null for nothing.</summary>
    public string? Doubt { get; init; }

    /// <summary>What was not understood; null when all was.</summary>
    public string? Problem { get; init; }

    public static CellReading Unread(string problem) => new(new CellValue(ValueKind.Unread)) { Problem = problem };
}
