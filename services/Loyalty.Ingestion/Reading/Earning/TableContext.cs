using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What an earning table needs to know about where it stands.</summary>
internal sealed record TableContext(
    Terms Terms, LoyaltyProgram? Program, INameIndex Names, DateOnly? YearOf, TermsReader Reader, Func<IEnumerable<string>> Notes, ChartDrafts Drafts,
    LettersByCabin Letters, Dictionary<string, Region> Regions, Dictionary<string, FareClasses> Groups)
{
    /// <summary>What the document prints where a line or heading was said in English.</summary>
    public Func<string, string> Printed { get; init; } = static text => text;

    /// <summary>Where a mark may be explained: also under another part of the same table.</summary>
    public Func<IEnumerable<string>> Marked { get; init; } = Notes;

    private readonly Dictionary<string, Market?> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Market? Market, bool IsUnclear)> _beside = new(StringComparer.Ordinal);

    /// <summary>The market that a cell names; null when it names none. Tables name few, row after row.</summary>
    public Market? Market(string text, string folded)
    {
        if (!_markets.TryGetValue(text, out var market)) _markets.Add(text, market = MarketPairs.Read(text, this) ?? MarketWords.Read(folded));
        return market;
    }

    /// <summary>The market that stands with a cabin's name or a label: "First Class (domestic)".</summary>
    public (Market? Market, bool IsUnclear) MarketBeside(string folded)
    {
        if (_beside.TryGetValue(folded, out var beside)) return beside;
        var words = CabinWords.WithoutPlaces(folded);
        var market = MarketWords.Read(words);
        _beside.Add(folded, beside = (market, market is null && MarketWords.IsNotUnderstood(words)));
        return beside;
    }
}
