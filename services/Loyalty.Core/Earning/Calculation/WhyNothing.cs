using Loyalty.Core.Earning.Index;
using Loyalty.Core.Sources;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>Why a segment earns nothing: never a silent zero.</summary>
internal readonly record struct WhyNothing(string Code, string Reason, string? RuleId, SourceDocument? Source)
{
    public static WhyNothing Find(
        CompiledProgram program, TicketContext ticket, FlightContext flight, MemberStatus member, ReadOnlySpan<CompiledRule?> winners,
        ReadOnlySpan<string?> steps, NearMisses missed, string? needsFare, CompiledRule? needsFareRule)
    {
        var segment = flight.Segment;
        for (var slot = 0; slot < program.Slots.Length && slot < winners.Length; slot++)
        {
            if (winners[slot] is { Formula.Basis: EarningBasis.NotEligible } rule)
            {
                return new WhyNothing(NothingEarned.NotEligible,
                    $"{program.Program.Name} names class {segment.FareClass} of {rule.Chart.Chart.Key.Carrier} as not eligible.",
                    rule.Rule.Id, rule.Chart.Source);
            }
        }

        if (needsFare is not null)
            return new WhyNothing(NothingEarned.NeedsFare, needsFare, needsFareRule!.Rule.Id, needsFareRule.Chart.Source);
        if (OfNothing(program, winners, steps) is { } nothing) return nothing;
        if (missed.Ticket is { } ticketFailed)
        {
            return new WhyNothing(NothingEarned.TicketCondition, ticket.Request.Itinerary.TicketType == Itinerary.Award
                    ? "An award ticket earns nothing by this chart."
                    : "The chart is for other tickets than this one: see the rule's conditions.",
                ticketFailed.Rule.Id, ticketFailed.Chart.Source);
        }

        if (missed.FareBrand is { } ofBrand) return ByBrand(program, segment, ofBrand);
        return missed.Member is { } ofMember ? ByMember(program, member, ofMember) : FromCharts(program, ticket, flight);
    }

    private static WhyNothing ByBrand(CompiledProgram program, FlightSegment segment, CompiledRule rule)
    {
        var brands = Listed(rule, selector => selector.FareClasses.IsEmpty || selector.FareClasses.Contains(segment.FareClass) ? [selector.FareBrand] : []);
        return new WhyNothing(NothingEarned.TicketCondition,
            $"{program.Program.Name} credits class {segment.FareClass} of {rule.Chart.Chart.Key.Carrier} by fare brand: {brands}. {Given("the ticket's", segment.FareBrand, "segments[].fareBrand")}",
            rule.Rule.Id, rule.Chart.Source);
    }

    private static WhyNothing ByMember(CompiledProgram program, MemberStatus member, CompiledRule rule)
    {
        var asked = rule.Rule.Selector;
        var (kind, listed, given, field) =
            asked.EarningMode is { } mode && !mode.Equals(member.EarningMode, StringComparison.OrdinalIgnoreCase) ? ("earning mode", Listed(rule, s => [s.EarningMode]), member.EarningMode, "earningMode")
            : asked.Card is { } card && !member.Cards.Contains(card, StringComparer.OrdinalIgnoreCase) ? ("card", Listed(rule, s => [s.Card]), null, "cards")
            : !asked.Residence.IsEmpty && !asked.Residence.Contains(member.Residence ?? "") ? ("residence", Listed(rule, s => s.Residence), member.Residence, "residence")
            : ("tier", Listed(rule, s => s.Tiers), member.Tier, "tier");
        return new WhyNothing(NothingEarned.NotEligible,
            $"{program.Program.Name} credits this flight by the member's {kind}: {listed}. {Given("the member's", given, "statuses[]." + field)}",
            rule.Rule.Id, rule.Chart.Source);
    }

    /// <summary>What the rules of a rule's chart ask for, in order.</summary>
    private static string Listed(CompiledRule rule, Func<RuleSelector, IEnumerable<string?>> asked) => string.Join(", ",
        rule.Chart.Chart.Rules.SelectMany(other => asked(other.Selector)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));

    private static string Given(string whose, string? given, string field) =>
        given is null ? $"Name {whose} in {field}." : $"'{given}' is none of them.";

    /// <summary>A rule that applies and comes to nothing: a rate of 0, a fare of 0, a ticket's cap that is used up.</summary>
    private static WhyNothing? OfNothing(CompiledProgram program, ReadOnlySpan<CompiledRule?> winners, ReadOnlySpan<string?> steps)
    {
        for (var slot = 0; slot < program.Slots.Length && slot < winners.Length; slot++)
        {
            if (winners[slot] is not { } rule || steps[slot * 2] is not { } words) continue;
            // Shares of other amounts are nothing because those are: not the reason, but its consequence.
            if (rule.Formula.Basis is EarningBasis.Amounts or EarningBasis.EliteBonus) continue;
            return new WhyNothing(NothingEarned.NotEligible, $"By the rule that applies, {program.Program.Name} credits nothing: {words}.",
                rule.Rule.Id, rule.Chart.Source);
        }

        return null;
    }

    private static WhyNothing FromCharts(CompiledProgram program, TicketContext ticket, FlightContext flight)
    {
        var segment = flight.Segment;
        int travel = segment.DepartureDate.DayNumber, ticketing = ticket.Request.Itinerary.TicketedOn.DayNumber;
        CompiledChart? listed = null;
        foreach (var found in RuleFinder.Names(program, flight))
        {
            foreach (var chart in program.ChartsOf(found.Carrier))
            {
                if (chart.Chart.Key is not { Part: ChartPart.Flight, Metric: EarningRule.Redeemable }) continue;
                if (chart.Chart.Key.Role == FlightRole.Marketing && !found.ByMarketing) continue;
                if (chart.Chart.Key.Role == FlightRole.Operating && !found.ByOperating) continue;
                if (!chart.InForce(travel, ticketing, ticket.Request.KnownAt)) continue;
                if (!chart.Chart.UnreadRows.IsEmpty)
                {
                    return new WhyNothing(NothingEarned.NotRead,
                        $"The chart has a row that was not understood and may cover class {segment.FareClass}: {chart.Chart.UnreadRows[0]}",
                        null, chart.Source);
                }

                listed ??= chart;
            }
        }

        return listed is not null
            ? new WhyNothing(NothingEarned.ClassNotListed,
                $"The chart in force on {segment.DepartureDate:yyyy-MM-dd} does not list class {segment.FareClass} of {listed.Chart.Key.Carrier} for this flight.",
                null, listed.Source)
            : new WhyNothing(NothingEarned.NoChart,
                $"No chart of {program.Program.Name} for {segment.MarketingCarrier} is known for {segment.DepartureDate:yyyy-MM-dd}.", null, null);
    }
}
