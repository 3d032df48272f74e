using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the columns of an earning table are, and where its rows begin.</summary>
internal sealed class TableShape
{
    /// <summary>What a class earns above the base.</summary>
    public const string ClassBonus = "class bonus";

    private static readonly Phrases MinimumWords = new("minimum", "min.", "min");

    private static readonly Phrases StatusWords = new("elite", "status", "tier", "premier", "executive", "member", "members");

    private static readonly Phrases RatioWords = new("ratio", "route ratio");

    private static readonly Phrases RouteRatioWords = new("route ratio", "sector ratio", "ratio by route", "ratio by sector", "route multiplier", "sector multiplier");

    private static readonly Phrases EliteWords = new("elite", "qualifying", "status", "tier");

    private static readonly Phrases AwardWords = new("award", "redeemable", "award miles");

    private static readonly Phrases JoiningWords = new("and", "&", "/", "+", "plus");

    private static readonly Phrases BonusWords = new("bonus", "extra", "additional", "supplementary");

    // "Miles incl. bonus" and "base + bonus" are the whole.
    private static readonly Phrases WholeWords = new("total", "incl", "including", "inclusive", "+", "plus", "base and bonus", "basic and bonus");

    // What a class adds to the share by distance that stands beside it.
    private static readonly Phrases ClassPart = new("booking class multiplier", "class multiplier", "multiplier for booking class", "multiplier for class", "class of service multiplier");

    private static readonly Phrases AmountWords = new("miles", "points");

    private static readonly Phrases PercentWords = new("percent", "percentage", "pct");

    private static readonly Phrases FactorWords = new("factor", "factors", "multiplier", "coefficient", "rate", "rates", "ratio", "accrual rate");

    private static readonly Phrases TimesDistance = new("factor", "factors", "multiplier", "coefficient");

    private static readonly Phrases ShareWords = new("distance", "miles flown", "distance flown", "actual miles");

    private static readonly Phrases PerFlightWords = new(
        "per flight", "per segment", "per sector", "fixed", "flat", "per one-way flight", "each flight", "boarding points");

    private static readonly Phrases PerMileWords = new("per mile flown", "per flown mile", "per mile");

    private static readonly Phrases SpendWords = new("× fare", "x fare", "spend", "of fare", "per dollar");

    // What tables beside charts are about: when miles expire, what may be carried, what is paid.
    private static readonly Phrases OtherThings = new(
        "validity", "validity of miles", "expiry", "expiration", "baggage", "luggage", "allowance", "lounge", "lounges", "fee", "fees", "benefit", "benefits", "upgrade", "upgrades",
        "award price", "redeem", "redemption", "miles required", "points required", "required");

    private static readonly Phrases HeaderWords = new(
        "miles", "points", "%", "rate", "avios", "mileage", "xp", "bonus", "minimum", "percentage", "tier points");

    private static readonly Phrases TierWordsInside = new("status", "tier", "level");

    private static readonly Phrases CountedWords = new("points", "miles", "bonus");

    private static readonly HeaderNames Keys = HeaderNames.Of(
        ColumnKind.Classes, ColumnKind.Cabin, ColumnKind.Carrier, ColumnKind.Tier, ColumnKind.Market, ColumnKind.Band, ColumnKind.FareBrand);

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
        FirstRow = HeaderRows(table);
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

    /// <summary>What a header says of flights, without what it counts: "Points within Asia".</summary>
    private static string WithoutCounts(string folded) =>
        string.Join(' ', folded.Split(' ').Where(word => word is not ("points" or "miles" or "avios" or "award" or "base" or "earned" or "on" or "for" or "mileage")));

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

    /// <summary>Leading rows whose cells are all headers; where nothing is marked, a first row without amounts.</summary>
    public static int HeaderRows(Table table)
    {
        var count = 0;
        while (count < table.Rows.Length && AllHeaders(table.Rows[count])) count++;
        if (count > 0) return Math.Min(count < table.Rows.Length - 1 && IsLettersOfHeaders(table.Rows[count]) ? count + 1 : count, table.Rows.Length);
        while (count < table.Rows.Length - 1 && IsHeaderOverAmounts(table.Rows[count])) count++;
        return count > 0 ? count : LooksLikeHeader(table.Rows[0]) ? 1 : 0;
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
                    || !column.Classes.IsEmpty || (bands && (column.FareBrand is not null || (_terms.IsPerFlight && !column.Cabins.IsEmpty))) || IsShareFor(column));
                keyed |= column.Kind is ColumnKind.Cabin or ColumnKind.Tier or ColumnKind.Band or ColumnKind.Market or ColumnKind.Carrier or ColumnKind.FareBrand;
            }

            return counts && keyed;
        }
    }

    /// <summary>Percentages, or amounts by fare, under a fare's, a market's or a tier's name.</summary>
    private bool IsShareFor(Column column)
    {
        if (column.FareBrand is null && column.Market is null && column.Tiers is null) return false;
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

        OneColumnOfClasses(columns, contents);
        BrandsBehindCabins(columns);
        WhatTheKeysMakeOfIt(columns);
        ColumnTimes.Set(columns, _terms.Validity);
        UnnamedColumns.Name(columns, _program, PrintedHeader);
        TheOnlyShare(columns, contents);
        BandsOfOneHeader(columns);
        Nameless(columns);
        AnswerColumns.Read(columns, index => contents[index].IsAnswers, _program);
        return WithoutTotals(columns);
    }

    private Column ReadColumn(int index, ColumnContent content)
    {
        var header = HeaderOf(index);
        var folded = Phrase.Fold(header);
        var plain = folded.TrimEnd(':', '*');
        if (Remarks.Holds(_table, FirstRow, index)) return new Column(index, ColumnKind.Remark, header);
        var named = HeaderNames.In(plain);
        // "1 mile flown in business class" is a cabin, however it counts.
        if (named.Has(ColumnKind.Cabin) && content.Amounts > 0 && NamesCabins(index)) return new Column(index, ColumnKind.Cabin, header);
        if (named.Has(ColumnKind.Carrier) && !content.IsMostly(content.Amounts))
            return new Column(index, ColumnKind.Carrier, header) { Role = CarrierWords.Role(plain) };
        if (content.IsAnswers) return new Column(index, MinimumWords.In(plain) ? ColumnKind.Minimum : ColumnKind.Label, header);
        if (content.IsMostly(content.Lists) && content.Codes == content.Lists && named.Has(ColumnKind.FareBrand) && !named.Has(ColumnKind.Classes))
            return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Lists) || (named.Has(ColumnKind.Classes) && !content.IsMostly(content.Amounts))) return new Column(index, ColumnKind.Classes, header);
        if (MinimumWords.In(plain) && content.Amounts + content.Dashes > 0) return new Column(index, ColumnKind.Minimum, header);
        if (IsCap(plain) && content.Amounts + content.Dashes > 0)
            return new Column(index, ColumnKind.Cap, header) { Cabins = CabinWords.Find(folded), Metric = MetricWords.Named(header, folded, _program) };
        if (named.Has(ColumnKind.ValidFrom)) return new Column(index, ColumnKind.ValidFrom, header);
        if (named.Has(ColumnKind.ValidUntil)) return new Column(index, ColumnKind.ValidUntil, header);
        if (named.Has(ColumnKind.EarningMode) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.EarningMode, header);
        if (named.Has(ColumnKind.Card) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Card, header);
        if (named.Has(ColumnKind.Stock) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Stock, header);
        if (named.Has(ColumnKind.Band) && content.Bands > 0 && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Band, header);
        if (named.Has(ColumnKind.Band) && CountsRows(index)) return new Column(index, ColumnKind.Label, header);
        if (content.IsCabins) return new Column(index, ColumnKind.Cabin, header);
        if (IsTier(plain, named) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Tier, header);
        if (named.Has(ColumnKind.Market) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Market, header);
        if (named.Has(ColumnKind.Cabin) && !content.IsMostly(content.Amounts))
            return new Column(index, content.IsMostly(content.Brands) && content.Brands > 1 ? ColumnKind.FareBrand : ColumnKind.Cabin, header);
        if (named.Has(ColumnKind.FareBrand) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Bands) && !content.IsMostly(content.Amounts)) return new Column(index, ColumnKind.Band, header);
        if (OtherThings.In(plain)) return new Column(index, ColumnKind.Label, header);
        if (NamesMiles(index, header, folded)) return new Column(index, ColumnKind.Label, header);
        // "60 / 50" under the names of cabins: two amounts, which nobody can tell apart.
        var ofCabins = index > 0 && CabinWords.IsLabel(folded) && HoldsDigits(index);
        var counts = ofCabins || MetricWords.Read(header, folded, _program) is not null || (BonusWords.In(plain) && HoldsDigits(index));
        if (content.Amounts > 0 || content.IsMostly(content.Dashes) || (counts && content.Filled > 0 && index > 0 && HoldsDigits(index)))
        {
            if (content.Amounts + content.Dashes >= content.Filled - content.Amounts - content.Dashes || counts)
                return ReadValue(index, header, folded, content);
        }

        if (content.IsMostly(content.Bands)) return new Column(index, ColumnKind.Band, header);
        if (content.IsMostly(content.Cabins)) return new Column(index, ColumnKind.Cabin, header);
        return new Column(index, ColumnKind.Label, header);
    }

    /// <summary>Zones by number, 1, 2, 3: what they are stands beside them.</summary>
    private bool CountsRows(int index)
    {
        var expected = 0;
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            var text = _table.Rows[row][index].Text;
            if (text.StartsWith("Zone ", StringComparison.OrdinalIgnoreCase)) text = text[5..];
            if (text == (expected == 0 ? "" : expected.ToString(System.Globalization.CultureInfo.InvariantCulture)) && text.Length > 0) continue;
            if (text != (expected + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) return false;
            expected++;
        }

        return expected > 1;
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

    private bool NamesCabins(int index)
    {
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            if (!IsOneCell(_table.Rows[row]) && CabinWords.Find(Phrase.Fold(_table.Rows[row][index].Text)).IsEmpty) return false;
        }

        return true;
    }

    private bool HoldsDigits(int index)
    {
        for (var row = FirstRow; row < _table.Rows.Length; row++)
        {
            if (_table.Rows[row][index].Text.AsSpan().ContainsAnyInRange('0', '9')) return true;
        }

        return false;
    }

    private Column ReadValue(int index, string header, string folded, ColumnContent content)
    {
        var named = MetricWords.Named(header, folded, _program);
        var found = NamesFound.In(header, _names);
        var words = found.Without(header);
        var bare = named is null && ReferenceEquals(words, header) ? folded : Phrase.Fold(named is null ? words : MetricWords.WithoutName(words, named));
        var currency = CurrencyWords.Find(bare);
        var bonus = BonusWords.In(bare) && !WholeWords.In(bare);
        var status = bonus && (_terms.IsStatusBonus || StatusWords.In(bare));
        // A tier's name in a metric's is the metric's: "HON Circle Miles".
        var tiers = TierWords.Read(named is null ? folded : bare, _program);
        var dated = DatePhrases.ReadValidity(folded, _yearOf, out var undated);
        var multiplier = (_terms.IsMultiplier || RatioWords.In(bare)) && !AmountWords.In(bare);
        var two = MetricWords.Both(bare) ?? (_terms.BesideMiles is { } beside && named is null && MetricWords.Read(header, folded, _program) is null ? beside : null);
        // A header over two rows may break a phrase.
        var broken = folded.Replace(": ", " ", StringComparison.Ordinal);
        var market = MarketWords.Read(bare) ?? MarketWords.Read(WithoutCounts(bare));
        return new Column(index, ColumnKind.Value, header)
        {
            AlsoMetric = two,
            Metric = two is not null ? EarningRule.Redeemable : named ?? (MetricWords.IsAboutMiles(bare) ? EarningRule.Redeemable : _terms.Metric ?? MetricWords.Read(header, folded, _program) ?? (tiers is not null && content.Units > 0 ? EarningRule.Redeemable : null)),
            Component = multiplier ? "route ratio" : ComponentOf(bare, bonus, status),
            Part = status || (_terms.IsStatusBonus && !Phrase.HasAny(bare, "per")) ? ChartPart.Status : ChartPart.Flight,
            Cabins = CabinWords.Find(folded),
            Tiers = tiers is { IsBase: true } && !TierWords.IsBase(folded) ? null : tiers,
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
            IsPerMile = PerMileWords.In(broken),
            IsPerFlight = PerFlightWords.In(broken),
            IsSpend = (Phrase.Has(bare, "per") || bare.Contains('/', StringComparison.Ordinal)) && currency is not null || SpendWords.In(bare),
            IsMultiplier = multiplier,
            Problem = undated ?? (two is not null ? null : named is not null && AwardWords.In(bare) && JoiningWords.In(bare) ? $"'{header}' counts two amounts"
                : named is null && !status && tiers is null && EliteWords.In(bare) && !_terms.IsStatusBonus ? $"'{header}' does not say for which status it is, or what it counts"
                : DatePhrases.NamesYearAlone(folded) && dated is null ? $"'{header}' names a year without a day"
                : market is null && (MarketWords.IsNotUnderstood(bare) || MarketWords.NamesPlace(bare)) ? Unplaced(header) : null)
                ?? Untranslated(index),
        };
    }

    /// <summary>
    /// Of columns whose headers say "class", the ones with letters hold the booking classes: the others name cabins or fares. Letters under
    /// another name, such as Y and N for yes and no, are no classes beside them.
    /// </summary>
    private static void OneColumnOfClasses(ImmutableArray<Column>.Builder columns, ReadOnlySpan<ColumnContent> contents)
    {
        var (classes, lettered) = (0, 0);
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Classes) continue;
            classes++;
            lettered += contents[column.Index].Lists > 0 ? 1 : 0;
        }

        if (classes == 0) return;
        if (classes > 1) OnlyBooking(columns);
        var named = false;
        foreach (var column in columns) named |= classes > 1 && column.Kind == ColumnKind.Classes && contents[column.Index].Lists > 0 && IsNamedClasses(column);

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Classes) continue;
            var content = contents[i];
            if (content.Lists == 0 && content.IsMostly(content.Brands)) columns[i] = new Column(i, ColumnKind.FareBrand, columns[i].Header);
            else if (content.Lists == 0 && content.IsMostly(content.Cabins)) columns[i] = new Column(i, ColumnKind.Cabin, columns[i].Header);
            else if ((content.Lists == 0 && lettered > 0) || (named && !IsNamedClasses(columns[i]))) columns[i] = new Column(i, ColumnKind.Label, columns[i].Header);
        }
    }

    /// <summary>Beside booking classes, a class of service names cabins, whatever letters stand with their names.</summary>
    private static void OnlyBooking(ImmutableArray<Column>.Builder columns)
    {
        var booking = columns.Count(column => column.Kind == ColumnKind.Classes && Phrase.Fold(column.Header).Contains("booking", StringComparison.Ordinal));
        if (booking != 1) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Classes && Phrase.Fold(columns[i].Header) is "class of service" or "service class" or "cabin class" or "class") columns[i] = new Column(i, ColumnKind.Cabin, columns[i].Header);
        }
    }

    /// <summary>
    /// The one column of percentages beside booking classes is what they earn, when its header speaks of a rate, of percentages or of distance,
    /// whatever else it says that no glossary has.
    /// </summary>
    private void TheOnlyShare(ImmutableArray<Column>.Builder columns, ReadOnlySpan<ColumnContent> contents)
    {
        var (value, classes) = (-1, false);
        foreach (var column in columns)
        {
            classes |= column.Kind == ColumnKind.Classes;
            if (column.Kind != ColumnKind.Value) continue;
            if (value >= 0) return;
            value = column.Index;
        }

        if (!classes || value < 0 || columns[value] is not { Problem: not null, Part: ChartPart.Flight } only || only.Problem != Untranslated(value) || contents[value].Units == 0) return;
        if (only.IsPercent || only.IsFactor || ShareWords.In(Phrase.Fold(only.Header))) columns[value] = only with { Problem = null, IsPercent = true };
    }

    /// <summary>Beside a column of miles, a header that says nothing known may count something else.</summary>
    private static void Nameless(ImmutableArray<Column>.Builder columns)
    {
        var miles = columns.Any(column => column is { Kind: ColumnKind.Value, Metric: EarningRule.Redeemable, Part: ChartPart.Flight });
        if (!miles || columns.Any(column => column.Card is not null)) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Metric: null, Problem: null, Part: ChartPart.Flight, Market: null, Tiers: null, Band: null, FareBrand: null, Card: null, Validity: null, Currency: null } column
                && column.Header.Length > 0 && column.Component == EarningRule.BaseComponent && column.Cabins.IsEmpty && column.Classes.IsEmpty && column.Carriers.IsEmpty && !column.IsFactor && !column.IsPercent)
                columns[i] = column with { Problem = $"'{column.Header}' does not say what it counts" };
        }
    }

    /// <summary>A header over bands names what is counted once: "Status Credits: 1-1,500 miles", then "1,501-3,500 miles".</summary>
    private static void BandsOfOneHeader(ImmutableArray<Column>.Builder columns)
    {
        for (var i = 1; i < columns.Count; i++)
        {
            var (left, column) = (columns[i - 1], columns[i]);
            if (left is not { Kind: ColumnKind.Value, Band: not null, Metric: not (null or EarningRule.Redeemable) } || column is not { Kind: ColumnKind.Value, Band: not null }) continue;
            if (BandWords.IsNothingElse(Phrase.Fold(column.Header))) columns[i] = column with { Metric = left.Metric, Component = left.Component, Part = left.Part, IsPerFlight = left.IsPerFlight, IsPerMile = false };
        }
    }

    private void BrandsBehindCabins(ImmutableArray<Column>.Builder columns)
    {
        var classes = columns.FirstOrDefault(column => column.Kind == ColumnKind.Classes);
        if (classes is null) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind is ColumnKind.Cabin or ColumnKind.Label or ColumnKind.FareBrand && CabinBrands.Are(_table, FirstRow, i, classes.Index)) columns[i] = columns[i] with { HasBrands = true };
        }
    }

    private static bool IsNamedClasses(Column column) => HeaderNames.In(Phrase.Fold(column.Header).TrimEnd(':', '*')).Has(ColumnKind.Classes);

    /// <summary>A bonus by tier is an elite bonus, one without tiers is none; a ratio by class is the rate of the class.</summary>
    private static void WhatTheKeysMakeOfIt(ImmutableArray<Column>.Builder columns)
    {
        var (byTier, byClass) = (false, false);
        foreach (var column in columns)
        {
            byTier |= column.Kind == ColumnKind.Tier;
            byClass |= column.Kind is ColumnKind.Classes or ColumnKind.Cabin or ColumnKind.FareBrand;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (column.Kind != ColumnKind.Value) continue;
            var ofTiers = byTier || column.Tiers is { IsBase: false };
            if (ofTiers && column.Component == ClassBonus) column = column with { Component = EarningRule.EliteBonusComponent, Part = ChartPart.Status };
            else if (!ofTiers && byClass && column.Part == ChartPart.Status && Phrase.Fold(column.Header) is var folded && !StatusWords.In(folded))
                column = column with { Component = ComponentOf(folded, BonusWords.In(folded) && !WholeWords.In(folded), status: false), Part = ChartPart.Flight };
            if (byClass && column.IsMultiplier && !RouteRatioWords.In(Phrase.Fold(column.Header)))
                column = column with { Component = EarningRule.BaseComponent, IsMultiplier = false, IsFactor = true };
            columns[i] = column;
        }
    }

    /// <summary>The name of the part: base, class bonus, elite bonus, or what a header calls it behind a colon.</summary>
    private static string ComponentOf(string folded, bool bonus, bool status)
    {
        if (status) return EarningRule.EliteBonusComponent;
        if (Phrase.Has(folded, "boarding points")) return "boarding points";
        if (ClassPart.In(folded) && !WholeWords.In(folded)) return ClassBonus;
        if (bonus) return Phrase.HasAny(folded, "flight", "per flight") ? "flight bonus" : ClassBonus;
        return EarningRule.BaseComponent;
    }

    /// <summary>The letters that a header lists, in a row of its own or alone.</summary>
    private FareClasses ClassesOver(int index, string header)
    {
        if (IsLetters(header) && ClassList.Read(header) is { IsRead: true, All: false } list) return list.Classes;
        for (var row = FirstRow - 1; row > 0; row--)
        {
            var text = _table.Rows[row][index].Text;
            if (text.Length > 0 && IsSpaced(text) && ClassList.Read(text) is { IsRead: true, All: false, Label.Length: 0 } letters) return letters.Classes;
        }

        return default;
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

    /// <summary>A total beside its parts would count them twice.</summary>
    private static ImmutableArray<Column> WithoutTotals(ImmutableArray<Column>.Builder columns)
    {
        CapsOfWhatStandsBefore(columns);
        var parts = 0;
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Value && !IsTotal(column)) parts++;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (parts > 1 && columns[i].Kind == ColumnKind.Value && IsTotal(columns[i]))
                columns[i] = new Column(i, ColumnKind.Label, columns[i].Header);
        }

        return columns.ToImmutable();
    }

    private static bool IsTotal(Column column) =>
        column.Header.Contains("total", StringComparison.OrdinalIgnoreCase) && Phrase.Has(Phrase.Fold(column.Header), "total");

    /// <summary>A cap that names no metric caps the amount to its left.</summary>
    private static void CapsOfWhatStandsBefore(ImmutableArray<Column>.Builder columns)
    {
        string? metric = null;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Value) metric = columns[i].Metric;
            else if (columns[i] is { Kind: ColumnKind.Cap, Metric: null }) columns[i] = columns[i] with { Metric = metric };
        }
    }

    /// <summary>A word of a header that no glossary has may say what the column counts, or for whom.</summary>
    private string? Untranslated(int index)
    {
        for (var row = 0; row < FirstRow; row++)
        {
            if (_table.Rows[row][index] is TranslatedCell { Unknown: { } unknown }) return $"'{unknown}' in the header was not understood";
        }

        return null;
    }

    /// <summary>A header in the document's own words: the name of a fare or a card is none of a glossary's.</summary>
    private string PrintedHeader(int index)
    {
        for (var row = FirstRow - 1; row >= 0; row--)
        {
            if (_table.Rows[row][index].Text.Length == 0) continue;
            var marks = "";
            return CellReader.StripMarks(_table.Rows[row][index].Printed(), ref marks).Trim();
        }

        return "";
    }

    private string HeaderOf(int index)
    {
        var header = "";
        string? last = null;
        for (var row = 0; row < FirstRow; row++)
        {
            var text = _table.Rows[row][index].Text.Trim();
            if (text.Length == 0 || text == last) continue;
            // A title over the whole table heads no column.
            if (FirstRow > 1 && _table.Rows[row].Length > 1 && IsOneCell(_table.Rows[row])) continue;
            if (index == 0 && row > 0 && IsLettersOfHeaders(_table.Rows[row])) continue;
            header = header.Length == 0 ? text : header + ": " + text;
            last = text;
        }

        var marks = "";
        return CellReader.StripMarks(header, ref marks).Trim();
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

    private static bool AllHeaders(ImmutableArray<Cell> row)
    {
        foreach (var cell in row)
        {
            if (!cell.Header) return false;
        }

        return true;
    }

    /// <summary>Names or letters beside an empty first cell, as tables have them above columns of amounts.</summary>
    private static bool IsHeaderOverAmounts(ImmutableArray<Cell> row)
    {
        if (row[0].Text.Length > 0 || IsOneCell(row)) return false;
        var filled = 0;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i].Text.Length == 0) return false;
            var folded = Phrase.Fold(row[i].Text);
            if (!CabinWords.Find(folded).IsEmpty || ClassList.Read(row[i].Text).IsRead || BandWords.Read(folded) is not null) filled++;
        }

        return filled * 2 > row.Length - 1;
    }

    /// <summary>"Booking class | Y, B, H | J, C, D" under the names of cabins: the letters of each column.</summary>
    private static bool IsLettersOfHeaders(ImmutableArray<Cell> row)
    {
        if (row.Length < 3 || !HeaderNames.In(Phrase.Fold(row[0].Text).TrimEnd(':')).Has(ColumnKind.Classes)) return false;
        for (var i = 1; i < row.Length; i++)
        {
            if (ClassList.Read(row[i].Text) is not { IsRead: true, All: false }) return false;
        }

        return true;
    }

    private static bool LooksLikeHeader(ImmutableArray<Cell> row)
    {
        var words = 0;
        foreach (var cell in row)
        {
            var marks = "";
            var folded = Phrase.Fold(CellReader.StripMarks(cell.Text, ref marks));
            if (folded.Length == 0) continue;
            if (folded.AsSpan().ContainsAnyInRange('0', '9') && CellReader.Value(cell.Text).Kind is not (ValueKind.Unread or ValueKind.Empty)) return false;
            if (CellReader.Value(cell.Text).Kind == ValueKind.NotEligible) return false;
            if (HeaderNames.In(folded).HasAny(Keys)
                || HeaderWords.In(folded)) words++;
        }

        return words > 0;
    }

    private static bool IsTier(string plain, HeaderNames named) =>
        named.Has(ColumnKind.Tier) || (plain.Length <= 40 && TierWordsInside.In(plain) && !CountedWords.In(plain));

    private static bool IsCap(string plain) => plain.StartsWith("cap", StringComparison.Ordinal) || plain.StartsWith("max", StringComparison.Ordinal);
}
