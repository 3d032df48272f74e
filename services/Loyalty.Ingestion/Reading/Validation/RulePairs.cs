using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What two rules of a chart have to do with each other. Pure.</summary>
internal static class RulePairs
{
    /// <summary>Whether there is a day on which both hold.</summary>
    public static bool AtOneTime(Validity a, Validity b) =>
        a.By != b.By || ((a.From is null || b.Until is null || a.From <= b.Until) && (b.From is null || a.Until is null || b.From <= a.Until));

    public static bool SameFormula(EarningFormula a, EarningFormula b) =>
        a with { Bands = [], Of = [] } == b with { Bands = [], Of = [] } && a.Bands.SequenceEqual(b.Bands) && a.Of.SequenceEqual(b.Of);

    /// <summary>Whether two rules differ, of all that they select, in classes, cabins and perhaps brands alone.</summary>
    public static bool AreOfOneTable(EarningRule a, EarningRule b, bool ofOneBrand)
    {
        var (x, y) = (a.Selector, b.Selector);
        return a.Metric == b.Metric && a.Component == b.Component && AtOneTime(a.Validity, b.Validity)
            && x.Market == y.Market && x.TicketCondition == y.TicketCondition && x.FlightFrom == y.FlightFrom && x.FlightTo == y.FlightTo
            && x.Alliance == y.Alliance && x.FareBasis == y.FareBasis && x.Card == y.Card && x.EarningMode == y.EarningMode
            && (!ofOneBrand || string.Equals(x.FareBrand, y.FareBrand, StringComparison.OrdinalIgnoreCase))
            && Same(x.Tiers, y.Tiers) && Same(x.Marketing, y.Marketing) && Same(x.Operating, y.Operating) && Same(x.Ticketing, y.Ticketing)
            && Same(x.NotTicketing, y.NotTicketing) && Same(x.Residence, y.Residence) && Same(x.TicketTypes, y.TicketTypes);
    }

    private static bool Same(ImmutableArray<string> a, ImmutableArray<string> b) => a == b || a.SequenceEqual(b);
}
