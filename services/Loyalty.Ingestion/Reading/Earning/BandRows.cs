using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Rows by distance band, gathered into one rule per column and market.</summary>
internal sealed class BandRows
{
    private readonly List<(Target Target, RuleSelector Selector, string Component, EarningFormula Formula, List<(NamedBand Band, decimal Amount)> Bands, string Text)> _rules = [];

    /// <summary>A band's amount. What else its formula says, its minimum and its cap, must be the same for all bands of a rule.</summary>
    /// <param name="keys">Whose row it is: the text of the first is the rule's, and the others' are not made.</param>
    /// <param name="row">The row.</param>
    public void Add(Target target, RuleSelector selector, string component, NamedBand band, EarningFormula formula, RowKeys keys, ImmutableArray<Cell> row)
    {
        var canonical = selector.Canonical();
        foreach (var rule in _rules)
        {
            if ((ReferenceEquals(rule.Target, target) || rule.Target.Key == target.Key) && rule.Target.Validity == target.Validity && rule.Component == component && Same(rule.Selector, canonical)
                && rule.Formula.Minimum == formula.Minimum && rule.Formula.Cap == formula.Cap && rule.Formula.Of.SequenceEqual(formula.Of))
            {
                rule.Bands.Add((band, formula.Rate));
                return;
            }
        }

        _rules.Add((target, canonical, component, formula, new(8) { (band, formula.Rate) }, keys.TextOf(row)));
    }

    /// <summary>Bands nearest first. A distance that two bands name belongs to the nearer one.</summary>
    public IEnumerable<(Target Target, RuleDraft Draft)> Rules()
    {
        foreach (var (target, selector, component, first, bands, text) in _rules)
        {
            bands.Sort((a, b) => a.Band.From.CompareTo(b.Band.From));
            CloseGaps(bands);
            var formula = first with
            {
                Basis = EarningBasis.Band,
                Rate = 0,
                Bands = [.. bands.Select(b => new DistanceBand(b.Band.UpTo, b.Amount))],
            };
            yield return (target, new RuleDraft(component, selector, selector.Cabin, formula, default, text));
        }
    }

    /// <summary>"Shorter than 800" and "from 801" leave 800 to nobody: it is not yet in the farther band.</summary>
    private static void CloseGaps(List<(NamedBand Band, decimal Amount)> bands)
    {
        for (var i = 0; i + 1 < bands.Count; i++)
        {
            if (bands[i].Band.UpTo is { } top && bands[i + 1].Band.From == top + 2) bands[i] = (bands[i].Band with { UpTo = top + 1 }, bands[i].Amount);
        }
    }

    private static bool Same(RuleSelector a, RuleSelector b) =>
        a.FareClasses == b.FareClasses && a.Cabin == b.Cabin && a.Market == b.Market && a.Tiers.SequenceEqual(b.Tiers)
        && a.Card == b.Card && a.EarningMode == b.EarningMode && a.FareBrand == b.FareBrand;
}
