using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>What a chart changes, against the chart of the same key that it follows. Pure.</summary>
public static class ChartDifference
{
    public static ChartChange Between(EarningChart chart, LoyaltyFacts facts)
    {
        var before = ReplacedChart.Of(facts.Charts, chart.Key, chart.Validity, chart.DocumentId);
        var old = ByName(before);
        var now = ByName(chart);
        var changes = old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new RuleChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After);
        return new ChartChange(chart.Key.ProgramId, chart.Key.Carrier, chart.Key.Metric, chart.Validity.From, chart.Validity.Until, before?.Id, [.. changes]);
    }

    private static Dictionary<string, string> ByName(EarningChart? chart) =>
        ChartLines.Of(chart?.Rules ?? []).ToDictionary(line => line.Key.Name, line => line.Value, StringComparer.Ordinal);
}
