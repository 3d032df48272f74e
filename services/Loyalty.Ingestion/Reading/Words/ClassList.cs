using System.Collections.Frozen;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Booking classes as one cell or line lists them.</summary>
/// <param name="Classes">The letters; empty for "all" and "all other".</param>
/// <param name="All">Whether it says all, or all other, classes.</param>
/// <param name="Label">The words that stand with them, such as a cabin's name; folded.</param>
/// <param name="Marks">Footnote marks, without brackets.</param>
/// <param name="Problem">The word that was not understood; null when all was.</param>
internal sealed record ClassList(FareClasses Classes, bool All, string Label, string Marks, string? Problem)
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Joiners = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "class", "classes", "booking", "fare", "fares", "code", "codes", "bucket", "rbd", "und", "et", "upgrade", "upgrades",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    [ThreadStatic]
    private static Remembered<ClassList>? _read;

    /// <summary>Where the word begins that is none of a list, whatever stands behind it: a beginning of the text that has it is no list either. At the end where there is none.</summary>
    public int EndsBefore { get; private init; }

    /// <summary>Whether it lists at least one letter, or all, and nothing that was not understood.</summary>
    public bool IsRead => Problem is null && (All || !Classes.IsEmpty);

    /// <summary>Reads lists such as <c>Y, B / M</c>, <c>A/F</c>, <c>BusinessJ, C</c>, <c>Economy: y b m</c> and <c>K[1]*</c>.</summary>
    public static ClassList Read(string text) => Remembered<ClassList>.Of(ref _read, text, ReadAll);

    private static ClassList ReadAll(string text)
    {
        uint bits = 0;
        uint pairs = 0;
        var (pair, repeats) = (0, false);
        var all = false;
        string? problem = null;
        var label = "";
        var marks = "";
        var at = 0;
        // Behind the first word that is none, nothing makes it a list again.
        while (at < text.Length && problem is null)
        {
            var letter = text[at];
            if (char.IsLetter(letter))
            {
                var start = at;
                while (at < text.Length && (char.IsLetter(text[at]) || text[at] == '\'')) at++;
                if (at == start + 1 && char.IsAsciiLetter(letter)) bits |= Bit(letter);
                else Word(text.AsSpan(start, at - start));
            }
            else if (char.IsAsciiDigit(letter))
            {
                var start = at;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
                if (at - start > 2 || (bits | pairs) == 0) problem ??= text[start..at];
                else marks = Add(marks, text[start..at]);
            }
            else
            {
                if (letter is '*' or '†' or '‡' or '§' or '¹' or '²' or '³') marks = Add(marks, letter.ToString());
                else if (letter is '%' or '=' or '>' or '<') problem ??= letter.ToString();
                else if (letter is '-' or '–' or '—' && IsRange(text, at)) problem ??= text.Trim();
                at++;
            }
        }

        // "X, I, O, NY, XY, XC": that letters come back shows that two together are a fare's code.
        if (pair > 1 && (repeats || (pairs & bits) != 0) && bits != 0) pairs = 0;
        // "EL AL": a letter of two pairs, and none alone.
        if (pair > 1 && repeats && bits == 0) problem ??= text;
        // Of a word in small letters the signs around it change nothing.
        var isWord = problem is { Length: > 1 } && !problem.AsSpan().ContainsAnyExceptInRange('a', 'z');
        return new ClassList(new FareClasses(bits | pairs), all, label, marks, problem) { EndsBefore = isWord ? at - problem!.Length : text.Length };

        void Word(ReadOnlySpan<char> word)
        {
            if (word.Length == 1)
            {
                if (char.IsAsciiLetter(word[0])) bits |= Bit(word[0]);
                else problem ??= word.ToString();
                return;
            }

            var lower = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
            word.ToLowerInvariant(lower);
            if (lower is "all" or "any" or "every" or "other" or "others" or "remaining" or "rest")
            {
                if (lower is "all" or "any" or "every" or "other" or "others" or "remaining") all = true;
                label = Join(label, lower);
                return;
            }

            if (CabinWords.IsCompany(lower))
            {
                label = Join(label, lower);
                return;
            }

            if (Joiners.Contains(word)) return;
            if (lower is "note" && (bits | pairs) != 0)
            {
                marks = Add(marks, "Note");
                return;
            }

            // "U (UPGRADE)": a word behind a letter, in brackets, is none of classes.
            if (bits != 0 && word.Length > 3 && at < text.Length && text[at] == ')' && at > word.Length && text[at - word.Length - 1] == '(')
            {
                if (lower is "upgrade" or "upgrades") return;
                problem ??= word.ToString();
                return;
            }

            if (IsCapitals(word))
            {
                // ID25 and CHTR7 are fares' codes.
                if (word.Length > 1 && at < text.Length && char.IsAsciiDigit(text[at])) problem ??= word.ToString();
                foreach (var letter in word)
                {
                    if (word.Length != 2)
                    {
                        bits |= Bit(letter);
                        continue;
                    }

                    repeats |= (pairs & Bit(letter)) != 0;
                    pairs |= Bit(letter);
                }

                pair += word.Length == 2 ? 1 : 0;
                return;
            }

            // A label glued to its letters: "BusinessJ", "ClassY".
            var tail = word.Length;
            while (tail > 0 && char.IsAsciiLetterUpper(word[tail - 1])) tail--;
            if (tail > 1 && tail < word.Length && CabinWords.IsCompany(lower[..tail]))
            {
                label = Join(label, lower[..tail]);
                foreach (var letter in word[tail..]) bits |= Bit(letter);
                return;
            }

            problem ??= word.ToString();
        }
    }

    private static string Join(string label, ReadOnlySpan<char> word) => label.Length == 0 ? word.ToString() : $"{label} {word}";

    private static string Add(string marks, string mark) => marks.Length == 0 ? mark : marks + " " + mark;

    private static uint Bit(char letter) => 1u << (char.ToUpperInvariant(letter) - 'A');

    // YBM is three classes; a word in capitals with a letter twice is a word.
    private static bool IsCapitals(ReadOnlySpan<char> word)
    {
        uint seen = 0;
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterUpper(letter) || (seen & Bit(letter)) != 0) return false;
            seen |= Bit(letter);
        }

        return word.Length is < 4 or <= 12 && !Names.Contains(word);
    }

    // Fares, cabins and tiers whose names have no letter twice.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = FrozenSet.ToFrozenSet(
        [
            "FLEX", "FLEXI", "LIGHT", "LITE", "BASIC", "SMART", "PLUS", "SAVER", "VALUE", "FULL", "EXTRA", "CLUB", "GOLD", "SILVER", "FIRST", "DELUXE", "SPECIAL", "PRIME", "BLUE", "RUBY", "JADE", "BONUS", "MILES", "POINTS", "FROM",
            "WITH", "ONLY", "FARE", "TRAVEL", "STAR", "MAIN", "STANDBY", "UPGRADE",
        ], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // "A-F" may mean six classes or two: nobody can tell. "J-C-D" is a list.
    private static bool IsRange(string text, int dash)
    {
        var hyphens = text.AsSpan().Count('-') + text.AsSpan().Count('–') + text.AsSpan().Count('—');
        var left = text.AsSpan(0, dash).TrimEnd();
        var right = text.AsSpan(dash + 1).TrimStart();
        return hyphens == 1 && left.Length > 0 && right.Length > 0
            && char.IsAsciiLetterUpper(left[^1]) && (left.Length == 1 || !char.IsLetter(left[^2]))
            && char.IsAsciiLetterUpper(right[0]) && (right.Length == 1 || !char.IsLetter(right[1]))
            && right[0] - left[^1] > 1;
    }
}
