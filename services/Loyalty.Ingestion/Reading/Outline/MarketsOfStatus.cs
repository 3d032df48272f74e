using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// "Platinum, Gold and Silver members earn bonus miles on international flights": what these tiers add where nothing else says on which flights is for
/// those of the sentence. Pure.
/// </summary>
internal static class MarketsOfStatus
{
    /// <summary>The market of a sentence on what tiers add; null where it names none that is surely meant.</summary>
    public static Market? In(string sentence, string folded, INameIndex names)
    {
        if (LimitWords.Negative.In(folded)) return null;
        var bare = NamesFound.In(sentence, names).Without(sentence);
        return MarketWords.Read(ReferenceEquals(bare, sentence) ? folded : Phrase.Fold(bare)) is { Kind: MarketKind.International or MarketKind.Domestic, From: null } market ? market : null;
    }

    /// <summary>The chart with the market in the rules of the tiers that the sentence names.</summary>
    public static DraftChart Place(DraftChart chart, Market market, string folded)
    {
        if (chart.Key.Part != ChartPart.Status) return chart;
        var id = EarningIds.Chart(chart.Key, chart.Validity);
        return chart with { Rules = [.. chart.Rules.Select(rule => IsOf(rule, folded) ? EarningIds.Rule(id, chart.Key.Metric, rule.Component, rule.Selector with { Market = market }, rule.Formula, rule.Validity, rule.Text) : rule)] };
    }

    private static bool IsOf(EarningRule rule, string folded) =>
        rule.Selector is { Market.Kind: MarketKind.Any, Tiers: { IsEmpty: false } tiers } && tiers.All(tier => Phrase.Fold(tier) is var name && (Phrase.Has(folded, name) || Phrase.Has(folded, name[(name.LastIndexOf(' ') + 1)..])));
}
