using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>What a chart changes, against the chart of the same key that it follows. Pure.</summary>
public static class ChartDifference
{
    public static ChartChange Between(EarningChart chart, LoyaltyFacts facts)
    {
        var before = facts.Charts
            .Where(other => other.Key == chart.Key && (other.Validity.From ?? DateOnly.MinValue) <= (chart.Validity.From ?? DateOnly.MinValue)
                && other.DocumentId != chart.DocumentId)
            .MaxBy(other => (other.Validity.From ?? DateOnly.MinValue, other.RecordedAt));
        var old = Lines(before?.Rules ?? []);
        var now = Lines(chart.Rules);
        var changes = old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new RuleChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After);
        return new ChartChange(chart.Key.ProgramId, chart.Key.Carrier, chart.Key.Metric, chart.Validity.From, chart.Validity.Until, before?.Id, [.. changes]);
    }

    /// <summary>One line a class and component, so that a class that moves between groups is seen.</summary>
    private static Dictionary<string, string> Lines(ImmutableArray<EarningRule> rules)
    {
        var lines = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var letters = rule.Selector.FareClasses.IsEmpty ? ["any class"] : rule.Selector.FareClasses.ToString().Select(letter => $"class {letter}");
            foreach (var letter in letters)
            {
                var name = $"{letter}, {rule.Component}{Narrowed(rule.Selector)}";
                if (!lines.TryGetValue(name, out var values)) lines[name] = values = new SortedSet<string>(StringComparer.Ordinal);
                values.Add(InWords(rule.Formula));
            }
        }

        return lines.ToDictionary(line => line.Key, line => string.Join("; ", line.Value), StringComparer.Ordinal);
    }

    private static string Narrowed(RuleSelector s) =>
        (s.Cabin is null ? "" : $", {s.Cabin}") + (s.Market.Kind == Core.Geography.MarketKind.Any ? "" : $", {s.Market}")
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
