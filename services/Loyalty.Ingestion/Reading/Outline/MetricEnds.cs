using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// "From 1 December 2017 these flights bring miles only": what else the charts of a page count ends on the day before. A person says whether it is
/// so: the sentence may tell of some flights, and its charts wait. Pure.
/// </summary>
internal static class MetricEnds
{
    private const int Longest = 200;

    private static readonly Phrases OnlyMiles = new("only miles", "only mileage", "miles only", "mileage only", "only award miles", "award miles only", "only redeemable miles", "redeemable miles only", "only avios", "avios only", "only points", "points only");

    private static readonly Phrases Counting = new("earn", "earns", "bring", "brings", "accrue", "accrues", "collect", "credited", "give", "gives");

    // What begins on the day may be about fewer than the charts are.
    private static readonly Phrases OfFewer = new("class", "classes", "fare", "fares", "members", "domestic", "international", "within", "between", "award tickets", "redeem", "not", "no", "until", "before", "except", "unless");

    public static ImmutableArray<DraftChart> Close(ImmutableArray<DraftChart> charts, DocumentText document, INameIndex names)
    {
        if (!charts.Any(MayEnd)) return charts;
        foreach (var block in document.Blocks)
        {
            var text = block is Heading ? "" : block.Line() ?? "";
            if (!text.Contains("only", StringComparison.OrdinalIgnoreCase) || !text.AsSpan().ContainsAnyInRange('0', '9')) continue;
            foreach (var sentence in Phrase.Sentences(text))
            {
                if (From(sentence) is not { } day) continue;
                var airlines = names.AirlinesIn(sentence);
                return [.. charts.Select(chart => MayEnd(chart) && !(chart.Validity.From >= day) && (airlines.IsEmpty || airlines.Any(airline => airline.Iata == chart.Key.Carrier)) ? Ended(chart, day, sentence) : chart)];
            }
        }

        return charts;
    }

    private static bool MayEnd(DraftChart chart) => chart is { Key: { Metric: not EarningRule.Redeemable, Part: ChartPart.Flight }, Validity.Until: null, Rules.IsEmpty: false };

    /// <summary>Whether words say that miles alone are earned.</summary>
    public static bool Names(string folded) => OnlyMiles.In(folded) && Counting.In(folded);

    private static DateOnly? From(string sentence)
    {
        if (sentence.Length > Longest) return null;
        var folded = Phrase.Fold(sentence);
        if (!Names(folded) || OfFewer.In(folded) || DatePhrases.Find(folded) is not [{ Problem: null, IsMonth: false }]) return null;
        return DatePhrases.ReadValidity(folded, null, out var problem) is { From: { } day, Until: null } && problem is null ? day : null;
    }

    private static DraftChart Ended(DraftChart chart, DateOnly day, string sentence)
    {
        var validity = chart.Validity with { Until = day.AddDays(-1) };
        var unread = new UnreadRow("", sentence, "it says from when miles alone are earned: what else is counted is read as ending on the day before");
        // A chart's id and those of its rules go by its first day, which stays.
        return chart with { Validity = validity, Unread = [.. chart.Unread, unread] };
    }
}
