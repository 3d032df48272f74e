using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// A list of what changed when, behind a chart: "Valid from 15 April 2019", "A: 200% → 150%". The chart has what holds now; the list is its history, and its
/// newest day is the chart's first.
/// </summary>
internal static class ChangeLog
{
    private static readonly System.Buffers.SearchValues<char> ArrowSigns = System.Buffers.SearchValues.Create("→>⇒➔");

    private static readonly Phrases Minimum = new("minimum", "min.", "at least");

    private static readonly string[] Arrows = ["→", "->", "⇒", "➔", "=>"];

    /// <summary>Takes the list out of some lines; the valid time is what its newest day makes of the chart, null where there is no list.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="section">Where they stand: a table may be above them.</param>
    public static Validity? Cut(List<string> lines, Section section)
    {
        for (var at = lines.Count - 1; at >= 0; at--)
        {
            // An item of a list may hold a day with all that changed on it.
            if (!lines[at].Contains('\n', StringComparison.Ordinal) || lines[at].AsSpan().IndexOfAny(ArrowSigns) < 0) continue;
            var parts = lines[at].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!Array.Exists(parts, IsEntry) || Day(parts[0]) is null) continue;
            lines.RemoveAt(at);
            lines.InsertRange(at, parts);
        }

        var first = lines.FindIndex(IsEntry);
        if (first < 0) return null;
        var start = first;
        while (start > 0 && first - start < 3 && Day(lines[start]) is null) start--;
        // Rows that change from a day on, with nothing above them, are a chart.
        if (Day(lines[start]) is null || !(section.HoldsTables || lines.GetRange(0, start).Exists(line => line.Contains('%', StringComparison.Ordinal)))) return null;
        Validity? newest = null;
        var end = start;
        for (var at = start; at < lines.Count; at++)
        {
            if (Day(lines[at]) is { } day)
            {
                if (newest?.From is null || day.From > newest.Value.From) newest = day;
                end = at + 1;
            }
            else if (IsEntry(lines[at]) || IsDatedEntry(lines[at]))
            {
                end = at + 1;
            }
        }

        // What is credited at least is in no row of the chart.
        if (lines.GetRange(start, end - start).Find(line => line.AsSpan().IndexOfAny(ArrowSigns) >= 0 && Minimum.In(Phrase.Fold(line))) is { } minimum)
        {
            var now = $"Minimum {minimum[(minimum.AsSpan().LastIndexOfAny(ArrowSigns) + 1)..].Trim()}";
            if (MinimumByCabin.Read(now) is null) section.Doubt($"'{minimum}' is a minimum for some flights or members only");
            else section.Notes.Add(now);
        }

        lines.RemoveRange(start, end - start);
        return newest;
    }

    /// <summary>The entries of a list that blanks between them made a table; none for any other.</summary>
    public static List<string> Entries(Table table)
    {
        if (table.Rows.Length == 0 || table.Rows[0].Length == 0 || table.Rows[0][0].Text.AsSpan().IndexOfAny(ArrowSigns) < 0) return [];
        List<string> entries = [];
        foreach (var row in table.Rows)
        {
            foreach (var cell in row)
            {
                if (cell.Text.Length == 0) continue;
                if (!IsEntry(cell.Text)) return [];
                entries.Add(cell.Text);
            }
        }

        return entries;
    }

    /// <summary>"Valid from 1 January 2012: W, L: 50% → 100%": a day with what changed on it.</summary>
    private static bool IsDatedEntry(string line) =>
        line.Length <= 300 && line.AsSpan().IndexOfAny(ArrowSigns) >= 0 && line.Contains('%', StringComparison.Ordinal) && DatePhrases.Find(Phrase.Fold(line)).Count == 1;

    private static bool IsEntry(string line)
    {
        if (line.Length > 300 || line.AsSpan().IndexOfAny(ArrowSigns) < 0 || !line.AsSpan().ContainsAnyInRange('0', '9')) return false;
        foreach (var arrow in Arrows)
        {
            var at = line.IndexOf(arrow, StringComparison.Ordinal);
            if (at <= 0) continue;
            var head = line[..at].TrimStart('-', '*', '•', '·', ' ', '※');
            var colon = head.AsSpan().IndexOfAny(':', ' ');
            return colon > 0 && head[..colon] is var letters && ClassList.Read(letters) is { IsRead: true, Classes.IsEmpty: false, All: false } && DatePhrases.Find(Phrase.Fold(line)).Count == 0;
        }

        return false;
    }

    /// <summary>The day over changes: whatever else the short line says, it is the one on which they were made.</summary>
    private static Validity? Day(string line)
    {
        if (line.Length > 80 || line.Contains('%', StringComparison.Ordinal)) return null;
        return DatePhrases.Find(Phrase.Fold(line)) is [{ Problem: null, IsMonth: false } day] ? new Validity(day.Date, null, DateBasis.Travel) : null;
    }
}
