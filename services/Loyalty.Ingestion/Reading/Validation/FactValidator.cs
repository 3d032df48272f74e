using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Checks what was read from a document before it is loaded. Pure, thread-safe.</summary>
public static class FactValidator
{
    /// <param name="facts">What was read.</param>
    /// <param name="names">The names that the graph knows.</param>
    public static ImmutableArray<ValidationProblem> Validate(ExtractedFacts facts, INameIndex names) => Validate(facts, new ValidationContext(names));

    /// <param name="facts">What was read.</param>
    /// <param name="context">What it is judged by.</param>
    /// <returns>Without what the curator confirms.</returns>
    public static ImmutableArray<ValidationProblem> Validate(ExtractedFacts facts, ValidationContext context)
    {
        var doubts = new Doubts(context.Hints);
        if (facts.IsEmpty) doubts.Refuse(NothingRead(facts));
        foreach (var chart in facts.Charts)
        {
            ChartNames.Check(chart, facts, context.Names, doubts);
            Contradictions.Check(chart, doubts);
            RateCheck.Check(chart, doubts);
            CabinOrder.Check(chart, doubts);
            ClassGroups.Check(chart, doubts);
            UnitCheck.Check(chart, facts, context.Names, doubts);
            DateCheck.Check(chart, facts, context, doubts);
            ReplacedChart.Check(chart, context, doubts);
        }

        foreach (var transfer in facts.Transfers) ChartNames.Check(transfer, facts, context.Names, doubts);
        return doubts.Build();
    }

    private static string NothingRead(ExtractedFacts facts) =>
        !facts.Unread.IsEmpty
            ? $"no row was understood; the first: {facts.Unread[0].Reason} ({facts.Unread[0].Row})"
            : "no table was recognised as an earning chart (booking classes with miles or percentages), a transfer list (programs with ratios), "
              + "a tier table, or a sheet of airlines, programs, airports, sectors, regions or exchange rates"
              + (facts.ProgramId is null ? "; no program that is known is named either: a program's page is read once a sheet of programs has brought it, and a hint may say whose page it is" : "");
}
