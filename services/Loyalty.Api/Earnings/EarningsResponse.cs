namespace Loyalty.Api.Earnings;

// What EarningsWriter writes: these types describe it to clients, and the tests read its answers back through them.

sealed record EarningsResponse(
    [property: Description("The version of the knowledge that it was answered from.")] long KnowledgeVersion,
    [property: Description("Programs in which a segment earns, by programId.")] ImmutableArray<ProgramOption> Options,
    [property: Description("Programs in which none does, by programId.")] ImmutableArray<IneligibleProgram> Ineligible);

sealed record ProgramOption(
    string ProgramId,
    string ProgramName,
    decimal DistanceMiles,
    RedeemableAmount Redeemable,
    [property: Description("Elite metrics that earn something.")] ImmutableArray<MetricAmount> Metrics,
    ImmutableArray<OptionSegment> Segments,
    [property: Description("What was assumed.")] ImmutableArray<string> Notes);

sealed record RedeemableAmount(decimal Amount, string Currency);

sealed record MetricAmount([property: Description("The program's own name: PQP, XP, ...")] string Name, decimal Amount);

sealed record OptionSegment(
    [property: Description("Which segment of the request, from 0.")] int Index,
    FlownDistance Distance,
    [property: Description("Empty when the segment earns nothing here: then code, reason and, when known, source say why.")]
    ImmutableArray<EarnedPart> Earned,
    [property: Description(OptionSegment.NothingBecause)] string? Code,
    string? Reason,
    Source? Source)
{
    public const string NothingBecause =
        "Why nothing is earned: not-eligible, class-not-listed, not-read, no-chart, needs-fare or ticket-condition.";
}

sealed record FlownDistance(
    decimal Miles,
    [property: Description("published where the program publishes the distance, else estimated: the geodesic.")] string Basis);

sealed record EarnedPart(
    [property: Description("redeemable, or an elite metric's name.")] string Name,
    [property: Description("base, elite bonus, ...")] string Component,
    decimal Amount,
    string RuleId,
    [property: Description("The arithmetic, in words.")] ImmutableArray<string> Steps,
    Source Source);

sealed record IneligibleProgram(
    string ProgramId,
    string ProgramName,
    [property: Description(OptionSegment.NothingBecause)] string Code,
    string Reason,
    string? RuleId,
    Source? Source);
