using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>A date as a text has it.</summary>
/// <param name="Index">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Date">The day; for a month alone its first.</param>
/// <param name="IsMonth">Whether only a month was named.</param>
/// <param name="Problem">Why it is no day: ambiguous, or without a year.</param>
internal readonly record struct FoundDate(int Index, int Length, DateOnly Date, bool IsMonth, string? Problem)
{
    /// <summary>Whether the year is not the text's but the first one after the day that is known.</summary>
    public bool IsYearAssumed { get; init; }
}

/// <summary>Dates, and from when until when. Pure; works on folded text.</summary>
internal static class DatePhrases
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly Phrases CountedDay = new(
        "based on boarding date", "based on departure date", "based on travel date", "based on date of travel", "based on flight date", "based on ticketing date", "boarding date basis",
        "by boarding date", "by the boarding date", "by departure date", "by the departure date", "by the date of departure", "by the date of boarding", "by the date of travel", "by the travel date", "according to boarding date", "according to the boarding date");

    private static readonly Phrases BeforeYear = new("from", "until", "since", "before", "after", "till", "through");

    private static readonly Phrases Ticketing = new("ticketed", "ticketing", "issued", "issue", "booked", "bookings", "purchased", "bought", "sold", "purchases");

    /// <summary>Whether a text bounds its time by a year alone: "from 2026".</summary>
    public static bool NamesYearAlone(string folded)
    {
        if (!BeforeYear.In(folded)) return false;
        for (var at = 0; at + 4 <= folded.Length; at++)
        {
            if (!char.IsAsciiDigit(folded[at])) continue;
            var end = at;
            while (end < folded.Length && char.IsAsciiDigit(folded[end])) end++;
            if (end - at == 4 && folded.AsSpan(at, 2) is "19" or "20" && BeforeYear.In(folded[..at])) return true;
            at = end;
        }

        return false;
    }

    /// <summary>The dates of a folded text, in order.</summary>
    /// <param name="text">A folded text.</param>
    /// <param name="yearOf">The day after which a date without a year is meant; null when that is not known.</param>
    public static List<FoundDate> Find(string text, DateOnly? yearOf = null)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return [];
        List<FoundDate> found = [];
        for (var at = 0; at < text.Length; at++)
        {
            // Nothing but a digit or the first letters of a month begins a date.
            if (!char.IsAsciiDigit(text[at]) && !MayBeginMonth(text, at)) continue;
            if (at > 0 && char.IsLetterOrDigit(text[at - 1])) continue;
            FoundDate? date = char.IsAsciiDigit(text[at]) ? Numeric(text, at) ?? DayMonth(text, at, yearOf)
                : MonthDay(text, at, yearOf);
            if (date is not { } it) continue;
            found.Add(it);
            at += it.Length - 1;
        }

        return found;
    }

    /// <summary>The valid time that a text names by words such as "from" and "until".</summary>
    /// <param name="text">A folded text.</param>
    /// <param name="yearOf">The day after which a date without a year is meant.</param>
    /// <param name="problem">What stands in the way, such as a date that can be read two ways.</param>
    /// <returns>Null when the text names no valid time.</returns>
    public static Validity? ReadValidity(string text, DateOnly? yearOf, out string? problem)
    {
        problem = null;
        DateOnly? from = null;
        DateOnly? until = null;
        DateBasis? by = null;
        var previousEnd = 0;
        var dates = Find(text, yearOf);
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            var before = text[previousEnd..date.Index];
            previousEnd = date.Index + date.Length;
            var bound = Bound(before, from is not null && until is null);
            if (bound == DateBound.None && i + 1 < dates.Count && IsTo(text[previousEnd..dates[i + 1].Index])) bound = DateBound.From;
            if (bound == DateBound.None && IsDayCounted(before, text[previousEnd..])) bound = DateBound.From;
            if (bound == DateBound.None) continue;
            if (date.Problem is not null)
            {
                problem ??= date.Problem;
                continue;
            }

            // "From 1 March" in a text of May may be the March before.
            if (date.IsYearAssumed && bound is (DateBound.From or DateBound.After) && yearOf is { } known && date.Date > known.AddMonths(7))
            {
                problem ??= $"'{text[date.Index..previousEnd]}' names no year";
                continue;
            }

            var basis = Basis(text[..date.Index]);
            by ??= basis;
            if (by != basis)
            {
                problem ??= "it names days of travel and days of ticketing: one of them can bound a chart, so state each in a document of its own";
                continue;
            }

            switch (bound)
            {
                case DateBound.From: from ??= date.Date; break;
                case DateBound.After: from ??= date.Date.AddDays(1); break;
                case DateBound.Before: until ??= date.Date.AddDays(-1); break;
                default: until ??= date.IsMonth ? date.Date.AddMonths(1).AddDays(-1) : date.Date; break;
            }
        }

        return from is null && until is null ? null : new Validity(from, until, by ?? DateBasis.Travel);
    }

    /// <summary>"1 January 2022 to 30 June 2022".</summary>
    private static bool IsTo(string between) => between.Trim() is "to" or "-" or "–" or "—" or "~" or "～" or "until" or "through" or "till" or "up to";

    /// <summary>"As of July 1, 2019 (based on boarding date)": that it says which day counts makes it the first, not the day of looking.</summary>
    private static bool IsDayCounted(string before, string after) => Ends(before.AsSpan().TrimEnd(" (:,").ToString(), "as of") && CountedDay.In(after);

    private enum DateBound { None, From, After, Until, Before }

    private static DateBound Bound(string before, bool afterFrom)
    {
        var words = before.AsSpan().TrimEnd(" (:,").ToString();
        if (words.Length > 40) words = words[^40..];
        if (Ends(words, "on or before", "before/on", "before or on", "on/before")) return DateBound.Until;
        if (Ends(words, "until", "till", "through", "thru", "up to", "up to and including", "until and including", "no later than",
            "ends", "ended", "ending", "expires", "expired", "expires on", "ends on", "valid to", "by", "until the end of")) return DateBound.Until;
        if (Ends(words, "before", "prior to", "earlier than")) return DateBound.Before;
        if (afterFrom && (Ends(words, "to", "and") || words.Trim() is "-" or "–" or "—" or "~" or "～")) return DateBound.Until;
        if (Ends(words, "on or after", "on and after", "on/after", "on / after", "as of and after", "from", "since", "effective", "effective from", "effective as of", "effective on",
            "effective date", "starting", "starting on", "starting from", "beginning", "valid as of", "applied as of", "applies as of",
            "applicable as of", "commencing", "as from", "with effect from", "in force from", "in force since", "valid", "departing", "new from",
            "starts", "begins", "valid for travel", "takes effect on", "take effect on", "takes effect from", "take effect from", "goes into effect on", "comes into force on", "takes effect", "coming into effect on")) return DateBound.From;
        // What is called the effective date is the first day, whatever stands before it.
        if (Ends(words, "after", "later than")) return Phrase.Has(words, "effective date") ? DateBound.From : DateBound.After;
        return DateBound.None;
    }

    private static bool Ends(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word, StringComparison.Ordinal)
                && (text.Length == word.Length || !char.IsLetterOrDigit(text[text.Length - word.Length - 1]))) return true;
        }

        return false;
    }

    /// <summary>Whether the words before a date speak of tickets or of flights: the last such word decides.</summary>
    private static DateBasis Basis(string before)
    {
        if (!Ticketing.In(before)) return DateBasis.Travel;
        var ticket = Last(before, "ticketed", "ticketing", "issued", "issue", "booked", "bookings", "purchased", "bought", "sold", "purchases");
        var travel = Last(before, "travel", "flights", "flight", "flown", "departing", "departure", "departures", "boarding", "fly", "flying");
        return ticket > travel ? DateBasis.Ticketing : DateBasis.Travel;
    }

    private static int Last(string text, params ReadOnlySpan<string> words)
    {
        var last = -1;
        foreach (var word in words)
        {
            for (var at = Phrase.IndexOf(text, word); at >= 0; at = Phrase.IndexOf(text, word, at + 1)) last = Math.Max(last, at);
        }

        return last;
    }

    private static FoundDate? Numeric(string text, int start)
    {
        var at = start;
        var first = Digits(text, ref at);
        if (first.Length is 0 or 3 || at >= text.Length || text[at] is not ('-' or '/' or '.')) return null;
        var separator = text[at++];
        var second = Digits(text, ref at);
        if (second.Length is 0 or > 2 || at >= text.Length || text[at] != separator) return null;
        at++;
        var third = Digits(text, ref at);
        if (at < text.Length && char.IsAsciiLetterOrDigit(text[at])) return null;
        var (a, b, c) = (Int(first), Int(second), Int(third));
        if (first.Length == 4 && third.Length is 1 or 2) return Make(a, b, c, start, at);
        // 15/1/15: only where no other reading is a day.
        if (third.Length == 2 && separator == '/' && a > 12 && b <= 12 && c is > 0 and < 70) return Make(2000 + c, b, a, start, at);
        if (third.Length != 4) return null;
        if (separator == '.' || a > 12 || a == b) return Make(c, b, a, start, at);
        return b > 12
            ? Make(c, a, b, start, at)
            : new FoundDate(start, at - start, default, false, $"'{text[start..at]}' can be read as day/month or as month/day");
    }

    private static FoundDate? DayMonth(string text, int start, DateOnly? yearOf)
    {
        var at = start;
        var day = Digits(text, ref at);
        if (day.Length is 0 or > 2) return null;
        SkipOrdinal(text, ref at);
        Skip(text, ref at);
        if (At(text, at, "of ")) at += 3;
        if (Month(text, ref at) is not { } month) return null;
        return WithYear(text, start, at, month, Int(day), yearOf);
    }

    private static FoundDate? MonthDay(string text, int start, DateOnly? yearOf)
    {
        var at = start;
        if (Month(text, ref at) is not { } month) return null;
        Skip(text, ref at);
        var dayStart = at;
        var day = Digits(text, ref at);
        if (day.Length == 4) return Int(day) is > 1900 and < 2200 and var year ? new FoundDate(start, at - start, new DateOnly(year, month, 1), true, null) : null;
        if (day.Length is 0 or > 2 || (at < text.Length && text[at] == '%')) return null;
        SkipOrdinal(text, ref at);
        return dayStart == at ? null : WithYear(text, start, at, month, Int(day), yearOf);
    }

    private static FoundDate? WithYear(string text, int start, int at, int month, int day, DateOnly? yearOf)
    {
        var mark = at;
        Skip(text, ref at);
        if (at < text.Length && text[at] == ',') at++;
        Skip(text, ref at);
        var year = Digits(text, ref at);
        if (year.Length == 4) return Make(Int(year), month, day, start, at);
        if (yearOf is not { } known || day > DateTime.DaysInMonth(2000, month))
            return new FoundDate(start, mark - start, default, false, $"'{text[start..mark]}' names no year");
        var guess = new DateOnly(known.Year, month, Math.Min(day, DateTime.DaysInMonth(known.Year, month)));
        return new FoundDate(start, mark - start, guess < known ? guess.AddYears(1) : guess, false, null) { IsYearAssumed = true };
    }

    private static FoundDate? Make(int year, int month, int day, int start, int end) =>
        year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? null
            : new FoundDate(start, end - start, new DateOnly(year, month, day), false, null);

    private static int? Month(string text, ref int at)
    {
        for (var month = 0; month < 12; month++)
        {
            var name = Months[month];
            if (at >= text.Length || name[0] != text[at]) continue;
            var length = At(text, at, name) ? name.Length : At(text, at, name.AsSpan(0, 3)) ? 3 : 0;
            if (length == 0) continue;
            if (length == 3 && At(text, at, "sept")) length = 4;
            var end = at + length;
            if (end < text.Length && text[end] == '.') end++;
            if (end < text.Length && char.IsAsciiLetter(text[end])) continue;
            at = end;
            return month + 1;
        }

        return null;
    }

    private static bool MayBeginMonth(string text, int at) => at + 1 < text.Length && text[at] switch
    {
        'j' => text[at + 1] is 'a' or 'u',
        'm' => text[at + 1] == 'a',
        'a' => text[at + 1] is 'p' or 'u',
        'f' or 's' or 'd' => text[at + 1] == 'e',
        'o' => text[at + 1] == 'c',
        'n' => text[at + 1] == 'o',
        _ => false,
    };

    private static bool At(string text, int at, ReadOnlySpan<char> word) => at <= text.Length && text.AsSpan(at).StartsWith(word, StringComparison.Ordinal);

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '-' or '.') at++;
    }

    private static void SkipOrdinal(string text, ref int at)
    {
        if (at + 1 < text.Length && text.AsSpan(at, 2) is "st" or "nd" or "rd" or "th") at += 2;
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text.AsSpan(start, at - start);
    }

    private static int Int(ReadOnlySpan<char> digits) => digits.Length is 0 or > 4 ? 0 : int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
