using System.Text;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>A text in English, and the first word of it that no glossary has.</summary>
/// <param name="Text">The text, as far as it is known in English.</param>
/// <param name="Unknown">The first unknown word; null when all are known.</param>
/// <param name="IsMostlyUnknown">Whether more words are unknown than known: what the others say then is no sentence.</param>
/// <param name="Others">How much of it is unknown: two a word, one a letter of a script without spaces.</param>
internal readonly record struct Wording(string Text, string? Unknown, bool IsMostlyUnknown, int Others);

/// <summary>Says texts of one language in English, phrase by phrase, the longest first. What no glossary has stays as it is.</summary>
internal sealed class Wordings(Glossary glossary, INameIndex names, Func<Term, string, string> metric, LoyaltyProgram? program)
{
    // What must not be read from a sentence of which a part was not understood: that part may narrow it.
    private static readonly Phrases Claims = new(
        "at least", "minimum", "maximum", "at most", "up to", "under", "below", "less than", "not eligible", "no accrual", "no miles", "do not earn", "excluded");

    // Which flights a table is for narrows all of it: such a sentence is looked at, however little of it is known.
    private static readonly Phrases Tables = new("table", "chart");

    // Which flights earn: what a sentence says of that must not go unseen.
    private static readonly Phrases Kinds = new("international flights", "domestic flights", "international route", "domestic route", "international routes", "domestic routes");

    private static readonly Phrases Miles = new("miles", "points", "mileage");

    private static readonly Phrases Routes = new("route", "routes", "flights");

    // A word or two beside a least amount of miles narrow it no more than words that are known, which are looked at.
    private static readonly Phrases Least = new("at least", "minimum");

    private static readonly Phrases BesideLeast = new("maximum", "at most", "up to", "under", "below", "less than", "not eligible", "no accrual", "no miles", "do not earn", "excluded");

    private const int FewUnknown = 8;

    private static readonly Phrases Limits = new("at least", "minimum", "maximum", "at most", "up to", "under", "below", "less than");

    /// <summary>A cell, a heading, a caption: a few words.</summary>
    public Wording Label(string text) => Say(Figures.Normalise(text, glossary), withheld: null);

    /// <summary>A paragraph or list item, whose sentences are read one by one.</summary>
    public string Prose(string text)
    {
        var said = new StringBuilder(text.Length);
        var normal = Figures.Normalise(text, glossary);
        var start = 0;
        for (var at = 0; at <= normal.Length; at++)
        {
            var ends = at == normal.Length || normal[at] is '\n' or ';'
                || (normal[at] is '.' or '!' or '?' && (at + 1 == normal.Length || char.IsWhiteSpace(normal[at + 1])) && !IsAbbreviation(normal, at));
            if (!ends) continue;
            said.Append(Sentence(normal[start..at]));
            if (at < normal.Length) said.Append(normal[at]);
            start = at + 1;
        }

        return said.ToString();
    }

    /// <summary>"1. Januar", "2026 m. sausio", "f.o.m.": a dot behind a number or a very short word ends nothing.</summary>
    private static bool IsAbbreviation(string text, int dot)
    {
        var word = dot;
        while (word > 0 && char.IsLetter(text[word - 1])) word--;
        var next = dot + 1;
        while (next < text.Length && text[next] == ' ') next++;
        // "1 de ene. de 2015": a sentence does not begin with a small letter.
        var goesOn = next < text.Length && (char.IsLower(text[next]) || char.IsDigit(text[next]));
        return dot > 0 && (char.IsDigit(text[dot - 1]) || (char.IsLower(text[word]) && (dot - word is 1 or 2 || (goesOn && dot - word <= 5))));
    }

    private string Sentence(string text)
    {
        var said = Say(text, withheld: null);
        // A sentence that bounds time is looked at too: what it bounds may be the chart.
        if (said.IsMostlyUnknown && IsDated(said.Text)) return Say(text, Claims).Text;
        if (said.IsMostlyUnknown) return Phrase.Fold(said.Text) is var folded && ((Tables.In(folded) && Routes.In(folded)) || (Kinds.In(folded) && Miles.In(folded))) ? said.Text : text;
        if (said.Unknown is null || !Claims.In(Phrase.Fold(said.Text))) return said.Text;
        // A footnote is read for what it takes away, never for what it gives; so is a list of classes, which is looked at again.
        return Say(text, IsFootnote(text) || ListsLetters(text) ? Limits : said.Others <= FewUnknown && Least.In(Phrase.Fold(said.Text)) ? BesideLeast : Claims).Text;
    }

    private static bool IsDated(string text) =>
        text.AsSpan().ContainsAnyInRange('0', '9') && DatePhrases.ReadValidity(Phrase.Fold(text), null, out var problem) is not null && problem is null;

    /// <summary>Two letters one after the other, and no number.</summary>
    private static bool ListsLetters(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('0', '9')) return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsLetterAlone(text, at)) continue;
            var next = at + 1;
            while (next < text.Length && text[next] is ' ' or ',' or '/') next++;
            if (next > at + 1 && next < text.Length && IsLetterAlone(text, next)) return true;
        }

        return false;
    }

    private static bool IsLetterAlone(string text, int at) =>
        char.IsAsciiLetterUpper(text[at]) && (at == 0 || !IsLatin(text[at - 1])) && (at + 1 == text.Length || !IsLatin(text[at + 1]));

    private static bool IsLatin(char letter) => char.IsLetterOrDigit(letter) && !Letters.IsUnspaced(letter);

    private static bool IsFootnote(string text) => text.AsSpan().TrimStart() is ['*' or '†' or '‡' or '[' or '(', ..] or [>= '0' and <= '9', ')' or '.' or ':', ..];

    private Wording Say(string normal, Phrases? withheld)
    {
        var folded = Letters.Fold(normal, glossary.KeepsMarks);
        var said = new StringBuilder(normal.Length + 16);
        string? unknown = null;
        var (known, others) = (0, 0);
        var named = NamesFound.In(normal, names);
        // Where a run of letters began that no glossary has, in a script without spaces.
        var run = -1;
        for (var at = 0; at < normal.Length;)
        {
            // What stands in a name means nothing else there.
            if (NameAt(named, at) is > 0 and var length)
            {
                said.Append(normal, at, length);
                at += length;
                run = -1;
                known++;
                continue;
            }

            // A tier is called what it is called: "Platinum Pro" has no preposition.
            if (TierAt(normal, at) is > 0 and var called)
            {
                said.Append(normal, at, called);
                at += called;
                run = -1;
                known++;
                continue;
            }

            // A metal that a glossary has for another word: "Arany" is gold, and "arány" a ratio.
            var metal = char.IsUpper(normal[at]) && (at == 0 || !char.IsLetter(normal[at - 1])) ? UsualTiers.MetalAt(normal, at) : 0;
            if (glossary.At(folded, at, out var end) is { } term && end - at > metal && !(withheld?.In(term.English) ?? false) && (!term.IsMonth || IsDated(normal, at, end)) && !IsLetterOfClass(normal, at, end))
            {
                known += term.English.Length > 0 ? 1 : 0;
                // What stands before a metric without a space is the rest of its name: "プレミア資格対象マイル".
                if (term.Kind == TermKind.Metric && run >= 0 && at - run is <= 8 and var rest && unknown == normal[run..(run + 1)] && !Letters.IsHiragana(normal[at - 1]))
                {
                    said.Length -= rest;
                    others -= rest * (Letters.IsThai(normal[run]) ? 1 : 2);
                    (unknown, at) = (null, run);
                }

                Append(said, term, normal[at..end], end < normal.Length && char.IsLetterOrDigit(normal[end]));
                (at, run) = (end, -1);
                continue;
            }

            if (!char.IsLetter(normal[at]))
            {
                said.Append(normal[at++]);
                run = -1;
                continue;
            }

            // A tier is called what it is called.
            if ((at == 0 || !char.IsLetter(normal[at - 1]) || Letters.IsUnspaced(normal[at])) && UsualTiers.MetalAt(normal, at) is > 0 and var tier)
            {
                said.Append(normal, at, tier);
                at += tier;
                run = -1;
                known++;
                continue;
            }

            var start = at++;
            if (!Letters.IsUnspaced(normal[start])) run = -1;
            else if (run < 0) run = start;
            if (!Letters.IsUnspaced(normal[start]))
            {
                while (at < normal.Length && char.IsLetter(normal[at]) && !Letters.IsUnspaced(normal[at])) at++;
            }

            var word = normal.AsSpan(start, at - start);
            if (said.Length > 0 && char.IsLetter(said[^1]) && Letters.IsUnspaced(normal[start]) != Letters.IsUnspaced(said[^1])) said.Append(' ');
            said.Append(word);
            if (IsCode(word) || Languages.IsEnglish(word)) continue;
            unknown ??= word.ToString();
            // A letter of a script without spaces is less than a word, and a Thai word has many.
            others += !Letters.IsUnspaced(word[0]) ? 4 : Letters.IsThai(word[0]) ? 1 : 2;
        }

        return new Wording(Figures.Shares(Figures.Dates(said.ToString(), glossary.Language == "th")), unknown, others > 4 * known, others);
    }

    /// <summary>How long a name of two words or more is that the program has for a tier and that stands at a place; 0 for none.</summary>
    private int TierAt(string text, int at)
    {
        if (program is null || !char.IsUpper(text[at]) || (at > 0 && char.IsLetter(text[at - 1]))) return 0;
        foreach (var tier in program.Tiers)
        {
            var end = at + tier.Name.Length;
            if (tier.Name.Contains(' ', StringComparison.Ordinal) && text.AsSpan(at).StartsWith(tier.Name, StringComparison.OrdinalIgnoreCase) && (end == text.Length || !char.IsLetter(text[end]))) return tier.Name.Length;
        }

        return 0;
    }

    private static int NameAt(NamesFound named, int at)
    {
        foreach (var (_, index, length) in named.Programs)
        {
            if (index == at) return length;
        }

        foreach (var (_, index, length) in named.Airlines)
        {
            if (index == at) return length;
        }

        return 0;
    }

    private void Append(StringBuilder said, Term term, string printed, bool isGlued)
    {
        var english = term.Kind == TermKind.Metric ? metric(term, printed) : term.English;
        if (english.Length == 0) return;
        if (term.Kind == TermKind.Behind && Figures.LastFigure(said.ToString()) is >= 0 and var figure)
        {
            said.Insert(figure, figure > 0 && char.IsLetter(said[figure - 1]) ? $" {english} " : english + " ");
            return;
        }

        // A word of its own, even where the next letters are of a script without spaces.
        if (said.Length > 0 && (char.IsLetterOrDigit(said[^1]) || said[^1] is '%' or ')')) said.Append(' ');
        said.Append(english);
        if (isGlued) said.Append(' ');
    }

    /// <summary>"G, L, O, P": the letter is none of the words that are so short, unless all around it is in capitals.</summary>
    private static bool IsLetterOfClass(ReadOnlySpan<char> text, int at, int end) =>
        end == at + 1 && char.IsAsciiLetterUpper(text[at]) && !(at > 2 && text[at - 1] == ' ' && char.IsUpper(text[at - 2]) && char.IsUpper(text[at - 3]));

    /// <summary>Whether a number stands next to a word: a month's short name is another word without one.</summary>
    private static bool IsDated(ReadOnlySpan<char> text, int at, int end) =>
        text[Math.Max(0, at - 7)..at].ContainsAnyInRange('0', '9') || text[end..Math.Min(text.Length, end + 7)].ContainsAnyInRange('0', '9');

    /// <summary>A booking class, a fare code, a currency: no word.</summary>
    private static bool IsCode(ReadOnlySpan<char> word)
    {
        if (word.Length == 1) return char.IsAsciiLetter(word[0]);
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterUpper(letter)) return false;
        }

        return word.Length <= 3;
    }
}
