using System.Globalization;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// Amounts that no chart is known to give. The bounds are those of the starter library (3,766 rules, 2008 to 2026) with room on both sides: a
/// decimal point that was lost, or a column that counts something else, falls out of them; an unusually good fare does not.
/// </summary>
internal static class RateCheck
{
    // Economy earns 150% of the distance at most, in any program; premium economy 250%.
    private const decimal MostOfDistanceInEconomy = 2;
    private const decimal MostOfDistanceInPremiumEconomy = 3;

    // 500% in business; a share of other amounts is 250% at most, a status bonus 500% of a base that is the fare.
    private const decimal MostOfDistance = 5;

    // Award miles are 10% of the distance at least in the library, and 2% on a page of GarudaMiles of 2020; of elite metrics, British Airways
    // credits 2% for the cheapest fares.
    private const decimal LeastOfDistance = 0.02m;
    private const decimal LeastOfDistanceForMetric = 0.01m;

    // 12 per unit of currency. Currencies of little worth earn less by the unit, not more.
    private const decimal MostPerCurrency = 20;

    // 24,800 for the longest flight in first; a page that speaks of more lists what awards cost. 25 for the shortest.
    private const decimal MostPerFlight = 30_000;
    private const decimal LeastPerFlight = 20;

    // Points that are worth a yen each go up to 60,000. What an award costs does not go by so many booking classes, and a digit too many stands apart.
    private const decimal MostPerFlightByClass = 100_000;
    private const int ClassesOfEarning = 10;
    private const decimal MostBetweenRows = 4;

    // 200 to 1,600.
    private const decimal MostMinimum = 2_000;
    private const decimal LeastMinimum = 50;

    public static void Check(DraftChart chart, Doubts doubts)
    {
        for (var i = 0; i < chart.Rules.Length; i++)
        {
            var rule = chart.Rules[i];
            if (Impossible(rule.Formula) is { } impossible) doubts.Ask(CheckCodes.ImpossibleAmount, impossible, chart, rule);
            else if (Unusual(rule, chart.CabinOf(i), chart) is { } unusual)
                doubts.Ask(CheckCodes.UnusualRate, $"{unusual}: correct the cell or what its column counts, or confirm that it is so", chart, rule);
        }
    }

    private static string? Impossible(EarningFormula formula) =>
        formula.Rate < 0 || formula.Minimum < 0 || formula.Cap < 0 || (!formula.Bands.IsEmpty && formula.Bands.Any(band => band.Amount < 0)) ? "an amount is below zero"
        : formula.Divisor == 0 ? "it is divided by zero"
        : null;

    private static string? Unusual(EarningRule rule, Cabin? cabin, DraftChart chart)
    {
        var formula = rule.Formula;
        var isMetric = rule.Metric != EarningRule.Redeemable;
        var rate = RateOf(formula);
        return formula.Basis switch
        {
            // Zero is said of a part that is not given; what a member with status earns in all is more than the cabin's.
            EarningBasis.Distance when rate != 0 => Outside(
                rate, isMetric ? LeastOfDistanceForMetric : LeastOfDistance, rule.Selector.Tiers.IsEmpty ? MostOf(cabin) : MostOfDistance, "of the distance") ?? Minimum(formula),
            EarningBasis.EliteBonus or EarningBasis.Amounts when rate != 0 => Outside(rate, LeastOfDistance, MostOfDistance, "of other amounts"),
            EarningBasis.Spend when rate > MostPerCurrency => $"{Number(rate)} per {formula.Currency} is more than {Number(MostPerCurrency)}, which is unusual",
            EarningBasis.Fixed when formula.Rate is > MostPerFlight and <= MostPerFlightByClass && GoesByClass(chart) => null,
            EarningBasis.Fixed => PerFlight(formula.Rate, isMetric),
            EarningBasis.Band => PerBand(formula, isMetric) ?? Falling(formula),
            EarningBasis.Multiplier when rate is <= 0 or > MostOfDistance => $"a factor of {Number(rate)} is unusual",
            _ => null,
        };
    }

    /// <summary>The rate for one unit; most rates are by one.</summary>
    public static decimal RateOf(EarningFormula formula) => formula.Divisor == 1 ? formula.Rate : formula.Rate / formula.Divisor;

    private static decimal MostOf(Cabin? cabin) => cabin switch
    {
        Cabin.Economy => MostOfDistanceInEconomy,
        Cabin.PremiumEconomy => MostOfDistanceInPremiumEconomy,
        _ => MostOfDistance,
    };

    private static string? Outside(decimal rate, decimal least, decimal most, string of) =>
        rate > most ? $"{Percent(rate)} {of} is more than {Percent(most)}, which is unusual"
        : rate < least ? $"{Percent(rate)} {of} is less than {Percent(least)}, which is unusual"
        : null;

    private static string? Minimum(EarningFormula formula) =>
        formula.Minimum is > 0 and (< LeastMinimum or > MostMinimum) ? $"a minimum of {Number(formula.Minimum.Value)} is unusual: most are from {Number(LeastMinimum)} to {Number(MostMinimum)}" : null;

    private static string? PerFlight(decimal amount, bool isMetric) =>
        amount > MostPerFlight ? $"{Number(amount)} for a flight is more than {Number(MostPerFlight)}, which is unusual: this may be what an award costs"
        : amount > 0 && amount < LeastPerFlight && !isMetric ? $"{Number(amount)} for a flight is less than {Number(LeastPerFlight)}, which is unusual: this may be a rate by fare or distance"
        : null;

    private static string? PerBand(EarningFormula formula, bool isMetric)
    {
        foreach (var band in formula.Bands)
        {
            if (PerFlight(band.Amount, isMetric) is { } unusual) return unusual;
        }

        return null;
    }

    /// <summary>Whether amounts for a flight are those of many booking classes, none of them far from the next.</summary>
    private static bool GoesByClass(DraftChart chart)
    {
        var rules = chart.Rules.Where(rule => rule.Formula.Basis == EarningBasis.Fixed && !rule.Selector.FareClasses.IsEmpty).ToList();
        if (rules.SelectMany(rule => rule.Selector.FareClasses.ToString()).Distinct().Count() < ClassesOfEarning) return false;
        var amounts = rules.Select(rule => rule.Formula.Rate).Where(rate => rate > 0).Distinct().Order().ToList();
        for (var i = 1; i < amounts.Count; i++)
        {
            if (amounts[i] > amounts[i - 1] * MostBetweenRows) return false;
        }

        return amounts.Count > 2;
    }

    private static string? Falling(EarningFormula formula)
    {
        for (var i = 1; i < formula.Bands.Length; i++)
        {
            var (near, far) = (formula.Bands[i - 1], formula.Bands[i]);
            if (far.Amount < near.Amount) return $"a longer flight earns less: {Number(near.Amount)} up to {Number(near.UpTo ?? 0)}, {Number(far.Amount)} beyond";
        }

        return null;
    }

    private static string Percent(decimal rate) => string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.####}%");

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}
