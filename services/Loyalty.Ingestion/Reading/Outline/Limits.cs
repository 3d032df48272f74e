using System.Buffers;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// The net below the reader. What a page says of days, markets, members and conditions in a way that may limit its charts, wherever it stands, and
/// that none of them has taken up, makes them wait; unless it is known to be about something else: when miles expire, when claims are made, when the
/// page was written. Pure.
/// </summary>
internal sealed class Limits
{
    private const string OfSomeOnly = "it may say that the chart holds for some only";

    private const string OfRegistered = "it holds for members who registered for a promotion: no rule can say so";

    private const string OfAnotherDay = "it names a day that no chart of the page has: whether it bounds the chart, a person says";

    private const string OfSomeFlights = "it speaks of some flights: whether the chart is for these alone, a person says";

    /// <summary>What may limit charts.</summary>
    /// <param name="IsOfPlaces">Whether it may say for which flights they are: a chart with markets of its own knows better.</param>
    /// <param name="IsOfStatus">Whether it speaks of what tiers add: what everyone earns it does not limit.</param>
    /// <param name="Carriers">Whose charts it stands among; empty for all of the page.</param>
    private sealed record Limit(string Text, string Reason, bool IsOfPlaces, bool IsOfStatus, ImmutableArray<string> Carriers);

    private enum Place { Prose, AboveTable, Lead, Heading, HeadingOfTable }

    // A chart's limit is said in few words: what is longer is told by the way.
    private const int Longest = 400;

    private const int LongestLabel = 40;

    private const int LongestLead = 60;

    // How far above a table a tab or a link is still about it.
    private const int Above = 4;

    private static readonly SearchValues<string> Placing = SearchValues.Create(["domestic", "international", "intercontinental", "within", "haul", "cross-border", "between", "flights to", "flights from", "route", "regional"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Conditioning = SearchValues.Create(
        ["only", "solely", "exclusive", "limited to", "restricted to", "except", "exclud", "unless", "provided", "on condition", "who ", "appl", "resid", "not valid", "valid", "available", "issued", "operated", "eligible routes", "regist", "no longer", "suspended", "ended", "discontinued", "codeshare", "code share", "code-share"], StringComparison.OrdinalIgnoreCase);

    private static readonly Phrases Promotions = new(
        "promotion", "promotional", "campaign", "double miles", "triple miles", "double points", "triple points", "double avios", "triple avios", "special offer", "limited time", "limited-time", "bonus offer", "summer offer", "winter offer");

    private static readonly Phrases OfEveryone = new("other members", "all other", "all members", "every member", "everyone", "others", "these", "non-members", "other flights");

    private static readonly Phrases Members = new("member", "members", "members'");

    private static readonly Phrases Adding = new("bonus", "bonus miles", "bonus points", "incentive", "incentive miles", "incentive mileage", "extra miles", "extra points", "additional miles", "additional mileage", "additional points", "on top");

    // What a table is called that is for some tickets or members alone.
    private static readonly Phrases OfSomeTickets = new(
        "tickets issued in", "tickets sold in", "tickets purchased in", "tickets bought in", "residents", "residing in", "codeshare flights", "code share flights", "code-share flights", "special fares", "promotional fares", "promotional", "group fares", "student fares", "corporate", "business travellers",
        "children", "package tours", "tour fares", "partner-operated", "charter flights", "seasonal");

    private readonly ImmutableArray<DraftChart> _charts;
    private readonly INameIndex _names;
    private readonly LoyaltyProgram? _program;
    private readonly LimitingDays _days;
    private readonly LimitingMarkets _markets;
    private readonly LimitingConditions _conditions;
    private readonly List<Limit> _found = [];

    // On which flights a sentence says that tiers add something.
    private readonly List<(Market Market, string Folded, ImmutableArray<string> Carriers)> _ofStatus = [];

    // A page that its title calls a promotion, and on which members must register: no rule knows who did.
    private bool _isPromotion;
    private bool _isRegistered;

    // The headings above, as they are read and as they are printed.
    private readonly Stack<(int Level, string Text, string Printed)> _above = new();

    private Limits(ImmutableArray<DraftChart> charts, Hints hints, LoyaltyProgram? program, INameIndex names, bool isForeign)
    {
        (_charts, _program, _names) = (charts, program, names);
        _days = new LimitingDays(charts, hints.EffectiveDate, names, isForeign);
        _markets = new LimitingMarkets(charts, names);
        _conditions = new LimitingConditions(charts, program, names);
    }

    /// <summary>The charts, each with what may limit it and was not taken up.</summary>
    /// <param name="charts">The charts as read.</param>
    /// <param name="document">The page, in English as far as it could be said.</param>
    /// <param name="printed">The page as it is printed.</param>
    public static ImmutableArray<DraftChart> Ask(ImmutableArray<DraftChart> charts, DocumentText document, DocumentText printed, Hints hints, LoyaltyProgram? program, INameIndex names)
    {
        if (charts.IsEmpty) return charts;
        var limits = new Limits(charts, hints, program, names, !ReferenceEquals(document, printed));
        foreach (var title in (ReadOnlySpan<string?>)[hints.Title, document.Title]) limits.ReadTitle(title);
        for (var i = 0; i < document.Blocks.Length; i++)
        {
            var isNext = i + 1 < document.Blocks.Length && document.Blocks[i + 1] is Table;
            limits.Read(document.Blocks[i], printed.Blocks[i], isNext || StandsAbove(document.Blocks, i), isNext);
        }

        return limits._found.Count == 0 ? charts : [.. charts.Select(limits.Ask)];
    }

    private DraftChart Ask(DraftChart chart)
    {
        if (chart.Rules.IsEmpty) return chart;
        var isEverywhere = chart.Rules.Any(rule => rule.Selector.Market.Kind == MarketKind.Any && rule.Formula.Basis != EarningBasis.NotEligible);
        var isOfStatus = chart.Rules.Any(rule => !rule.Selector.Tiers.IsEmpty || rule.Formula.Basis == EarningBasis.EliteBonus);
        var asked = _found
            .Where(limit => (isEverywhere || !limit.IsOfPlaces) && (isOfStatus || !limit.IsOfStatus) && (limit.Carriers.IsEmpty || limit.Carriers.Contains(chart.Key.Carrier)))
            .Select(limit => new UnreadRow("", limit.Text, limit.Reason));
        // Two sentences with a market each may be of any of the tiers.
        if (_ofStatus is [var status] && (status.Carriers.IsEmpty || status.Carriers.Contains(chart.Key.Carrier))) chart = MarketsOfStatus.Place(chart, status.Market, status.Folded);
        if (!_isPromotion || !_isRegistered) return chart with { Unread = [.. chart.Unread, .. asked] };
        var rows = chart.Rules.Select(rule => rule.Text ?? "").Distinct().Select(row => new UnreadRow(row, row, OfRegistered));
        return chart with { Rules = [], Cabins = [], Unread = [.. chart.Unread, .. rows, .. asked] };
    }

    /// <summary>Whether a block is one of the last above a table: a tab, a link, a name of the table.</summary>
    private static bool StandsAbove(ImmutableArray<TextBlock> blocks, int at)
    {
        for (var next = at + 1; next < blocks.Length && next <= at + Above; next++)
        {
            if (blocks[next] is Table) return true;
            if (blocks[next] is Heading) return false;
        }

        return false;
    }

    private void ReadTitle(string? title)
    {
        if (title is null) return;
        _isPromotion |= Promotions.In(Phrase.Fold(title));
        if (_days.MayStandIn(title) && _days.IsUntaken(title, Phrase.Fold(title))) Add(title, OfAnotherDay);
        if (title.AsSpan().ContainsAny(Placing) && _markets.IsUntaken(title, Phrase.Fold(title), isLabel: true)) Add(title, OfSomeFlights, isOfPlaces: true);
    }

    private void Read(TextBlock block, TextBlock printed, bool isAbove, bool isNext)
    {
        switch (block)
        {
            // For which flights a heading is, is read for what stands under it.
            case Heading heading:
                while (_above.TryPeek(out var above) && above.Level >= heading.Level) _above.Pop();
                _above.Push((heading.Level, heading.Text, ((Heading)printed).Text));
                Read(heading.Text, ((Heading)printed).Text, isNext ? Place.HeadingOfTable : Place.Heading);
                break;
            case Paragraph paragraph: ReadLines(paragraph.Text, ((Paragraph)printed).Text, isNext ? Place.Lead : isAbove ? Place.AboveTable : Place.Prose); break;
            case ListItem item: ReadLines(item.Text, ((ListItem)printed).Text, isNext ? Place.Lead : isAbove ? Place.AboveTable : Place.Prose); break;
            case Table table:
                if (table.Caption is { } caption) Read(caption, ((Table)printed).Caption!, Place.HeadingOfTable);
                ReadPromotions(table);
                for (var index = 0; index < table.Rows.Length; index++)
                {
                    var row = table.Rows[index];
                    // A title in a row of its own is one as much as a heading.
                    if (index == 0 && TableHead.Title(table) is not null)
                    {
                        Read(row[0].Text, row[0].Printed(), Place.HeadingOfTable);
                        continue;
                    }

                    if (row.Length > 1 && row[^1].Origin == row[0].Origin) ReadLines(row[0].Text, row[0].Printed(), Place.Prose);
                }

                break;
            default: break;
        }
    }

    /// <summary>What a heading above a table or its title calls a promotion holds for a time, and for who takes part.</summary>
    private void ReadPromotions(Table table)
    {
        if (table.Rows.Length < 2 || table.Rows[0].Length < 2) return;
        if (TableHead.Title(table) is { } title && Promotions.In(Phrase.Fold(title))) Add(table.Rows[0][0].Printed(), OfSomeOnly);
        foreach (var (_, _, text) in _above)
        {
            if (text.Length <= Longest && Promotions.In(Phrase.Fold(text))) Add(text, OfSomeOnly);
        }
    }

    private ImmutableArray<string> Airlines(string text, string printed)
    {
        var found = _names.AirlinesIn(text);
        if (text != printed) found = found.AddRange(_names.AirlinesIn(printed));
        return found.IsEmpty ? [] : [.. found.Select(airline => airline.Iata).Distinct()];
    }

    private void ReadLines(string text, string printed, Place place)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            Read(text, printed, place);
            return;
        }

        var (lines, inPrint) = (text.Split('\n'), printed.Split('\n'));
        for (var i = 0; i < lines.Length; i++) Read(lines[i], inPrint.Length == lines.Length ? inPrint[i] : lines[i], place == Place.Lead && i < lines.Length - 1 ? Place.AboveTable : place);
    }

    private void Read(string line, string printed, Place place)
    {
        var mayDate = _days.MayStandIn(line);
        var mayPlace = place is not (Place.Heading or Place.HeadingOfTable) && line.AsSpan().ContainsAny(Placing);
        var mayLimit = line.AsSpan().ContainsAny(Conditioning);
        var isName = place is Place.Lead or Place.HeadingOfTable && line.Length <= LongestLead;
        if (isName && OfSomeTickets.In(Phrase.Fold(line)) && !_conditions.SayTheSame(line) && !LimitWords.Negative.In(Phrase.Fold(line)) && _charts.All(chart => chart.Key.Conditions.Length == 0)) Add(printed, OfSomeOnly);
        if (!mayDate && !mayPlace && !mayLimit) return;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (sentence.Length is < 6 or > Longest) continue;
            var folded = Phrase.Fold(sentence);
            var quoted = ReferenceEquals(line, printed) || line == printed ? sentence : printed;
            if (mayDate && _days.IsUntaken(sentence, folded) && !IsAsked(folded)) Add(quoted, OfAnotherDay, isOfStatus: IsOfStatus(folded));
            else if (mayPlace && LimitingMarkets.LeavesOutOnRoute(sentence, folded)) Add(quoted, OfSomeFlights);
            else if (mayPlace && _markets.IsUntaken(sentence, folded, place is Place.AboveTable or Place.Lead && sentence.Length <= LongestLabel))
            {
                var isOfStatus = IsOfStatus(folded);
                if (isOfStatus && MarketsOfStatus.In(sentence, folded, _names) is { } market) _ofStatus.Add((market, folded, Carriers));
                Add(quoted, OfSomeFlights, isOfPlaces: true, isOfStatus);
            }
            else if (mayLimit && place != Place.Prose && _conditions.AreFlownByOthers(sentence, folded)) Add(quoted, OfSomeOnly);
            else if (mayLimit && _conditions.Are(sentence, folded))
            {
                _isRegistered |= LimitingConditions.AskToRegister(folded);
                Add(quoted, OfSomeOnly, isOfStatus: IsOfStatus(folded));
            }
        }
    }

    /// <summary>"Gold and Silver members earn 25% and 15% as bonus miles on international flights": what these tiers add, not what everyone earns.</summary>
    private bool IsOfStatus(string folded) => Adding.In(folded) && !LimitWords.OfTable.In(folded) && !OfEveryone.In(folded)
        && (_program is { Tiers.IsEmpty: false } program ? TierWords.Read(folded, program) is { IsBase: false } : Members.In(folded) && UsualTiers.NamesMetal(folded));

    private void Add(string text, string reason, bool isOfPlaces = false, bool isOfStatus = false)
    {
        // What a table holds and was asked about is its own.
        if (_charts.Any(chart => chart.Unread.Any(unread => unread.Text.Contains(text, StringComparison.Ordinal) || unread.Row.Contains(text, StringComparison.Ordinal)))) return;
        var carriers = Carriers;
        if (!_found.Exists(limit => limit.Text == text && limit.Carriers.SequenceEqual(carriers))) _found.Add(new Limit(text, reason, isOfPlaces, isOfStatus, carriers));
    }

    /// <summary>The airlines of the next heading above that names some of those that charts of the page are of.</summary>
    private ImmutableArray<string> Carriers
    {
        get
        {
            foreach (var (_, text, printed) in _above)
            {
                var carriers = Airlines(text, printed);
                if (!carriers.IsEmpty && _charts.Any(chart => carriers.Contains(chart.Key.Carrier))) return carriers;
            }

            return [];
        }
    }

    /// <summary>Whether a chart waits for what is wrong with the days of the sentence.</summary>
    private bool IsAsked(string folded)
    {
        DatePhrases.ReadValidity(folded, null, out var problem);
        return problem is not null && _charts.Any(chart => chart.Unread.Any(unread => unread.Reason == problem));
    }
}
