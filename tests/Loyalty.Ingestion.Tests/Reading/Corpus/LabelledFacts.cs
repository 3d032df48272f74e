using System.Globalization;
using System.Text.Json;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>The facts of a page's labels, made comparable.</summary>
internal static class LabelledFacts
{
    public static List<ChartFact> Of(PageLabels labels, INameIndex names)
    {
        List<ChartFact> facts = [];
        foreach (var chart in labels.Charts)
        {
            foreach (var carrier in chart.Carriers ?? [chart.Carrier ?? ""])
            {
                var subject = new FactSubject
                {
                    Kind = chart.Kind,
                    Program = ProgramOf(chart.Program ?? labels.Hints.ProgramId, names),
                    Carrier = CarrierOf(carrier, names),
                    Metric = chart.Metric ?? "",
                    Condition = chart.Condition,
                    From = chart.ValidFrom,
                    Until = chart.ValidUntil,
                };
                facts.AddRange((chart.Kind switch
                {
                    "earning" => Earning(chart, subject),
                    "transfers" => chart.Facts.Select(fact => Transfer(subject, fact, names)),
                    "tiers" => Tiers(chart, subject),
                    _ => chart.Facts.Select((_, index) => new ChartFact(subject with { Kind = FactKind.Award, Who = $"{index}" }, new FactValue("award", 1))),
                }).Select(fact => fact with { MetricAlso = chart.OtherMetrics }));
            }
        }

        return [.. facts.Distinct()];
    }

    /// <summary>Programs are known by id; a page may name one that is not known.</summary>
    public static string ProgramOf(string? name, INameIndex names) => name is null ? "" : names.ProgramByName(name) ?? name;

    private static string CarrierOf(string carrier, INameIndex names)
    {
        if (!carrier.StartsWith("alliance:", StringComparison.Ordinal)) return carrier;
        // "alliance:StarAlliance": the name without its spaces.
        var name = string.Concat(carrier["alliance:".Length..].Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
        return "alliance:" + (names.AllianceByName(name) ?? names.AllianceByName(carrier["alliance:".Length..]) ?? name);
    }

    private static IEnumerable<ChartFact> Earning(LabelledChart chart, FactSubject subject)
    {
        var once = chart.Facts.SelectMany(fact => fact.Classes ?? []).GroupBy(letter => letter, StringComparer.Ordinal).Where(same => same.Count() == 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        bool HasOneBrand(LabelledFact fact, FactSubject who) => fact.FareBrand is { } brand && !brand.Contains('|', StringComparison.Ordinal) && once.Contains(who.Who);
        var parts = chart.Facts.SelectMany(fact => Subjects(subject, fact)
            .Select(who => (Subject: who with { IsBrandImplied = HasOneBrand(fact, who) }, Component: fact.Component ?? "total", Value: ValueOf(fact)))).ToList();
        var bases = parts.Where(part => part is { Component: "base", Value.Basis: "spend", Subject: { Who: "", Tier: null, Market: null } }).Select(part => part.Value.Amount).Distinct().ToList();
        foreach (var group in parts.GroupBy(part => part.Subject))
        {
            foreach (var value in FactValue.Whole(group.Select(part => (part.Component, part.Value)))) yield return new ChartFact(group.Key, value);
            foreach (var bonus in group.Where(part => part.Component == FactKind.EliteBonus))
                yield return new ChartFact(group.Key with { Kind = FactKind.EliteBonus }, bonus.Value.Basis == "spend" && bases is [var lone] ? bonus.Value with { Base = lone } : bonus.Value);
        }

        foreach (var letter in chart.NotEligible ?? [])
            yield return new ChartFact(subject with { Kind = FactKind.NotEligible, Who = letter }, new FactValue("nothing", 0));
        // Of a distance or of what is credited, for all or for some classes: the amount is what can be compared.
        if (chart.Minimum is not { ValueKind: JsonValueKind.Object } minimum) yield break;
        foreach (var amount in minimum.EnumerateObject())
            yield return new ChartFact(subject with { Kind = FactKind.Minimum }, new FactValue("minimum", amount.Value.GetDecimal()));
    }

    private static IEnumerable<FactSubject> Subjects(FactSubject chart, LabelledFact fact)
    {
        foreach (var who in fact.Classes ?? [fact.Cabin ?? ""])
        {
            foreach (var brand in fact.FareBrand?.Split('|', StringSplitOptions.TrimEntries) ?? new string?[] { null })
            {
                yield return chart with
                {
                    Who = who,
                    Market = fact.Market,
                    Tier = fact.Tier,
                    Brand = brand,
                    Band = fact.Band is { } band ? (band.From ?? 0, band.To) : null,
                };
            }
        }
    }

    // An amount for a band of distances and one for a flight are the same thing: what varies stands in the band.
    private static FactValue ValueOf(LabelledFact fact) => new(fact.Basis is "band" ? "fixed" : fact.Basis!, Number(fact.Value!), fact.Currency);

    private static ChartFact Transfer(FactSubject chart, LabelledFact fact, INameIndex names) => new(
        chart with
        {
            Kind = FactKind.Transfers,
            Program = ProgramOf(fact.FromProgram ?? chart.Program, names),
            Metric = "",
            Condition = null,
            Carrier = names.ProgramByName(fact.To!) ?? (fact.Name is { } name ? names.ProgramByName(name) : null) ?? fact.To!,
        },
        new FactValue("ratio", Number(fact.Receives!) / Number(fact.From!)));

    private static IEnumerable<ChartFact> Tiers(LabelledChart chart, FactSubject subject)
    {
        foreach (var tier in chart.Facts.DistinctBy(fact => fact.Tier))
            yield return new ChartFact(subject with { Kind = FactKind.Tiers, Carrier = "", Metric = "", Tier = tier.Tier }, new FactValue("tier", 1));
        for (var i = 0; i < chart.Facts.Length; i++)
            yield return new ChartFact(subject with { Kind = FactKind.Thresholds, Carrier = "", Who = $"{i}" }, new FactValue("threshold", 1));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
