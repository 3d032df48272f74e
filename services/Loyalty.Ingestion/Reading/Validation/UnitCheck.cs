using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// Kilometres where the program counts miles, or the other way round: the document names the other unit, or a number only makes sense in it.
/// A plain "500" that was printed in the other unit shows nothing, and is not found.
/// </summary>
internal static class UnitCheck
{
    private const decimal KilometresInMile = 1.609344m;

    // The longest flight that is sold is 9,540 miles or 15,350 kilometres long: nobody begins a band beyond it.
    private const decimal LongestInMiles = 10_000;
    private const decimal LongestInKilometres = 16_000;

    public static void Check(DraftChart chart, ExtractedFacts facts, INameIndex names, Doubts doubts)
    {
        if (!chart.Rules.Any(CountsDistance)) return;
        var program = names.Program(chart.Key.ProgramId) ?? facts.Programs.FirstOrDefault(p => p.Id == chart.Key.ProgramId);
        var unit = program?.DistanceUnit ?? DistanceUnit.Miles;
        foreach (var mention in facts.UnitMentions)
        {
            if (mention.Unit == unit) continue;
            doubts.AskOf(CheckCodes.Unit, $"it counts {Name(mention.Unit)}, and the program counts {Name(unit)}: convert the distances, or correct the program's distance unit, or confirm that no amount depends on it",
                chart, new DoubtfulCell(mention.Row, mention.Text));
        }

        foreach (var rule in chart.Rules)
        {
            if (Told(rule.Formula, unit) is { } told) doubts.Ask(CheckCodes.Unit, $"{told}, and the program counts {Name(unit)}: convert it, or confirm that it is so", chart, rule);
        }
    }

    public static bool CountsDistance(EarningRule rule) => rule.Formula.Basis is EarningBasis.Distance or EarningBasis.Band;

    private static string? Told(EarningFormula formula, DistanceUnit unit)
    {
        if (formula.Basis == EarningBasis.Distance)
        {
            // The factor itself, to three places: 161% and 62% may be meant.
            if (IsNear(formula.Rate, KilometresInMile) || IsNear(formula.Rate, 1 / KilometresInMile))
                return $"{Number(formula.Rate)} is the number of {(formula.Rate > 1 ? "kilometres in a mile" : "miles in a kilometre")}";
            return formula.Minimum is { } minimum && IsConverted(minimum, unit, 10) ? $"a minimum of {Number(minimum)} is {Converted(minimum, unit)}" : null;
        }

        return formula.Basis == EarningBasis.Band ? ToldByBands(formula.Bands, unit) : null;
    }

    private static string? ToldByBands(ImmutableArray<DistanceBand> bands, DistanceUnit unit)
    {
        var (ends, converted) = (0, 0);
        foreach (var band in bands)
        {
            if (band.UpTo is not { } end) continue;
            if (end > (unit == DistanceUnit.Miles ? LongestInMiles : LongestInKilometres)) return $"no flight is as long as a band that ends at {Number(end)} {Name(unit)}";
            ends++;
            converted += IsConverted(end, unit, 50) ? 1 : 0;
        }

        // One may be chance; all of several are not.
        if (ends < 2 || converted < ends) return null;
        var (first, second) = (bands.First(band => band.UpTo is not null).UpTo!.Value, bands.Where(band => band.UpTo is not null).ElementAt(1).UpTo!.Value);
        return $"the bands end at {Number(first)}, {Number(second)} …, which are {Converted(first, unit)}, {Converted(second, unit)} …";
    }

    private static bool IsNear(decimal rate, decimal factor) => Math.Abs(rate - factor) < 0.0006m;

    /// <summary>Whether a distance that is not round is a round one of the other unit.</summary>
    private static bool IsConverted(decimal distance, DistanceUnit unit, decimal roundTo)
    {
        // "Under 2,000" ends at 1,999.
        if (distance % roundTo == 0 || (distance + 1) % roundTo == 0) return false;
        var other = Other(distance, unit);
        return other >= 100 && Math.Abs(other - Rounded(other)) <= (unit == DistanceUnit.Miles ? 0.7m : 1.7m);
    }

    private static decimal Rounded(decimal distance) => Math.Round(distance / 50, MidpointRounding.AwayFromZero) * 50;

    private static decimal Other(decimal distance, DistanceUnit unit) => unit == DistanceUnit.Miles ? distance / KilometresInMile : distance * KilometresInMile;

    private static string Converted(decimal distance, DistanceUnit unit) => unit == DistanceUnit.Miles
        ? $"{Number(Rounded(Other(distance, unit)))} miles in kilometres"
        : $"{Number(Rounded(Other(distance, unit)))} kilometres in miles";

    private static string Name(DistanceUnit unit) => unit == DistanceUnit.Miles ? "miles" : "kilometres";

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}
