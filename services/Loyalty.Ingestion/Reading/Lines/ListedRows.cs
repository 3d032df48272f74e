using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>A row with where it was found.</summary>
/// <param name="IsSpoken">In a sentence, whose other words may be about anything.</param>
internal sealed record ListedRow(string? Cabin, ChartLine Row, string Text, SpokenCarriers? Carriers = null, bool IsSpoken = false);

/// <summary>Rows of one kind that lines say one after the other: whether they are a chart, and the table that they make.</summary>
internal sealed class ListedRows(LineContext context)
{
    private const decimal LeastShare = 0.1m;

    private static readonly Phrases OfFlights = new("flight", "flights", "fare", "fares", "ticket", "tickets", "airfare", "flying");

    // Only flights bring these.
    private static readonly Phrases FlightBonus = new("elite bonus", "tier bonus", "status bonus", "mileage bonus", "miles flown", "base miles");

    private static readonly Phrases StatusBonus = new("elite bonus", "tier bonus", "status bonus", "mileage bonus", "miles flown", "base miles", "bonus miles", "bonus award miles", "bonus points", "bonus avios", "bonus on all fares", "bonuses on all fares", "bonus on flights", "bonus on all flights");

    private static readonly Phrases MileWords = new("miles", "mileage", "avios", "reward points", "award points", "redeemable points");

    private readonly List<ListedRow> _rows = [];

    /// <summary>Whether the sentences that were read last name tiers.</summary>
    public bool NamesTiers { get; set; }

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>The first of rows that are told apart by classes; null of others.</summary>
    public ChartLine? OfClasses => _rows is [{ Row: { Key.Kind: ColumnKind.Classes } first }, ..] ? first : null;

    /// <summary>The lines that are rows, not sentences.</summary>
    public IEnumerable<string> Lines => _rows.Where(row => !row.IsSpoken).Select(row => row.Text);

    /// <summary>Whether a row is of another kind than those before it.</summary>
    public bool Ends(ListedRow row) => _rows.Count > 0 && !IsSame(_rows[^1], row);

    public void Add(ListedRow row) => _rows.Add(row);

    public void Clear() => _rows.Clear();

    private bool IsSame(ListedRow one, ListedRow other) =>
        one.Row.Key.Kind == other.Row.Key.Kind && Kind(one.Row.Value) == Kind(other.Row.Value) && one.Cabin is null == other.Cabin is null && one.Row.Value.Metric(context.Program) == other.Row.Value.Metric(context.Program)
        && one.IsSpoken == other.IsSpoken && one.Carriers is null == other.Carriers is null && one.Carriers?.IsOperating == other.Carriers?.IsOperating;

    private static (LineMeasure, bool) Kind(LineValue value) => (value.Measure == LineMeasure.Nothing ? LineMeasure.Share : value.Measure, value.IsBonus);

    /// <summary>Whether the words around the lines let them be what flights earn.</summary>
    public bool IsChart(string? lead, List<string> before)
    {
        var first = _rows[0].Row;
        if (!context.IsOfAirline) return false;
        if (_rows[0].IsSpoken && !IsSpokenChart(before)) return false;
        if (first.Key.Kind == ColumnKind.Classes)
            return first.Value.Measure is LineMeasure.Share or LineMeasure.Nothing || (!context.IsAside(before) && context.SpeaksOfEarning(before));
        if (context.IsAside(before)) return false;
        if (first.Value.Measure == LineMeasure.Times && context.Currency(lead) is null) return false;
        return first.Key.Kind switch
        {
            ColumnKind.Tier => (context.SpeaksOfFlights([.. before, .. _rows.Select(row => row.Text)]) || _rows.TrueForAll(row => row.IsSpoken && FlightBonus.In(Phrase.Fold(row.Text)))) && (!first.Value.IsBonus || _rows.Count > 1 || _rows[0].IsSpoken),
            // Of a few hundredths, and of fares, they are more likely shares of the price.
            ColumnKind.FareBrand => _rows.Count > 1 && !(IsOfShares(first) && _rows.TrueForAll(row => CellReader.Value(row.Row.Value.Text) is not { Kind: ValueKind.Percent or ValueKind.PerMile, Amount: >= LeastShare })) && context.SpeaksOfEarning([.. before, _rows[0].Text]),
            ColumnKind.Cabin => _rows.Count > 1 && context.SpeaksOfEarning(before),
            _ => context.SpeaksOfEarning(before),
        };
    }

    /// <summary>Sentences speak of much else: their own words or those above must be about earning, and somebody with a tier be among the members.</summary>
    private bool IsSpokenChart(List<string> before) =>
        !context.IsAside(before) && (_rows[0].Row.Value.Measure == LineMeasure.Spend || context.SpeaksOfEarning([.. before, .. _rows.Select(row => row.Text).Distinct()]) || IsSpokenBonus(before))
        && (_rows[0].Row.Key.Kind == ColumnKind.Classes || NamesTiers || _rows.Exists(row => !SpokenWords.IsEveryone(row.Row.Key.Text)) || IsRateOfAll());

    /// <summary>"Members earn 5 miles per dollar on our flights": one rate for everyone, on flights. Whether it holds on all of them, a person says.</summary>
    private bool IsRateOfAll() =>
        _rows is [{ IsSpoken: true, Row.Value: { Measure: LineMeasure.Spend, IsBonus: false }, Text: var text }] && OfFlights.In(Phrase.Fold(text));

    /// <summary>"The elite bonus is 25% for Gold and 100% for Platinum": nobody says that it is earned.</summary>
    private bool IsSpokenBonus(List<string> before)
    {
        foreach (var row in _rows)
        {
            if (!row.Row.Value.IsBonus || !StatusBonus.In(Phrase.Fold(row.Text))) return false;
        }

        return !context.SpeaksOfSpending([.. before, .. _rows.Select(row => row.Text).Distinct()]);
    }

    private static bool IsOfShares(ChartLine line) => line.Key.Kind == ColumnKind.FareBrand && line.Value.Measure == LineMeasure.Share;

    public Table ToTable(string? lead)
    {
        var (cabin, first, _, carriers, _) = _rows[0];
        List<ImmutableArray<Cell>> rows = [];
        Add(true, null, cabin is null ? null : "Cabin", carriers is null ? null : carriers.IsOperating ? "Operating airline" : "Airline", HeaderOf(first.Key.Kind), HeaderOf(first.Value, lead));
        foreach (var row in _rows)
        {
            foreach (var codes in CarriersOf(row)) Add(false, row.Carriers?.Printed, row.Cabin, codes, row.Row.Key.Text, row.Row.Value.Text);
        }

        if (_rows.Exists(row => row.Row.Key.IsFare && IsOfShares(row.Row))) return FareShares(HeaderOf(first.Value, lead));
        if (first.Key.Kind != ColumnKind.Tier) return new Table(null, [.. rows]);
        return new TableOfFlights(null, [.. rows]) { Problem = (!NamesTiers && IsRateOfAll() && SpokenWords.IsEveryone(first.Key.Text)) || _rows is [{ IsSpoken: false, Row.Value: { Measure: LineMeasure.Spend, IsBonus: false } }] && LineKey.MeansEveryone(first.Key.Text) ? "one rate for everyone stands in a sentence: whether it holds on all flights, it does not say" : null };

        void Add(bool header, string? printed, string? cabin, string? codes, params ReadOnlySpan<string?> texts)
        {
            var cells = ImmutableArray.CreateBuilder<Cell>(texts.Length + 2);
            var origin = rows.Count * 1000;
            if (cabin is not null) cells.Add(new Cell(cabin, header, origin));
            if (codes is not null) cells.Add(printed is null ? new Cell(codes, header, origin + 1) : new Translation.TranslatedCell(codes, header, origin + 1, printed, null));
            foreach (var text in texts)
            {
                if (text is not null) cells.Add(new Cell(text, header, origin + 1 + cells.Count));
            }

            rows.Add(cells.ToImmutable());
        }
    }

    /// <summary>"Tango fares (within Canada) – 25%": fares by name, some of them with the flights that they are for.</summary>
    private TableOfFlights FareShares(string header)
    {
        var isPlaced = _rows.Exists(row => row.Row.Key.Place is not null);
        List<ImmutableArray<Cell>> rows = [];
        Add(true, "Fare type", "Route", header);
        foreach (var row in _rows) Add(false, row.Row.Key.Text, row.Row.Key.Place ?? "All flights", row.Row.Value.Text);
        return new TableOfFlights(null, [.. rows]) { Problem = "shares stand beside the names of fares: whether they are of the distance, nothing says" };

        void Add(bool header, string fare, string place, string amount)
        {
            var origin = rows.Count * 1000;
            rows.Add(isPlaced ? [new Cell(fare, header, origin), new Cell(place, header, origin + 1), new Cell(amount, header, origin + 2)] : [new Cell(fare, header, origin), new Cell(amount, header, origin + 2)]);
        }
    }

    /// <summary>What holds for all airlines holds for those that other lines name, too.</summary>
    private string?[] CarriersOf(ListedRow row)
    {
        if (row.Carriers is not { } carriers) return [null];
        var named = carriers.IsEvery ? _rows.SelectMany(other => other.Carriers!.Codes).Where(code => code != "*").Distinct().ToList() : [];
        return named.Count == 0 ? [string.Join(", ", carriers.Codes)] : ["*", string.Join(", ", named)];
    }

    private static string HeaderOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Classes => "Booking class",
        ColumnKind.Tier => "Tier",
        ColumnKind.Cabin => "Cabin",
        ColumnKind.Band => "Distance",
        ColumnKind.Market => "Route",
        _ => "Fare type",
    };

    private string HeaderOf(LineValue value, string? lead)
    {
        var metric = value.Metric(context.Program);
        if (value.IsBonus) return metric is null ? "Bonus miles" : metric + " bonus";
        // "Accrual" leaves to the section what is counted.
        var counted = metric ?? (lead is not null && MetricWords.NamesRedeemable(Phrase.Fold(lead)) && MetricWords.Named(lead, Phrase.Fold(lead), context.Program) is null ? "Award miles" : SpeaksOfMiles(value.Text) || (lead is not null && SpeaksOfMiles(lead)) ? "Miles" : "Accrual");
        return value.Measure switch
        {
            LineMeasure.Times => $"{counted} per {context.Currency(lead)}",
            LineMeasure.Fixed when _rows[0].Row.Key.Kind != ColumnKind.Classes => counted + " per flight",
            _ => counted,
        };
    }

    /// <summary>Miles and the program's own currency are what can be spent; points may be any.</summary>
    private bool SpeaksOfMiles(string text)
    {
        var folded = Phrase.Fold(text);
        return MileWords.In(folded) || (context.Program is { Currency: { Length: > 0 } } program && Phrase.Has(folded, ProgramWords.Of(program).Currency));
    }
}
