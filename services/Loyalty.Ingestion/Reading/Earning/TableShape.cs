using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the columns of an earning table are, and where its rows begin.</summary>
internal sealed partial class TableShape
{
    // What members get once, for other things than flying.
    private static readonly Phrases Gifts = new("welcome", "birthday", "anniversary", "sign-up", "signup", "joining", "enrolment bonus", "enrollment bonus", "renewal bonus", "referral");

    private static readonly Phrases MinimumWords = new("minimum", "min.", "min");

    public static readonly Phrases StatusWords = new("elite", "status", "tier", "premier", "executive", "member", "members");

    private static readonly Phrases RatioWords = new("ratio", "route ratio");

    private static readonly Phrases EliteWords = new("elite", "qualifying", "status", "tier");

    private static readonly Phrases AwardWords = new("award", "redeemable", "award miles");

    private static readonly Phrases JoiningWords = new("and", "&", "/", "+", "plus");

    private static readonly Phrases AmountWords = new("miles", "points");

    private static readonly Phrases PercentWords = new("percent", "percentage", "pct");

    private static readonly Phrases FactorWords = new("factor", "factors", "multiplier", "coefficient", "rate", "rates", "ratio", "accrual rate");

    private static readonly Phrases TimesDistance = new("factor", "factors", "multiplier", "coefficient");

    private static readonly Phrases ShareWords = new("distance", "miles flown", "distance flown", "actual miles");

    private static readonly Phrases PerFlightWords = new(
        "per flight", "per segment", "per sector", "fixed", "flat", "per one-way flight", "each flight", "boarding points");

    private static readonly Phrases PerMileWords = new("per mile flown", "per flown mile", "per mile", "per flown miles", "per miles flown", "for each mile flown", "for every mile flown");

    private static readonly Phrases Per = new("per", "every", "each");

    private static readonly Phrases SpendWords = new("× fare", "x fare", "spend", "of fare", "per dollar");

    // What tables beside charts are about: when miles expire, what may be carried, what is paid.
    private static readonly Phrases OtherThings = new(
        "validity", "validity of miles", "expiry", "expiration", "baggage", "luggage", "allowance", "lounge", "lounges", "fee", "fees", "benefit", "benefits", "upgrade", "upgrades",
        "award price", "award cost", "miles needed", "points needed", "redeem", "redemption", "miles required", "points required", "required");

    private static readonly Phrases TierWordsInside = new("status", "tier", "level");

    private static readonly Phrases CountedWords = new("points", "miles", "bonus");

    private readonly Table _table;
    private readonly Terms _terms;
    private readonly LoyaltyProgram? _program;
    private readonly INameIndex _names;
    private readonly DateOnly? _yearOf;

    private TableShape(Table table, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
    {
        _table = table;
        _terms = terms;
        _program = program;
        _names = names;
        _yearOf = yearOf;
        FirstRow = TableHead.Rows(table);
        Columns = ReadColumns();
    }

    /// <summary>The first row that is no header.</summary>
    public int FirstRow { get; }

    public ImmutableArray<Column> Columns { get; private set; }

    /// <summary>Headers that name two places, "Europe - Asia", are markets once the names are known.</summary>
    public void Place(Func<string, Market?> read)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i] is { Kind: ColumnKind.Value, Market: null, Problem: { } problem } column && problem == Unplaced(column.Header) && read(column.Header) is { } market)
                Columns = Columns.SetItem(i, column with { Market = market, Problem = null });
        }
    }

    /// <summary>Whether several columns are for markets, understood or not: what one is for tells it from the others.</summary>
    public bool HasMarketsSideBySide
    {
        get
        {
            var markets = 0;
            foreach (var column in Columns)
            {
                if (column.Kind == ColumnKind.Value && (column.Market is not null || (column.Problem is { } problem && problem == Unplaced(column.Header)))) markets++;
            }

            return markets > 1;
        }
    }

    /// <summary>What a header says of flights, without what it counts: "Points within Asia".</summary>
    private static string WithoutCounts(string folded) =>
        string.Join(' ', folded.Split(' ').Where(word => word is not ("points" or "miles" or "avios" or "award" or "base" or "earned" or "on" or "for" or "mileage")));

    /// <summary>"Additional mileage (Long haul)": where words before the brackets only say what is counted, the place is in these.</summary>
    public static string PlaceIn(string header)
    {
        if (!header.EndsWith(')') || header.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open)) return header;
        foreach (var range in header.AsSpan(0, open).Split(' '))
        {
            var word = header.AsSpan(0, open)[range];
            if (word.Length > 0 && !Counting.Contains(word)) return header;
        }

        return header[(open + 1)..^1].Trim();
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Counting = FrozenSet.ToFrozenSet(
        ["miles", "mileage", "points", "avios", "additional", "bonus", "extra", "base", "award", "earned", "accrual", "rate", "status", "credits"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static string Unplaced(string header) => $"'{header}' names a market that was not understood";

    public bool Has(ColumnKind kind)
    {
        foreach (var column in Columns)
        {
            if (column.Kind == kind) return true;
        }

        return false;
    }

    /// <summary>The shape of a table that is an earning chart; null when it is none.</summary>
    public static TableShape? Read(Table table, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
    {
        if (table.Rows.Length == 0 || table.Rows[0].Length < 2) return null;
        var shape = new TableShape(table, terms, program, names, yearOf);
        return shape.FirstRow < table.Rows.Length && shape.IsEarningChart ? shape : null;
    }

    private bool IsEarningChart
    {
        get
        {
            if (!Has(ColumnKind.Value)) return false;
            if (Has(ColumnKind.Classes)) return true;
            var counts = false;
            var keyed = false;
            var bands = Has(ColumnKind.Band);
            foreach (var column in Columns)
            {
                counts |= column.Kind == ColumnKind.Value && (column.Metric is not null || column.IsSpend || column.IsMultiplier || column.Part == ChartPart.Status
                    || !column.Classes.IsEmpty || (column.FareBrand is not null && _terms.IsPerFlight && Has(ColumnKind.Market)) || (bands && (column.FareBrand is not null || (_terms.IsPerFlight && !column.Cabins.IsEmpty))) || IsShareFor(column));
                keyed |= column.Kind is ColumnKind.Cabin or ColumnKind.Tier or ColumnKind.Band or ColumnKind.Market or ColumnKind.Carrier or ColumnKind.FareBrand;
            }

            return counts && keyed;
        }
    }

    /// <summary>Percentages, or amounts by fare, under a fare's, a market's or a tier's name.</summary>
    private bool IsShareFor(Column column)
    {
        // Percentages of fares, cabin by cabin, may be fees: the words above must speak of them.
        var ofFares = _terms.IsPercent && !column.Cabins.IsEmpty && Has(ColumnKind.FareBrand);
        if (column.FareBrand is null && column.Market is null && column.Tiers is null && !ofFares) return false;
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            if (CellReader.Value(_table.Rows[row][column.Index].Text).Kind is ValueKind.PerCurrency or ValueKind.Percent) return true;
        }

        return false;
    }

    private ImmutableArray<Column> ReadColumns()
    {
        var width = _table.Rows[0].Length;
        var columns = ImmutableArray.CreateBuilder<Column>(width);
        var contents = new ColumnContent[width];
        for (var index = 0; index < width; index++)
        {
            contents[index] = ColumnContent.Of(_table, FirstRow, index);
            columns.Add(ReadColumn(index, contents[index]));
        }

        OfOneMile(columns);
        ColumnsTogether.OneColumnOfClasses(columns, contents);
        BrandsBehindCabins(columns);
        ColumnsTogether.WhatTheKeysMakeOfIt(columns);
        ColumnTimes.Set(columns, _terms.Validity);
        UnnamedColumns.Name(columns, _program, index => TableHead.Printed(_table, FirstRow, index));
        TierColumns.Name(columns, _program, index => TableHead.Printed(_table, FirstRow, index));
        TheOnlyShare(columns, contents);
        ColumnsTogether.BandsOfOneHeader(columns);
        ColumnsTogether.Nameless(columns);
        AnswerColumns.Read(columns, index => contents[index].IsAnswers, _program);
        TierColumns.Judge(columns, _table, FirstRow);
        SameCabins.TellApart(columns, _table, FirstRow, index => TableHead.Printed(_table, FirstRow, index));
        UnderAnotherMetric(columns);
        return ColumnsTogether.WithoutTotals(columns);
    }

    private Column ReadColumn(int index, ColumnContent content)
    {
        var header = TableHead.Of(_table, FirstRow, index);
        var folded = Phrase.Fold(header);
        var plain = folded.TrimEnd(':', '*');
        if ((content.Amounts > 0 && content.Lists == 0 && Remarks.IsExample(plain)) || Remarks.Holds(_table, FirstRow, index)) return new Column(index, ColumnKind.Remark, header);
        var named = HeaderNames.In(plain);
        // A link may stand under what a column is called.
        if (named == default && header.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end) named = HeaderNames.In(Phrase.Fold(header[..end]).TrimEnd(':', '*'));
        // "1 mile flown in business class" is a cabin, however it counts.
        if (content.Amounts > 0 && (named.Has(ColumnKind.Cabin) || ColumnCells.CountsOneMile(_table, FirstRow, index)) && ColumnCells.NamesCabins(_table, FirstRow, index)) return new Column(index, ColumnKind.Cabin, header);
        // "Flights that Czech Airlines sells" over lists of classes heads the classes.
        var headsClasses = content.IsMostly(content.Lists) && (plain.Contains("flights", StringComparison.Ordinal) || content.Cabins > 0 || ColumnCells.ListsCabins(_table, FirstRow, index));
        if (named.Has(ColumnKind.Carrier) && !content.HoldsAmounts && !headsClasses && NamesOnlyTheKnown(index)) return new Column(index, ColumnKind.Label, header);
        if (named.Has(ColumnKind.Carrier) && !content.HoldsAmounts && !headsClasses && !content.IsMostly(content.Letters))
            return new Column(index, ColumnKind.Carrier, header) { Role = CarrierWords.Role(plain) };
        if (content.IsAnswers) return new Column(index, MinimumWords.In(plain) ? ColumnKind.Minimum : ColumnKind.Label, header);
        if (content.IsMostly(content.Lists) && content.Codes == content.Lists && named.Has(ColumnKind.FareBrand) && !named.Has(ColumnKind.Classes))
            return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Lists) || (named.Has(ColumnKind.Classes) && !content.HoldsAmounts)) return new Column(index, ColumnKind.Classes, header) { IsDashed = ColumnCells.ListsByDashes(_table, FirstRow, index) };
        if (MinimumWords.In(plain) && content.Amounts + content.Dashes > 0) return new Column(index, ColumnKind.Minimum, header);
        if (IsCap(plain) && content.Amounts + content.Dashes > 0)
            return new Column(index, ColumnKind.Cap, header) { Cabins = CabinWords.Find(folded), Metric = MetricWords.Named(header, folded, _program) };
        if (named.Has(ColumnKind.ValidFrom)) return new Column(index, ColumnKind.ValidFrom, header);
        if (named.Has(ColumnKind.ValidUntil)) return new Column(index, ColumnKind.ValidUntil, header);
        if (named.Has(ColumnKind.EarningMode) && !content.HoldsAmounts) return new Column(index, ColumnKind.EarningMode, header);
        if (named.Has(ColumnKind.Card) && !content.HoldsAmounts) return new Column(index, ColumnKind.Card, header);
        if (named.Has(ColumnKind.Stock) && !content.HoldsAmounts) return new Column(index, ColumnKind.Stock, header);
        if (named.Has(ColumnKind.Band) && content.Bands > 0 && !content.HoldsAmounts) return new Column(index, ColumnKind.Band, header);
        if (named.Has(ColumnKind.Band) && ColumnCells.CountsRows(_table, FirstRow, index)) return new Column(index, ColumnKind.Label, header);
        if (content.IsCabins) return new Column(index, ColumnKind.Cabin, header);
        if (IsTier(plain, named) && !content.HoldsAmounts) return new Column(index, ColumnKind.Tier, header);
        if (named.Has(ColumnKind.Market) && !content.HoldsAmounts) return new Column(index, ColumnKind.Market, header);
        if (named.Has(ColumnKind.Cabin) && !content.HoldsAmounts)
            return new Column(index, content.IsMostly(content.Brands) && content.Brands > 1 ? ColumnKind.FareBrand : ColumnKind.Cabin, header);
        if (named.Has(ColumnKind.FareBrand) && !content.HoldsAmounts) return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Bands) && !content.HoldsAmounts) return new Column(index, ColumnKind.Band, header);
        if (OtherThings.In(plain)) return new Column(index, ColumnKind.Label, header);
        if (NamesMiles(index, header, folded)) return new Column(index, ColumnKind.Label, header);
        // "60 / 50" under the names of cabins: two amounts, which nobody can tell apart.
        var ofCabins = index > 0 && CabinWords.IsLabel(folded) && ColumnCells.HoldsDigits(_table, FirstRow, index);
        var counts = ofCabins || MetricWords.Read(header, folded, _program) is not null || (ComponentWords.NamesBonus(plain) && ColumnCells.HoldsDigits(_table, FirstRow, index));
        if (content.Amounts > 0 || content.IsMostly(content.Dashes) || (counts && content.Filled > 0 && index > 0 && ColumnCells.HoldsDigits(_table, FirstRow, index)))
        {
            if (content.Amounts + content.Dashes >= content.Filled - content.Amounts - content.Dashes || counts)
                return ReadValue(index, header, folded, content);
        }

        if (content.IsMostly(content.Bands)) return new Column(index, ColumnKind.Band, header);
        if (index == 0 && header.Length == 0 && ColumnCells.NamesMarkets(_table, FirstRow)) return new Column(index, ColumnKind.Market, header);
        if (content.IsMostly(content.Cabins)) return new Column(index, ColumnKind.Cabin, header);
        if (index == 0 && content.Amounts == 0 && ColumnCells.NamesPlaces(_table, FirstRow)) return new Column(index, ColumnKind.Market, header);
        return new Column(index, ColumnKind.Label, header);
    }

    /// <summary>A column that says which miles are meant, and states no amount of them.</summary>
    private bool NamesMiles(int index, string header, string folded)
    {
        var named = 0;
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            var text = _table.Rows[row][index].Text;
            if (text.Length == 0 || IsOneCell(_table.Rows[row])) continue;
            if (text.AsSpan().ContainsAnyInRange('0', '9') || CellReader.Value(text).Kind is ValueKind.NotEligible or ValueKind.Dash || MetricWords.Read(text, Phrase.Fold(text), _program) is null) return false;
            named++;
        }

        return named > 0 && MetricWords.Named(header, folded, _program) is null;
    }

    /// <summary>One name that no sheet has, down the whole column, where the page says whose flights it is about: it is that airline's.</summary>
    private bool NamesOnlyTheKnown(int index)
    {
        if (_terms.Carriers is not [var one] || one == "*" || one.StartsWith("alliance:", StringComparison.Ordinal)) return false;
        string? name = null;
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            var text = _table.Rows[row][index].Text;
            if (text.Length == 0 || IsOneCell(_table.Rows[row])) continue;
            if (name is not null && name != text) return false;
            name = text;
        }

        return name is { Length: <= 40 } && CarrierWords.InCell(name, _names) is null;
    }

    private void OfOneMile(ImmutableArray<Column>.Builder columns)
    {
        if (!columns.Any(column => column.Kind == ColumnKind.Cabin && ColumnCells.CountsOneMile(_table, FirstRow, column.Index))) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Part: ChartPart.Flight }) columns[i] = columns[i] with { IsPerMile = true };
        }
    }

    /// <summary>Miles alone under a heading of an elite metric: one of the two is not what the table counts.</summary>
    private void UnderAnotherMetric(ImmutableArray<Column>.Builder columns)
    {
        if (_terms.Metric is not { } elite || elite == EarningRule.Redeemable) return;
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Value && (column.Metric == elite || column.AlsoMetric == elite)) return;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Metric: EarningRule.Redeemable, Part: ChartPart.Flight, Doubt: null } miles)
                columns[i] = miles with { Doubt = $"'{miles.Header}' stands under a heading that counts {elite}" };
        }
    }

    private Column ReadValue(int index, string header, string folded, ColumnContent content)
    {
        var named = MetricWords.Named(header, folded, _program);
        var found = NamesFound.In(header, _names);
        var words = found.Without(header);
        var bare = named is null && ReferenceEquals(words, header) ? folded : Phrase.Fold(named is null ? words : MetricWords.WithoutName(words, named));
        var perMiles = PerMiles(folded);
        // What is counted for so many miles flown is no money, though a program calls it dollars.
        var currency = perMiles is null ? CurrencyWords.Find(bare) : null;
        var isOwnMoney = perMiles is not null && named is null && _program is not null && CurrencyWords.Find(bare) is not null && Phrase.Has(folded, Phrase.Fold(_program.Name));
        var bonus = ComponentWords.IsBonus(bare) || content.IsMostly(content.Extras);
        var status = bonus && (_terms.IsStatusBonus || StatusWords.In(bare));
        // A tier's name in a metric's is the metric's: "HON Circle Miles".
        var tiers = TierWords.Read(named is null ? folded : bare, _program);
        // Where nobody knows a program's tiers, a usual name of one over percentages is one.
        if (tiers is null && _program is { Tiers.IsEmpty: true } && Lines.LineKey.UsualTierAt(folded, 0) == folded.Length && folded.Length > 0) tiers = new NamedTiers([header]);
        var dated = DatePhrases.ReadValidity(folded, _yearOf, out var undated);
        var multiplier = (_terms.IsMultiplier || RatioWords.In(bare)) && !AmountWords.In(bare);
        var two = MetricWords.Both(bare) ?? OfMilesToo(header, folded, content) ?? (_terms.BesideMiles is { } beside && named is null && (MetricWords.Read(header, folded, _program) is null || (_terms.IsOneRate && !MetricWords.IsAboutMiles(folded))) ? beside : null);
        // A header over two rows may break a phrase.
        var broken = folded.Replace(": ", " ", StringComparison.Ordinal);
        var market = MarketWords.Read(bare) ?? MarketWords.Read(WithoutCounts(bare));
        return new Column(index, ColumnKind.Value, header)
        {
            AlsoMetric = two,
            Metric = two is not null ? EarningRule.Redeemable : named ?? (isOwnMoney || MetricWords.IsAboutMiles(bare) ? EarningRule.Redeemable : _terms.Metric ?? MetricWords.Read(header, folded, _program) ?? (tiers is not null && content.Units > 0 ? EarningRule.Redeemable : null)),
            // Under a heading of what status adds, a tier's column holds what the tier adds.
            Component = multiplier ? "route ratio" : ComponentWords.Of(bare, bonus, status || (_terms.IsStatusBonus && tiers is { IsBase: false } && !Phrase.Has(bare, "per"))),
            Part = status || (_terms.IsStatusBonus && !Phrase.HasAny(bare, "per")) ? ChartPart.Status : ChartPart.Flight,
            Cabins = CabinWords.Find(folded),
            Tiers = tiers is { IsBase: true } && !TierWords.IsBase(folded) ? null : tiers is { IsBase: false } && !bonus && !LineKey.NamesTierAlone(folded, _program) ? null : tiers,
            Market = MarketWords.IsLabel(bare) ? market : null,
            Classes = ClassesOver(index, header),
            Band = BandWords.Read(folded),
            Carriers = found.Airlines is [var only] && !Phrase.HasAny(folded, "card") ? [only.Iata] : [],
            Validity = dated,
            Card = CardOf(header, folded),
            Currency = currency,
            Of = QuantityWords.Of(bare) is { } of && Phrase.HasAny(bare, "of", "×") ? of : null,
            IsPercent = folded.Contains('%', StringComparison.Ordinal) || PercentWords.In(folded),
            IsFactor = FactorWords.In(folded),
            IsMultiplied = TimesDistance.In(folded),
            IsPerMile = perMiles is null && PerMileWords.In(broken),
            PerMiles = perMiles,
            IsPerFlight = PerFlightWords.In(broken),
            IsSpend = (Per.In(bare) || bare.Contains('/', StringComparison.Ordinal)) && currency is not null || SpendWords.In(bare)
                || (_terms.IsSpend && currency is null && (named is null or EarningRule.Redeemable) && !status && !PerFlightWords.In(broken) && !bare.Contains('%', StringComparison.Ordinal)),
            Units = currency is null ? _terms.Units : CurrencyWords.Units(bare),
            IsMultiplier = multiplier,
            Problem = Gifts.In(folded) ? $"'{header}' counts what no flight brings" : undated ?? (two is not null ? null : named is not null && AwardWords.In(bare) && JoiningWords.In(bare) ? $"'{header}' counts two amounts"
                : named is null && !status && tiers is null && EliteWords.In(bare) && !_terms.IsStatusBonus ? $"'{header}' does not say for which status it is, or what it counts"
                : DatePhrases.NamesYearAlone(folded) && dated is null ? $"'{header}' names a year without a day"
                : market is null && CurrencyWords.Without(bare) is var placed && (MarketWords.IsNotUnderstood(placed) || MarketWords.NamesPlace(placed)) ? Unplaced(header) : null),
            Doubt = (named is not null && MetricWords.HasAbbreviation(header) ? null : TableHead.Untranslated(_table, FirstRow, index)) ?? (tiers is { IsBase: false } && !bonus && !LineKey.NamesTierAlone(folded, _program) ? $"'{header}' may be a tier or a fare" : null),
        };
    }

    /// <summary>"Points per 100 miles": how many miles flown the amounts are for; null where the header does not say.</summary>
    private static decimal? PerMiles(string folded) =>
        folded.Contains("per 1", StringComparison.Ordinal) && HundredMiles().Match(folded) is { Success: true } match
            ? decimal.Parse(match.Groups["miles"].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\bper (?<miles>10|100|1,?000) (?:actual |flown )?miles\b")]
    private static partial Regex HundredMiles();

    /// <summary>"Points/Status Qualifying Miles": one share of the distance counts for both.</summary>
    private string? OfMilesToo(string header, string folded, ColumnContent content) =>
        content.Units > 0 && MetricWords.BesideMiles(header, folded, _program) is { } beside ? beside : null;

    /// <summary>
    /// The one column of percentages beside booking classes is what they earn, when its header speaks of a rate, of percentages, of distance or of
    /// miles, whatever else it says that no glossary has.
    /// </summary>
    private static void TheOnlyShare(ImmutableArray<Column>.Builder columns, ReadOnlySpan<ColumnContent> contents)
    {
        var (value, classes) = (-1, false);
        foreach (var column in columns)
        {
            classes |= column.Kind == ColumnKind.Classes;
            if (column.Kind != ColumnKind.Value) continue;
            if (value >= 0) return;
            value = column.Index;
        }

        if (!classes || value < 0 || columns[value] is not { Problem: null, Doubt: not null, Part: ChartPart.Flight } only || contents[value].Units == 0) return;
        var header = Phrase.Fold(only.Header);
        if (only.IsPercent || only.IsFactor || ShareWords.In(header) || IsNameOfMiles(header, contents[value])) columns[value] = only with { Doubt = null, IsPercent = true };
    }

    /// <summary>A word or two beside miles are how a program calls them; what stands in brackets may restrict them.</summary>
    private static bool IsNameOfMiles(string header, ColumnContent content) =>
        AmountWords.In(header) && content.Units == content.Amounts && !header.Contains('(', StringComparison.Ordinal) && header.AsSpan().Count(' ') <= 3;

    private void BrandsBehindCabins(ImmutableArray<Column>.Builder columns)
    {
        var classes = columns.FirstOrDefault(column => column.Kind == ColumnKind.Classes);
        if (classes is null) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind is ColumnKind.Cabin or ColumnKind.Label or ColumnKind.FareBrand && CabinBrands.Are(_table, FirstRow, i, classes.Index)) columns[i] = columns[i] with { HasBrands = true };
        }
    }

    /// <summary>The letters that a header lists, in a row of its own or alone.</summary>
    private FareClasses ClassesOver(int index, string header)
    {
        if (IsLetters(header) && ClassList.Read(header) is { IsRead: true, All: false } list) return list.Classes;
        if (Bracketed(header) is { IsEmpty: false } bracketed) return bracketed;
        if (BelowName(header) is { IsEmpty: false } below) return below;
        for (var row = FirstRow - 1; row > 0; row--)
        {
            var text = _table.Rows[row][index].Text;
            if (text.Length > 0 && IsSpaced(text) && ClassList.Read(text) is { IsRead: true, All: false, Label.Length: 0 } letters) return letters.Classes;
        }

        return default;
    }

    /// <summary>"Full Business (J/C/D)": the letters in brackets behind a name, one by one.</summary>
    private static FareClasses Bracketed(string header)
    {
        var trimmed = header.AsSpan().TrimEnd(" *†‡:").ToString();
        if (!trimmed.EndsWith(')') || trimmed.LastIndexOf('(') is not (> 0 and var open)) return default;
        var inside = trimmed[(open + 1)..^1];
        return IsSpaced(inside) && ClassList.Read(inside) is { IsRead: true, All: false, Label.Length: 0 } list ? list.Classes : default;
    }

    /// <summary>"Economy class" over "Y B H K LT Q": the letters on a line of their own below a name; two may stand too close.</summary>
    private static FareClasses BelowName(string header)
    {
        if (header.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end) || CabinWords.Find(Phrase.Fold(header[..end])).IsEmpty) return default;
        var (letters, singles, pairs) = (default(FareClasses), 0, 0);
        var below = header.AsSpan(end + 1);
        foreach (var range in below.SplitAny(" ,/\n"))
        {
            var token = below[range];
            if (token.Length == 0) continue;
            if (token.Length > 2 || token.ContainsAnyExceptInRange('A', 'Z')) return default;
            if (token.Length == 1) singles++;
            else pairs++;
            letters = letters.Union(FareClasses.Of(token));
        }

        return singles > pairs * 3 ? letters : default;
    }

    private static bool IsSpaced(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]) && char.IsLetter(text[i - 1])) return false;
        }

        return true;
    }

    /// <summary>A header of classes; "XP" and "PQP" are none.</summary>
    private static bool IsLetters(string header)
    {
        if (header.Length > 30) return false;
        return IsSpaced(header);
    }

    private static string? CardOf(string header, string folded)
    {
        if (!Phrase.Has(folded, "card") || Phrase.HasAny(folded, "without", "no card")) return null;
        var at = Phrase.IndexOf(folded, "with");
        if (at < 0) return null;
        var name = header[(at + 4)..].Trim();
        foreach (var article in (ReadOnlySpan<string>)["a ", "an ", "the "])
        {
            if (name.StartsWith(article, StringComparison.OrdinalIgnoreCase)) name = name[article.Length..];
        }

        var end = name.IndexOf("card", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : name[..(end + 4)];
    }

    /// <summary>Whether one cell spans the row.</summary>
    public static bool IsOneCell(ImmutableArray<Cell> row)
    {
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Origin != row[0].Origin) return false;
        }

        return true;
    }

    private static bool IsTier(string plain, HeaderNames named) =>
        named.Has(ColumnKind.Tier) || (plain.Length <= 40 && TierWordsInside.In(plain) && !CountedWords.In(plain));

    private static bool IsCap(string plain) => plain.StartsWith("cap", StringComparison.Ordinal) || plain.StartsWith("max", StringComparison.Ordinal);
}
