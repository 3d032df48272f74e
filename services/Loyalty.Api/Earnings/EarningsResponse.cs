using System.Runtime.InteropServices;
using Loyalty.Core.Earning;
using Loyalty.Core.Sources;

namespace Loyalty.Api.Earnings;

// Arrays and no LINQ: this is written for every question of every traveller.
sealed record EarningsResponse(
    [property: Description("The version of the knowledge that it was answered from.")] long KnowledgeVersion,
    [property: Description("Programs in which a segment earns, by programId.")] ProgramOption[] Options,
    [property: Description("Programs in which none does, by programId.")] IneligibleProgram[] Ineligible)
{
    public static EarningsResponse Of(long version, ImmutableArray<ProgramEarnings> programs)
    {
        var earning = 0;
        foreach (var program in programs)
        {
            if (program.Earns) earning++;
        }

        var options = new ProgramOption[earning];
        var ineligible = new IneligibleProgram[programs.Length - earning];
        int nextOption = 0, nextIneligible = 0;
        foreach (var program in programs)
        {
            if (program.Earns) options[nextOption++] = ProgramOption.Of(program);
            else ineligible[nextIneligible++] = IneligibleProgram.Of(program);
        }

        return new EarningsResponse(version, options, ineligible);
    }
}

sealed record ProgramOption(
    string ProgramId,
    string ProgramName,
    decimal DistanceMiles,
    RedeemableAmount Redeemable,
    [property: Description("Elite metrics that earn something.")] MetricAmount[] Metrics,
    OptionSegment[] Segments,
    [property: Description("What was assumed.")] string[] Notes)
{
    public static ProgramOption Of(ProgramEarnings program)
    {
        var metrics = program.Metrics.IsEmpty ? [] : new MetricAmount[program.Metrics.Length];
        for (var i = 0; i < metrics.Length; i++) metrics[i] = new MetricAmount(program.Metrics[i].Name, program.Metrics[i].Value);
        var sources = new Sources();
        var segments = new OptionSegment[program.Segments.Length];
        for (var i = 0; i < segments.Length; i++) segments[i] = OptionSegment.Of(program.Segments[i], ref sources);
        return new ProgramOption(program.ProgramId, program.ProgramName, program.DistanceMiles,
            new RedeemableAmount(program.Redeemable.Value, program.Redeemable.Currency), metrics, segments, program.Notes.AsArray());
    }
}

sealed record RedeemableAmount(decimal Amount, string Currency);

sealed record MetricAmount([property: Description("The program's own name: PQP, XP, ...")] string Name, decimal Amount);

sealed record OptionSegment(
    [property: Description("Which segment of the request, from 0.")] int Index,
    FlownDistance Distance,
    [property: Description("Empty when the segment earns nothing here: then code, reason and, when known, source say why.")] EarnedPart[] Earned,
    [property: Description(OptionSegment.NothingBecause)] string? Code,
    string? Reason,
    Source? Source)
{
    public const string NothingBecause =
        "Why nothing is earned: not-eligible, class-not-listed, not-read, no-chart, needs-fare or ticket-condition.";

    public static OptionSegment Of(SegmentEarnings segment, ref Sources sources)
    {
        var earned = segment.Earned.IsEmpty ? [] : new EarnedPart[segment.Earned.Length];
        for (var i = 0; i < earned.Length; i++) earned[i] = EarnedPart.Of(segment.Earned[i], ref sources);
        return new OptionSegment(segment.Index, new FlownDistance(segment.Distance.Miles, segment.Distance.Published ? "published" : "estimated"),
            earned, segment.Code, segment.Reason, segment.Source is { } source ? sources.Of(source) : null);
    }
}

sealed record FlownDistance(
    decimal Miles,
    [property: Description("published where the program publishes the distance, else estimated: the geodesic.")] string Basis);

sealed record EarnedPart(
    [property: Description("redeemable, or an elite metric's name.")] string Name,
    [property: Description("base, elite bonus, ...")] string Component,
    decimal Amount,
    string RuleId,
    [property: Description("The arithmetic, in words.")] string[] Steps,
    Source Source)
{
    public static EarnedPart Of(EarnedComponent part, ref Sources sources) => new(
        part.Metric, part.Component, part.Value, part.Rule.Id, part.Steps.AsArray(), sources.Of(part.Source));
}

sealed record IneligibleProgram(
    string ProgramId,
    string ProgramName,
    [property: Description(OptionSegment.NothingBecause)] string Code,
    string Reason,
    string? RuleId,
    Source? Source)
{
    /// <summary>Of several segments, the first that says more than that there is no chart.</summary>
    public static IneligibleProgram Of(ProgramEarnings program)
    {
        var telling = program.Segments[0];
        foreach (var segment in program.Segments)
        {
            if (segment.Code == NothingEarned.NoChart) continue;
            telling = segment;
            break;
        }

        return new IneligibleProgram(
            program.ProgramId, program.ProgramName, telling.Code!, telling.Reason!, telling.RuleId, Source.Of(telling.Source));
    }
}

/// <summary>The parts of a program's answer mostly come from one document: it is made once.</summary>
struct Sources
{
    private SourceDocument? _document;
    private Source? _source;

    public Source Of(SourceDocument document)
    {
        if (!ReferenceEquals(_document, document)) (_document, _source) = (document, Source.Of(document));
        return _source!;
    }
}

static class Immutable
{
    /// <summary>The array itself, for writing: nobody changes it on the way out.</summary>
    public static T[] AsArray<T>(this ImmutableArray<T> items) => ImmutableCollectionsMarshal.AsArray(items)!;
}
