using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Lines one under the other that say who earns what become a table, which is read like any other. Lines of one kind make one table; a
/// line among them that lists classes and is not understood is a row that nobody can read.
/// </summary>
internal sealed partial class LineCharts
{
    private static readonly System.Buffers.SearchValues<string> Amounts = System.Buffers.SearchValues.Create(["%", " per", "(per", "/per", "mile", "point", "avios", "km"], StringComparison.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<string> ClauseEnds = System.Buffers.SearchValues.Create([". ", "; "], StringComparison.Ordinal);

    private static readonly string[] Between = [" • ", "; ", " | "];

    // Text files break their lines about here, and nobody breaks a list's item.
    private const int WrappedAt = 66;

    private const decimal LeastShare = 0.1m;

    private static readonly Phrases LimitWords = new("minimum", "min", "maximum", "max", "at least", "at most");

    private static readonly Phrases MileWords = new("miles", "mileage", "avios", "reward points", "award points", "redeemable points");

    private static readonly Phrases OfFlights = new("flight", "flights", "fare", "fares", "ticket", "tickets", "airfare", "flying");

    // Only flights bring these.
    private static readonly Phrases FlightBonus = new("elite bonus", "tier bonus", "status bonus", "mileage bonus", "miles flown", "base miles");

    private static readonly Phrases StatusBonus = new("elite bonus", "tier bonus", "status bonus", "mileage bonus", "miles flown", "base miles", "bonus miles", "bonus award miles", "bonus points", "bonus avios", "bonus on all fares", "bonuses on all fares", "bonus on flights", "bonus on all flights");

    private readonly LineContext _context;
    private readonly List<(Table Table, string? Lead)> _tables = [];
    private readonly List<string> _before = [];
    private readonly List<Listed> _rows = [];
    private readonly SpokenAmounts _spoken;
    private readonly List<string> _unused = [];
    private string? _cabin;

    // The last line, where it lists classes and is not understood: it may be the first of a chart.
    private string? _unknown;
    private bool _namesTiers;
    private string? _asked;
    private ChartLine? _known;

    private LineCharts(LineContext context) => (_context, _spoken) = (context, new SpokenAmounts(context.Program, context.Names) { IsToEveryone = () => !context.NamesTier(_before) });

    /// <summary>A row with where it was found.</summary>
    /// <param name="IsSpoken">In a sentence, whose other words may be about anything.</param>
    private sealed record Listed(string? Cabin, ChartLine Row, string Text, SpokenCarriers? Carriers = null, bool IsSpoken = false);

    /// <summary>The tables in some lines, each with the line that heads it; null when there is none.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="context">What stands above them.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static List<(Table Table, string? Lead)>? Read(List<string> lines, LineContext context, out List<string> rest)
    {
        rest = lines;
        if (!lines.Exists(NamesAmount)) return null;
        var charts = new LineCharts(context);
        for (var i = 0; i < lines.Count; i++)
        {
            if (charts.Prose(lines, i) is var used and > 0) i += used - 1;
            else charts.Add(lines[i]);
        }

        charts.Close();
        if (charts._tables.Count == 0) return null;
        rest = charts._unused;
        return charts._tables;
    }

    // "Flights of less than 400 miles are credited with 400 miles" is a minimum.
    private static bool MayHoldAmount(string line) =>
        line.Length <= 2 * ChartLine.Longest && NamesAmount(line) && (!line.Contains("than", StringComparison.OrdinalIgnoreCase) || Outline.MinimumWords.Read(Phrase.Fold(line)) is null);

    private static bool NamesAmount(string line) =>
        line.AsSpan().ContainsAnyInRange('0', '9') && (CountsSomething(line) || IsMultiple(line) || (line.AsSpan().ContainsAny(Amounts) && LineValue.SaysNothing(line)));

    /// <summary>Whether some number is followed by what is counted, in the same clause or in the line below.</summary>
    private static bool CountsSomething(string line)
    {
        if (!line.AsSpan().ContainsAny(Amounts)) return false;
        for (var at = line.AsSpan().IndexOfAnyInRange('0', '9'); at >= 0 && at < line.Length;)
        {
            while (at < line.Length && (char.IsAsciiDigit(line[at]) || (line[at] is '.' or ',' && at + 1 < line.Length && char.IsAsciiDigit(line[at + 1])))) at++;
            var clause = line.AsSpan(at);
            var end = clause.IndexOfAny(ClauseEnds);
            if ((end < 0 && line.Length >= WrappedAt) || (end < 0 ? clause : clause[..end]).ContainsAny(Amounts)) return true;
            var next = clause.IndexOfAnyInRange('0', '9');
            if (next < 0) return false;
            at += next;
        }

        return false;
    }

    /// <summary>Whether a number stands beside the sign of a product: "7x", "x 1.5".</summary>
    private static bool IsMultiple(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOfAny('x', 'X', '×') is >= 0 and var next; at++)
        {
            at += next;
            if (line[..at].TrimEnd(' ') is [.., >= '0' and <= '9'] || line[(at + 1)..].TrimStart(' ') is [>= '0' and <= '9', ..]) return true;
        }

        return false;
    }

    private void Add(string line)
    {
        if (MayHoldAmount(line) && (Known(line) ?? Brand(line)) is { } row)
        {
            if (_rows.Count == 0 && row.Key.Kind == ColumnKind.Classes && _before is [.., var first] && ReferenceEquals(first, _unknown))
            {
                _before.RemoveAt(_before.Count - 1);
                _unused.Remove(first);
                _rows.Add(Unread(first, row));
            }

            Add(new Listed(_cabin, row, line));
            return;
        }

        if (Several(line) is { } several)
        {
            foreach (var part in several) Add(part);
            return;
        }

        if (IsCabin(line))
        {
            _cabin = line;
            _unused.Add(line);
            return;
        }

        var mayBeRow = ListsClasses(line);
        if (_rows.Count > 0 && _rows[0].Row.Key.Kind == ColumnKind.Classes && mayBeRow)
        {
            _rows.Add(Unread(line, _rows[0].Row));
            return;
        }

        Close();
        _cabin = null;
        _unknown = mayBeRow && line.Contains('%', StringComparison.Ordinal) && !line.EndsWith(':') ? line : null;
        _before.Add(line);
        _unused.Add(line);
    }

    /// <summary>Whether a line lists classes beside a number, as a row of a chart does.</summary>
    public static bool ListsClasses(string line) => line.Length <= ChartLine.Longest && line.AsSpan().ContainsAnyInRange('0', '9') && ClassesInside().IsMatch(line);

    /// <summary>A line among lines of classes that lists some and is not understood.</summary>
    private Listed Unread(string line, ChartLine like) => new(_cabin, like with { Key = new LineKey(ColumnKind.Classes, line), Value = like.Value with { Text = "?" } }, line);

    private void Add(Listed row)
    {
        if (_rows.Count > 0 && !IsSame(_rows[^1], row)) Close();
        _rows.Add(row);
    }

    /// <summary>
    /// A paragraph of sentences of which some say who earns what, over several lines where it is wrapped. It stays a note: what else it says
    /// counts as ever.
    /// </summary>
    /// <returns>How many lines it takes; 0 where it is no such paragraph.</returns>
    private int Prose(List<string> lines, int at)
    {
        var text = lines[at];
        if (text.Length < 30 || Known(text) is not null) return 0;
        // A row, or several with a mark between them, is no sentence: what is not understood of it is asked about.
        if (text.Contains('%', StringComparison.Ordinal) && text.Contains('(', StringComparison.Ordinal) && (RowLike().IsMatch(text) || Several(text) is not null)) return 0;
        var said = Sentences(text, out var amounts);
        var count = 1;
        for (var last = at; last + 1 < lines.Count && last < at + 12 && lines[last].Length >= WrappedAt && lines[last][^1] is not ('.' or ':' or ';' or '!' or '?'); last++)
        {
            text += " " + lines[last + 1];
            if (Sentences(text, out var more) is var longer && more > amounts) (said, amounts, count) = (longer, more, last + 2 - at);
        }

        if (amounts == 0) return 0;
        _namesTiers = said.Exists(sentence => sentence.Rows?.Exists(IsOfTier) == true);
        foreach (var (sentence, rows) in said)
        {
            if (rows is not null && sentence.StartsWith("Then ", StringComparison.Ordinal) && !IsSince(text[..text.IndexOf(sentence, StringComparison.Ordinal)])) continue;
            foreach (var row in rows ?? []) Add(new Listed(row.Cabin, row.Line, sentence, row.Carriers, IsSpoken: true));
            if (rows is null && _rows.Count == 0) _before.Add(sentence);
        }

        for (var line = at; line < at + count; line++) _unused.Add(lines[line]);
        return count;
    }

    /// <summary>"Then" is the day of which the sentences before speak, where they name one and no other.</summary>
    private bool IsSince(string before)
    {
        if (DatePhrases.Find(Phrase.Fold(before)) is not [{ Problem: null, Date: var day }] || DatePhrases.ReadValidity(Phrase.Fold(before), null, out _) is not { From: not null, Until: null }) return false;
        Close();
        _before.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"From {day:d MMMM yyyy}"));
        return true;
    }

    private List<(string Text, List<SpokenRow>? Rows)> Sentences(string text, out int amounts)
    {
        _spoken.EndParagraph();
        var sentences = Phrase.Sentences(text).Select(sentence => (Text: sentence, Rows: _spoken.Read(sentence))).ToList();
        amounts = sentences.Sum(sentence => sentence.Rows?.Count ?? 0);
        return sentences;
    }

    /// <summary>"First (F, A): 150% • Business (J, C): 125%".</summary>
    private string[]? Several(string line)
    {
        if (line.Length > 2 * ChartLine.Longest || line.AsSpan().IndexOfAny('•', ';', '|') < 0) return null;
        var parts = line.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, part => MayHoldAmount(part) && Known(part) is not null) ? parts : null;
    }

    /// <summary>A line is asked about as a paragraph and then as a row.</summary>
    private ChartLine? Known(string line)
    {
        if (!ReferenceEquals(line, _asked)) (_asked, _known) = (line, ChartLine.Read(line, _context.Program, _context.Names, brands: false, _context.IsStatusBonus(_before)));
        return _known;
    }

    private ChartLine? Brand(string line) => LineKey.BooksFare(line) || _context.SpeaksOfFares([.. _before, line]) ? ChartLine.Read(line, _context.Program, _context.Names, brands: true) : null;

    private bool IsSame(Listed one, Listed other) =>
        one.Row.Key.Kind == other.Row.Key.Kind && Kind(one.Row.Value) == Kind(other.Row.Value) && one.Cabin is null == other.Cabin is null && Metric(one.Row.Value) == Metric(other.Row.Value)
        && one.IsSpoken == other.IsSpoken && one.Carriers is null == other.Carriers is null && one.Carriers?.IsOperating == other.Carriers?.IsOperating;

    private static (LineMeasure, bool) Kind(LineValue value) => (value.Measure == LineMeasure.Nothing ? LineMeasure.Share : value.Measure, value.IsBonus);

    private string? Metric(LineValue value) => value.Text.Length == 0 ? null : MetricWords.Named(value.Text, Phrase.Fold(value.Text), _context.Program);

    private void Close()
    {
        if (_rows.Count == 0) return;
        var lead = Lead();
        if (IsChart(lead))
        {
            _tables.Add((ToTable(lead), lead));
            if (lead is not null) _unused.Remove(_before[^1]);
        }
        else
        {
            foreach (var row in _rows)
            {
                if (!row.IsSpoken) _unused.Add(row.Text);
            }
        }

        _rows.Clear();
    }

    /// <summary>The line that heads the rows, with the one above it that says from when.</summary>
    private string? Lead()
    {
        if (_before.Count == 0 || !IsLead(_before[^1])) return null;
        var last = _before[^1];
        return _before.Count > 1 && IsLead(_before[^2]) && IsDated(_before[^2]) && !IsDated(last) ? $"{_before[^2]} · {last}" : last;
    }

    private static bool IsDated(string text) => DatePhrases.ReadValidity(Phrase.Fold(text), null, out _) is not null;

    /// <summary>Whether the words around the lines let them be what flights earn.</summary>
    private bool IsChart(string? lead)
    {
        var first = _rows[0].Row;
        if (!_context.IsOfAirline) return false;
        if (_rows[0].IsSpoken && !IsSpokenChart()) return false;
        if (first.Key.Kind == ColumnKind.Classes)
            return first.Value.Measure is LineMeasure.Share or LineMeasure.Nothing || (!_context.IsAside(_before) && _context.SpeaksOfEarning(_before));
        if (_context.IsAside(_before)) return false;
        if (first.Value.Measure == LineMeasure.Times && _context.Currency(lead) is null) return false;
        return first.Key.Kind switch
        {
            ColumnKind.Tier => (_context.SpeaksOfFlights([.. _before, .. _rows.Select(row => row.Text)]) || _rows.TrueForAll(row => row.IsSpoken && FlightBonus.In(Phrase.Fold(row.Text)))) && (!first.Value.IsBonus || _rows.Count > 1 || _rows[0].IsSpoken),
            // Of a few hundredths, and of fares, they are more likely shares of the price.
            ColumnKind.FareBrand => _rows.Count > 1 && !(IsOfShares(first) && _rows.TrueForAll(row => CellReader.Value(row.Row.Value.Text) is not { Kind: ValueKind.Percent or ValueKind.PerMile, Amount: >= LeastShare })) && _context.SpeaksOfEarning([.. _before, _rows[0].Text]),
            ColumnKind.Cabin => _rows.Count > 1 && _context.SpeaksOfEarning(_before),
            _ => _context.SpeaksOfEarning(_before),
        };
    }

    /// <summary>Sentences speak of much else: their own words or those above must be about earning, and somebody with a tier be among the members.</summary>
    private bool IsSpokenChart() =>
        !_context.IsAside(_before) && (_rows[0].Row.Value.Measure == LineMeasure.Spend || _context.SpeaksOfEarning([.. _before, .. _rows.Select(row => row.Text).Distinct()]) || IsSpokenBonus())
        && (_rows[0].Row.Key.Kind == ColumnKind.Classes || _namesTiers || _rows.Exists(row => !SpokenWords.IsEveryone(row.Row.Key.Text)) || IsRateOfAll());

    /// <summary>"Members earn 5 miles per dollar on our flights": one rate for everyone, on flights. Whether it holds on all of them, a person says.</summary>
    private bool IsRateOfAll() =>
        _rows is [{ IsSpoken: true, Row.Value: { Measure: LineMeasure.Spend, IsBonus: false }, Text: var text }] && OfFlights.In(Phrase.Fold(text));

    /// <summary>"The elite bonus is 25% for Gold and 100% for Platinum": nobody says that it is earned.</summary>
    private bool IsSpokenBonus()
    {
        foreach (var row in _rows)
        {
            if (!row.Row.Value.IsBonus || !StatusBonus.In(Phrase.Fold(row.Text))) return false;
        }

        return !_context.SpeaksOfSpending([.. _before, .. _rows.Select(row => row.Text).Distinct()]);
    }

    private static bool IsOfShares(ChartLine line) => line.Key.Kind == ColumnKind.FareBrand && line.Value.Measure == LineMeasure.Share;

    private static bool IsOfTier(SpokenRow row) => row.Line.Key.Kind == ColumnKind.Tier && !SpokenWords.IsEveryone(row.Line.Key.Text);

    private Table ToTable(string? lead)
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
        return new TableOfFlights(null, [.. rows]) { Problem = (!_namesTiers && IsRateOfAll() && SpokenWords.IsEveryone(first.Key.Text)) || _rows is [{ IsSpoken: false, Row.Value: { Measure: LineMeasure.Spend, IsBonus: false } }] && LineKey.MeansEveryone(first.Key.Text) ? "one rate for everyone stands in a sentence: whether it holds on all flights, it does not say" : null };

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
    private string?[] CarriersOf(Listed row)
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
        var metric = Metric(value);
        if (value.IsBonus) return metric is null ? "Bonus miles" : metric + " bonus";
        // "Accrual" leaves to the section what is counted.
        var counted = metric ?? (lead is not null && MetricWords.NamesRedeemable(Phrase.Fold(lead)) && MetricWords.Named(lead, Phrase.Fold(lead), _context.Program) is null ? "Award miles" : SpeaksOfMiles(value.Text) || (lead is not null && SpeaksOfMiles(lead)) ? "Miles" : "Accrual");
        return value.Measure switch
        {
            LineMeasure.Times => $"{counted} per {_context.Currency(lead)}",
            LineMeasure.Fixed when _rows[0].Row.Key.Kind != ColumnKind.Classes => counted + " per flight",
            _ => counted,
        };
    }

    /// <summary>Miles and the program's own currency are what can be spent; points may be any.</summary>
    private bool SpeaksOfMiles(string text)
    {
        var folded = Phrase.Fold(text);
        return MileWords.In(folded) || (_context.Program is { Currency: { Length: > 0 } } program && Phrase.Has(folded, ProgramWords.Of(program).Currency));
    }

    private static bool IsCabin(string line)
    {
        if (line.Length > 60 || line.AsSpan().ContainsAnyInRange('0', '9')) return false;
        var folded = Phrase.Fold(line);
        var open = folded.IndexOf('(', StringComparison.Ordinal);
        var name = open > 0 ? folded[..open].TrimEnd() : folded;
        return CabinWords.IsLabel(name) && CabinWords.Single(name) is not null;
    }

    /// <summary>A line that may head lines; a sentence or a minimum is a note.</summary>
    private static bool IsLead(string text) => text.Length <= (text.EndsWith(':') ? 140 : 60) && !text.EndsWith('.') && !LimitWords.In(Phrase.Fold(text));

    [GeneratedRegex(@"\([A-Z](?:\s*[,/]\s*[A-Z])+\)\s*[:–—-]\s*\d{1,3}\s?%")]
    private static partial Regex RowLike();

    [GeneratedRegex(@"(?<![A-Za-z'’])[A-Z](?:\s*[,/]\s*|\s+and\s+|\s+&\s+)[A-Z](?![A-Za-z'’])")]
    private static partial Regex ClassesInside();
}
