namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>
/// A glossary as it is written: a line for an English phrase, with what says the same behind an equals sign, divided by bars.
/// A star stands for the rest of a word. <c>@</c> begins a metric, whose own name may stand behind a slash; <c>&gt;</c> begins a phrase that
/// stands behind its number or date; a line without an English phrase has words that add nothing; <c>!</c> tells how numbers and dates are written.
/// </summary>
internal static class GlossaryFile
{
    public static Glossary Read(string language, TextReader vocabulary, IEnumerable<Term> names)
    {
        var (comma, dayFirst, prefixes) = (false, false, Array.Empty<string>());
        List<Term> terms = [];
        while (vocabulary.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '!')
            {
                comma = line.Contains("decimal-comma", StringComparison.Ordinal);
                dayFirst = line.Contains("day-first", StringComparison.Ordinal);
                if (line.IndexOf("prefixes:", StringComparison.Ordinal) is > 0 and var at) prefixes = line[(at + 9)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                continue;
            }

            terms.AddRange(Terms(line, language, tells: true));
        }

        // What is written together with the word before it, such as an article, begins a phrase of its own.
        terms.AddRange(names);
        terms.AddRange([.. prefixes.SelectMany(prefix => terms.Select(term => term with { Pattern = prefix + term.Pattern, Tells = false }))]);
        return new Glossary(language, comma, dayFirst, terms);
    }

    /// <summary>The terms of one line.</summary>
    public static IEnumerable<Term> Terms(string line, string language, bool tells)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new InvalidDataException($"Glossary '{language}': '{line}' has no equals sign.");
        var head = line[..equals].Trim();
        var kind = head switch { ['@', ..] => TermKind.Metric, ['>', ..] => TermKind.Behind, _ => TermKind.Phrase };
        var english = kind == TermKind.Phrase ? head : head[1..].Trim();
        string? own = null;
        if (kind == TermKind.Metric && english.Split('/') is [var counted, var name]) (english, own) = (counted.Trim(), name.Trim());
        foreach (var phrase in line[(equals + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pattern = new string(Letters.Fold(phrase, language == "vi"));
            yield return new Term(pattern, english, kind, own, tells && english.Length > 0 && !pattern.Equals(english, StringComparison.OrdinalIgnoreCase) && Weight(pattern) >= 4 && !EnglishWords.Has(pattern));
        }
    }

    /// <summary>How much a phrase tells: a letter of a script of its own says more.</summary>
    public static int Weight(string pattern)
    {
        var weight = 0;
        foreach (var letter in pattern) weight += char.IsAsciiLetter(letter) || letter == '\'' ? 1 : char.IsLetter(letter) ? 2 : 0;
        return weight;
    }
}
