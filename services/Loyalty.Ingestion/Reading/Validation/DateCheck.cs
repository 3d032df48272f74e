using System.Globalization;
using Loyalty.Ingestion.Reading.Mentions;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// Days that cannot be meant. A date of digits that can be read two ways is unread before it comes here; what a curator typed, and what a page
/// prints wrong, is not.
/// </summary>
internal static class DateCheck
{
    // Programs announce changes a year ahead, rarely more; a year mistyped is ten ahead.
    private const int MonthsAhead = 18;

    // AAdvantage, the oldest program that is left, began on 1 May 1981.
    private static readonly DateOnly FirstProgram = new(1981, 5, 1);

    public static void Check(DraftChart chart, ExtractedFacts facts, ValidationContext context, Doubts doubts)
    {
        Order(chart, doubts);
        Range(chart, context, doubts);
        foreach (var (hint, day) in (ReadOnlySpan<(string, DateOnly?)>)[("effectiveDate", context.Hints.EffectiveDate), ("sourceDate", context.Hints.SourceDate)])
        {
            if (day is { } hinted) Swapped(chart, hint, hinted, facts, doubts);
        }
    }

    private static void Order(DraftChart chart, Doubts doubts)
    {
        if (chart.Validity.Until < chart.Validity.From)
            doubts.Ask(CheckCodes.Date, $"it ends on {Day(chart.Validity.Until)}, before it begins on {Day(chart.Validity.From)}", chart);
        foreach (var rule in chart.Rules)
        {
            if (rule.Validity.Until < rule.Validity.From)
                doubts.Ask(CheckCodes.Date, $"a row ends on {Day(rule.Validity.Until)}, before it begins on {Day(rule.Validity.From)}", chart, rule);
        }
    }

    private static void Range(DraftChart chart, ValidationContext context, Doubts doubts)
    {
        if (OutOfRange(chart.Validity.From, context.HandedIn) is { } whole) doubts.Ask(CheckCodes.Date, whole, chart);
        foreach (var rule in chart.Rules)
        {
            if (rule.Validity.From != chart.Validity.From && OutOfRange(rule.Validity.From, context.HandedIn) is { } row) doubts.Ask(CheckCodes.Date, row, chart, rule);
        }

        // A day's grace, for those who hand in where it is tomorrow already.
        if (context.HandedIn is { } today && context.Hints.SourceDate > today.AddDays(1))
            doubts.Ask(CheckCodes.Date, $"the hint sourceDate says that it was published on {Day(context.Hints.SourceDate)}, after it was handed in: correct the day", chart);
    }

    private static string? OutOfRange(DateOnly? from, DateOnly? handedIn) =>
        from < FirstProgram ? $"it begins on {Day(from)}, before there was any program: correct the day, or confirm it"
        : handedIn is { } today && from > today.AddMonths(MonthsAhead) ? $"it begins on {Day(from)}, more than {MonthsAhead} months ahead: correct the day, or confirm it"
        : null;

    private static void Swapped(DraftChart chart, string hint, DateOnly hinted, ExtractedFacts facts, Doubts doubts)
    {
        if (DayMentions.Swapped(hinted) is not { } swapped || facts.DayMentions.Any(mention => mention.Day == hinted)) return;
        if (facts.DayMentions.FirstOrDefault(mention => mention.Day == swapped) is not { } named) return;
        doubts.AskOf(CheckCodes.Date, $"the hint {hint} says {Day(hinted)}, and the document {Day(swapped)}: day and month may have changed places. Correct the hint, or confirm it",
            chart, new DoubtfulCell(named.Row, named.Text));
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
