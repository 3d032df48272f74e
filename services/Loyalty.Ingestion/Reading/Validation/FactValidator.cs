using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Checks what was read from a document before it is loaded. Pure, thread-safe.</summary>
public static class FactValidator
{
    private const decimal HighestRate = 10;

    /// <param name="facts">What was read.</param>
    /// <param name="names">The names that the graph knows.</param>
    public static ImmutableArray<ValidationProblem> Validate(ExtractedFacts facts, INameIndex names)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationProblem>();
        if (IsEmpty(facts)) problems.Add(Quarantine(NothingRead(facts), null));
        foreach (var chart in facts.Charts)
        {
            Names(chart, facts, names, problems);
            Dates(chart, problems);
            foreach (var rule in chart.Rules) Amounts(chart, rule, problems);
            Overlaps(chart, problems);
        }

        foreach (var transfer in facts.Transfers)
        {
            foreach (var program in (ReadOnlySpan<string>)[transfer.FromProgram, transfer.ToProgram])
            {
                if (names.Program(program) is null && facts.Programs.All(p => p.Id != program)) problems.Add(Quarantine(UnknownProgram(program), null));
            }
        }

        return problems.ToImmutable();
    }

    private static bool IsEmpty(ExtractedFacts facts) =>
        facts.Charts.IsEmpty && facts.Alliances.IsEmpty && facts.Airlines.IsEmpty && facts.Programs.IsEmpty && facts.Tiers.IsEmpty && facts.Metrics.IsEmpty
        && facts.Regions.IsEmpty && facts.Airports.IsEmpty && facts.Sectors.IsEmpty && facts.ExchangeRates.IsEmpty && facts.Transfers.IsEmpty;

    private static string NothingRead(ExtractedFacts facts) =>
        !facts.Unread.IsEmpty
            ? $"no row was understood; the first: {facts.Unread[0].Reason} ({facts.Unread[0].Row})"
            : "no table was recognised as an earning chart (booking classes with miles or percentages), a transfer list (programs with ratios), "
              + "a tier table, or a sheet of airlines, programs, airports, sectors, regions or exchange rates";

    private static void Names(DraftChart chart, ExtractedFacts facts, INameIndex names, ImmutableArray<ValidationProblem>.Builder problems)
    {
        var (program, carrier) = (chart.Key.ProgramId, chart.Key.Carrier);
        if (program.Length == 0) problems.Add(Quarantine("no program is named: give its id as a hint (programId)", chart.Key));
        else if (names.Program(program) is null && facts.Programs.All(p => p.Id != program)) problems.Add(Quarantine(UnknownProgram(program), chart.Key));
        if (carrier.Length == 0) problems.Add(Quarantine("no carrier is named in the title, a heading or a column: give its code as a hint (carrier)", chart.Key));
        else if (carrier != ChartKey.AnyCarrier && !carrier.StartsWith("alliance:", StringComparison.Ordinal)
            && !names.IsAirline(carrier) && facts.Airlines.All(a => a.Iata != carrier)) problems.Add(Quarantine(UnknownCarrier(carrier), chart.Key));
        foreach (var ticketing in Ticketing(chart))
        {
            if (!names.IsAirline(ticketing) && facts.Airlines.All(a => a.Iata != ticketing)) problems.Add(Quarantine(UnknownCarrier(ticketing), chart.Key));
        }
    }

    /// <summary>The carriers on whose tickets, or not on whose, a rule of the chart is, in order.</summary>
    private static List<string> Ticketing(DraftChart chart)
    {
        List<string> carriers = [];
        foreach (var rule in chart.Rules)
        {
            foreach (var carrier in rule.Selector.Ticketing) Add(carrier);
            foreach (var carrier in rule.Selector.NotTicketing) Add(carrier);
        }

        return carriers;

        void Add(string carrier)
        {
            if (!carriers.Contains(carrier)) carriers.Add(carrier);
        }
    }

    private static void Dates(DraftChart chart, ImmutableArray<ValidationProblem>.Builder problems)
    {
        if (chart.Validity.Until < chart.Validity.From)
            problems.Add(Review($"it ends on {chart.Validity.Until:yyyy-MM-dd}, before it begins on {chart.Validity.From:yyyy-MM-dd}", chart.Key));
        foreach (var rule in chart.Rules)
        {
            if (rule.Validity.Until < rule.Validity.From)
                problems.Add(Review($"a row ends on {rule.Validity.Until:yyyy-MM-dd}, before it begins on {rule.Validity.From:yyyy-MM-dd}", chart.Key, rule));
        }
    }

    private static void Amounts(DraftChart chart, EarningRule rule, ImmutableArray<ValidationProblem>.Builder problems)
    {
        var formula = rule.Formula;
        if (formula.Rate < 0 || formula.Minimum < 0 || formula.Cap < 0) problems.Add(Review("an amount is below zero", chart.Key, rule));
        else if (formula.Basis is EarningBasis.Distance or EarningBasis.EliteBonus && formula.Rate > HighestRate)
            problems.Add(Review($"{formula.Rate:P0} is more than {HighestRate:P0}", chart.Key, rule));
        else if (formula.Basis is EarningBasis.Spend && formula.Rate > 100) problems.Add(Review($"{formula.Rate} per {formula.Currency} is more than 100", chart.Key, rule));
        else if (formula.Divisor == 0) problems.Add(Review("it is divided by zero", chart.Key, rule));
    }

    /// <summary>Two rows for the same tickets: a contradiction when they say the same words for whom, else an overlap that nothing decides.</summary>
    private static void Overlaps(DraftChart chart, ImmutableArray<ValidationProblem>.Builder problems)
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
                if (a.Component != b.Component || a.Metric != b.Metric || !Overlap(a.Validity, b.Validity) || Same(a.Formula, b.Formula)) continue;
                var both = a.Selector.FareClasses.Intersect(b.Selector.FareClasses);
                var what = both.IsEmpty ? "the same tickets" : $"class {string.Join(", ", both.ToString().ToCharArray())}";
                problems.Add(new ValidationProblem(
                    ProblemKind.Review, $"two rows give {what} different amounts: '{a.Text}' and '{b.Text}'", chart.Key, [a.Text ?? "", b.Text ?? ""]));
            }
        }
    }

    private static bool Overlap(Validity a, Validity b) =>
        a.By != b.By || ((a.From is null || b.Until is null || a.From <= b.Until) && (b.From is null || a.Until is null || b.From <= a.Until));

    private static bool Same(EarningFormula a, EarningFormula b) =>
        a with { Bands = [], Of = [] } == b with { Bands = [], Of = [] } && a.Bands.SequenceEqual(b.Bands) && a.Of.SequenceEqual(b.Of);

    private static string UnknownProgram(string id) => $"unknown program '{id}': correct the hint, or hand in a sheet of programs that has it first";

    private static string UnknownCarrier(string code) => $"unknown carrier '{code}': correct the hint, or hand in a sheet of airlines that has it first";

    private static ValidationProblem Quarantine(string reason, ChartKey? key) => new(ProblemKind.Quarantine, reason, key, []);

    private static ValidationProblem Review(string reason, ChartKey key, EarningRule? rule = null) =>
        new(ProblemKind.Review, reason, key, rule?.Text is { } text ? [text] : []);
}
