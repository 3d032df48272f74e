namespace Loyalty.Core.Programs;

/// <summary>Which whole number an amount becomes.</summary>
public enum RoundingMode
{
    /// <summary>The next lower.</summary>
    Floor,

    /// <summary>The nearest; a half goes up.</summary>
    Nearest,

    /// <summary>The next higher.</summary>
    Up,

    /// <summary>None: the amount stays as it is.</summary>
    None,
}

/// <summary>The arithmetic of <see cref="RoundingMode"/>.</summary>
public static class RoundingModes
{
    /// <summary>Rounds one amount by the mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="amount">Any amount.</param>
    public static decimal Apply(this RoundingMode mode, decimal amount) => mode switch
    {
        RoundingMode.Floor => decimal.Floor(amount),
        RoundingMode.Up => decimal.Ceiling(amount),
        RoundingMode.Nearest => Math.Round(amount, 0, MidpointRounding.AwayFromZero),
        _ => amount,
    };
}

/// <summary>What is summed before it is rounded.</summary>
public enum RoundingScope
{
    /// <summary>Each flight segment is rounded.</summary>
    Segment,

    /// <summary>Only the ticket's total is rounded.</summary>
    Ticket,
}

/// <summary>When a segment is rounded, seen from the bonus.</summary>
public enum RoundingStage
{
    /// <summary>Each component is rounded by itself, so a bonus is computed from a rounded base.</summary>
    BeforeBonus,

    /// <summary>Only the sum of the components is rounded.</summary>
    AfterBonus,
}

/// <summary>How a program rounds. Immutable, thread-safe.</summary>
/// <param name="Mode">Which whole number.</param>
/// <param name="Scope">Segment or ticket.</param>
/// <param name="Stage">Before or after the bonus.</param>
public sealed record Rounding(RoundingMode Mode, RoundingScope Scope, RoundingStage Stage)
{
    /// <summary>Nearest, per segment, before the bonus.</summary>
    public static Rounding Default { get; } = new(RoundingMode.Nearest, RoundingScope.Segment, RoundingStage.BeforeBonus);

    /// <summary>Rounds one amount by the mode.</summary>
    /// <param name="amount">Any amount.</param>
    public decimal Apply(decimal amount) => Mode.Apply(amount);
}

/// <summary>When a minimum per segment is compared.</summary>
public enum MinimumStage
{
    /// <summary>With the distance, before the class rate: a short flight at 50% earns half the minimum.</summary>
    BeforeRate,

    /// <summary>With what the class rate gave: a short flight at 50% earns the whole minimum.</summary>
    AfterRate,

    /// <summary>With the segment's sum, bonus included.</summary>
    AfterBonus,
}

/// <summary>Who is granted the minimum.</summary>
public enum MinimumFor
{
    /// <summary>Every member.</summary>
    Everyone,

    /// <summary>Members who hold a tier.</summary>
    StatusMembers,
}

/// <summary>How a program's minimum per segment works. Immutable, thread-safe.</summary>
/// <param name="Stage">What is compared with the minimum.</param>
/// <param name="For">Who is granted it.</param>
/// <param name="Amount">The program's own minimum, in its distance unit, for distance rules that name none; null for none.</param>
public sealed record MinimumCredit(MinimumStage Stage, MinimumFor For, decimal? Amount = null)
{
    /// <summary>Compared with the distance, for everyone, and none unless a rule names one.</summary>
    public static MinimumCredit Default { get; } = new(MinimumStage.BeforeRate, MinimumFor.Everyone);
}

/// <summary>What an elite bonus is a share of.</summary>
public enum EliteBonusBase
{
    /// <summary>Named components of the redeemable amount.</summary>
    Components,

    /// <summary>The distance flown, whatever the class rate.</summary>
    Distance,

    /// <summary>The fare: base fare and carrier surcharges.</summary>
    Fare,
}

/// <summary>What a program's elite bonus multiplies. Immutable, thread-safe.</summary>
/// <param name="Base">Components, distance or fare.</param>
/// <param name="Components">Which components, where the base is components: <c>base</c>, unless the program says more.</param>
public sealed record EliteBonus(EliteBonusBase Base, ImmutableArray<string> Components)
{
    /// <summary>A share of the component <c>base</c>.</summary>
    public static EliteBonus Default { get; } = new(EliteBonusBase.Components, ["base"]);
}
