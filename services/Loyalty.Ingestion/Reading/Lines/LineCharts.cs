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
    private static readonly string[] Between = [" • ", "; ", " | "];

    private static readonly Phrases LimitWords = new("minimum", "min", "maximum", "max", "at least", "at most");

    private readonly LineContext _context;
    private readonly List<(Table Table, string? Lead)> _tables = [];
    private readonly List<string> _before = [];
    private readonly ListedRows _rows;
    private readonly SpokenAmounts _spoken;
    private readonly List<string> _unused = [];
    private string? _cabin;

    // The last line, where it lists classes and is not understood: it may be the first of a chart.
    private string? _unknown;
    private string? _asked;
    private ChartLine? _known;

    private LineCharts(LineContext context) => (_context, _rows, _spoken) = (context, new ListedRows(context), new SpokenAmounts(context.Program, context.Names) { IsToEveryone = () => !context.NamesTier(_before) });

    /// <summary>The tables in some lines, each with the line that heads it; null when there is none.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="context">What stands above them.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static List<(Table Table, string? Lead)>? Read(List<string> lines, LineContext context, out List<string> rest)
    {
        rest = lines;
        if (!lines.Exists(AmountInLine.IsIn)) return null;
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

    private void Add(string line)
    {
        if (AmountInLine.MayBeRow(line) && (Known(line) ?? Brand(line)) is { } row)
        {
            if (_rows.IsEmpty && row.Key.Kind == ColumnKind.Classes && _before is [.., var above] && ReferenceEquals(above, _unknown))
            {
                _before.RemoveAt(_before.Count - 1);
                _unused.Remove(above);
                _rows.Add(Unread(above, row));
            }

            Add(new ListedRow(_cabin, row, line));
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
        if (mayBeRow && _rows.OfClasses is { } first)
        {
            _rows.Add(Unread(line, first));
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
    private ListedRow Unread(string line, ChartLine like) => new(_cabin, like with { Key = new LineKey(ColumnKind.Classes, line), Value = like.Value with { Text = "?" } }, line);

    private void Add(ListedRow row)
    {
        if (_rows.Ends(row)) Close();
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
        for (var last = at; last + 1 < lines.Count && last < at + 12 && lines[last].Length >= AmountInLine.WrappedAt && lines[last][^1] is not ('.' or ':' or ';' or '!' or '?'); last++)
        {
            text += " " + lines[last + 1];
            if (Sentences(text, out var more) is var longer && more > amounts) (said, amounts, count) = (longer, more, last + 2 - at);
        }

        if (amounts == 0) return 0;
        _rows.NamesTiers = said.Exists(sentence => sentence.Rows?.Exists(row => row.Line.Key.Kind == ColumnKind.Tier && !SpokenWords.IsEveryone(row.Line.Key.Text)) == true);
        foreach (var (sentence, rows) in said)
        {
            if (rows is not null && sentence.StartsWith("Then ", StringComparison.Ordinal) && !IsSince(text[..text.IndexOf(sentence, StringComparison.Ordinal)])) continue;
            foreach (var row in rows ?? []) Add(new ListedRow(row.Cabin, row.Line, sentence, row.Carriers, IsSpoken: true));
            if (rows is null && _rows.IsEmpty) _before.Add(sentence);
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
        return parts.Length > 1 && Array.TrueForAll(parts, part => AmountInLine.MayBeRow(part) && Known(part) is not null) ? parts : null;
    }

    /// <summary>A line is asked about as a paragraph and then as a row.</summary>
    private ChartLine? Known(string line)
    {
        if (!ReferenceEquals(line, _asked)) (_asked, _known) = (line, ChartLine.Read(line, _context.Program, _context.Names, brands: false, _context.IsStatusBonus(_before)));
        return _known;
    }

    private ChartLine? Brand(string line) => LineKey.BooksFare(line) || _context.SpeaksOfFares([.. _before, line]) ? ChartLine.Read(line, _context.Program, _context.Names, brands: true) : null;

    private void Close()
    {
        if (_rows.IsEmpty) return;
        var lead = Lead();
        if (_rows.IsChart(lead, _before))
        {
            _tables.Add((_rows.ToTable(lead), lead));
            if (lead is not null) _unused.Remove(_before[^1]);
        }
        else
        {
            _unused.AddRange(_rows.Lines);
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
