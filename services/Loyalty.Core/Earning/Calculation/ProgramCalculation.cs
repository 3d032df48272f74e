using Loyalty.Core.Earning.Index;
using Loyalty.Core.Programs;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>One ticket in one program: segments in order, then the totals.</summary>
internal ref struct ProgramCalculation(CompiledProgram program, TicketContext ticket)
{
    private readonly MemberStatus _member = StatusIn(ticket.Request.Statuses, program.Program.Id);
    private bool _usedSharedFare;
    private string? _needsFare;

    public ProgramEarnings Run()
    {
        var segments = ticket.Flights.Length;
        var totals = new decimal[program.Metrics.Length];
        var ticketCredits = new decimal[program.Slots.Length];
        var answers = ImmutableArray.CreateBuilder<SegmentEarnings>(segments);
        decimal miles = 0;
        for (var i = 0; i < segments; i++)
        {
            var segment = new SegmentCalculation(program, ticket, i, _member, totals, ticketCredits);
            var answer = segment.Run();
            _usedSharedFare |= segment.CountedFare && ticket.SharedOut && ticket.Request.Itinerary.Segments[i].Fare is null;
            if (answer.Code is null) _needsFare ??= segment.NeedsFare;
            miles += answer.Distance.Miles;
            answers.Add(answer);
        }

        return new ProgramEarnings(program.Program.Id, program.Program.Name, miles,
            new EarnedAmount(Total(totals, EarningRule.Redeemable), program.Program.Currency),
            MetricTotals(totals), answers.DrainToImmutable(), Notes());
    }

    /// <summary>What was assumed, and what a segment that earns something would earn beside it if the fare were known.</summary>
    private readonly ImmutableArray<string> Notes()
    {
        const string shared = "The ticket's price is shared out over its segments by distance.";
        if (_needsFare is { } missing) return _usedSharedFare ? [shared, missing] : [missing];
        return _usedSharedFare ? [shared] : [];
    }

    private readonly decimal Total(decimal[] totals, string metric)
    {
        var index = Array.IndexOf(program.Metrics, metric);
        return index < 0 ? 0 : Rounded(index, totals[index]);
    }

    private readonly ImmutableArray<EarnedMetric> MetricTotals(decimal[] totals)
    {
        var count = 0;
        for (var i = 0; i < totals.Length; i++)
        {
            if (totals[i] != 0 && program.Metrics[i] != EarningRule.Redeemable) count++;
        }

        if (count == 0) return [];
        var metrics = ImmutableArray.CreateBuilder<EarnedMetric>(count);
        for (var i = 0; i < totals.Length; i++)
        {
            if (totals[i] != 0 && program.Metrics[i] != EarningRule.Redeemable)
                metrics.Add(new EarnedMetric(program.Metrics[i], Rounded(i, totals[i])));
        }

        return metrics.DrainToImmutable();
    }

    /// <summary>A program that rounds tickets rounds here; one that rounds segments has done so.</summary>
    private readonly decimal Rounded(int metric, decimal total)
    {
        var rounding = program.Roundings[metric];
        return rounding.Scope == RoundingScope.Ticket ? rounding.Apply(total) : total;
    }

    private static MemberStatus StatusIn(ImmutableArray<MemberStatus> statuses, string program)
    {
        foreach (var status in statuses)
        {
            if (status.ProgramId == program) return status;
        }

        return MemberStatus.None;
    }
}
