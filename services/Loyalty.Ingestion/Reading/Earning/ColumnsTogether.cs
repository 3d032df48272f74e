using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What columns make of each other: which of two are the classes, whose bonus it is, what a header counts for its neighbours.</summary>
internal static class ColumnsTogether
{
    private static readonly Phrases RouteRatioWords = new("route ratio", "sector ratio", "ratio by route", "ratio by sector", "route multiplier", "sector multiplier");

    /// <summary>Whether two or more hold amounts.</summary>
    public static bool AreSeveral(List<Column> columns)
    {
        var values = 0;
        foreach (var column in columns) values += column.Kind == ColumnKind.Value ? 1 : 0;
        return values > 1;
    }

    /// <summary>
    /// Of columns whose headers say "class", the ones with letters hold the booking classes: the others name cabins or fares. Letters under
    /// another name, such as Y and N for yes and no, are no classes beside them.
    /// </summary>
    public static void OneColumnOfClasses(List<Column> columns, ReadOnlySpan<ColumnContent> contents, Table table, int firstRow)
    {
        var (classes, lettered) = (0, 0);
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Classes) continue;
            classes++;
            lettered += contents[column.Index].Lists > 0 ? 1 : 0;
        }

        if (classes == 0) return;
        if (classes > 1) OnlyBooking(columns, contents);
        var named = false;
        foreach (var column in columns) named |= classes > 1 && column.Kind == ColumnKind.Classes && contents[column.Index].Lists > 0 && IsNamedClasses(column);

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Classes) continue;
            var content = contents[i];
            if (content.Lists == 0 && content.AreBrands(table, firstRow, i, least: 1)) columns[i] = new Column(i, ColumnKind.FareBrand, columns[i].Header);
            else if (content.Lists == 0 && content.IsMostly(content.Cabins)) columns[i] = new Column(i, ColumnKind.Cabin, columns[i].Header);
            else if ((content.Lists == 0 && lettered > 0) || (named && !IsNamedClasses(columns[i]))) columns[i] = new Column(i, ColumnKind.Label, columns[i].Header);
        }
    }

    /// <summary>Beside booking classes, a class of service names cabins, whatever letters stand with their names.</summary>
    private static void OnlyBooking(List<Column> columns, ReadOnlySpan<ColumnContent> contents)
    {
        var (booking, at) = (0, -1);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Classes || !Phrase.Fold(columns[i].Header).Contains("booking", StringComparison.Ordinal)) continue;
            (booking, at) = (booking + 1, i);
        }

        // "Booking Class" over names of cabins, "Cabin Class" over letters: the headers stand the wrong way round.
        if (booking != 1 || contents[at].Lists == 0) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Classes && Phrase.Fold(columns[i].Header) is "class of service" or "service class" or "cabin class" or "class") columns[i] = new Column(i, ColumnKind.Cabin, columns[i].Header);
        }
    }

    /// <summary>Beside a column of miles, a header that says nothing known may count something else.</summary>
    public static void Nameless(List<Column> columns)
    {
        var miles = columns.Any(column => column is { Kind: ColumnKind.Value, Metric: EarningRule.Redeemable, Part: ChartPart.Flight });
        if (!miles || columns.Any(column => column.Card is not null)) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Kind: ColumnKind.Value, Metric: null, Problem: null, Part: ChartPart.Flight, Market: null, Tiers: null, Band: null, FareBrand: null, Card: null, Validity: null, Currency: null } column
                && column.Header.Length > 0 && column.Component == EarningRule.BaseComponent && column.Cabins.IsEmpty && column.Classes.IsEmpty && column.Carriers.IsEmpty && !column.IsFactor && !column.IsPercent)
                columns[i] = column with { Unknown = $"'{column.Header}' does not say what it counts" };
        }
    }

    /// <summary>A header over bands names what is counted once: "Status Credits: 1-1,500 miles", then "1,501-3,500 miles".</summary>
    public static void BandsOfOneHeader(List<Column> columns)
    {
        for (var i = 1; i < columns.Count; i++)
        {
            var (left, column) = (columns[i - 1], columns[i]);
            if (left is not { Kind: ColumnKind.Value, Band: not null, Metric: not (null or EarningRule.Redeemable) } || column is not { Kind: ColumnKind.Value, Band: not null }) continue;
            if (BandWords.IsNothingElse(Phrase.Fold(column.Header))) columns[i] = column with { Metric = left.Metric, Component = left.Component, Part = left.Part, IsPerFlight = left.IsPerFlight, IsPerMile = false };
        }
    }

    /// <summary>A bonus by tier is an elite bonus, one without tiers is none; a ratio by class is the rate of the class.</summary>
    public static void WhatTheKeysMakeOfIt(List<Column> columns)
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
            if (ofTiers && column.Component == ComponentWords.ClassBonus) column = column with { Component = EarningRule.EliteBonusComponent, Part = ChartPart.Status };
            // Under a heading of what status adds, a share by tier is what the tier adds, whatever its header says.
            else if (ofTiers && column is { Part: ChartPart.Status, Component: EarningRule.BaseComponent, IsPercent: true }) column = column with { Component = EarningRule.EliteBonusComponent };
            else if (!ofTiers && byClass && column.Part == ChartPart.Status && Phrase.Fold(column.Header) is var folded && !ValueColumn.StatusWords.In(folded))
                column = column with { Component = ComponentWords.Of(folded, ComponentWords.IsBonus(folded), status: false), Part = ChartPart.Flight };
            if (byClass && column.IsMultiplier && !RouteRatioWords.In(Phrase.Fold(column.Header)))
                column = column with { Component = EarningRule.BaseComponent, IsMultiplier = false, IsFactor = true };
            columns[i] = column;
        }
    }

    /// <summary>"Bonus miles" beside qualifying miles, and nothing that they would be a bonus on, are what a program calls its miles.</summary>
    private static void BonusOfNothing(List<Column> columns)
    {
        var (bonus, elite) = (-1, false);
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            if (column.Metric is { } metric && metric != EarningRule.Redeemable) elite = true;
            else if (bonus >= 0 || column.Component != ComponentWords.ClassBonus || column.Part != ChartPart.Flight) return;
            else bonus = column.Index;
        }

        if (bonus >= 0 && elite && Phrase.Has(Phrase.Fold(columns[bonus].Header), "miles")) columns[bonus] = columns[bonus] with { Component = EarningRule.BaseComponent };
    }

    /// <summary>A total beside its parts would count them twice.</summary>
    public static ImmutableArray<Column> WithoutTotals(List<Column> columns)
    {
        CapsOfWhatStandsBefore(columns);
        if (!AreSeveral(columns)) return [.. columns];
        BonusOfNothing(columns);
        if (OnlyTotal(columns)) return [.. columns];
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

        return [.. columns];
    }

    /// <summary>"What First Class adds" beside the rate of any cabin: the total is that of the cabin, and its parts are not.</summary>
    private static bool OnlyTotal(List<Column> columns)
    {
        var total = -1;
        Column? part = null;
        var others = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Value) continue;
            if (IsTotal(columns[i])) total = i;
            else if (columns[i].Component == ComponentWords.ClassBonus && IsWhen(columns[i])) part = columns[i];
            else others++;
        }

        if (total < 0 || part is null || others != 1) return false;
        for (var i = 0; i < columns.Count; i++)
        {
            if (i == total) columns[i] = columns[i] with { Cabins = part.Cabins, Metric = columns[i].Metric ?? part.Metric ?? EarningRule.Redeemable, Problem = null, Unknown = null, Doubt = part.Cabins.IsEmpty ? $"'{part.Header}' does not say of which cabin the total is" : null };
            else if (columns[i].Kind == ColumnKind.Value) columns[i] = new Column(i, ColumnKind.Label, columns[i].Header);
        }

        return true;
    }

    private static bool IsWhen(Column column) => Phrase.HasAny(Phrase.Fold(column.Header), "when", "if flying", "in case of", "while flying");

    private static bool IsTotal(Column column) =>
        column.Header.Contains("total", StringComparison.OrdinalIgnoreCase) && Phrase.Has(Phrase.Fold(column.Header), "total");

    /// <summary>A cap that names no metric caps the amount to its left.</summary>
    private static void CapsOfWhatStandsBefore(List<Column> columns)
    {
        string? metric = null;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Value) metric = columns[i].Metric;
            else if (columns[i] is { Kind: ColumnKind.Cap, Metric: null }) columns[i] = columns[i] with { Metric = metric };
        }
    }

    private static bool IsNamedClasses(Column column) => HeaderNames.In(Phrase.Fold(column.Header).TrimEnd(':', '*')).Has(ColumnKind.Classes);
}
