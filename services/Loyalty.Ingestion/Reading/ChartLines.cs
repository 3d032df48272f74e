using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading;

/// <summary>What a line of a chart is about.</summary>
/// <param name="Class">The class; where no letters select, what else does.</param>
/// <param name="Name">The class and whatever narrows it.</param>
public readonly record struct ChartLine(string Class, string Name);

/// <summary>A chart as lines of words, one a class and component, so that a class that moves between groups is seen. Pure.</summary>
public static class ChartLines
{
    /// <summary>What each line gives, in words.</summary>
    public static Dictionary<ChartLine, string> Of(ImmutableArray<EarningRule> rules)
    {
        var lines = new Dictionary<ChartLine, SortedSet<string>>();
        foreach (var rule in rules)
        {
            foreach (var line in LinesOf(rule))
            {
                if (!lines.TryGetValue(line, out var values)) lines[line] = values = new SortedSet<string>(StringComparer.Ordinal);
                values.Add(InWords(rule.Formula));
            }
        }

        return lines.ToDictionary(line => line.Key, line => string.Join("; ", line.Value));
    }

    /// <summary>The lines that a rule is in.</summary>
    public static IEnumerable<ChartLine> LinesOf(EarningRule rule)
    {
        var narrowed = Narrowed(rule.Selector);
        if (rule.Selector.FareClasses.IsEmpty) return [new ChartLine($"any class{narrowed}", $"any class, {rule.Component}{narrowed}")];
        return rule.Selector.FareClasses.ToString().Select(letter => new ChartLine($"class {letter}", $"class {letter}, {rule.Component}{narrowed}"));
    }

    private static string Narrowed(RuleSelector s) =>
        (s.Cabin is null ? "" : $", {s.Cabin}") + (s.Market.Kind == MarketKind.Any ? "" : $", {s.Market}")
        + (s.Tiers.IsEmpty ? "" : $", {string.Join("/", s.Tiers)}") + (s.FareBrand is null ? "" : $", {s.FareBrand}")
        + (s.FareBasis is null ? "" : $", {s.FareBasis}") + (s.Card is null ? "" : $", {s.Card}");

    private static string InWords(EarningFormula f) => f.Basis switch
    {
        EarningBasis.NotEligible => "not eligible",
        EarningBasis.Distance => Percent(f) + " of distance",
        EarningBasis.Spend => string.Create(CultureInfo.InvariantCulture, $"{f.Rate / f.Divisor:0.####} per {f.Currency}"),
        EarningBasis.Band => string.Join(", ", f.Bands.Select(band => string.Create(CultureInfo.InvariantCulture, $"{band.UpTo}: {band.Amount}"))),
        EarningBasis.Fixed => string.Create(CultureInfo.InvariantCulture, $"{f.Rate:0.####} per segment") + (f.Of.IsEmpty ? "" : " that earns " + string.Join(" or ", f.Of)),
        EarningBasis.Multiplier => string.Create(CultureInfo.InvariantCulture, $"x {f.Rate:0.####}"),
        _ => Percent(f) + " of " + (f.Of.IsEmpty ? "what status multiplies" : string.Join(" + ", f.Of)),
    };

    private static string Percent(EarningFormula f) => f.Divisor == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{f.Rate * 100:0.####}%")
        : string.Create(CultureInfo.InvariantCulture, $"{f.Rate:0.####} / {f.Divisor:0.####}");
}
