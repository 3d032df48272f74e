using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What the reader made of a page, in the same comparable facts.</summary>
internal static class ReadFacts
{
    public static List<ChartFact> Of(ExtractedFacts facts) =>
    [
        .. facts.Charts.SelectMany(chart => Of(chart, facts.Regions)),
        .. facts.Transfers.Select(route => new ChartFact(
            new FactSubject { Kind = FactKind.Transfers, Program = route.FromProgram, Carrier = route.ToProgram }, new FactValue("ratio", route.Received / route.Sent))),
        .. facts.Tiers.Select(tier => new ChartFact(
            new FactSubject { Kind = FactKind.Tiers, Program = tier.ProgramId, Tier = tier.Tier.Name }, new FactValue("tier", 1))),
    ];

    public static IEnumerable<ChartFact> Of(DraftChart chart, IEnumerable<Region> regions)
    {
        var named = regions.ToDictionary(region => region.Id, region => region.Name, StringComparer.Ordinal);
        var parts = chart.Rules.SelectMany(rule => Subjects(chart, rule, named).Select(part => (part.Subject, rule.Component, part.Value, rule.Text))).ToList();
        foreach (var group in parts.Where(part => part.Component != EarningRule.EliteBonusComponent && part.Value.Basis != "nothing").GroupBy(part => part.Subject))
        {
            foreach (var value in FactValue.Whole(group.Select(part => (part.Component, part.Value))))
                yield return new ChartFact(group.Key, value) { Text = group.First().Text };
            // A component that labels do not know is a fact of its own: it must not go unseen.
            foreach (var other in group.Where(part => part.Component is not (EarningRule.BaseComponent or "class bonus")))
                yield return new ChartFact(group.Key, other.Value with { Basis = $"{other.Component} {other.Value.Basis}" }) { Text = other.Text };
        }

        foreach (var part in parts.Where(part => part.Component == EarningRule.EliteBonusComponent || part.Value.Basis == "nothing"))
        {
            yield return new ChartFact(
                part.Subject with { Kind = part.Value.Basis == "nothing" ? FactKind.NotEligible : FactKind.EliteBonus }, part.Value)
            { Text = part.Text };
        }

        foreach (var minimum in chart.Rules.Select(rule => rule.Formula.Minimum).OfType<decimal>().Distinct())
            yield return new ChartFact(Chart(chart) with { Kind = FactKind.Minimum }, new FactValue("minimum", minimum));
    }

    private static FactSubject Chart(DraftChart chart) => new()
    {
        Kind = FactKind.Earning,
        Program = chart.Key.ProgramId,
        Carrier = chart.Key.Carrier,
        Metric = chart.Key.Metric,
        IsSoldAndFlown = chart.Key.Role == FlightRole.MarketingAndOperating,
        From = chart.Validity.From,
        Until = chart.Validity.Until,
    };

    private static IEnumerable<(FactSubject Subject, FactValue Value)> Subjects(DraftChart chart, EarningRule rule, Dictionary<string, string> regions)
    {
        var s = rule.Selector;
        var subject = Chart(chart) with
        {
            ReadMarket = Named(s.Market, regions),
            Brand = s.FareBrand ?? s.FareBasis,
            Condition = Conditions(chart.Key, s),
            From = rule.Validity.From ?? chart.Validity.From,
            Until = rule.Validity.Until ?? chart.Validity.Until,
        };
        foreach (var who in s.FareClasses.IsEmpty ? [s.Cabin?.ToString() ?? ""] : s.FareClasses.ToString().Select(letter => letter.ToString()))
        {
            foreach (var tier in s.Tiers.Cast<string?>().DefaultIfEmpty())
            {
                foreach (var (band, value) in Values(rule.Formula)) yield return (subject with { Who = who, Tier = tier, Band = band }, value);
            }
        }
    }

    private static Market? Named(Market market, Dictionary<string, string> regions) => market with
    {
        From = market.From is { } from ? regions.GetValueOrDefault(from, from) : null,
        To = market.To is { } to ? regions.GetValueOrDefault(to, to) : null,
    };

    /// <summary>What narrows a rule and is none of the comparable keys.</summary>
    private static string Conditions(ChartKey key, RuleSelector s) => string.Join(' ', new string?[]
    {
        key.Conditions, key.Role == FlightRole.Marketing && !s.Operating.IsEmpty ? $"operated by {string.Join('+', s.Operating)}" : null, key.Market == s.Market.ToString() ? null : key.Market, s.Card, string.Join('+', s.Residence), s.EarningMode, string.Join('+', s.TicketTypes), string.Join('+', s.Ticketing), string.Join('+', s.NotTicketing),
        s.TicketCondition == TicketCondition.None ? null : s.TicketCondition.ToString(), s.FlightFrom is null ? null : $"flights {s.FlightFrom}-{s.FlightTo}",
    }.Where(part => !string.IsNullOrEmpty(part) && part != "any"));

    private static IEnumerable<((decimal From, decimal? To)? Band, FactValue Value)> Values(EarningFormula f)
    {
        if (f.Basis != EarningBasis.Band)
        {
            yield return (null, f.Basis switch
            {
                EarningBasis.NotEligible => new FactValue("nothing", 0),
                EarningBasis.Distance or EarningBasis.EliteBonus => new FactValue("distance", f.Rate / f.Divisor),
                EarningBasis.Spend => new FactValue("spend", f.Rate / f.Divisor, f.Currency),
                EarningBasis.Fixed => new FactValue("fixed", f.Rate),
                _ => new FactValue($"{f.Basis} of {string.Join('+', f.Of)}", f.Rate / f.Divisor),
            });
            yield break;
        }

        var from = 0m;
        foreach (var band in f.Bands)
        {
            yield return ((from, band.UpTo), new FactValue("fixed", band.Amount));
            from = band.UpTo ?? from;
        }
    }
}
