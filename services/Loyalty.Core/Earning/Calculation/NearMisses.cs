using Loyalty.Core.Earning.Index;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>
/// Rules that a segment almost matched: they tell why it earns nothing where its class is listed all the same. Of the fare brand and the
/// member only what credits redeemable amounts counts: what status adds, or a metric, is for some by its nature.
/// </summary>
internal struct NearMisses
{
    /// <summary>A rule for tickets of another kind.</summary>
    public CompiledRule? Ticket { get; private set; }

    /// <summary>A rule for another fare brand.</summary>
    public CompiledRule? FareBrand { get; private set; }

    /// <summary>A rule for members of another tier, card, residence or earning mode.</summary>
    public CompiledRule? Member { get; private set; }

    public void Note(CompiledRule rule, Mismatch mismatch, Slot slot)
    {
        if (mismatch == Mismatch.Ticket) Ticket ??= rule;
        if (slot is not { Part: ChartPart.Flight, Metric: EarningRule.Redeemable } || rule.Formula.Basis is EarningBasis.NotEligible or EarningBasis.Multiplier) return;
        if (mismatch == Mismatch.FareBrand) FareBrand ??= rule;
        if (mismatch == Mismatch.Member) Member ??= rule;
    }
}
