using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the rules of a chart say only together.</summary>
internal static class RulesTogether
{
    /// <summary>
    /// A note that excludes classes stands behind the last of a chart's tables, which may be for some flights only: where none of the tables has the
    /// classes, it excludes them everywhere.
    /// </summary>
    public static void ExcludedEverywhere(List<RuleDraft> rules)
    {
        var listed = default(FareClasses);
        var noted = false;
        foreach (var rule in rules)
        {
            noted |= rule.IsNoted;
            if (!rule.IsNoted) listed = listed.Union(rule.Selector.FareClasses);
        }

        for (var i = 0; noted && i < rules.Count; i++)
        {
            if (rules[i].IsNoted && rules[i].Selector.FareClasses.Intersect(listed).IsEmpty) rules[i] = rules[i] with { Selector = rules[i].Selector with { Market = Market.Any, Cabin = null } };
        }
    }

    /// <summary>Where a chart lists a continent's domestic flights by themselves, its flights within the continent are the others.</summary>
    public static void WithoutDomestic(List<RuleDraft> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Selector.Market is not { Kind: MarketKind.Within } within || !HasDomesticBeside(rules, rules[i], within.From)) continue;
            rules[i] = rules[i] with { Selector = rules[i].Selector with { Market = within with { Kind = MarketKind.Continental } } };
        }
    }

    private static bool HasDomesticBeside(List<RuleDraft> rules, RuleDraft beside, string? continent)
    {
        foreach (var rule in rules)
        {
            if (IsDomestic(rule, beside, continent)) return true;
        }

        return false;
    }

    private static bool IsDomestic(RuleDraft rule, RuleDraft beside, string? continent) =>
        rule.Component == beside.Component && rule.Selector.Market is { Kind: MarketKind.Domestic } domestic
        && (domestic.From is null || (continent is not null && Countries.On(continent).Contains(domestic.From)));

    /// <summary>Letters that the chart lists in two cabins with different amounts: there the cabin must select.</summary>
    public static FareClasses LettersInTwoCabins(List<RuleDraft> rules)
    {
        var split = default(FareClasses);
        var repeated = LettersUnderTwoLabels(rules);
        if (repeated.IsEmpty) return split;
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Label is null || rules[i].Selector.FareClasses.Intersect(repeated).IsEmpty) continue;
            for (var j = i + 1; j < rules.Count; j++)
            {
                var (a, b) = (rules[i], rules[j]);
                if (a.Label is null || b.Label is null || a.Label == b.Label) continue;
                var shared = a.Selector.FareClasses.Intersect(b.Selector.FareClasses);
                if (shared.IsEmpty || a.Component != b.Component || a.Validity != b.Validity || a.Selector.Market != b.Selector.Market || !a.Selector.Tiers.SequenceEqual(b.Selector.Tiers)) continue;
                split = split.Union(shared);
            }
        }

        return split;
    }

    private static FareClasses LettersUnderTwoLabels(List<RuleDraft> rules)
    {
        Span<FareClasses> labelled = stackalloc FareClasses[(int)Cabin.First + 1];
        foreach (var rule in rules)
        {
            if (rule.Label is { } label) labelled[(int)label] = labelled[(int)label].Union(rule.Selector.FareClasses);
        }

        var (seen, repeated) = (default(FareClasses), default(FareClasses));
        foreach (var letters in labelled)
        {
            repeated = repeated.Union(seen.Intersect(letters));
            seen = seen.Union(letters);
        }

        return repeated;
    }
}
