using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>What a chart changes, against the same chart as its document brought it before, or the chart of the same key that it follows. Pure.</summary>
public static class ChartDifference
{
    public static ChartChange Between(EarningChart chart, LoyaltyFacts facts)
    {
        // Handed in again with other hints, a document changes what it brought itself, and nothing that came since.
        var again = facts.Charts.FirstOrDefault(other => other.Id == chart.Id && other.DocumentId == chart.DocumentId);
        var before = again ?? ReplacedChart.Of(facts.Charts, chart.Key, chart.Validity, chart.DocumentId);
        var old = ByName(before);
        var now = ByName(chart);
        var changes = old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new RuleChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After);
        return new ChartChange(chart.Key.ProgramId, chart.Key.Carrier, chart.Key.Metric, chart.Validity.From, chart.Validity.Until, again is null ? before?.Id : null, [.. changes]);
    }

    private static Dictionary<string, string> ByName(EarningChart? chart) =>
        ChartLines.Of(chart?.Rules ?? []).ToDictionary(line => line.Key.Name, line => line.Value, StringComparer.Ordinal);
}
