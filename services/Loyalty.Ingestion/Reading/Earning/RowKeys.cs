using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>For whom a row is, by its key cells.</summary>
internal sealed record RowKeys
{
    public FareClasses Classes { get; init; }
    public bool AllClasses { get; init; }
    public ImmutableArray<Cabin> Cabins { get; init; } = [];
    public ImmutableArray<string> Carriers { get; init; } = [];
    public FlightRole? Role { get; init; }
    public Market? Market { get; init; }
    public NamedTiers? Tiers { get; init; }
    public NamedBand? Band { get; init; }
    public string? FareBrand { get; init; }
    public string? Card { get; init; }
    public TicketStock? Stock { get; init; }
    public Validity? Validity { get; init; }
    public decimal? Minimum { get; init; }
    public ImmutableArray<(decimal Amount, ImmutableArray<Cabin> Cabins, string? Metric)> Caps { get; init; } = [];
    public bool IsNotEligible { get; init; }
    public string Marks { get; init; } = "";

    /// <summary>The row's text, made when the first rule needs it.</summary>
    public string? Text { get; set; }

    /// <summary>The one cabin of the row.</summary>
    public Cabin? Cabin => Cabins is [var only] ? only : null;

    /// <summary>Reads the key cells of a row; null when one of them was not understood.</summary>
    public static RowKeys? Read(
        ImmutableArray<Cell> row, TableShape shape, TableContext context, RowKeys? above, out string? problem, out string? phrase)
    {
        var keys = new RowKeys { Cabins = context.Terms.Cabin is { } cabin ? [cabin] : [] };
        var byClass = shape.Has(ColumnKind.Classes);
        problem = null;
        phrase = null;
        foreach (var column in shape.Columns)
        {
            if (column.Kind is ColumnKind.Value) continue;
            var text = row[column.Index].Text;
            phrase = text;
            var folded = Phrase.Fold(text);
            if (column.Kind != ColumnKind.Classes && IsNothing(folded)) keys = keys with { IsNotEligible = true };
            keys = column.Kind switch
            {
                ColumnKind.Classes => keys.WithClasses(text, out problem),
                ColumnKind.Cabin => keys.WithCabin(folded, byClass, above, out problem),
                ColumnKind.Carrier => keys.WithCarriers(text, column, context, above, out problem),
                ColumnKind.Market => keys.WithMarket(folded, text, context, above, byClass, out problem),
                ColumnKind.Tier => keys.WithTiers(text, context, above, out problem),
                ColumnKind.Band => keys.WithBand(folded, out problem),
                ColumnKind.FareBrand => byClass ? keys.WithLabel(folded) : keys.WithBrand(text, folded, out problem),
                ColumnKind.Card => folded.Length == 0 || folded is "-" or "none" ? keys : keys with { Card = text },
                ColumnKind.Stock => keys.WithStock(text, context, out problem),
                ColumnKind.Minimum => keys.WithMinimum(text, out problem),
                ColumnKind.Cap => keys.WithCap(text, column, out problem),
                ColumnKind.ValidFrom => keys.WithDay(folded, isFrom: true, context, out problem),
                ColumnKind.ValidUntil => keys.WithDay(folded, isFrom: false, context, out problem),
                _ => keys.WithLabel(folded),
            };
            if (problem is not null) return null;
        }

        return keys;
    }

    private static bool IsNothing(string folded) => folded.Length > 0 && CellReader.Read(folded).Value.Kind == ValueKind.NotEligible;

    private RowKeys WithClasses(string text, out string? problem)
    {
        var list = ClassList.Read(text);
        problem = list.IsRead ? null
            : list.Problem is not null ? $"'{list.Problem}' is no booking class" : "no booking class is named";
        if (problem is not null) return this;
        var cabins = CabinWords.Find(list.Label);
        return this with
        {
            Classes = Classes.Union(list.Classes),
            AllClasses = AllClasses || (list.All && list.Classes.IsEmpty),
            Cabins = cabins.Count > 0 ? [.. cabins] : Cabins,
            Marks = Join(Marks, list.Marks),
        };
    }

    private RowKeys WithCabin(string folded, bool byClass, RowKeys? above, out string? problem)
    {
        problem = null;
        if (folded.Length == 0) return above is null ? this : this with { Cabins = above.Cabins };
        var marks = "";
        var cabins = CabinWords.Find(CellReader.StripMarks(folded, ref marks));
        if (cabins.Count > 0) return this with { Cabins = [.. cabins], Marks = Join(Marks, marks) };
        if (byClass || IsNotEligible) return this with { Cabins = [], Marks = Join(Marks, marks) };
        problem = $"'{folded}' is no cabin";
        return this;
    }

    /// <summary>Words without a meaning of their own may name a cabin.</summary>
    private RowKeys WithLabel(string folded) => CabinWords.Find(folded) is { Count: > 0 } cabins && Cabins.IsEmpty ? this with { Cabins = [.. cabins] } : this;

    private RowKeys WithCarriers(string text, Column column, TableContext context, RowKeys? above, out string? problem)
    {
        problem = null;
        if (text.Length == 0 && above is not null) return this with { Carriers = above.Carriers, Role = above.Role };
        var carriers = CarrierWords.InCell(text, context.Names);
        if (carriers is null)
        {
            problem = $"'{text}' is no carrier that is known";
            return this;
        }

        return this with { Carriers = carriers.Value, Role = column.Role };
    }

    private RowKeys WithMarket(string folded, string text, TableContext context, RowKeys? above, bool byClass, out string? problem)
    {
        problem = null;
        if (folded.Length == 0) return above is null ? this : this with { Market = above.Market };
        var market = MarketWords.Read(folded) ?? MarketPairs.Read(text, context);
        if (market is null && CabinWords.IsLabel(folded)) return WithLabel(folded);
        if (market is null) problem = $"'{text}' is no market that is known";
        _ = byClass;
        return this with { Market = market };
    }

    private RowKeys WithTiers(string text, TableContext context, RowKeys? above, out string? problem)
    {
        problem = null;
        if (text.Length == 0) return above is null ? this : this with { Tiers = above.Tiers };
        var tiers = TierWords.Read(text, context.Program);
        if (tiers is not null) return this with { Tiers = tiers };
        // The lowest level of a program is no tier: its members are those without one.
        if (above is null && context.Program is { Tiers.IsEmpty: false }) return this with { Tiers = new NamedTiers([]) };
        if (context.Program is { Tiers.IsEmpty: true }) return this with { Tiers = new NamedTiers([text]) };
        problem = $"'{text}' is no tier of the program";
        return this;
    }

    private RowKeys WithBand(string folded, out string? problem)
    {
        problem = null;
        if (BandWords.Read(folded) is { } band) return this with { Band = band };
        if (MarketWords.Read(folded) is { } market) return this with { Market = market };
        problem = $"'{folded}' is no distance band";
        return this;
    }

    private RowKeys WithBrand(string text, string folded, out string? problem)
    {
        problem = folded.Length == 0 ? "no fare brand is named" : null;
        return CabinWords.IsLabel(folded) && CabinWords.Single(folded) is { } cabin && folded.Split(' ').Length <= 2
            ? this with { Cabins = [cabin] } : this with { FareBrand = text };
    }

    private RowKeys WithStock(string text, TableContext context, out string? problem)
    {
        problem = null;
        if (text.Length == 0 || Phrase.Fold(text) is "any" or "all" or "-") return this;
        var stock = TicketWords.Read("Tickets " + text, context.Names);
        if (stock is null) problem = $"'{text}' is no ticket condition that is known";
        return this with { Stock = stock };
    }

    private RowKeys WithMinimum(string text, out string? problem)
    {
        var reading = CellReader.Read(text);
        problem = null;
        if (reading.Value.Kind is ValueKind.Empty or ValueKind.Dash or ValueKind.NotEligible) return this;
        if (reading.Value.Kind == ValueKind.Number) return this with { Minimum = reading.Value.Amount };
        problem = $"'{text}' is no minimum";
        return this;
    }

    private RowKeys WithCap(string text, Column column, out string? problem)
    {
        var reading = CellReader.Read(text);
        problem = null;
        if (reading.Value.Kind is ValueKind.Empty or ValueKind.Dash or ValueKind.NotEligible) return this;
        if (reading.Value.Kind == ValueKind.Number) return this with { Caps = Caps.Add((reading.Value.Amount, column.Cabins, column.Metric)) };
        problem = $"'{text}' is no cap";
        return this;
    }

    private RowKeys WithDay(string folded, bool isFrom, TableContext context, out string? problem)
    {
        problem = null;
        if (folded.Length == 0 || folded is "-" or "–") return this;
        if (DatePhrases.Find(folded, context.YearOf) is not [{ Problem: null } date])
        {
            problem = $"'{folded}' is no date";
            return this;
        }

        var known = Validity ?? default;
        return this with { Validity = isFrom ? known with { From = date.Date } : known with { Until = date.Date } };
    }

    private static string Join(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : a + " " + b;
}
