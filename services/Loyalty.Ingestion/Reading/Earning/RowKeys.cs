using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>For whom a row is, by its key cells.</summary>
internal sealed class RowKeys
{
    public FareClasses Classes { get; private set; }
    public bool AllClasses { get; private set; }
    public ImmutableArray<Cabin> Cabins { get; private set; } = [];
    public ImmutableArray<string> Carriers { get; private set; } = [];
    public FlightRole? Role { get; private set; }
    public Market? Market { get; set; }
    public NamedTiers? Tiers { get; private set; }
    public NamedBand? Band { get; private set; }
    public ImmutableArray<string> FareBrands { get; private set; } = [];
    public string? Card { get; private set; }
    public string? EarningMode { get; private set; }
    public TicketStock? Stock { get; private set; }
    public Validity? Validity { get; private set; }
    public decimal? Minimum { get; set; }

    /// <summary>What a note says is credited at least in the row's cabin.</summary>
    public decimal? NotedMinimum { get; set; }
    public ImmutableArray<(decimal Amount, ImmutableArray<Cabin> Cabins, string? Metric)> Caps { get; private set; } = [];
    public bool IsNotEligible { get; private set; }
    public string Marks { get; private set; } = "";

    private string? _text;

    /// <summary>The row's text, made when the first rule needs it.</summary>
    public string TextOf(ImmutableArray<Cell> row) => _text ??= TableRow.Text(row);

    /// <summary>The cell that names the row's cabin.</summary>
    public string? CabinText { get; private set; }

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
        string? classes = null;
        foreach (var column in shape.Columns)
        {
            if (column.Kind is ColumnKind.Value or ColumnKind.Remark) continue;
            var text = row[column.Index].Text;
            phrase = text;
            if (column.Kind == ColumnKind.Classes)
            {
                problem = classes is null || classes == column.Header ? keys.ReadClasses(column.IsDashed ? text.Replace('-', ',').Replace('–', ',') : text, context) : $"both '{classes}' and '{column.Header}' list booking classes";
                classes = column.Header;
                if (problem is not null) return null;
                if (row[column.Index] is PlacedCell placed) keys.Market = placed.Market;
                continue;
            }

            problem = keys.Read(column, row[column.Index], Phrase.Fold(text), byClass, context, above);
            if (problem is not null) return null;
        }

        return keys;
    }

    /// <summary>Reads a cell that lists no classes; returns what was not understood.</summary>
    private string? Read(Column column, Cell cell, string folded, bool byClass, TableContext context, RowKeys? above)
    {
        var text = cell.Text;
        if (column.HasBrands && CabinBrands.In(text) is not null) FareBrands = [CabinBrands.In(cell.Printed()) ?? text];
        IsNotEligible |= CellReader.SaysNothingIsEarned(folded);
        return column.Kind switch
        {
            ColumnKind.Cabin => ReadBeside(folded, context) ?? ReadCabin(folded, byClass, above) ?? NameFare(column, cell, folded),
            ColumnKind.Carrier => ReadCarriers(text, column, context, above),
            ColumnKind.Market => ReadMarket(folded, cell, context, above),
            ColumnKind.Tier => ReadTiers(cell.Printed(), folded, context, above),
            ColumnKind.Band => ReadBand(text, folded, context),
            ColumnKind.FareBrand => byClass ? ReadBeside(folded, context) ?? ReadLabel(folded) : ReadBrand(cell.Printed(), folded),
            ColumnKind.Card => ReadCard(cell.Printed(), folded),
            ColumnKind.EarningMode => ReadEarningMode(folded),
            ColumnKind.Stock => ReadStock(text, folded, context),
            ColumnKind.Minimum => ReadMinimum(text, column),
            ColumnKind.Cap => ReadCap(text, column),
            ColumnKind.ValidFrom => ReadDay(folded, isFrom: true, context),
            ColumnKind.ValidUntil => ReadDay(folded, isFrom: false, context),
            _ => ReadBeside(folded, context) ?? ReadLabel(folded),
        };
    }

    private string? ReadClasses(string text, TableContext context)
    {
        var list = ClassList.Read(text);
        // "H (international)": the letter counts so on some flights only. Of several letters, nobody can tell which are meant.
        if (!list.IsRead && text.EndsWith(')') && text.LastIndexOf('(') is > 0 and var open && ClassList.Read(text[..open]) is { IsRead: true } bare
            && System.Numerics.BitOperations.PopCount(bare.Classes.Bits) == 1
            && context.Market(text[(open + 1)..^1], Phrase.Fold(text[(open + 1)..^1])) is { Kind: not MarketKind.Any } market)
        {
            (list, Market) = (bare, market);
        }

        if (!list.IsRead) return list.Problem is not null ? $"'{list.Problem}' is no booking class" : "no booking class is named";
        var cabins = CabinWords.Find(list.Label);
        Classes = Classes.Union(list.Classes);
        AllClasses |= list.All && list.Classes.IsEmpty;
        if (!cabins.IsEmpty) Cabins = cabins;
        Marks = Join(Marks, list.Marks);
        return null;
    }

    private string? ReadCabin(string folded, bool byClass, RowKeys? above)
    {
        if (folded.Length == 0)
        {
            Cabins = above?.Cabins ?? Cabins;
            return null;
        }

        var marks = "";
        var cabins = CabinWords.Find(CellReader.StripMarks(folded, ref marks));
        if (cabins.IsEmpty && !byClass && !IsNotEligible) return $"'{folded}' is no cabin";
        Cabins = cabins;
        CabinText = folded;
        Marks = Join(Marks, marks);
        return null;
    }

    /// <summary>"Discount Economy" beside "Economy" is a fare of the cabin.</summary>
    private string? NameFare(Column column, Cell cell, string folded)
    {
        var marks = "";
        if (column.TellsFares && folded.Length > 0 && !CabinWords.IsName(folded)) FareBrands = [CellReader.StripMarks(cell.Printed(), ref marks).Trim()];
        return null;
    }

    /// <summary>A cabin or a label may say where its classes count.</summary>
    private string? ReadBeside(string folded, TableContext context)
    {
        var (market, isUnclear) = context.MarketBeside(folded);
        if (market is { Kind: not MarketKind.Any }) Market ??= market;
        return isUnclear ? $"'{folded}' names a market that was not understood" : null;
    }

    /// <summary>Words without a meaning of their own may name a cabin.</summary>
    private string? ReadLabel(string folded)
    {
        if (Cabins.IsEmpty) Cabins = CabinWords.Find(folded);
        return null;
    }

    private string? ReadCarriers(string text, Column column, TableContext context, RowKeys? above)
    {
        if (text.Length == 0 && above is not null)
        {
            (Carriers, Role) = (above.Carriers, above.Role);
            return null;
        }

        if (CarrierWords.InCell(text, context.Names) is not { } carriers) return $"'{text}' is no carrier that is known";
        (Carriers, Role) = (carriers, column.Role);
        return null;
    }

    private string? ReadMarket(string folded, Cell cell, TableContext context, RowKeys? above)
    {
        var text = cell.Text;
        if (folded.Length == 0)
        {
            Market = above is null ? Market : above.Market;
            return null;
        }

        var market = context.Market(text, folded);
        if (market is null && CabinWords.IsLabel(folded)) return ReadLabel(folded);
        market ??= NamedMarkets.Of(cell.Printed(), text, context);
        if (market is null) return $"'{text}' is no market that is known";
        Market = market;
        return null;
    }

    private string? ReadTiers(string text, string folded, TableContext context, RowKeys? above)
    {
        if (text.Length == 0) Tiers = above is null ? Tiers : above.Tiers;
        else if (TierWords.Read(folded, context.Program) is { } tiers) Tiers = tiers;
        // The lowest level of a program is no tier: its members are those without one.
        else if (above is null && context.Program is { Tiers.IsEmpty: false }) Tiers = new NamedTiers([]);
        else if (context.Program is { Tiers.IsEmpty: true }) Tiers = new NamedTiers([text]);
        else return $"'{text}' is no tier of the program";
        return null;
    }

    private string? ReadBand(string text, string folded, TableContext context)
    {
        if (BandWords.Read(folded) is { } band) Band = band;
        else if (context.Market(text, folded) is { } market) Market = market;
        else return $"'{folded}' is no distance band";
        return null;
    }

    private string? ReadBrand(string text, string folded)
    {
        if (folded.Length == 0) return "no fare brand is named";
        var marks = "";
        if (BrandWords.MayList(text) && BrandWords.List(text) is { Length: > 1 } several)
        {
            for (var i = 0; i < several.Length; i++) several[i] = CellReader.StripMarks(several[i], ref marks).Trim();
            FareBrands = [.. several];
            Marks = Join(Marks, marks);
            return null;
        }

        text = BrandWords.WithoutFares(CellReader.StripMarks(text, ref marks).Trim());
        Marks = Join(Marks, marks);
        if (CabinWords.Find(folded) is [_] cabin)
        {
            Cabins = cabin;
            if (BrandWords.IsBrand(folded) || !CabinWords.IsLabel(folded)) FareBrands = [text];
            return null;
        }

        FareBrands = [.. BrandWords.List(text)];
        return null;
    }

    private string? ReadCard(string text, string folded)
    {
        if (folded.Length > 0 && folded is not ("-" or "none")) Card = text;
        return null;
    }

    private string? ReadStock(string text, string folded, TableContext context)
    {
        if (text.Length == 0 || folded is "any" or "all" or "-") return null;
        var condition = "Tickets " + text;
        Stock = TicketWords.Read(condition, Phrase.Fold(condition), context.Names);
        return Stock is null ? $"'{text}' is no ticket condition that is known" : null;
    }

    private string? ReadEarningMode(string folded)
    {
        if (folded is not ("" or "-" or "any" or "all")) EarningMode = folded;
        return null;
    }

    private string? ReadMinimum(string text, Column column)
    {
        // "Minimum 250 points": yes or no.
        if (AnswerColumns.IsAnswer(text))
        {
            if (Quantities.In(Phrase.Fold(column.Header), []) is not [{ IsPercent: false } said]) return $"'{column.Header}' does not say how much the minimum is";
            Minimum = AnswerColumns.IsYes(text) ? said.Value : null;
            return null;
        }

        var value = CellReader.Value(text);
        if (value.EarnsNothing) return null;
        if (value.Kind != ValueKind.Number) return $"'{text}' is no minimum";
        Minimum = value.Amount;
        return null;
    }

    private string? ReadCap(string text, Column column)
    {
        var value = CellReader.Value(text);
        if (value.EarnsNothing) return null;
        if (value.Kind != ValueKind.Number) return $"'{text}' is no cap";
        Caps = Caps.Add((value.Amount, column.Cabins, column.Metric));
        return null;
    }

    private string? ReadDay(string folded, bool isFrom, TableContext context)
    {
        if (folded.Length == 0 || folded is "-" or "–") return null;
        if (DatePhrases.Find(folded, context.YearOf) is not [{ Problem: null } date]) return $"'{folded}' is no date";
        var known = Validity ?? default;
        Validity = isFrom ? known with { From = date.Date } : known with { Until = date.Date };
        return null;
    }

    private static string Join(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : a + " " + b;
}
