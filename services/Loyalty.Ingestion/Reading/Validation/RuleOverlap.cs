using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Whether one ticket can be meant by two selectors.</summary>
internal static class RuleOverlap
{
    // What tells most rules of a chart apart is asked first.
    public static bool Meet(RuleSelector a, RuleSelector b) =>
        (a.Cabin is null || b.Cabin is null || a.Cabin == b.Cabin)
        && Classes(a.FareClasses, b.FareClasses) && Same(a.FareBrand, b.FareBrand) && Sets(a.Tiers, b.Tiers)
        && Sets(a.Marketing, b.Marketing) && Sets(a.Operating, b.Operating) && Sets(a.Ticketing, b.Ticketing)
        && Sets(a.Residence, b.Residence) && Sets(a.TicketTypes, b.TicketTypes)
        && Same(a.Alliance, b.Alliance) && Same(a.FareBasis, b.FareBasis) && Same(a.Card, b.Card) && Same(a.EarningMode, b.EarningMode)
        && a.Market == b.Market
        && !Disjoint(a.Ticketing, b.NotTicketing) && !Disjoint(b.Ticketing, a.NotTicketing)
        && (a.FlightFrom is null || b.FlightTo is null || a.FlightFrom <= b.FlightTo) && (b.FlightFrom is null || a.FlightTo is null || b.FlightFrom <= a.FlightTo);

    private static bool Classes(FareClasses a, FareClasses b) => a.IsEmpty || b.IsEmpty || !a.Intersect(b).IsEmpty;

    private static bool Sets(ImmutableArray<string> a, ImmutableArray<string> b) => a.IsEmpty || b.IsEmpty || Share(a, b);

    private static bool Same(string? a, string? b) => a is null || b is null || string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Disjoint(ImmutableArray<string> on, ImmutableArray<string> notOn) => !on.IsEmpty && on.All(notOn.Contains);

    private static bool Share(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        if (a == b) return true;
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (one == other) return true;
            }
        }

        return false;
    }
}
