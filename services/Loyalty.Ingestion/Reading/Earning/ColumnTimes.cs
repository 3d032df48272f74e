using System.Collections.Frozen;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Columns that hold one after the other: "previous" and "effective from", "current" and "2018". The older ends on the day before the newer
/// begins; where no day is named between them, nobody can tell which holds, and both stay unread.
/// </summary>
internal static class ColumnTimes
{
    private static readonly Phrases PastWords = new("previous", "previously", "old", "former", "formerly", "before", "until now", "to date", "existing", "current", "currently", "today", "now", "present");

    private static readonly Phrases OldWords = new("previous", "previously", "old", "former", "formerly", "before", "until now", "to date", "existing");

    private static readonly Phrases CurrentWords = new("current", "currently", "today", "now", "present");

    private static readonly Phrases NewWords = new("new", "revised", "updated", "adjusted", "future", "upcoming");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OfTime = FrozenSet.ToFrozenSet(
        ["beginning", "starting", "effective", "from", "since", "as", "of", "on", "after", "and", "later", "onwards", "new"], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="columns">The columns, whose times are set.</param>
    /// <param name="whole">The valid time of the table as a whole.</param>
    public static void Set(List<Column> columns, Validity? whole)
    {
        ByYear(columns);
        if (!HasOlder(columns)) return;
        var from = Begin(columns, whole);
        Column? older = null;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Value) continue;
            var age = AgeOf(columns[i]);
            if (age == Age.None) continue;
            // "Current bonus" beside "Beginning Jan. 1, 2015": the second counts what the first does.
            if (age == Age.Older) older = columns[i];
            else if (older is not null && SaysOnlyWhen(columns[i].Header)) columns[i] = older with { Index = columns[i].Index, Header = columns[i].Header, Validity = columns[i].Validity, Problem = columns[i].Problem, Doubt = columns[i].Doubt };
            if (from is not { } day) columns[i] = columns[i] with { Problem = columns[i].Problem ?? $"'{columns[i].Header}' does not say until or from when it holds" };
            else if (age == Age.Newer) columns[i] = columns[i] with { Validity = columns[i].Validity ?? new Validity(day, null, whole?.By ?? DateBasis.Travel), Problem = Undated(columns[i].Problem) };
            else columns[i] = columns[i] with { Validity = new Validity(null, day.AddDays(-1), whole?.By ?? DateBasis.Travel) };
        }
    }

    /// <summary>"2015 PQM" beside "2016 PQM": each holds from its first day until the next year that stands there.</summary>
    private static void ByYear(List<Column> columns)
    {
        SortedSet<int> years = [];
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.Value && IsOfYear(column) is { } year) years.Add(year);
        }

        if (years.Count < 2) return;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind != ColumnKind.Value || IsOfYear(columns[i]) is not { } year) continue;
            var next = years.FirstOrDefault(later => later > year);
            columns[i] = columns[i] with
            {
                Validity = new Validity(new DateOnly(year, 1, 1), next == 0 ? null : new DateOnly(next, 1, 1).AddDays(-1)),
                Problem = Undated(columns[i].Problem),
            };
        }
    }

    private static int? IsOfYear(Column column) =>
        column.Validity is null && column.Header.AsSpan().ContainsAnyInRange('0', '9') && Phrase.Fold(column.Header) is var folded && DatePhrases.Find(folded).Count == 0 && !OldWords.In(folded) && !CurrentWords.In(folded) && !NewWords.In(folded) ? YearOf(folded) : null;

    private enum Age { None, Older, Newer }

    private static bool HasOlder(List<Column> columns)
    {
        // Few headers speak of what was.
        var past = false;
        foreach (var column in columns) past = past || (column.Kind == ColumnKind.Value && PastWords.In(Phrase.Fold(column.Header)));
        if (!past) return false;
        var (older, newer) = (false, false);
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            var age = AgeOf(column);
            older |= age == Age.Older;
            newer |= age == Age.Newer;
        }

        return older && newer;
    }

    private static Age AgeOf(Column column)
    {
        var folded = Phrase.Fold(column.Header);
        if (column.Validity?.From is not null || NewWords.In(folded) || YearOf(folded) is not null) return Age.Newer;
        return OldWords.In(folded) || CurrentWords.In(folded) ? Age.Older : Age.None;
    }

    private static bool SaysOnlyWhen(string header)
    {
        var folded = Phrase.Fold(header);
        var days = DatePhrases.Find(folded);
        if (days.Count == 0) return false;
        foreach (var day in days.AsEnumerable().Reverse()) folded = folded.Remove(day.Index, day.Length);
        foreach (var range in folded.AsSpan().SplitAny(" ,.:()"))
        {
            if (folded.AsSpan(range) is { Length: > 0 } word && !OfTime.Contains(word)) return false;
        }

        return true;
    }

    /// <summary>The first day of the newer columns: their own, that of the year they name, or the table's.</summary>
    private static DateOnly? Begin(List<Column> columns, Validity? whole)
    {
        DateOnly? year = null;
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            if (column.Validity?.From is { } from) return from;
            var folded = Phrase.Fold(column.Header);
            if (DatePhrases.Find(folded) is [{ Problem: null, IsMonth: false } day] && AgeOf(column) == Age.Newer) return day.Date;
            if (YearOf(folded) is { } named) year = year is null || year.Value.Year == named ? new DateOnly(named, 1, 1) : year;
        }

        return whole?.From is { } begin && (year is null || year.Value.Year == begin.Year) ? begin : year;
    }

    /// <summary>The year that a header begins or ends with: "2018 Award Miles". A year as a whole begins with its first day.</summary>
    private static int? YearOf(string folded)
    {
        foreach (var range in folded.AsSpan().SplitAny(" :()"))
        {
            var word = folded.AsSpan(range);
            if (word.Length == 4 && (word.StartsWith("19") || word.StartsWith("20")) && int.TryParse(word, out var year)) return year;
        }

        return null;
    }

    private static string? Undated(string? problem) => problem is not null && problem.EndsWith("names a year without a day", StringComparison.Ordinal) ? null : problem;
}
