using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>What a phrase of a glossary is.</summary>
internal enum TermKind
{
    /// <summary>Says the same as its English phrase.</summary>
    Phrase,

    /// <summary>Names an elite metric: the name is the page's own, the English phrase says what it counts.</summary>
    Metric,

    /// <summary>Stands behind what its English phrase stands before: "500マイル未満" is "under 500 miles".</summary>
    Behind,
}

/// <summary>A phrase of another language and what it is in English.</summary>
/// <param name="Pattern">Folded; a star stands for the rest of a word, a space for any space or hyphen.</param>
/// <param name="English">Empty for words that add nothing, such as articles.</param>
/// <param name="Kind">What the phrase is.</param>
/// <param name="OwnName">What the page's program calls a metric; null for "as printed".</param>
/// <param name="Tells">Whether it tells the language: words of several languages, and names, do not.</param>
internal sealed record Term(string Pattern, string English, TermKind Kind, string? OwnName, bool Tells)
{
    public bool IsMonth { get; } = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Contains(English, StringComparer.Ordinal) && English.Length > 0;
}

/// <summary>The phrases of one language. Immutable, thread-safe.</summary>
internal sealed class Glossary
{
    // What any letter behind the first stands for, where no phrase goes on with the one that stands there.
    private const char Any = '\0';

    private readonly FrozenDictionary<(char First, char Second), Term[]> _byBeginning;

    public Glossary(string language, bool hasDecimalComma, bool isDayFirst, IEnumerable<Term> terms)
    {
        Language = language;
        KeepsMarks = language == "vi";
        HasDecimalComma = hasDecimalComma;
        IsDayFirst = isDayFirst;
        var all = terms.DistinctBy(term => term.Pattern, StringComparer.Ordinal).ToList();
        Telling = [.. all.Where(term => term.Tells)];
        English = [.. all.Select(term => term.English)];
        _byBeginning = all.GroupBy(term => term.Pattern[0])
            .SelectMany(group => ByBeginning(group.Key, [.. group.OrderByDescending(term => term.Pattern.Length)])).ToFrozenDictionary();
    }

    /// <summary>The phrases that tell the language.</summary>
    public ImmutableArray<Term> Telling { get; }

    /// <summary>What its phrases say.</summary>
    public ImmutableArray<string> English { get; }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>1.234,5.</summary>
    public bool HasDecimalComma { get; }

    /// <summary>03/04/2026 is a day of April.</summary>
    public bool IsDayFirst { get; }

    /// <summary>Vietnamese has one letter for many words, which only its marks tell apart.</summary>
    public bool KeepsMarks { get; }

    /// <summary>The phrase that reaches farthest from a place in a folded text; null when none stands there.</summary>
    public Term? At(ReadOnlySpan<char> folded, int at, out int end)
    {
        end = at;
        Term? best = null;
        if (at > 0 && IsInside(folded[at - 1], folded[at])) return null;
        var second = at + 1 < folded.Length ? folded[at + 1] : Any;
        if (!_byBeginning.TryGetValue((folded[at], second), out var terms) && !_byBeginning.TryGetValue((folded[at], Any), out terms)) return null;
        foreach (var term in terms)
        {
            var reach = Reach(folded, at, term.Pattern);
            if (reach <= end || (reach < folded.Length && IsInside(folded[reach - 1], folded[reach])) || !IsMeant(folded, at, reach)) continue;
            (best, end) = (term, reach);
        }

        return best;
    }

    /// <summary>The phrases of one first letter by the second, each list in their order, with those that any second letter may continue.</summary>
    private static IEnumerable<KeyValuePair<(char First, char Second), Term[]>> ByBeginning(char first, Term[] terms) =>
        terms.Select(Second).Append(Any).Distinct()
            .Select(second => KeyValuePair.Create((first, second), Array.FindAll(terms, term => Second(term) is var own && (own == second || own == Any))));

    /// <summary>The letter that must stand behind the first.</summary>
    private static char Second(Term term) =>
        term.Pattern.Length > 1 && term.Pattern[1] is not ('*' or ' ') && !Letters.IsUnspaced(term.Pattern[1]) ? term.Pattern[1] : Any;

    /// <summary>How many letters of a pattern stand in a text as they are, before the first star, space or letter that a line may break before.</summary>
    public static int Plain(string pattern)
    {
        var length = 0;
        while (length < pattern.Length && pattern[length] is not ('*' or ' ') && !Letters.IsUnspaced(pattern[length])) length++;
        return length;
    }

    /// <summary>Where a pattern ends that begins here; -1 when it does not stand here.</summary>
    public static int Reach(ReadOnlySpan<char> folded, int at, string pattern)
    {
        foreach (var letter in pattern)
        {
            if (letter == '*')
            {
                while (at < folded.Length && char.IsLetter(folded[at])) at++;
                continue;
            }

            if (letter == ' ')
            {
                var start = at;
                while (at < folded.Length && (char.IsWhiteSpace(folded[at]) || folded[at] == '-')) at++;
                if (at == start) return -1;
                continue;
            }

            // Where a narrow cell breaks the line means nothing without spaces between words.
            if (Letters.IsUnspaced(letter))
            {
                while (at > 0 && at < folded.Length && char.IsWhiteSpace(folded[at]) && Letters.IsUnspaced(folded[at - 1])) at++;
            }

            if (at >= folded.Length || folded[at] != letter) return -1;
            at++;
        }

        return at;
    }

    private static bool IsInside(char before, char after) =>
        char.IsLetter(before) && char.IsLetter(after) && !Letters.IsUnspaced(before) && !Letters.IsUnspaced(after);

    /// <summary>
    /// A letter alone is a word, such as the Spanish "y", only between words or capitals: in "y b m" it is a class. A Korean syllable alone ends
    /// a word: within one it is a part of it.
    /// </summary>
    private static bool IsMeant(ReadOnlySpan<char> folded, int at, int end) =>
        end - at > 1 || (Letters.IsUnspaced(folded[at]) && !(Letters.IsHangul(folded[at]) && end < folded.Length && Letters.IsHangul(folded[end]))) || !char.IsAsciiLetter(folded[at])
        || (at > 1 && end + 1 < folded.Length && folded[at - 1] == ' ' && folded[end] == ' ');
}
