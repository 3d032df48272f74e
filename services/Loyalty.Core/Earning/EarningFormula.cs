namespace Loyalty.Core.Earning;

/// <summary>What a rule multiplies.</summary>
public enum EarningBasis
{
    /// <summary>Nothing: the flight is not eligible.</summary>
    NotEligible,

    /// <summary>Rate x distance.</summary>
    Distance,

    /// <summary>Rate x (base fare + carrier surcharges), in the rule's currency.</summary>
    Spend,

    /// <summary>An amount by distance band.</summary>
    Band,

    /// <summary>An amount per segment.</summary>
    Fixed,

    /// <summary>Rate x named amounts of the same segment.</summary>
    Amounts,

    /// <summary>Rate x what the program's elite bonus multiplies.</summary>
    EliteBonus,

    /// <summary>A factor on other components of the same metric, such as a route ratio.</summary>
    Multiplier,
}

/// <summary>One distance band.</summary>
/// <param name="UpTo">The last distance in it, in the program's unit; null for the band without an end.</param>
/// <param name="Amount">What it earns.</param>
public readonly record struct DistanceBand(decimal? UpTo, decimal Amount);

/// <summary>
/// How a rule earns. Immutable, thread-safe. Amounts are in the metric's own unit, distances in the program's.
/// </summary>
public sealed record EarningFormula
{
    /// <summary>What is multiplied.</summary>
    public required EarningBasis Basis { get; init; }

    /// <summary>The rate, as a number: 0.5 for 50%; the amount itself where the basis is fixed.</summary>
    public decimal Rate { get; init; }

    /// <summary>What the product is divided by, for formulas such as miles / 6; 1 unless said.</summary>
    public decimal Divisor { get; init; } = 1;

    /// <summary>
    /// The minimum per segment. Of a distance it is one in the program's distance unit, and the program says when it is compared; of a fixed
    /// amount or a band it is one in the metric's unit, compared with the amount, or with the sum where the program says so.
    /// </summary>
    public decimal? Minimum { get; init; }

    /// <summary>The most that a segment earns by this rule.</summary>
    public decimal? Cap { get; init; }

    /// <summary>The most that a ticket earns by this rule.</summary>
    public decimal? TicketCap { get; init; }

    /// <summary>ISO 4217 code of the currency a spend rate counts; null elsewhere.</summary>
    public string? Currency { get; init; }

    /// <summary>Distance bands, nearest first; empty where the basis is no band.</summary>
    public ImmutableArray<DistanceBand> Bands { get; init; } = [];

    /// <summary>
    /// The amounts that are summed or multiplied: <c>redeemable/base</c> for a component, <c>redeemable</c> for all of a metric;
    /// for a multiplier, the components of its own metric. For a fixed amount or a band, what must earn something for it to be credited
    /// (United counts a PQF per flight that earns award miles); empty for no such condition.
    /// </summary>
    public ImmutableArray<string> Of { get; init; } = [];

    /// <summary>A flight that earns nothing because the program says so.</summary>
    public static EarningFormula NotEligible { get; } = new() { Basis = EarningBasis.NotEligible };
}
