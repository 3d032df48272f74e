using System.Runtime.InteropServices;
using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Two rows for the same tickets: a contradiction when they say the same words for whom, else an overlap that nothing decides.</summary>
internal static class Contradictions
{
    // The end of a list of rules that can contradict each other.
    private const int None = -1;

    // Of so few, each is compared with those behind it sooner than a table is made.
    private const int Few = 8;

    public static void Check(DraftChart chart, Doubts doubts)
    {
        var rules = chart.Rules;
        if (rules.Length < 2) return;
        var next = NextOfItsKind(chart);
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = next[i]; j != None; j = next[j])
            {
                var (a, b) = (rules[i], rules[j]);
                if (!RuleOverlap.Meet(a.Selector, b.Selector) || !RulePairs.AtOneTime(a.Validity, b.Validity) || RulePairs.SameFormula(a.Formula, b.Formula)) continue;
                var both = a.Selector.FareClasses.Intersect(b.Selector.FareClasses);
                var what = both.IsEmpty ? "the same tickets" : $"class {string.Join(", ", both.ToString().ToCharArray())}";
                doubts.Ask(CheckCodes.Contradiction, $"two rows give {what} different amounts: '{a.Text}' and '{b.Text}'", chart, a, b);
            }
        }
    }

    /// <summary>
    /// For each rule the next one that gives the same component and metric on the same market and is as specific: no others can contradict it, and
    /// a chart by market has hundreds of others.
    /// </summary>
    private static int[] NextOfItsKind(DraftChart chart)
    {
        if (chart.Rules.Length <= Few) return NextOfFew(chart);
        var next = new int[chart.Rules.Length];
        Dictionary<(string Component, string Metric, Market Market, uint Specificity), int> later = [];
        for (var i = chart.Rules.Length - 1; i >= 0; i--)
        {
            var rule = chart.Rules[i];
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(later, (rule.Component, rule.Metric, rule.Selector.Market, rule.Selector.Specificity()), out var isKnown);
            next[i] = isKnown ? first : None;
            first = i;
        }

        return next;
    }

    private static int[] NextOfFew(DraftChart chart)
    {
        var next = new int[chart.Rules.Length];
        Span<uint> specificities = stackalloc uint[Few];
        for (var i = next.Length - 1; i >= 0; i--)
        {
            var rule = chart.Rules[i];
            specificities[i] = rule.Selector.Specificity();
            next[i] = None;
            for (var j = i + 1; j < next.Length && next[i] == None; j++)
            {
                if (specificities[j] == specificities[i] && chart.Rules[j] is var other && other.Component == rule.Component && other.Metric == rule.Metric && other.Selector.Market == rule.Selector.Market) next[i] = j;
            }
        }

        return next;
    }
}
