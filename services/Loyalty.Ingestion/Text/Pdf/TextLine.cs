using System.Text;
using UglyToad.PdfPig.Content;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>A run of text with no column gap inside.</summary>
readonly record struct Segment(string Text, double Left, double Right)
{
    /// <summary>Where its words begin behind the first, and where the word before each ends.</summary>
    public IReadOnlyList<(double Left, double Before)> Words { get; init; } = [];

    public bool Overlaps(double left, double right) => Math.Min(Right, right) - Math.Max(Left, left) > 0;
}

/// <summary>Letters that stand on one line, as runs of text set apart by gaps as wide as columns are.</summary>
sealed record TextLine(IReadOnlyList<Segment> Segments, double Baseline, double Size, bool Bold)
{
    const double WordGap = 0.18;
    const double ColumnGap = 1.1;

    public string Text => string.Join(' ', Segments.Select(segment => segment.Text));
    public double Left => Segments[0].Left;
    public double Right => Segments[^1].Right;

    /// <summary>The lines of some letters, from the top of the page.</summary>
    public static List<TextLine> Of(IEnumerable<Letter> letters)
    {
        List<TextLine> lines = [];
        List<Letter> open = [];
        (double Bottom, double Top, double Size) anchor = default;
        foreach (var letter in letters.OrderByDescending(letter => letter.StartBaseLine.Y))
        {
            var (bottom, top) = Core(letter);
            var shared = Math.Min(top, anchor.Top) - Math.Max(bottom, anchor.Bottom);
            if (open.Count > 0 && shared < 0.5 * Math.Min(top - bottom, anchor.Top - anchor.Bottom))
            {
                lines.AddIfAny(Build(open));
                open = [];
            }
            // The largest letter says where the line is: a footnote mark that stands higher comes first but counts less.
            if (open.Count == 0 || letter.PointSize > anchor.Size)
                anchor = (bottom, top, letter.PointSize);
            open.Add(letter);
        }
        if (open.Count > 0)
            lines.AddIfAny(Build(open));
        return lines;
    }

    static (double Bottom, double Top) Core(Letter letter) =>
        (letter.StartBaseLine.Y, letter.StartBaseLine.Y + 0.6 * Math.Max(letter.PointSize, 1));

    static TextLine? Build(List<Letter> letters)
    {
        letters.Sort((a, b) => a.StartBaseLine.X.CompareTo(b.StartBaseLine.X));
        var size = letters.Max(letter => letter.PointSize);
        var baseline = letters.Where(letter => letter.PointSize > 0.9 * size).Average(letter => letter.StartBaseLine.Y);
        var writer = new SegmentWriter();
        int bold = 0, all = 0;
        Letter? last = null;
        foreach (var letter in letters)
        {
            if (string.IsNullOrWhiteSpace(letter.Value))
            {
                writer.Space();
                continue;
            }
            // Bold that is made by printing twice.
            if (last is not null && last.Value == letter.Value && Math.Abs(last.StartBaseLine.X - letter.StartBaseLine.X) < 0.1 * letter.PointSize)
                continue;
            var gap = last is null ? 0 : letter.StartBaseLine.X - last.EndBaseLine.X;
            if (gap > ColumnGap * size)
                writer.EndSegment();
            else if (gap > WordGap * letter.PointSize)
                writer.Space();
            writer.Add(letter, isMark: letter.PointSize < 0.8 * size && letter.StartBaseLine.Y > baseline + 0.15 * size);
            bold += IsBold(letter) ? 1 : 0;
            all++;
            last = letter;
        }
        writer.EndSegment();
        return writer.Segments.Count == 0 ? null : new TextLine(writer.Segments, baseline, size, bold == all);
    }

    static bool IsBold(Letter letter) =>
        letter.FontDetails.IsBold || letter.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true;

    sealed class SegmentWriter
    {
        readonly FoldedText _text = new();
        readonly StringBuilder _mark = new();
        List<(double Left, double Before)> _words = [];
        double _left;
        double _right;
        bool _spaced;

        public List<Segment> Segments { get; } = [];

        public void Space()
        {
            EndMark();
            _text.Space();
            _spaced = true;
        }

        public void Add(Letter letter, bool isMark)
        {
            if (_text.IsEmpty && _mark.Length == 0)
                _left = letter.StartBaseLine.X;
            else if (_spaced && !isMark)
                _words.Add((letter.StartBaseLine.X, _right));
            _spaced = false;
            _right = Math.Max(letter.EndBaseLine.X, letter.StartBaseLine.X);
            if (isMark)
            {
                _mark.Append(letter.Value);
                return;
            }
            EndMark();
            _text.Append(letter.Value);
        }

        public void EndSegment()
        {
            EndMark();
            if (!_text.IsEmpty)
            {
                Segments.Add(new Segment(_text.Take(), _left, _right) { Words = _words });
                _words = [];
            }
            _words.Clear();
            _spaced = false;
            _text.Clear();
        }

        void EndMark()
        {
            if (_mark.Length == 0)
                return;
            _text.AppendMark(_mark.ToString());
            _mark.Clear();
        }
    }
}

static class TextLineList
{
    public static void AddIfAny(this List<TextLine> lines, TextLine? line)
    {
        if (line is not null)
            lines.Add(line);
    }
}
