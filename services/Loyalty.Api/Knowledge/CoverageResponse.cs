using System.Text.Json.Serialization;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Api.Knowledge;

[Description("Which programs have charts for which carriers.")]
sealed record CoverageList(ImmutableArray<ProgramCoverage> Items, int Total);

sealed record ProgramCoverage(
    string ProgramId,
    string ProgramName,
    [property: JsonConverter(typeof(NameOf<ProgramKind>))] ProgramKind Kind,
    int Charts,
    int Rules,
    [property: Description("Carriers that have a chart, in the order of their codes; none where nothing is known of the program's earning.")] ImmutableArray<CarrierCoverage> Carriers)
{
    public static ProgramCoverage Of(LoyaltyProgram program, IEnumerable<EarningChart> charts, KnowledgeSnapshot knowledge, IReadOnlyDictionary<string, string> airlines, DateOnly today)
    {
        var all = charts.ToList();
        return new ProgramCoverage(program.Id, program.Name, program.Kind, all.Count, all.Sum(chart => chart.Rules.Length),
        [
            .. all.GroupBy(chart => chart.Key.Carrier).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => CarrierCoverage.Of(group.Key, airlines.GetValueOrDefault(group.Key), [.. group], knowledge, today)),
        ]);
    }
}

sealed record CarrierCoverage(
    [property: Description("IATA code, an alliance, or * for all carriers that no other chart is about.")] string Carrier,
    string? Name,
    [property: Description("What is known to be earned: redeemable, and the program's elite metrics.")] ImmutableArray<string> Metrics,
    [property: Description("How new the newest of its documents is, by the day that the document carries, names or was loaded on.")] DateOnly AsOf,
    [property: Description("Whether the newest of its charts has ended, so that no flight from then on is answered.")] bool Ended,
    [property: Description("The documents behind it, the newest first.")] ImmutableArray<Source> Sources)
{
    public static CarrierCoverage Of(string carrier, string? name, ImmutableArray<EarningChart> charts, KnowledgeSnapshot knowledge, DateOnly today)
    {
        var documents = charts.Select(chart => (chart, document: knowledge.Index.Documents.GetValueOrDefault(chart.DocumentId)))
            .Select(pair => (pair.chart.DocumentId, Day: pair.document?.SourceDate ?? pair.document?.EffectiveDate ?? DateOnly.FromDateTime(pair.chart.RecordedAt.UtcDateTime)))
            .Distinct().OrderByDescending(pair => pair.Day).ThenBy(pair => pair.DocumentId, StringComparer.Ordinal).ToList();
        return new CarrierCoverage(
            carrier, name,
            [.. charts.Select(chart => chart.Key.Metric).Distinct().OrderBy(metric => metric == EarningRule.Redeemable ? "" : metric, StringComparer.Ordinal)],
            documents[0].Day,
            charts.All(chart => chart.Validity.Until < today),
            [.. documents.Select(pair => Source.Of(knowledge.Index, pair.DocumentId))]);
    }
}
