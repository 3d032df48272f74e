using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>The days that the charts of a page begin and end with, and whether a sentence names one that may bound them and is none of these.</summary>
internal sealed class LimitingDays
{
    // Who wrote on a day is said in fewer letters.
    private const int Byline = 20;

    // A line of a few words and a day is about the day.
    private const int ShortLine = 48;

    private static readonly SearchValues<string> Dating = SearchValues.Create(
        ["until", "till", "through", "thru", "before", "after", "prior", "up to", "from", "since", "start", "effective", "as of", "as from", "valid", "begin", "end", "commenc", "leav", "ceas", "discontinu", "no longer", "terminat", "suspend", "join", "launch", "last", "between", "during", "only"],
        StringComparison.OrdinalIgnoreCase);

    // In another language, a year gives a day away.
    private static readonly SearchValues<string> Years = SearchValues.Create(["199", "200", "201", "202", "203"], StringComparison.Ordinal);

    private static readonly Phrases Bounding = new(
        "until", "till", "through", "thru", "before", "after", "prior to", "up to", "from", "since", "start", "starts", "starting", "started", "effective", "valid", "begin", "begins", "beginning", "began", "end", "ends", "ended", "ending",
        "commencing", "commences", "leave", "leaves", "leaving", "left", "cease", "ceases", "ceased", "discontinued", "no longer", "terminate", "terminates", "terminated", "suspended", "joins", "launches", "last day", "between", "during", "only", "as from", "on or after", "applicable", "applies", "apply", "for travel", "for flights", "change on", "changes on", "changed on", "will change", "double", "triple");

    private const string EndOf = "end of th";

    // Of which year, a page that is not dated does not say.
    private static readonly Phrases EndOfTheYear = new("through the end of this year", "until the end of this year", "till the end of this year", "through the end of the year", "until the end of the year", "till the end of the year");

    // "As of 1 May 2019 members receive the rates below": of a day of looking nobody says so.
    private static readonly Phrases Receiving = new("receive", "receives", "earn", "earns", "accrue", "accrues", "collect", "collects", "is credited", "are credited", "shown below", "the following", "including this date", "inclusive");

    private static readonly Phrases InYear = new("valid in", "valid during", "applicable in", "applies in", "apply in", "is for", "are for", "will leave", "leaves", "will end", "will cease", "will terminate");

    // Words that hardly an English sentence lacks, and no other has.
    private static readonly Phrases English = new("the", "of", "and", "to", "for", "with", "by", "you", "your", "this", "that", "are", "from", "at", "it", "will", "has", "valid", "until", "miles", "flights", "new", "chart", "earn", "research");

    private static readonly Phrases OfExpiry = new("expire", "expires", "expired", "will expire");

    private readonly INameIndex _names;
    private readonly bool _isForeign;
    private readonly HashSet<DateOnly> _days = [];
    private readonly DateOnly? _first;
    private readonly DateOnly? _last;

    /// <param name="charts">The charts of a page.</param>
    /// <param name="effective">The first day that a curator says.</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="isForeign">Whether the page was put into English.</param>
    public LimitingDays(ImmutableArray<DraftChart> charts, DateOnly? effective, INameIndex names, bool isForeign)
    {
        (_names, _isForeign) = (names, isForeign);
        Add(effective);
        foreach (var chart in charts)
        {
            Add(chart.Validity);
            _first = Earlier(_first, chart.Validity.From ?? DateOnly.MinValue);
            _last = Later(_last, chart.Validity.Until ?? DateOnly.MaxValue);
            foreach (var rule in chart.Rules) Add(rule.Validity);
        }
    }

    /// <summary>Whether a line may name one: most do not.</summary>
    public bool MayStandIn(string line) => line.Contains(EndOf, StringComparison.OrdinalIgnoreCase) || (line.AsSpan().ContainsAnyInRange('0', '9') && (_isForeign || line.AsSpan().ContainsAny(Years) || line.AsSpan().ContainsAny(Dating)));

    /// <summary>Whether a sentence names one that no chart has.</summary>
    public bool IsUntaken(string sentence, string folded)
    {
        var dates = DatePhrases.Find(folded);
        if (dates.Count == 0 && (IsUnreadDay(folded) || (EndOfTheYear.In(folded) && LimitWords.OfEarning.In(folded) && LimitWords.OfFlying.In(folded) && !LimitWords.OfOthers.In(folded)))) return true;
        if (dates.Count == 0) return (DatePhrases.NamesYearAlone(folded) || InYear.In(folded)) && !IsOfTakenYear(folded) && !LimitWords.OfOthers.In(folded) && (LimitWords.OfEarning.In(folded) || LimitWords.OfFlying.In(folded));
        if (DaysOfOthers.Are(sentence, folded, dates, _names, _isForeign)) return false;
        bool? foreign = null;
        var (previous, isOfOthers) = (0, false);
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            var before = folded[previous..date.Index];
            previous = date.Index + date.Length;
            if (IsTaken(date, folded)) continue;
            var after = folded[previous..(i + 1 < dates.Count ? dates[i + 1].Index : folded.Length)];
            // "Award travel is closed from 20 December to 5 January": the last day is of what the first is of, unless words of earning or flying begin anew.
            isOfOthers = isOfOthers && !LimitWords.OfEarning.In(before) && !LimitWords.OfFlying.In(before);
            if (isOfOthers || (isOfOthers = LimitWords.OfOthers.In(before)) || OfExpiry.In(after) || (LimitWords.OfOthers.In(after) && !LimitWords.OfEarning.In(before))) continue;
            var isBounded = Bounding.In(before) || before.EndsWith(" by ", StringComparison.Ordinal) || (before.EndsWith("as of ", StringComparison.Ordinal) && Receiving.In(after)) || Bounding.In(after) || IsSpan(dates, folded);
            // What bounds a day in another language, a glossary may have said in other words.
            if ((isBounded || _isForeign) && (LimitWords.OfEarning.In(folded) || LimitWords.OfFlying.In(folded))) return true;
            if (isBounded && folded.Length < ShortLine && !Phrase.HasAny(folded, "began", "started")) return true;
            if (before.Length + after.Length > Byline && (foreign ??= IsForeign(folded)) == true) return true;
        }

        return false;
    }

    /// <summary>"Hasta el 31 de agosto de 2024", where no glossary has said it in English: a year with a day beside it.</summary>
    private bool IsUnreadDay(string folded)
    {
        var numbers = Numbers(folded);
        for (var i = 0; i < numbers.Count; i++)
        {
            var (at, length, year) = numbers[i];
            if (length != 4 || year is < 1990 or > 2100) continue;
            foreach (var (other, digits, day) in numbers)
            {
                if (digits > 2 || day is < 1 or > 31 || Math.Abs(other - at) is < 4 or > 24 || folded.Length - Math.Abs(other - at) < 30) continue;
                if (_days.Any(taken => taken.Year == year && taken.Day == day) || year < _first?.Year || year > _last?.Year) continue;
                return !LimitWords.OfOthers.In(folded) && IsForeign(folded);
            }
        }

        return false;
    }

    private static List<(int Index, int Length, int Number)> Numbers(string folded)
    {
        List<(int, int, int)> numbers = [];
        for (var at = 0; at < folded.Length; at++)
        {
            if (!char.IsAsciiDigit(folded[at])) continue;
            var start = at;
            while (at < folded.Length && char.IsAsciiDigit(folded[at])) at++;
            if (at - start <= 4) numbers.Add((start, at - start, int.Parse(folded.AsSpan(start, at - start), CultureInfo.InvariantCulture)));
        }

        return numbers;
    }

    /// <summary>"1 May - 30 June 2024".</summary>
    private static bool IsSpan(List<FoundDate> dates, string folded) =>
        dates.Count == 2 && IsTo(folded[(dates[0].Index + dates[0].Length)..dates[1].Index]);

    private static bool IsTo(string between) => between.Trim() is "-" or "–" or "—" or "to" or "and" or "until";

    private bool IsTaken(FoundDate date, string folded)
    {
        // What was before all charts began, or is after all of them have ended, bounds none.
        if (date.Problem is null && (date.Date < _first || date.Date > _last)) return true;
        if (date.Problem is null) return date.IsMonth ? _days.Any(day => day.Year == date.Date.Year && day.Month == date.Date.Month) : _days.Contains(date.Date);
        // A day without its year, or one that can be read two ways: what stands there in the one way or the other.
        var text = folded.AsSpan(date.Index, date.Length);
        foreach (var day in _days)
        {
            if (DatePhrases.Find($"{text} {day.Year}") is [{ Problem: null } whole] && whole.Date == day) return true;
        }

        return false;
    }

    private bool IsOfTakenYear(string folded)
    {
        foreach (var (_, length, year) in Numbers(folded))
        {
            if (length == 4 && year is > 1980 and < 2200 && !(year < _first?.Year || year > _last?.Year || _days.Any(day => day.Year == year))) return false;
        }

        return true;
    }

    /// <summary>Whether much of a sentence could not be put into English.</summary>
    private bool IsForeign(string folded)
    {
        if (!_isForeign && English.In(folded)) return false;
        var (words, unknown) = (0, 0);
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var word = folded.AsSpan(range).Trim(".,:()*");
            if (word.Length < 2 || !char.IsLetter(word[0])) continue;
            words++;
            if (word[0] >= 0x250 || !Languages.IsEnglish(word)) unknown++;
        }

        return unknown * 3 > words;
    }

    private static DateOnly Earlier(DateOnly? known, DateOnly day) => known < day ? known.Value : day;

    private static DateOnly Later(DateOnly? known, DateOnly day) => known > day ? known.Value : day;

    private void Add(Validity validity)
    {
        Add(validity.From);
        Add(validity.Until);
    }

    /// <summary>"Until 31 August" and "leaves on 1 September" say the same.</summary>
    private void Add(DateOnly? day)
    {
        if (day is not { } taken) return;
        _days.Add(taken);
        if (taken > DateOnly.MinValue) _days.Add(taken.AddDays(-1));
        if (taken < DateOnly.MaxValue) _days.Add(taken.AddDays(1));
    }
}
