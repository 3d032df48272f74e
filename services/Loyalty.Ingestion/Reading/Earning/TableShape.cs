using System.Collections.Frozen;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the columns of an earning table are, and where its rows begin.</summary>
internal sealed class TableShape
{
    private static readonly Phrases MinimumWords = new("minimum", "mínimum", "min.", "min");

    private static readonly Phrases AmountWords = new("miles", "points");

    private static readonly Phrases ShareWords = new("distance", "miles flown", "distance flown", "actual miles");

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
    private readonly ValueColumn _values;

    private TableShape(Table table, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
    {
        _table = table;
        _terms = terms;
        _program = program;
        _names = names;
        FirstRow = TableHead.Rows(table);
        _values = new ValueColumn(table, FirstRow, terms, program, names, yearOf);
        Columns = ReadColumns();
        ValueColumns = OfValues();
    }

    /// <summary>The first row that is no header.</summary>
    public int FirstRow { get; }

    public ImmutableArray<Column> Columns { get; private set; }

    /// <summary>Those that hold amounts.</summary>
    public ImmutableArray<Column> ValueColumns { get; private set; }

    /// <summary>Headers that name two places, "Europe - Asia", are markets once the names are known.</summary>
    public void Place(Func<string, Market?> read)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i] is { Kind: ColumnKind.Value, Market: null, Problem: { } problem } column && problem == ValueColumn.Unplaced(column.Header) && read(column.Header) is { } market)
                Columns = Columns.SetItem(i, column with { Market = market, Problem = null });
        }

        ValueColumns = OfValues();
    }

    private ImmutableArray<Column> OfValues() => [.. Columns.Where(column => column.Kind == ColumnKind.Value)];

    /// <summary>Whether several columns are for markets, understood or not: what one is for tells it from the others.</summary>
    public bool HasMarketsSideBySide
    {
        get
        {
            var markets = 0;
            foreach (var column in Columns)
            {
                if (column.Kind == ColumnKind.Value && (column.Market is not null || (column.Problem is { } problem && problem == ValueColumn.Unplaced(column.Header)))) markets++;
            }

            return markets > 1;
        }
    }

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
                    || !column.Classes.IsEmpty || (column.FareBrand is not null && _terms.IsPerFlight && Has(ColumnKind.Market)) || (bands && (column.FareBrand is not null || (_terms.IsPerFlight && !column.Cabins.IsEmpty))) || _terms.CountsFlights || IsShareFor(column));
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
        UnderAnotherMetric(columns, contents);
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
        if (named.Has(ColumnKind.Cabin) && content is { Cabins: 0, Filled: > 1 } && ColumnCells.SpendBeside(_table, FirstRow, index)) return new Column(index, ColumnKind.FareBrand, header);
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
                return _values.Read(index, header, folded, content);
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
        if (_terms.Carriers is not [var one] || one == "*" || AllianceWords.IsCarrier(one)) return false;
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

    /// <summary>Miles alone under a heading of an elite metric: one of the two is not what the table counts, and nobody can tell which.</summary>
    private void UnderAnotherMetric(ImmutableArray<Column>.Builder columns, ReadOnlySpan<ColumnContent> contents)
    {
        if (_terms.Metric is not { } elite || elite == EarningRule.Redeemable) return;
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Value && (column.Metric == elite || column.AlsoMetric == elite)) return;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            // "Award miles" says which of the two it is.
            if (columns[i] is not { Kind: ColumnKind.Value, Metric: EarningRule.Redeemable, Part: ChartPart.Flight, Doubt: null, Problem: null } miles || MetricWords.NamesRedeemable(Phrase.Fold(miles.Header))) continue;
            var doubt = $"'{miles.Header}' stands under a heading that counts {elite}";
            // A share of the distance is one of miles, whatever it counts for; what a flight brings may be of either.
            columns[i] = contents[miles.Index].Units > 0 ? miles with { Doubt = doubt } : miles with { Unknown = doubt };
        }
    }

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
