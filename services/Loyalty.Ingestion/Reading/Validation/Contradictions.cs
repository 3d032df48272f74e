namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Two rows for the same tickets: a contradiction when they say the same words for whom, else an overlap that nothing decides.</summary>
internal static class Contradictions
{
    public static void Check(DraftChart chart, Doubts doubts)
    {
        var rules = chart.Rules;
        var specificity = new uint[rules.Length];
        for (var i = 0; i < rules.Length; i++) specificity[i] = rules[i].Selector.Specificity();
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = i + 1; j < rules.Length; j++)
            {
                var (a, b) = (rules[i], rules[j]);
                if (specificity[i] != specificity[j] || !RuleOverlap.Meet(a.Selector, b.Selector)) continue;
                if (a.Component != b.Component || a.Metric != b.Metric || !RulePairs.AtOneTime(a.Validity, b.Validity) || RulePairs.SameFormula(a.Formula, b.Formula)) continue;
                var both = a.Selector.FareClasses.Intersect(b.Selector.FareClasses);
                var what = both.IsEmpty ? "the same tickets" : $"class {string.Join(", ", both.ToString().ToCharArray())}";
                doubts.Ask(CheckCodes.Contradiction, $"two rows give {what} different amounts: '{a.Text}' and '{b.Text}'", chart, a, b);
            }
        }
    }
}
