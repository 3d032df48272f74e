using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
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
internal sealed partial class Limits
{
    private const string OfSomeOnly = "it may say that the chart holds for some only";

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
        ["only", "solely", "exclusive", "limited to", "restricted to", "except", "exclud", "unless", "provided", "on condition", "who ", "appl", "resid", "not valid", "valid", "available", "issued", "operated", "eligible routes", "regist"], StringComparison.OrdinalIgnoreCase);

    // What is bounded is the earning, if anything.
    internal static readonly Phrases OfEarning = new(
        "earn", "earns", "earned", "earning", "accrue", "accrues", "accrued", "accrual", "accruals", "accumulate", "accumulated", "collect", "collected", "credited", "credit", "miles", "mileage", "points", "avios", "rates", "rate", "table", "tables", "chart", "charts");

    internal static readonly Phrases OfFlying = new(
        "flight", "flights", "travel", "travelling", "departing", "departures", "boarding", "boardings", "flown", "tickets", "ticketed", "booked", "bookings", "valid", "effective", "applies", "apply", "applicable", "in force", "route", "routes", "sectors", "alliance", "partner", "partnership", "cooperation", "agreement", "codeshare");

    // Known to bound something else.
    internal static readonly Phrases OfOthers = new(
        "expire", "expires", "expired", "expiry", "expiration", "claim", "claims", "claimed", "claiming", "retroactive", "retroactively", "retro", "missing", "request", "requests", "requested", "copyright", "©", "(c)", "all rights", "posted", "published", "publication",
        "updated", "update", "modified", "reviewed", "snapshot", "cache", "cached", "retrieved", "accessed", "printed", "checked", "founded", "established", "redeem", "redeemed", "redemption", "award ticket", "award tickets", "awards", "lounge", "lounges", "baggage", "upgrade", "upgrades",
        "voucher", "vouchers", "privacy", "cookie", "cookies", "comment", "comments", "newsletter", "hotel", "hotels", "birthday", "membership year", "account", "aircraft", "fleet", "train", "trains", "bus", "buses", "award travel", "source");

    private static readonly Phrases Unlimited = new("regardless", "whatever", "irrespective", "both domestic and international", "domestic and international", "domestic or international", "international and domestic", "international or domestic");

    // What a promotion takes: who does not, earns what everyone does.
    private static readonly Phrases Registering = new(
        "registration period", "registration is required", "registration required", "register before you fly", "must register before", "register for this promotion", "register for the promotion", "register for this offer", "register for the offer",
        "registered for the promotion", "registered for this promotion", "registered for the offer", "registered for this offer");

    private static readonly Phrases Promotions = new(
        "promotion", "promotional", "campaign", "double miles", "triple miles", "double points", "triple points", "double avios", "triple avios", "special offer", "limited time", "limited-time", "bonus offer", "summer offer", "winter offer");

    private static readonly Phrases OfEveryone = new("other members", "all other", "all members", "every member", "everyone", "others", "these", "non-members", "other flights");

    private static readonly Phrases Members = new("member", "members", "members'");

    private static readonly Phrases Adding = new("bonus", "bonus miles", "bonus points", "incentive", "incentive miles", "incentive mileage", "extra miles", "extra points", "additional miles", "additional mileage", "additional points", "on top");

    private static readonly Phrases Negative = new(
        "not eligible", "ineligible", "do not earn", "does not earn", "don't earn", "not earn", "no miles", "no points", "excluded", "not credited", "cannot", "can not", "not accrue", "not be", "not count", "not accumulate", "not collect");

    // What is flown for miles, or by nobody who earns them, is no limit of who pays.
    private static readonly Phrases OfAwards = new("award ticket", "award tickets", "award flights", "free tickets", "infant", "infants", "charter", "staff");

    // What a table is called that is for some tickets or members alone.
    private static readonly Phrases OfSomeTickets = new(
        "tickets issued in", "tickets sold in", "tickets purchased in", "tickets bought in", "residents", "residing in", "codeshare flights", "code share flights", "code-share flights", "special fares", "promotional fares", "promotional", "group fares", "student fares", "corporate", "business travellers",
        "children", "package tours", "tour fares", "partner-operated", "charter flights", "seasonal");

    private static readonly string[] Scopes =
    [
        "only", "not valid", "not applicable to", "not applicable for", "not applicable on", "except", "excludes", "excluding", "exclusively", "not on", "applies to", "applies only", "apply only", "valid for", "valid only", "valid on", "applicable to", "applicable for", "applicable on", "applicable only", "available to", "available on", "available only", "eligible routes", "does not apply", "do not apply",
    ];

    private static readonly Phrases Restricting = new("only", "solely", "exclusively", "limited to", "restricted to", "unless", "provided", "provided that", "on condition", "who hold", "who live", "who reside");

    private static readonly Phrases OfTable = new("table", "tables", "chart", "charts", "rates", "accrual rate", "accrual rates", "earning rate", "earning rates", "percentages", "below", "above", "following");

    private static readonly Phrases Applying = new("applies to", "apply to", "applies for", "apply for", "applicable to", "applicable for", "valid for", "applies only", "apply only", "applies if", "apply if", "applies when", "apply when", "is for", "are for");

    private static readonly Phrases OfSome = new(
        "members", "residents", "resident", "residing", "living in", "customers", "cardholders", "card", "codeshare", "code share", "code-share", "group", "groups", "student", "students", "corporate", "business travellers", "online", "website", "app", "fares", "tickets", "purchased in", "bought in", "issued in", "sold in", "promotional", "special");

    private readonly ImmutableArray<DraftChart> _charts;
    private readonly INameIndex _names;
    private readonly LoyaltyProgram? _program;
    private readonly LimitingDays _days;
    private readonly HashSet<MarketKind> _markets = [];
    private readonly List<Limit> _found = [];

    // The headings above, each with the airlines that it names.
    private readonly Stack<(int Level, string Text, ImmutableArray<string> Carriers)> _above = new();

    private Limits(ImmutableArray<DraftChart> charts, Hints hints, LoyaltyProgram? program, INameIndex names, bool isForeign)
    {
        (_charts, _program, _names) = (charts, program, names);
        _days = new LimitingDays(charts, hints.EffectiveDate, isForeign);
        foreach (var chart in charts)
        {
            foreach (var rule in chart.Rules) _markets.Add(rule.Selector.Market.Kind);
        }
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
        return chart with { Unread = [.. chart.Unread, .. asked] };
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
        if (_days.MayStandIn(title) && _days.IsUntaken(Phrase.Fold(title))) Add(title, OfAnotherDay);
        if (title.AsSpan().ContainsAny(Placing) && IsUntakenMarket(title, Phrase.Fold(title), isLabel: true)) Add(title, OfSomeFlights, isOfPlaces: true);
    }

    private void Read(TextBlock block, TextBlock printed, bool isAbove, bool isNext)
    {
        switch (block)
        {
            // For which flights a heading is, is read for what stands under it.
            case Heading heading:
                while (_above.TryPeek(out var above) && above.Level >= heading.Level) _above.Pop();
                _above.Push((heading.Level, ((Heading)printed).Text, Airlines(heading.Text, ((Heading)printed).Text)));
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
        foreach (var (_, text, _) in _above)
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
        if (isName && OfSomeTickets.In(Phrase.Fold(line)) && _charts.All(chart => chart.Key.Conditions.Length == 0)) Add(printed, OfSomeOnly);
        if (!mayDate && !mayPlace && !mayLimit) return;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (sentence.Length is < 6 or > Longest) continue;
            var folded = Phrase.Fold(sentence);
            var quoted = ReferenceEquals(line, printed) || line == printed ? sentence : printed;
            if (mayDate && _days.IsUntaken(folded) && !IsAsked(folded)) Add(quoted, OfAnotherDay, isOfStatus: IsOfStatus(folded));
            else if (mayPlace && LeavesOutOnRoute(sentence, folded)) Add(quoted, OfSomeFlights);
            else if (mayPlace && IsUntakenMarket(sentence, folded, place is Place.AboveTable or Place.Lead && sentence.Length <= LongestLabel)) Add(quoted, OfSomeFlights, isOfPlaces: true, IsOfStatus(folded));
            else if (mayLimit && place != Place.Prose && IsFlownByOthers(sentence, folded)) Add(quoted, OfSomeOnly);
            else if (mayLimit && IsCondition(sentence, folded)) Add(quoted, OfSomeOnly, isOfStatus: IsOfStatus(folded));
        }
    }

    /// <summary>"Gold and Silver members earn 25% and 15% as bonus miles on international flights": what these tiers add, not what everyone earns.</summary>
    private bool IsOfStatus(string folded) => Adding.In(folded) && !OfTable.In(folded) && !OfEveryone.In(folded)
        && (_program is { Tiers.IsEmpty: false } program ? TierWords.Read(folded, program) is { IsBase: false } : Members.In(folded) && NamesMetal(folded));

    private static bool NamesMetal(string folded)
    {
        for (var at = 0; at < folded.Length; at++)
        {
            if ((at == 0 || !char.IsLetter(folded[at - 1])) && UsualTiers.MetalAt(folded, at) > 0) return true;
        }

        return false;
    }

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
            foreach (var (_, _, carriers) in _above)
            {
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

    private bool IsUntakenMarket(string sentence, string folded, bool isLabel)
    {
        if (Unlimited.In(folded) || OfOthers.In(folded) || OfAwards.In(folded)) return false;
        var isScope = IsScope(folded);
        var isNegative = Negative.In(folded);
        if (!(isLabel || isScope || OfEarning.In(folded))) return false;
        var bare = NamesFound.In(sentence, _names).Without(sentence);
        var rest = ReferenceEquals(bare, sentence) ? folded : Phrase.Fold(bare);
        if (MarketWords.Read(rest) is { } market) return market.Kind != MarketKind.Any && !IsTaken(market.Kind);
        // A market that is not understood, in a sentence about the chart.
        return (isScope || isNegative || OfTable.In(folded) || Restricting.In(folded)) && _markets.All(kind => kind == MarketKind.Any) && (MarketWords.IsNotUnderstood(rest) || MarketWords.LeadsSomewhere(rest));
    }

    /// <summary>"On flights between Dubai and Japan classes D, X and I earn no miles": on that route, whatever markets the chart has of its own.</summary>
    private static bool LeavesOutOnRoute(string sentence, string folded) =>
        folded.Contains("between", StringComparison.Ordinal) && Negative.In(folded) && !OfOthers.In(folded) && !OfAwards.In(folded) && Letters().IsMatch(sentence) && OnePair().IsMatch(sentence);

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z]\s*[,/]\s*[A-Z](?![A-Za-z'’])")]
    private static partial Regex Letters();

    [GeneratedRegex(@"between (?:the )?\p{Lu}[^,.]{1,40} and (?:the )?\p{Lu}")]
    private static partial Regex OnePair();

    /// <summary>"Only for ...", "Not valid on ...": what begins so speaks of the chart beside it.</summary>
    private static bool IsScope(string folded)
    {
        var at = 0;
        while (at < folded.Length && !char.IsLetter(folded[at])) at++;
        foreach (var begin in Scopes)
        {
            if (Phrase.IsAt(folded, begin, at)) return true;
        }

        return false;
    }

    private bool IsTaken(MarketKind kind) => kind switch
    {
        // Where a chart has the ones by themselves, the others are what is left.
        MarketKind.Domestic or MarketKind.International => _markets.Contains(MarketKind.Domestic) || _markets.Contains(MarketKind.International) || _markets.Contains(MarketKind.Within) || _markets.Contains(MarketKind.Continental),
        _ => _markets.Contains(kind) || _markets.Contains(MarketKind.Regions),
    };

    private bool IsCondition(string sentence, string folded)
    {
        if (Registering.In(folded)) return true;
        if (OfOthers.In(folded) || OfAwards.In(folded)) return false;
        var isScope = IsScope(folded) && (OfFlying.In(folded) || OfSome.In(folded)) && DatePhrases.Find(folded).Count == 0;
        if (!isScope && Negative.In(folded)) return LeavesOutOperators(folded) && !NamesFlight(sentence);
        if (!isScope && !OfEarning.In(folded)) return false;
        var restricts = Restricting.In(folded) && (OfFlying.In(folded) || OfSome.In(folded));
        if (!isScope && !restricts && !(OfTable.In(folded) && Applying.In(folded) && OfSome.In(folded) && DatePhrases.Find(folded).Count == 0)) return IsOfOtherTickets(sentence, folded);
        // What is said of flights by their numbers is said of these alone.
        if (NamesFlight(sentence) || IsOfRole(sentence, folded)) return false;
        // What counts for an elite metric that no chart is of.
        return MetricWords.Named(sentence, folded, _program) is not { } metric || _charts.Any(chart => chart.Key.Metric == metric);
    }

    /// <summary>"Flights operated by regional partners are excluded": where a chart goes by who sells the flight, it has them.</summary>
    private bool LeavesOutOperators(string folded) =>
        CarrierWords.Role(folded) == FlightRole.Operating && OfFlying.In(folded) && _charts.Any(chart => chart.Key.Role == FlightRole.Marketing);

    /// <summary>"Flights with the code of Vueling, operated by Iberia" above a table of Vueling's: of its flights, those alone that another flies.</summary>
    private bool IsFlownByOthers(string sentence, string folded)
    {
        if (Phrase.IndexOf(folded, "operated by") is not (>= 0 and var at)) return false;
        // "Flights operated by the airline, tickets not issued by X" names somebody else.
        return _names.AirlinesIn(sentence).Any(airline => airline.Index > at && airline.Index <= at + "operated by the ".Length && !_charts.Any(chart => chart.Key.Carrier == airline.Iata));
    }

    /// <summary>"Miles are earned on tickets issued by X", where no chart is of tickets.</summary>
    private bool IsOfOtherTickets(string sentence, string folded) =>
        folded.Contains("issued by", StringComparison.Ordinal) && TicketWords.Read(sentence, folded, _names) is not null && _charts.All(chart => chart.Key.Conditions.Length == 0);

    /// <summary>"GA900", "MS 9270": a flight by its number.</summary>
    private bool NamesFlight(string sentence)
    {
        for (var at = 2; at + 2 < sentence.Length; at++)
        {
            if (!char.IsAsciiDigit(sentence[at]) || char.IsAsciiDigit(sentence[at - 1]) || !char.IsAsciiDigit(sentence[at + 1]) || !char.IsAsciiDigit(sentence[at + 2])) continue;
            var end = sentence[at - 1] == ' ' ? at - 1 : at;
            if (end >= 2 && (end == 2 || !char.IsLetterOrDigit(sentence[end - 3])) && char.IsAsciiLetterUpper(sentence[end - 1]) && _names.IsAirline(sentence[(end - 2)..end])) return true;
        }

        return false;
    }

    /// <summary>"Only on flights marketed with the code AS": whose flights they are, the chart says too.</summary>
    private bool IsOfRole(string sentence, string folded)
    {
        if (OfSome.In(folded.Replace("members", "", StringComparison.Ordinal).Replace("codeshare", "", StringComparison.Ordinal))) return false;
        var role = CarrierWords.Role(folded) ?? (Phrase.HasAny(folded, "code", "codeshare", "flight number", "flight numbers", "marketed") ? FlightRole.Marketing : null);
        if (role is not { } said) return false;
        return _charts.All(chart => chart.Key.Role == said && (sentence.Contains(chart.Key.Carrier, StringComparison.Ordinal) || _names.AirlinesIn(sentence).Any(airline => airline.Iata == chart.Key.Carrier)));
    }
}
