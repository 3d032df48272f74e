using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>
/// Which language a document is in, by the phrases that its headers, headings and short lines have of each. An English document is known by its
/// first words, before any glossary is loaded.
/// </summary>
internal static class Languages
{
    private const int EnoughEnglish = 3;
    private const int LongestLine = 160;
    private const int MostCharacters = 3000;

    // Letters that English chart pages use in no header: beyond Latin-1 signs.
    private static readonly SearchValues<char> OtherLetters = SearchValues.Create([.. Enumerable.Range(0xc0, 0x1fff - 0xc0).Where(c => c is not (0xd7 or 0xf7)).Select(c => (char)c)]);

    private static readonly Lazy<ImmutableArray<Glossary>> Loaded = new(Load);

    private static readonly Lazy<FrozenDictionary<ulong, Opening>> Openings = new(ReadOpenings);

    private static readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> English = new(() => All.SelectMany(glossary => glossary.English)
        .SelectMany(phrase => phrase.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>());

    /// <summary>The phrases that begin with the same letters, each with the place of its language and its plain letters, and all their languages.</summary>
    private sealed record Opening(ulong Languages, ImmutableArray<(int Language, string Pattern, int Plain)> Phrases);

    /// <summary>Whether a word is one that glossaries say things with: pages in any language have some English ones.</summary>
    public static bool IsEnglish(ReadOnlySpan<char> word) => EnglishWords.Has(word) || English.Value.Contains(word);

    public static ImmutableArray<Glossary> All => Loaded.Value;

    /// <summary>The glossary of a document's language; null for English, and where too little tells.</summary>
    public static Glossary? Of(DocumentText document, string? title)
    {
        var texts = Telling(document, title);
        return IsEnglish(texts, out var isPartly) ? null : Best(texts, isPartly);
    }

    private static bool IsEnglish(List<string> texts, out bool isPartly)
    {
        var english = 0UL;
        var other = false;
        foreach (var text in texts)
        {
            if (BitOperations.PopCount(english) < EnoughEnglish) english |= EnglishWords.In(text);
            other |= HasOtherLetters(text);
        }

        isPartly = BitOperations.PopCount(english) >= EnoughEnglish;
        return isPartly && (!other || IsEnglishWithNames(texts));
    }

    /// <summary>Whether English pages name a place or an airline with a letter of its own: "Furusato Nōzei" under sentences that are English.</summary>
    private static bool IsEnglishWithNames(List<string> texts)
    {
        var others = texts.Count(text => HasOtherLetters(text));
        if (others > 3) return false;
        // One name among a few sentences, or some among many.
        var (joining, enough) = (0, others == 1 ? 6 : Math.Max(12, others * 8));
        foreach (var text in texts)
        {
            joining += EnglishWords.JoiningIn(text);
            if (joining >= enough) return true;
        }

        return false;
    }

    private static bool HasOtherLetters(ReadOnlySpan<char> text)
    {
        if (System.Text.Ascii.IsValid(text)) return false;
        foreach (var letter in text)
        {
            if (letter >= '\u3000' || OtherLetters.Contains(letter)) return true;
        }

        return false;
    }

    /// <summary>The language with the most telling phrases; among English words it takes more of them.</summary>
    private static Glossary? Best(List<string> texts, bool isPartlyEnglish)
    {
        var all = All;
        var counts = new int[all.Length];
        var hits = OpeningsIn(texts, counts);
        var enough = isPartlyEnglish ? 3 : 2;
        var possible = 0UL;
        for (var index = 0; index < counts.Length; index++) possible |= counts[index] >= enough ? 1UL << index : 0;
        var folded = new char[]?[texts.Count * 2];
        var (found, weights) = (new HashSet<string>?[counts.Length], new int[counts.Length]);
        foreach (var (text, at, opening) in hits)
        {
            if ((opening.Languages & possible) == 0) continue;
            foreach (var (language, pattern, plain) in opening.Phrases)
            {
                if ((possible & (1UL << language)) == 0) continue;
                var glossary = all[language];
                var letters = folded[(text * 2) + (glossary.KeepsMarks ? 1 : 0)] ??= Letters.Fold(texts[text], glossary.KeepsMarks);
                // Most phrases only begin there. Where one stands, a longer one that tells nothing may: a name.
                if (!letters.AsSpan(at).StartsWith(pattern.AsSpan(0, plain)) || Glossary.Reach(letters, at, pattern) < 0) continue;
                var known = found[language] ??= new(StringComparer.Ordinal);
                if (!known.Contains(pattern) && glossary.At(letters, at, out _) is { Tells: true } term && known.Add(term.Pattern)) weights[language] += GlossaryFile.Weight(term.Pattern);
            }
        }

        Glossary? best = null;
        var most = 0;
        for (var index = 0; index < weights.Length; index++)
        {
            if (weights[index] > most && found[index]!.Count >= enough) (best, most) = (all[index], weights[index]);
        }

        return best;
    }

    /// <summary>Where phrases may begin, and of which languages: most words begin none, and most languages are out at once.</summary>
    private static List<(int Text, int At, Opening Opening)> OpeningsIn(List<string> texts, int[] counts)
    {
        List<(int, int, Opening)> hits = [];
        HashSet<Opening> seen = new(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < texts.Count; index++)
        {
            var text = texts[index];
            for (var at = 0; at < text.Length; at++)
            {
                if (!char.IsLetter(text[at]) || (at > 0 && char.IsLetter(text[at - 1]) && !Letters.IsUnspaced(text[at]))) continue;
                var beginning = Letters.Beginning(text.AsSpan(at));
                if (!Openings.Value.TryGetValue(beginning, out var opening)) continue;
                hits.Add((index, at, opening));
                if (!seen.Add(opening)) continue;
                for (var languages = opening.Languages; languages != 0; languages &= languages - 1) counts[BitOperations.TrailingZeroCount(languages)]++;
            }
        }

        return hits;
    }

    private static FrozenDictionary<ulong, Opening> ReadOpenings() =>
        All.SelectMany((glossary, language) => glossary.Telling.Select(term => (Language: language, term.Pattern, Glossary.Plain(term.Pattern))))
            .GroupBy(phrase => Letters.Beginning(phrase.Pattern))
            .ToFrozenDictionary(group => group.Key, group => new Opening(group.Aggregate(0UL, (languages, phrase) => languages | (1UL << phrase.Language)), [.. group]));

    /// <summary>What tells a language: column headers, titles, headings, captions, first cells and short lines.</summary>
    private static List<string> Telling(DocumentText document, string? title)
    {
        List<string> texts = [];
        var length = 0;
        foreach (var block in document.Blocks)
        {
            if (block is not Table { Rows.Length: > 0 } table) continue;
            Add(table.Caption);
            foreach (var cell in table.Rows[0]) Add(cell.Text);
            if (TableHead.Rows(table) > 1) foreach (var cell in table.Rows[1]) Add(cell.Text);
        }

        Add(title);
        Add(document.Title);
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Heading heading: Add(heading.Text); break;
                case Paragraph { Text.Length: <= LongestLine } paragraph: Add(paragraph.Text); break;
                case ListItem { Text.Length: <= LongestLine } item: Add(item.Text); break;
                case Table table:
                    for (var row = 1; row < Math.Min(table.Rows.Length, 8); row++) Add(table.Rows[row][0].Text);
                    break;
                default: break;
            }
        }

        return texts;

        void Add(string? text)
        {
            if (text is not { Length: > 1 } || length > MostCharacters) return;
            texts.Add(text);
            length += text.Length;
        }
    }

    private static ImmutableArray<Glossary> Load()
    {
        var assembly = typeof(Languages).Assembly;
        var places = Lines("places").Skip(1).Select(line => line.Split('\t')).ToList();
        var columns = Lines("places").First().Split('\t');
        var carriers = Lines("airlines").Where(line => line is not ("" or ['#', ..])).ToList();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith("glossary/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name => name["glossary/".Length..]).Where(name => name.Length == 2).Select(Read),
        ];

        Glossary Read(string language)
        {
            using var file = Open(language);
            var column = Array.IndexOf(columns, language);
            var names = carriers.SelectMany(line => GlossaryFile.Terms(line, language, tells: false));
            if (column > 0) names = names.Concat(places.Where(row => row[column].Length > 0).SelectMany(row => GlossaryFile.Terms($"{row[0]} = {row[column]}", language, tells: false)));
            return GlossaryFile.Read(language, file, names);
        }

        IEnumerable<string> Lines(string name)
        {
            using var file = Open(name);
            while (file.ReadLine() is { } line) yield return line;
        }

        StreamReader Open(string name) => new(assembly.GetManifestResourceStream("glossary/" + name)!);
    }
}
