using CsCheck;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>Ids are kept in graphs for good: the same facts get the same ids wherever and whenever they are read.</summary>
public sealed class IdTests
{
    private static readonly ChartKey Key = new("UA_MileagePlus", "LH", "redeemable", ChartPart.Flight, FlightRole.Marketing, "", "any");

    [Fact]
    public void A_chart_is_its_key_and_its_first_day()
    {
        var id = EarningIds.Chart(Key, new Validity(new DateOnly(2026, 1, 1)));
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, EarningIds.Chart(Key with { }, new Validity(new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1))));
        Assert.NotEqual(id, EarningIds.Chart(Key, new Validity(new DateOnly(2026, 1, 2))));
        Assert.NotEqual(id, EarningIds.Chart(Key, default));
        Assert.NotEqual(id, EarningIds.Chart(Key with { Role = FlightRole.Operating }, new Validity(new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public void A_rule_is_its_selectors_its_days_and_its_payload_however_they_are_written()
    {
        var rule = Make(new RuleSelector { Tiers = ["Gold", "Silver"], FareClasses = FareClasses.Of("YB") }, Distance(1.5m));
        Assert.Equal(rule.Id, Make(new RuleSelector { Tiers = ["Silver", "Gold", "Gold"], FareClasses = FareClasses.Of("b/y") }, Distance(1.500m)).Id);
        Assert.Equal(rule.Id, EarningIds.Rule("chart", "redeemable", "base", rule.Selector, rule.Formula, text: "B, Y: 150%").Id);
    }

    [Fact]
    public void A_correction_of_the_amount_is_a_new_rule_under_the_old_key()
    {
        var rule = Make(new RuleSelector { FareClasses = FareClasses.Of("Y") }, Distance(1));
        var corrected = Make(new RuleSelector { FareClasses = FareClasses.Of("Y") }, Distance(0.5m));
        Assert.Equal(rule.Key, corrected.Key);
        Assert.NotEqual(rule.Id, corrected.Id);
    }

    [Fact]
    public void The_same_words_in_two_charts_are_two_rules_each_known_by_its_chart()
    {
        var charts = new[] { EarningIds.Chart(Key, default), EarningIds.Chart(Key with { Carrier = "LX" }, default) };
        var rules = charts.Select(chart => EarningIds.Rule(chart, "redeemable", "base", RuleSelector.Everything, Distance(1))).ToArray();
        Assert.All(rules, rule => Assert.Matches("^[0-9a-f]{32}$", rule.Id));
        Assert.All(rules.Zip(charts), pair => Assert.StartsWith(pair.Second[..16], pair.First.Id, StringComparison.Ordinal));
        Assert.NotEqual(rules[0].Id[16..], rules[0].Key[16..]);
    }

    [Fact]
    public void Whatever_differs_in_a_selector_makes_another_key()
    {
        RuleSelector[] selectors =
        [
            new(), new() { Marketing = ["LH"] }, new() { Operating = ["LH"] }, new() { Alliance = "LH" }, new() { Ticketing = ["LH"] },
            new() { NotTicketing = ["LH"] }, new() { FareClasses = FareClasses.Of("L") }, new() { Cabin = Cabin.Economy }, new() { FareBrand = "LH" },
            new() { FareBasis = "LH" }, new() { Market = new Market(MarketKind.Domestic) }, new() { FlightFrom = 1 }, new() { FlightTo = 1 },
            new() { Tiers = ["LH"] }, new() { Card = "LH" }, new() { Residence = ["LH"] }, new() { EarningMode = "LH" }, new() { TicketTypes = ["LH"] },
            new() { TicketCondition = TicketCondition.RoundTrip },
        ];
        Assert.Equal(selectors.Length, selectors.Select(selector => Make(selector, Distance(1)).Key).Distinct().Count());
    }

    [Fact]
    public void Whatever_differs_in_a_formula_makes_another_rule()
    {
        var one = Distance(1);
        EarningFormula[] formulas =
        [
            one, one with { Basis = EarningBasis.Spend }, one with { Rate = 2 }, one with { Divisor = 2 }, one with { Minimum = 1 }, one with { Cap = 1 },
            one with { TicketCap = 1 }, one with { Currency = "USD" }, one with { Bands = [new DistanceBand(null, 1)] },
            one with { Bands = [new DistanceBand(1, 1)] }, one with { Of = ["redeemable"] },
        ];
        Assert.Equal(formulas.Length, formulas.Select(formula => Make(RuleSelector.Everything, formula).Id).Distinct().Count());
    }

    [Fact]
    public void Ids_are_what_they_were()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223", EarningIds.Hash("abc"));
        Assert.Equal(EarningIds.Hash("UA_MileagePlus|LH|redeemable|Flight|Marketing||any|2026-01-01|Travel"),
            EarningIds.Chart(Key, new Validity(new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public void A_text_of_any_length_has_a_hash() => Gen.String[Gen.Char, 0, 3000].Sample(text =>
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..32], EarningIds.Hash(text)));

    [Fact]
    public void Fare_classes_are_the_letters_of_a_text_and_back() => Gen.UInt[0, (1u << 26) - 1].Sample(bits =>
    {
        var classes = new FareClasses(bits);
        Assert.Equal(classes, FareClasses.Of(classes.ToString()));
        Assert.Equal(classes, FareClasses.Of(string.Join(" / ", classes.ToString().Reverse().Select(char.ToLowerInvariant))));
        Assert.All(Enumerable.Range(0, 26), letter => Assert.Equal((bits >> letter & 1) == 1, classes.Contains((char)('A' + letter))));
    });

    [Fact]
    public void Fare_classes_are_sets() => Gen.Select(Gen.UInt[0, (1u << 26) - 1], Gen.UInt[0, (1u << 26) - 1]).Sample((a, b) =>
    {
        FareClasses one = new(a), other = new(b);
        Assert.Equal(string.Concat(one.ToString().Union(other.ToString()).Order()), one.Union(other).ToString());
        Assert.Equal(string.Concat(one.ToString().Intersect(other.ToString()).Order()), one.Intersect(other).ToString());
        Assert.Equal(a == 0, one.IsEmpty);
    });

    private static EarningRule Make(RuleSelector selector, EarningFormula formula) => EarningIds.Rule("chart", "redeemable", "base", selector, formula);
}
