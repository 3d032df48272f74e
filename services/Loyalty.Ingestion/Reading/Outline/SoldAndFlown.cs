using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Who sells and who flies the flights that a chart is for, as a sentence says it.</summary>
/// <param name="Role">Whether the chart's airline sells them, flies them, or both.</param>
/// <param name="Operators">Who flies those that it sells; empty where the role says it all.</param>
/// <param name="IsSure">Whether the sentence leaves out all others, so that it may stand anywhere; one that does not says it only before the chart.</param>
internal sealed record SoldAndFlown(FlightRole Role, ImmutableArray<string> Operators, bool IsSure)
{
    /// <summary>What is left where two sentences hold: flights that the airline sells, and that it flies, it both sells and flies.</summary>
    public static FlightRole Both(FlightRole? one, FlightRole other) => one is null || one == other ? other : FlightRole.MarketingAndOperating;

    /// <summary>This beside what was read before it.</summary>
    public SoldAndFlown Beside(FlightRole? role, SoldAndFlown? before) => before is null or { Operators.IsEmpty: true }
        ? this with { Role = Both(role ?? before?.Role, Role) }
        // Who flies what the airline sells is told; that it sells it says no more.
        : Operators.IsEmpty && Role == FlightRole.Marketing ? before : this with { Role = Both(role ?? before.Role, Role) };

    /// <summary>Whether a chart is for no other flights than these.</summary>
    public bool Holds(DraftChart chart) =>
        Both(chart.Key.Role, Role) == chart.Key.Role
        && (Operators.IsEmpty || chart.Rules.All(rule => !rule.Selector.Operating.IsEmpty && rule.Selector.Operating.All(Operators.Contains)));
}
