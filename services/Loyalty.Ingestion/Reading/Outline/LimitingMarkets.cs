using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>The markets that the charts of a page have, and whether a sentence names one that may limit them and is none of these.</summary>
internal sealed partial class LimitingMarkets
{
    private static readonly Phrases Unlimited = new("regardless", "whatever", "irrespective", "both domestic and international", "domestic and international", "domestic or international", "international and domestic", "international or domestic");

    // What an award costs; a sentence that also says what is earned may be of both.
    private static readonly Phrases OfPrices = new("you need", "you'll need", "you only need", "cost", "costs", "start at", "starts at", "starting at", "for as little as", "spend");

    private static readonly Phrases Accruing = new("earn", "earns", "earned", "earning", "accrue", "accrued", "accrual", "credited", "collect", "collected", "awarded", "rate", "rates", "chart", "table", "%");

    private static readonly Phrases TheseRoutes = new("on these routes", "on the following routes", "on the routes below", "in these routes", "in the following routes");

    private readonly INameIndex _names;
    private readonly HashSet<MarketKind> _markets = [];

    /// <param name="charts">The charts of a page.</param>
    /// <param name="names">The names that the graph knows.</param>
    public LimitingMarkets(ImmutableArray<DraftChart> charts, INameIndex names)
    {
        _names = names;
        foreach (var chart in charts)
        {
            foreach (var rule in chart.Rules) _markets.Add(rule.Selector.Market.Kind);
        }
    }

    /// <summary>Whether a sentence names one that no chart has.</summary>
    /// <param name="isLabel">Whether it stands as a name above a table.</param>
    public bool IsUntaken(string sentence, string folded, bool isLabel)
    {
        if (Unlimited.In(folded) || LimitWords.OfOthers.In(folded) || LimitWords.OfAwards.In(folded) || (OfPrices.In(folded) && !Accruing.In(folded))) return false;
        // "Flights operated by X earn points on these routes:", over a list of them.
        if ((folded.EndsWith("routes:", StringComparison.Ordinal) || TheseRoutes.In(folded)) && LimitWords.OfEarning.In(folded)) return true;
        var isScope = LimitWords.IsScope(folded);
        var isNegative = LimitWords.Negative.In(folded);
        if (!(isLabel || isScope || LimitWords.OfEarning.In(folded))) return false;
        var bare = NamesFound.In(sentence, _names).Without(sentence);
        var rest = ReferenceEquals(bare, sentence) ? folded : Phrase.Fold(bare);
        // "25,000 miles or 20 international sectors": how many a tier takes, and no flights of the chart's.
        if (rest.AsSpan().ContainsAnyInRange('0', '9')) rest = Counted().Replace(rest, "");
        if (MarketWords.Read(rest) is { } market) return market.Kind != MarketKind.Any && !IsTaken(market.Kind);
        // "Miles are credited on flights within Germany", where "within" begins no label.
        if (_markets.All(kind => kind == MarketKind.Any) && !isNegative && Inside().Match(rest) is { Success: true } inside && PlaceWords.NamesPlace(rest[inside.Index..])) return true;
        if ((isScope || LimitWords.OfTable.In(folded)) && Leading().IsMatch(bare)) return true;
        // A market that is not understood, in a sentence about the chart.
        return (isScope || isNegative || LimitWords.OfTable.In(folded) || LimitWords.Restricting.In(folded)) && _markets.All(kind => kind == MarketKind.Any) && (MarketWords.IsNotUnderstood(rest) || MarketWords.LeadsSomewhere(rest));
    }

    /// <summary>"On flights between Dubai and Japan classes D, X and I earn no miles": on that route, whatever markets the chart has of its own.</summary>
    public static bool LeavesOutOnRoute(string sentence, string folded) =>
        folded.Contains("between", StringComparison.Ordinal) && LimitWords.Negative.In(folded) && !LimitWords.OfOthers.In(folded) && !LimitWords.OfAwards.In(folded) && Letters().IsMatch(sentence) && OnePair().IsMatch(sentence);

    private bool IsTaken(MarketKind kind) => kind switch
    {
        // Where a chart has the ones by themselves, the others are what is left.
        MarketKind.Domestic or MarketKind.International => _markets.Contains(MarketKind.Domestic) || _markets.Contains(MarketKind.International) || _markets.Contains(MarketKind.Within) || _markets.Contains(MarketKind.Continental),
        _ => _markets.Contains(kind) || _markets.Contains(MarketKind.Regions),
    };

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z]\s*[,/]\s*[A-Z](?![A-Za-z'’])")]
    private static partial Regex Letters();

    [GeneratedRegex(@"between (?:the )?\p{Lu}[^,.]{1,40} and (?:the )?\p{Lu}")]
    private static partial Regex OnePair();

    [GeneratedRegex(@"(?<![\d.,])(?!1 )\d[\d,]* (?:qualifying |eligible |paid |one-way )?(?:domestic|international|intercontinental) (?:one-way )?(?:flight )?(?:sectors|segments|flights|trips|routes|destinations|connections)\b")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\b(?:flights?|routes?|sectors?) (?:with)?in (?!the (?:last|past|next|network|same)|\d)")]
    private static partial Regex Inside();

    // "Applies to flights from Frankfurt", not "from 1 May" or "to other airlines".
    [GeneratedRegex(@"\bflights (?:departing )?(?:from|to|out of|into) (?:and from )?\p{Lu}\p{Ll}+(?!\s+\d)")]
    private static partial Regex Leading();
}
