using System.Buffers;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>What a sentence says a flight earns at least and at most.</summary>
internal static class NotedLimits
{
    // What every sentence about a minimum or a cap has one of.
    private static readonly SearchValues<string> Limiting =
        SearchValues.Create(["min", "least", "max", "more than", "at most", "cap", "up to", "limited", "less than", "fewer than", "shorter", "under", "below"], StringComparison.Ordinal);

    private static readonly Phrases SomeFares = new("booking classes", "booking class", "fare classes", "fare class", "classes", "fares", "only", "except", "excluding", "unless");

    /// <summary>What leaves out no fare.</summary>
    public static readonly Phrases AllFares = new("all booking classes", "all fare classes", "all classes", "all fares", "any booking class", "any class", "any fare", "every class", "eligible", "regardless", "whatever", "that earn", "which earn", "earning miles", "earning points");

    private static readonly Phrases SomeMembers = new("elite", "status", "premier", "tier");

    private static readonly Phrases AllFlights = new("international and domestic", "domestic and international", "international flight and domestic flight", "international flights and domestic flights", "domestic flight and international flight", "domestic flights and international flights", "international or domestic", "domestic or international");

    private static readonly Phrases DistanceUnits = new("miles", "km", "kilometres", "distance");

    /// <summary>What a sentence sets, beside what was said before it. A minimum for some alone is no term of the chart, and asked about.</summary>
    /// <param name="said">What else the sentence says.</param>
    /// <param name="before">The caps of the sentences before it.</param>
    public static Terms Set(Terms said, ImmutableArray<NotedCap> before, string sentence, string folded, LoyaltyProgram? program, INameIndex names)
    {
        if (!folded.AsSpan().ContainsAny(Limiting)) return said;
        var minimum = MinimumWords.Read(folded);
        // Kenya is no place in the name of its airline.
        var isForSome = minimum is not null && IsForSome(Phrase.Fold(NamesFound.In(sentence, names).Without(sentence)), program);
        if (isForSome && MinimumByCabin.Read(sentence) is null) said = said with { Problem = said.Problem ?? $"'{sentence}' is a minimum for some flights or members only" };
        return said with { Minimum = isForSome ? null : minimum, TicketCap = TicketCap(folded), Caps = [.. before, .. Caps(folded, program)] };
    }

    /// <summary>A chart's minimum is everyone's, on all its flights.</summary>
    private static bool IsForSome(string folded, LoyaltyProgram? program)
    {
        if (AllFlights.In(folded)) folded = folded.Replace("international", "", StringComparison.Ordinal).Replace("domestic", "", StringComparison.Ordinal);
        return SomeMembers.In(folded) || (SomeFares.In(folded) && !AllFares.In(folded)) || folded.Contains('%', StringComparison.Ordinal) || PlaceWords.NamesPlace(folded) || MarketWords.IsNotUnderstood(folded) || !CabinWords.Find(folded).IsEmpty
            || MarketWords.Read(folded) is { Kind: not MarketKind.Any } || (program is not null && TierWords.Read(folded, program) is { IsBase: false });
    }

    /// <summary>"Flights under 500 miles: 500 miles" gives some distances amounts of their own, apart from the table.</summary>
    public static bool IsApart(string sentence) =>
        sentence.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < sentence.Length - 1
        && Phrase.Fold(sentence[..colon]) is var head && ChartDays.TravelWords.In(head) && DistanceUnits.In(head) && BandWords.Read(head) is not null
        && MinimumWords.Read(Phrase.Fold(sentence)) is null;

    /// <summary>"No more than 75,000 miles per ticket".</summary>
    private static decimal? TicketCap(string folded) =>
        Phrase.HasAny(folded, "per ticket", "for a ticket", "on a ticket") && CapAt(folded) is >= 0 and var at ? MinimumWords.NumberAfter(folded, at) : null;

    /// <summary>"Max. 750 PQP per segment in economy".</summary>
    private static IEnumerable<NotedCap> Caps(string folded, LoyaltyProgram? program)
    {
        var at = CapAt(folded);
        if (at < 0 || !Phrase.HasAny(folded, "per segment", "per flight", "per sector") || MinimumWords.NumberAfter(folded, at) is not { } amount) yield break;
        var metric = MetricWords.Named(folded.ToUpperInvariant(), folded, program) ?? EarningRule.Redeemable;
        yield return new NotedCap(metric, amount, CabinWords.Find(folded));
    }

    private static int CapAt(string folded)
    {
        foreach (var word in (ReadOnlySpan<string>)["no more than", "at most", "maximum", "max.", "max", "capped at", "up to", "limited to"])
        {
            var at = Phrase.IndexOf(folded, word);
            if (at >= 0) return at;
        }

        return -1;
    }
}
