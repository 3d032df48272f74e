using Loyalty.Core.Sources;

namespace Loyalty.Core.Earning;

/// <summary>Why a segment earns nothing.</summary>
public static class NothingEarned
{
    /// <summary>A rule says so.</summary>
    public const string NotEligible = "not-eligible";

    /// <summary>The chart in force does not list the class.</summary>
    public const string ClassNotListed = "class-not-listed";

    /// <summary>The chart has a row there that nobody understood.</summary>
    public const string NotRead = "not-read";

    /// <summary>The program has no chart for the carrier on that day.</summary>
    public const string NoChart = "no-chart";

    /// <summary>The program counts the fare, and the request has none.</summary>
    public const string NeedsFare = "needs-fare";

    /// <summary>The chart is for other tickets than this one.</summary>
    public const string TicketCondition = "ticket-condition";
}

/// <summary>An amount of one currency. Immutable.</summary>
/// <param name="Value">How much.</param>
/// <param name="Currency">Of what.</param>
public sealed record EarnedAmount(decimal Value, string Currency);

/// <summary>An amount of one elite metric. Immutable.</summary>
/// <param name="Name">The program's own name for it.</param>
/// <param name="Value">How much.</param>
public sealed record EarnedMetric(string Name, decimal Value);

/// <summary>A part of what a segment earns, with its rule. Immutable.</summary>
/// <param name="Metric"><c>redeemable</c> or a metric's name.</param>
/// <param name="Component">base, elite bonus and so on.</param>
/// <param name="Value">How much, rounded if the program rounds here.</param>
/// <param name="Rule">The rule that won.</param>
/// <param name="Steps">The arithmetic, in words.</param>
/// <param name="Source">The document behind the rule.</param>
public sealed record EarnedComponent(
    string Metric, string Component, decimal Value, EarningRule Rule, ImmutableArray<string> Steps, SourceDocument Source);

/// <summary>How far a segment is, for one program. Immutable.</summary>
/// <param name="Miles">Whole statute miles.</param>
/// <param name="Published">True when the program publishes it; false when it is the geodesic.</param>
public readonly record struct SegmentDistance(decimal Miles, bool Published);

/// <summary>What one segment earns in one program. Immutable.</summary>
/// <param name="Index">Which segment, from 0.</param>
/// <param name="Distance">How far.</param>
/// <param name="Earned">The components; empty when it earns nothing.</param>
/// <param name="Code">Why it earns nothing: one of <see cref="NothingEarned"/>; null when it earns.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="RuleId">The rule that says so, when one does.</param>
/// <param name="Source">The document that says so, when one does.</param>
public sealed record SegmentEarnings(
    int Index, SegmentDistance Distance, ImmutableArray<EarnedComponent> Earned,
    string? Code, string? Reason, string? RuleId, SourceDocument? Source);

/// <summary>What a ticket earns in one program. Immutable.</summary>
/// <param name="ProgramId">The program.</param>
/// <param name="ProgramName">Its name.</param>
/// <param name="DistanceMiles">All segments, in whole statute miles.</param>
/// <param name="Redeemable">The redeemable total.</param>
/// <param name="Metrics">The elite metrics that earn something, by name.</param>
/// <param name="Segments">Segment by segment.</param>
/// <param name="Notes">What was assumed.</param>
public sealed record ProgramEarnings(
    string ProgramId, string ProgramName, decimal DistanceMiles, EarnedAmount Redeemable, ImmutableArray<EarnedMetric> Metrics,
    ImmutableArray<SegmentEarnings> Segments, ImmutableArray<string> Notes)
{
    /// <summary>Whether any segment earns anything.</summary>
    public bool Earns
    {
        get
        {
            foreach (var segment in Segments)
            {
                if (segment.Code is null) return true;
            }

            return false;
        }
    }
}
