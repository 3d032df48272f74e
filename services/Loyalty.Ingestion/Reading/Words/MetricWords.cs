using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>What a column or heading counts: redeemable miles, or an elite metric by its name.</summary>
internal static class MetricWords
{
    private static readonly Phrases ForSpending = new("award miles", "award points", "reward miles", "reward points", "redeemable miles", "redeemable points");

    private static readonly string[] Abbreviations =
        ["XP", "UXP", "PQP", "PQF", "PQM", "PQD", "PQS", "SQM", "SQS", "SQD", "AQM", "AQS", "AQD", "EQM", "EQS", "EQD", "EQP", "MQM", "MQS", "MQD", "TP", "LP", "SC"];

    private static readonly string[] Elite =
        ["tier", "status", "elite", "qualifying", "level", "premium", "experience", "loyalty", "hon circle", "club", "elite qualifying", "premier qualifying"];

    private static readonly string[] Counted = ["points", "point", "miles", "credits", "segments", "sectors", "flights", "mileage", "dollars"];

    private static readonly Phrases AnyAbbreviation = new([.. Abbreviations, .. Abbreviations.Where(name => !name.EndsWith('S')).Select(name => name + "s"), "EQSs", "PQSs", "MQSs"]);

    private static readonly System.Buffers.SearchValues<string> AnyElite = System.Buffers.SearchValues.Create(Elite, StringComparison.Ordinal);

    private static readonly Phrases RedeemableWords = new(
        "miles", "mile", "mileage", "avios", "redeemable", "points", "accrual", "accumulation", "accumulated", "earn", "earned", "earning", "earnings", "rate", "percentage", "percent", "credit");

    private static readonly Phrases AwardAlone = new("award", "redeemable", "bonus", "prize", "reward");

    private static readonly Phrases Joining = new("&", "and", "/", "+");

    private static readonly HashSet<string> Countable = new(StringComparer.Ordinal)
    {
        "frequency", "frequencies", "segments", "sectors", "flight segments", "flight sectors", "flight credits", "flights", "trips", "weighted trip", "weighted trips", "elite qualification", "status qualification",
    };

    private static readonly Phrases OneRate = new("share", "rate", "rates", "percent", "percentage", "percentages", "same", "both");

    private static readonly Phrases NoneOfBoth = new("not", "no", "only", "different", "except", "cannot", "respectively");

    private static readonly Phrases AwardMiles = new("avios", "award miles", "redeemable", "bonus miles", "miles per");

    /// <summary>Whether words say of miles that they are for spending, whatever the heading speaks of besides.</summary>
    public static bool NamesRedeemable(string folded) => ForSpending.In(folded);

    /// <summary>Whether capitals are short for an elite metric: XP.</summary>
    public static bool IsAbbreviation(string text) => Abbreviations.Contains(text);

    /// <summary>The metric's name, <see cref="EarningRule.Redeemable"/>, or null when the words count nothing.</summary>
    public static string? Read(string text, string folded, LoyaltyProgram? program)
    {
        if (Named(text, folded, program) is { } named) return named;
        if (program is not null && ProgramWords.Of(program) is var own && (Phrase.Has(folded, own.Currency) || (own.OwnMiles is { } miles && Phrase.Has(folded, miles)))) return EarningRule.Redeemable;
        return RedeemableWords.In(folded) || folded.Contains('%', StringComparison.Ordinal) ? EarningRule.Redeemable : null;
    }

    /// <summary>The one metric that a heading is about; null when it names several, or miles as well.</summary>
    public static string? Sole(string text, string folded, LoyaltyProgram? program)
    {
        // "Virgin Australia flights" is about flights, and counts none.
        if (folded.Trim() is "flights" || Named(text, folded, program) is not { } first) return null;
        var rest = WithoutName(text, first);
        var restFolded = Phrase.Fold(rest);
        return Named(rest, restFolded, program) is null && !IsAboutMiles(restFolded) ? first : null;
    }

    /// <summary>Whether words are nothing but "flights" or "segments": a column counts them, a heading speaks of them.</summary>
    public static bool IsCountAlone(string folded) => Countable.Contains(folded.Trim());

    /// <summary>The one elite metric that a heading names beside miles or points to spend: "Saga points and tier points".</summary>
    public static string? BesideMiles(string text, string folded, LoyaltyProgram? program)
    {
        if (!Joining.In(folded) || Named(text, folded, program) is not { } named) return null;
        var rest = WithoutName(text, named);
        var restFolded = Phrase.Fold(rest);
        return Named(rest, restFolded, program) is null && (IsAboutMiles(restFolded) || Phrase.Has(restFolded, "points")) ? named : null;
    }

    /// <summary>Whether folded words count miles, not distance.</summary>
    public static bool IsAboutMiles(string folded)
    {
        if (AwardMiles.In(folded)) return true;
        var at = Phrase.IndexOf(folded, "miles");
        if (at < 0) return false;
        var before = folded[..at].TrimEnd();
        var after = folded[(at + 5)..].TrimStart();
        return !before.EndsWith(" of", StringComparison.Ordinal) && !before.EndsWith("in", StringComparison.Ordinal) && !before.EndsWith("actual", StringComparison.Ordinal)
            && !before.EndsWith("flown", StringComparison.Ordinal) && !after.StartsWith("flown", StringComparison.Ordinal) && !after.StartsWith("travelled", StringComparison.Ordinal)
            && (before.Length == 0 || !char.IsAsciiDigit(before[^1]));
    }

    /// <summary>The elite metric that a header counts together with miles to spend: "Tier and Award Miles", "Award and Status Points".</summary>
    public static string? Both(string folded)
    {
        if (!folded.AsSpan().ContainsAny(AnyElite) || !AwardAlone.In(folded) || !Joining.In(folded)) return null;
        foreach (var counted in Counted)
        {
            // "Award miles and status miles" as "award and status miles".
            var at = folded.LastIndexOf(counted, StringComparison.Ordinal);
            if (at <= 0 || !Phrase.IsAt(folded, counted, at)) continue;
            var words = folded[..at].Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != counted && word is not ("of" or "the")).ToArray();
            if (words is not [.., var first, "&" or "and" or "/" or "+", var second]) continue;
            var (elite, award) = Elite.Contains(first) ? (first, second) : (second, first);
            if (Elite.Contains(elite) && AwardAlone.In(award)) return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(elite + " " + counted);
        }

        return null;
    }

    /// <summary>
    /// The elite metric of which a sentence above a chart says that it is earned at the chart's rates too: "the share of the Reward and Status Miles is
    /// in the table", "award miles and tier miles are earned at the same rate".
    /// </summary>
    public static string? BothAtOneRate(string sentence, string folded, LoyaltyProgram? program)
    {
        if (!OneRate.In(folded) || NoneOfBoth.In(folded) || folded.AsSpan().ContainsAnyInRange('0', '9')) return null;
        return Both(folded) is { } both ? Named(both, Phrase.Fold(both), program) ?? both
            : IsAboutMiles(folded) ? BesideMiles(sentence, folded, program) : null;
    }

    /// <summary>Whether a header has the letters of a metric, which need no other words.</summary>
    public static bool HasAbbreviation(string text) => HasCapitals(text) && AnyAbbreviation.In(text);

    /// <summary>Whether two capitals stand together with which an abbreviation begins.</summary>
    private static bool HasCapitals(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is 'P' or 'Q' or 'X' or 'C' && char.IsAsciiLetterUpper(text[at - 1])) return true;
        }

        return false;
    }

    /// <summary>The text without a metric's name, whose words mean nothing else there.</summary>
    public static string WithoutName(string text, string metric)
    {
        foreach (var form in ProgramWords.Forms(metric))
        {
            for (var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase))
                text = text.Remove(at, form.Length).Insert(at, " ");
        }

        return text;
    }

    // Of one header it is asked again and again.
    [ThreadStatic]
    private static (string Text, string Folded, LoyaltyProgram? Program, string? Metric) _asked;

    /// <summary>An elite metric's name; null when the words name none.</summary>
    public static string? Named(string text, string folded, LoyaltyProgram? program)
    {
        if (_asked.Text == text && _asked.Folded == folded && ReferenceEquals(_asked.Program, program)) return _asked.Metric;
        var metric = FindNamed(text, folded, program);
        _asked = (text, folded, program, metric);
        return metric;
    }

    private static string AbbreviationIn(string text) => Abbreviations.First(abbreviation => Phrase.Has(text, abbreviation) || Phrase.Has(text, abbreviation + "s"));

    private static string? FindNamed(string text, string folded, LoyaltyProgram? program)
    {
        if (program is not null)
        {
            foreach (var (name, metric) in ProgramWords.Of(program).Metrics)
            {
                if (Phrase.Has(folded, name)) return metric;
            }
        }

        if (program is not null && ByInitials(text, program) is { } spelled) return spelled;
        if (HasAbbreviation(text)) return AbbreviationIn(text);
        if (NameOfCount(folded) is { } count) return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(count);
        if (!folded.AsSpan().ContainsAny(AnyElite)) return null;
        foreach (var counted in Counted)
        {
            for (var at = Phrase.IndexOf(folded, counted); at > 0; at = Phrase.IndexOf(folded, counted, at + 1))
            {
                var before = folded[..at].TrimEnd();
                foreach (var elite in Elite)
                {
                    if (!before.EndsWith(elite, StringComparison.Ordinal) || (before.Length > elite.Length && char.IsLetterOrDigit(before[^(elite.Length + 1)]))) continue;
                    if (elite == "qualifying" && before.EndsWith("premier qualifying", StringComparison.Ordinal)) continue;
                    var name = elite == "status" && before.EndsWith("elite status", StringComparison.Ordinal) ? "elite status" : elite;
                    return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name + " " + counted);
                }
            }
        }

        return null;
    }

    /// <summary>"Medallion Qualification Miles" are the program's MQM.</summary>
    private static string? ByInitials(string text, LoyaltyProgram program)
    {
        foreach (var (_, metric) in ProgramWords.Of(program).Metrics)
        {
            if (metric.Length != 3 || metric.AsSpan().ContainsAnyExceptInRange('A', 'Z')) continue;
            if (!text.Contains(metric[0], StringComparison.Ordinal) || !text.Contains(metric[1], StringComparison.Ordinal) || !text.Contains(metric[2], StringComparison.Ordinal)) continue;
            var words = text.Split([' ', '\n', '[', '(', ':', '*'], StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i + 2 < words.Length; i++)
            {
                if (words[i][0] == metric[0] && words[i + 1][0] == metric[1] && words[i + 2][0] == metric[2] && words[i].Length > 2 && words[i + 1].Length > 2) return metric;
            }
        }

        return null;
    }

    /// <summary>A header that is nothing but the name of what a flight counts as: "Frequency", behind a colon or alone.</summary>
    private static string? NameOfCount(string folded)
    {
        // Segments that are credited count for status only.
        if (folded.Contains("segment", StringComparison.Ordinal) && (Phrase.Has(folded, "for segments") || Phrase.Has(folded, "segment accrual"))) return "qualifying segments";
        // With none but these letters such a name begins.
        if (folded.AsSpan(folded.LastIndexOf(':') + 1).Trim() is not ['f' or 's' or 't' or 'w' or 'e' or '(', ..]) return null;
        var name = folded[(folded.LastIndexOf(':') + 1)..].Replace("(s)", "s", StringComparison.Ordinal).Replace(" earned", "", StringComparison.Ordinal).Trim();
        return Countable.Contains(name) ? name : null;
    }
}
