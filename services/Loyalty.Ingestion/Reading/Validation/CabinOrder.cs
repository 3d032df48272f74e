using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// A cabin that earns less than a lower one: its best row less than the lower one's best, or the least that business or first earns less than
/// the least of economy. Single rows say nothing: many honest charts give a discounted business fare less than a full economy fare, and the
/// least of first less than the least of business. Of the starter library's 459 tables with several cabins none does what is asked here.
/// </summary>
internal static class CabinOrder
{
    private const int Cabins = (int)Cabin.First + 1;

    /// <summary>A rule with what it earns.</summary>
    private readonly record struct Earned(EarningRule Rule, decimal Amount);

    /// <summary>The rules of one part of a chart that earn most and least in each cabin.</summary>
    private sealed record Part(EarningRule First, Earned?[] Best, Earned?[] Least);

    public static void Check(DraftChart chart, Doubts doubts)
    {
        foreach (var part in Parts(chart))
        {
            for (var higher = Cabin.PremiumEconomy; higher <= Cabin.First; higher++)
            {
                // Named once, against the nearest cabin below that earns more.
                for (var lower = higher - 1; lower >= Cabin.Economy; lower--)
                {
                    if (Ask(chart, "best", part.Best, higher, lower, doubts)) break;
                    if (higher >= Cabin.Business && lower == Cabin.Economy) Ask(chart, "least", part.Least, higher, lower, doubts);
                }
            }
        }
    }

    private static bool Ask(DraftChart chart, string which, Earned?[] rules, Cabin higher, Cabin lower, Doubts doubts)
    {
        if (rules[(int)higher] is not { } above || rules[(int)lower] is not { } below || above.Amount >= below.Amount) return false;
        doubts.Ask(CheckCodes.CabinOrder,
            $"the {which} of {CabinNames.Of(higher)} ('{above.Rule.Text}') earns less than the {which} of {CabinNames.Of(lower)} ('{below.Rule.Text}'): "
            + "correct the amount or the cabin that is wrong, or confirm that it is so", chart, above.Rule, below.Rule);
        return true;
    }

    /// <summary>The parts of the chart whose rules differ in classes, cabins and brands alone.</summary>
    private static List<Part> Parts(DraftChart chart)
    {
        List<Part> parts = [];
        for (var i = 0; i < chart.Rules.Length; i++)
        {
            var rule = chart.Rules[i];
            // A rule for a fare basis is an exception to the others.
            if (chart.CabinOf(i) is not { } cabin || rule.Selector.FareBasis is not null || Amount(rule) is not { } amount) continue;
            var part = PartOf(parts, rule);
            if (part is null) parts.Add(part = new Part(rule, new Earned?[Cabins], new Earned?[Cabins]));
            if (part.Best[(int)cabin] is not { } best || amount > best.Amount) part.Best[(int)cabin] = new Earned(rule, amount);
            if (part.Least[(int)cabin] is not { } least || amount < least.Amount) part.Least[(int)cabin] = new Earned(rule, amount);
        }

        return parts;
    }

    private static Part? PartOf(List<Part> parts, EarningRule rule)
    {
        foreach (var part in parts)
        {
            if (AreComparable(part.First, rule)) return part;
        }

        return null;
    }

    private static bool AreComparable(EarningRule a, EarningRule b) =>
        a.Formula.Basis == b.Formula.Basis && a.Formula.Currency == b.Formula.Currency && RulePairs.AreOfOneTable(a, b, ofOneBrand: false)
        && a.Formula.Of.SequenceEqual(b.Formula.Of) && SameBands(a.Formula, b.Formula);

    private static bool SameBands(EarningFormula a, EarningFormula b) =>
        a.Bands.Length == b.Bands.Length && (a.Bands.IsEmpty || a.Bands.Select(band => band.UpTo).SequenceEqual(b.Bands.Select(band => band.UpTo)));

    /// <summary>What it earns, of a band the longest flight; null where it earns nothing, which charts say of fares, not of cabins.</summary>
    private static decimal? Amount(EarningRule rule) => rule.Formula switch
    {
        { Basis: EarningBasis.NotEligible } or { Divisor: 0 } => null,
        { Basis: EarningBasis.Band, Bands: [.., var last] } => last.Amount,
        var formula => RateCheck.RateOf(formula),
    };
}
