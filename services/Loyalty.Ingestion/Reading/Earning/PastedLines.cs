using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// A chart that copy and paste made lines: "Y, B, M 100%", or a label, its classes and its rate on lines of their own. The lines become
/// a table again, which is then read like any other.
/// </summary>
internal static class PastedLines
{
    private enum LineKind { Other, Header, Label, Classes, Value, Row }

    private static readonly System.Buffers.SearchValues<char> Boundaries = System.Buffers.SearchValues.Create(" \t:=–-|");

    private static readonly System.Buffers.SearchValues<string> Refusing = System.Buffers.SearchValues.Create(["eligible", "no "], StringComparison.OrdinalIgnoreCase);

    private static readonly Phrases LimitWords = new("minimum", "min", "maximum", "max", "at least", "at most");

    private readonly record struct Line(LineKind Kind, string Text, string Label, string Classes, string Value);

    /// <summary>The tables in some lines, each with the line that headed it; null when the lines hold no chart.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static List<(Table Table, string? Lead)>? Read(List<string> lines, out List<string> rest)
    {
        List<string> unused = [];
        rest = unused;
        if (!MayHoldChart(lines)) return null;
        List<(Table, string?)> tables = [];
        List<ImmutableArray<Cell>> rows = [];
        string? lead = null;
        string? pendingLead = null;
        var label = "";
        var classes = "";
        var between = "";
        var valueHeader = "Miles";
        var afterRow = false;
        string? unknown = null;
        for (var at = 0; at < lines.Count; at++)
        {
            var text = lines[at];
            var line = Classify(text);
            // "No accrual" over "O I X N 0%" heads those that earn nothing.
            if (afterRow && line.Kind == LineKind.Value && at + 1 < lines.Count && CellReader.Value(line.Value).Kind == ValueKind.NotEligible && !char.IsAsciiDigit(text[0]) && EarnsNothing(Classify(lines[at + 1])))
                line = line with { Kind = LineKind.Label };
            var isSecond = afterRow && line.Kind == LineKind.Value && rows.Count > 1;
            afterRow = isSecond;
            switch (line.Kind)
            {
                // A second amount: which of them counts what, no line says.
                case LineKind.Value when isSecond:
                    rows[^1] = rows[^1].SetItem(2, rows[^1][2] with { Text = $"{rows[^1][2].Text} / {line.Value}" });
                    break;
                case LineKind.Row:
                    // What lists classes and a rate right above the first row is one too, which nobody understood.
                    if (rows.Count == 0 && unused is [.., var above] && ReferenceEquals(above, unknown))
                    {
                        unused.RemoveAt(unused.Count - 1);
                        pendingLead = null;
                        Row("", above, "");
                    }

                    Row(line.Label.Length > 0 ? line.Label : label, line.Classes, line.Value);
                    break;
                case LineKind.Label:
                    Unfinished();
                    label = line.Text;
                    break;
                case LineKind.Classes:
                    Unfinished();
                    classes = line.Text;
                    break;
                case LineKind.Value when classes.Length > 0 || (between.Length > 0 && label.Length > 0):
                    Row(label, classes.Length > 0 ? classes : between, line.Value);
                    break;
                case LineKind.Header:
                    Unfinished();
                    if (IsValueHeader(text)) valueHeader = text;
                    break;
                default:
                    if (label.Length > 0 && classes.Length == 0 && rows.Count > 0 && text.Length <= 30 && between.Length == 0)
                    {
                        between = text;
                        break;
                    }

                    Unfinished();
                    if (rows.Count > 0) Close();
                    label = "";
                    unused.Add(text);
                    pendingLead = Lead(text);
                    unknown = text.Contains('%', StringComparison.Ordinal) && !text.EndsWith(':') && LineCharts.ListsClasses(text) ? text : null;
                    break;
            }
        }

        Unfinished();
        Close();
        return tables.Count > 0 ? tables : null;

        void Row(string cabin, string letters, string value)
        {
            if (rows.Count == 0)
            {
                rows.Add([new Cell("Cabin", true, 0), new Cell("Booking class", true, 1), new Cell(valueHeader, true, 2)]);
                lead = pendingLead;
            }

            var origin = rows.Count * 1000;
            rows.Add([new Cell(cabin, false, origin), new Cell(letters, false, origin + 1), new Cell(value, false, origin + 2)]);
            afterRow = value.Length > 0;
            classes = "";
            between = "";
        }

        void Unfinished()
        {
            // Classes without a rate, inside a chart, are a row that nobody understood.
            if (classes.Length > 0 && rows.Count > 0) Row(label, classes, "");
            classes = "";
            if (between.Length > 0)
            {
                // No rate followed: it was no row but a line that heads what comes.
                if (rows.Count > 0) Close();
                unused.Add(between);
                pendingLead = Lead(between);
                label = "";
            }

            between = "";
        }

        void Close()
        {
            if (rows.Count > 1)
            {
                tables.Add((new Table(null, [.. rows]), lead));
                if (lead is not null) unused.Remove(lead);
            }

            rows = [];
            lead = null;
        }
    }

    /// <summary>A line that may head a table; a sentence or a minimum is a note.</summary>
    private static string? Lead(string text) => text.Length <= 60 && !text.EndsWith('.') && !LimitWords.In(Phrase.Fold(text)) ? text : null;

    private static bool MayHoldChart(List<string> lines)
    {
        var candidates = 0;
        foreach (var line in lines)
        {
            if (MayHoldValue(line)) candidates++;
        }

        if (candidates == 0) return false;
        var lists = 0;
        foreach (var line in lines)
        {
            if (line.Length > 90 || !MayList(line)) continue;
            var kind = Classify(line, asksForValue: false).Kind;
            if (kind is LineKind.Row) return true;
            if (kind is LineKind.Classes) lists++;
        }

        // Values alone are none of a chart: where nothing lists classes, no line is asked for one.
        return lists > 0 && lines.Exists(line => line.Length <= 90 && Classify(line).Kind is LineKind.Value);
    }

    /// <summary>A first word that is no part of a list of classes is none in the line either. What else than letters stands in it, only all of the line explains.</summary>
    private static bool MayList(string line)
    {
        var end = 0;
        while (end < line.Length && char.IsLetter(line[end])) end++;
        return end < 2 || end == line.Length || !Boundaries.Contains(line[end]) || ClassList.Read(line[..end]).Problem is null;
    }

    private static bool MayHoldValue(string line) =>
        line.Length <= 90 && (line.AsSpan().ContainsAnyInRange('0', '9') || line.AsSpan().ContainsAny(Refusing));

    private static Line Classify(string text, bool asksForValue = true)
    {
        if (text.Length > 90) return new Line(LineKind.Other, text, "", "", "");
        var folded = Phrase.Fold(text);
        if (IsHeader(folded)) return new Line(LineKind.Header, text, "", "", "");
        var list = ClassList.Read(text);
        if (list is { IsRead: true, Classes.IsEmpty: false }) return new Line(LineKind.Classes, text, list.Label, text, "");
        if (CabinWords.IsLabel(WithoutBrackets(folded))) return new Line(LineKind.Label, text, text, "", "");
        if (Split(text) is { } row) return row;
        if (!asksForValue) return new Line(LineKind.Other, text, "", "", "");
        var reading = CellReader.Read(text);
        return reading.Problem is null && IsValue(reading.Value.Kind) ? new Line(LineKind.Value, text, "", "", text) : new Line(LineKind.Other, text, "", "", "");
    }

    /// <summary>A whole row on one line: a label, classes, and an amount at its end.</summary>
    private static Line? Split(string text)
    {
        if (!MayHoldValue(text) || !MayBeginWithClasses(text)) return null;
        for (var at = Math.Min(text.Length - 1, ClassList.Read(text).EndsBefore); at > 0; at--)
        {
            if (!Boundaries.Contains(text[at])) continue;
            var left = text[..at].TrimEnd(' ', ':', '=', '-', '–', '|');
            var right = text[(at + 1)..].TrimStart(' ', ':', '=', '-', '–', '|', '>', '\t');
            if (left.Length == 0 || right.Length == 0 || IsInsideNumber(text, at)) continue;
            // "I, X not eligible": the classes reach as far as they can.
            if (!char.IsAsciiDigit(right[0]) && !char.IsLetter(right[0])) continue;
            var list = ClassList.Read(left);
            if (list is not { IsRead: true }) continue;
            var reading = CellReader.Read(right);
            if (reading.Problem is not null || !IsValue(reading.Value.Kind)) continue;
            return new Line(LineKind.Row, text, list.Label, left, right);
        }

        return null;
    }

    /// <summary>"1 500 points" is one amount.</summary>
    private static bool IsInsideNumber(string text, int at) =>
        text[at] == ' ' && char.IsAsciiDigit(text[at - 1]) && at + 3 < text.Length && !text.AsSpan(at + 1, 3).ContainsAnyExceptInRange('0', '9') && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4]));

    /// <summary>A first word that is no part of a list of classes is none in any longer beginning of the line either.</summary>
    private static bool MayBeginWithClasses(string text)
    {
        var end = text.AsSpan().IndexOfAny(Boundaries);
        return end <= 0 || text.AsSpan(0, end).Contains('—') || ClassList.Read(text[..end]).Problem is null;
    }

    private static bool EarnsNothing(Line line) => line.Kind == LineKind.Row && CellReader.Value(line.Value) is { Kind: ValueKind.NotEligible or ValueKind.Dash } or { Kind: ValueKind.Percent, Amount: 0 };

    private static bool IsValue(ValueKind kind) => kind is ValueKind.Percent or ValueKind.NotEligible or ValueKind.PerMile or ValueKind.PerCurrency or ValueKind.Number or ValueKind.Dash;

    private static bool IsHeader(string folded) =>
        folded is "booking class" or "booking classes" or "fare class" or "fare classes" or "class" or "classes" or "cabin" or "cabin class" or "fare category"
            or "fare categories" or "miles" or "mileage" or "miles earned" or "mileage accrual" or "accrual rate" or "rate" or "% of miles" or "percentage" or "booking code"
            or "% of distance" or "% of miles flown" or "fare type" or "service class" or "earning rate" or "boarding class" or "travel class" or "class of service"
            or "percentage of miles" or "percentage of distance" or "percentage of miles flown" or "accrual" or "points" or "award miles" or "rbd"
        || (Phrase.HasAny(folded, "rate", "percentage", "accrual", "miles") && Phrase.HasAny(folded, "class", "cabin", "classes") && !folded.AsSpan().ContainsAnyInRange('0', '9') && folded.Length <= 80);

    private static bool IsValueHeader(string text)
    {
        var folded = Phrase.Fold(text);
        return Phrase.HasAny(folded, "miles", "mileage", "rate", "percentage", "points", "accrual") || folded.Contains('%', StringComparison.Ordinal);
    }

    private static string WithoutBrackets(string folded)
    {
        var open = folded.IndexOf('(', StringComparison.Ordinal);
        return open > 0 ? folded[..open].TrimEnd() : folded;
    }
}
