using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// One letter in two cabins with different amounts. Each cabin selects its row, so nothing contradicts; but most often one of the two
/// letters was read or printed wrong, and a flight whose cabin is not given is answered by neither.
/// </summary>
internal static class ClassGroups
{
    public static void Check(DraftChart chart, Doubts doubts)
    {
        if (!chart.Rules.Any(rule => rule.Selector.Cabin is not null && !rule.Selector.FareClasses.IsEmpty)) return;
        for (var i = 0; i < chart.Rules.Length; i++)
        {
            for (var j = i + 1; j < chart.Rules.Length; j++) Check(chart, chart.Rules[i], chart.Rules[j], doubts);
        }
    }

    private static void Check(DraftChart chart, EarningRule a, EarningRule b, Doubts doubts)
    {
        if (a.Selector.Cabin == b.Selector.Cabin || a.Selector.FareClasses.Intersect(b.Selector.FareClasses) is not { IsEmpty: false } both) return;
        // One row that gives its cabins different caps is one group.
        if (a.Text == b.Text || RulePairs.SameFormula(a.Formula, b.Formula) || !RulePairs.AreOfOneTable(a, b, ofOneBrand: true)) return;
        var letters = string.Join(", ", both.ToString().ToCharArray());
        doubts.Ask(CheckCodes.ClassInTwoGroups,
            $"class {letters} stands in two groups, {Name(a)} ('{a.Text}') and {Name(b)} ('{b.Text}'): correct the letter that is wrong, or confirm that the cabin decides", chart, a, b);
    }

    private static string Name(EarningRule rule) => rule.Selector.Cabin is { } cabin ? CabinNames.Of(cabin) : "one without a cabin";
}
