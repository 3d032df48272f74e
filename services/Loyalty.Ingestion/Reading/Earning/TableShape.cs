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
    private static readonly Phrases AmountWords = new("miles", "points");

    private static readonly Phrases ShareWords = new("distance", "miles flown", "distance flown", "actual miles");

    private readonly Table _table;
    private readonly Terms _terms;
    private readonly LoyaltyProgram? _program;

    private TableShape(Table table, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
    {
        _table = table;
        _terms = terms;
        _program = program;
        FirstRow = TableHead.Rows(table);
        Columns = ReadColumns(new ColumnKinds(table, FirstRow, terms, program, names, yearOf));
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
        var before = Columns;
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i] is { Kind: ColumnKind.Value, Market: null, Problem: { } problem } column && problem == ValueColumn.Unplaced(column.Header) && read(column.Header) is { } market)
                Columns = Columns.SetItem(i, column with { Market = market, Problem = null });
        }

        if (Columns != before) ValueColumns = OfValues();
    }

    private ImmutableArray<Column> OfValues()
    {
        var values = ImmutableArray.CreateBuilder<Column>(Columns.Length);
        foreach (var column in Columns)
        {
            if (column.Kind == ColumnKind.Value) values.Add(column);
        }

        return values.DrainToImmutable();
    }

    private string Printed(int index) => TableHead.Printed(_table, FirstRow, index);

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

    private ImmutableArray<Column> ReadColumns(ColumnKinds kinds)
    {
        var width = _table.Rows[0].Length;
        List<Column> columns = new(width);
        var contents = new ColumnContent[width];
        for (var index = 0; index < width; index++)
        {
            contents[index] = ColumnContent.Of(_table, FirstRow, index);
            columns.Add(kinds.Read(index, contents[index]));
        }

        OfOneMile(columns);
        ColumnsTogether.OneColumnOfClasses(columns, contents, _table, FirstRow);
        BrandsBehindCabins(columns);
        ColumnsTogether.WhatTheKeysMakeOfIt(columns);
        // What columns of amounts make of each other needs two of them: most tables have one.
        var several = ColumnsTogether.AreSeveral(columns);
        if (several) ColumnTimes.Set(columns, _terms.Validity);
        FaresInHeaders.Name(columns, Printed);
        if (several)
        {
            UnnamedColumns.Name(columns, _program, Printed);
            TierColumns.Name(columns, _program, Printed);
        }

        TheOnlyShare(columns, contents);
        if (several)
        {
            ColumnsTogether.BandsOfOneHeader(columns);
            ColumnsTogether.Nameless(columns);
        }

        AnswerColumns.Read(columns, contents, _program);
        if (several || ColumnsTogether.AreSeveral(columns)) TierColumns.Judge(columns, _table, FirstRow);
        SameCabins.TellApart(columns, _table, FirstRow, Printed);
        UnderAnotherMetric(columns, contents);
        return FaresInHeaders.Split(ColumnsTogether.WithoutTotals(columns));
    }

    private void OfOneMile(List<Column> columns)
    {
        var ofOne = false;
        foreach (var column in columns) ofOne = ofOne || (column.Kind == ColumnKind.Cabin && ColumnCells.CountsOneMile(_table, FirstRow, column.Index));
        if (!ofOne) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Part: ChartPart.Flight }) columns[i] = columns[i] with { IsPerMile = true };
        }
    }

    /// <summary>Miles alone under a heading of an elite metric: one of the two is not what the table counts, and nobody can tell which.</summary>
    private void UnderAnotherMetric(List<Column> columns, ReadOnlySpan<ColumnContent> contents)
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
    private static void TheOnlyShare(List<Column> columns, ReadOnlySpan<ColumnContent> contents)
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

    private void BrandsBehindCabins(List<Column> columns)
    {
        Column? classes = null;
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Classes) classes ??= column;
        }

        if (classes is null) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind is ColumnKind.Cabin or ColumnKind.Label or ColumnKind.FareBrand && CabinBrands.Are(_table, FirstRow, i, classes.Index)) columns[i] = columns[i] with { HasBrands = true };
        }
    }
}
