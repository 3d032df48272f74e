using System.Buffers;
using System.Runtime.CompilerServices;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Phrases that mean the same to a reader: a text is searched once for all of them. Immutable, thread-safe.</summary>
internal sealed class Phrases(params string[] phrases)
{
    // A single letter or sign among longer ones would make the search for all of them a slow one.
    private readonly SearchValues<string> _any = SearchValues.Create([.. phrases.Where(phrase => phrase.Length > 1)], StringComparison.Ordinal);

    private readonly SearchValues<char>? _single = phrases.Any(phrase => phrase.Length == 1) ? SearchValues.Create([.. phrases.Where(phrase => phrase.Length == 1).Select(phrase => phrase[0])]) : null;

    /// <summary>What stands in a text wherever a phrase of some set does. Where another phrase stands within it, that is looked for.</summary>
    public static Phrases Together(params Phrases[] sets)
    {
        string[] all = [.. sets.SelectMany(set => set.All).Distinct()];
        return new([.. all.Where(phrase => !Array.Exists(all, other => other != phrase && Phrase.Has(phrase, other)))]);
    }

    private string[] All => phrases;

    /// <summary>Whether one of them stands in a folded text, as whole words.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool In(string text) => Stands(text) || (_single is not null && StandsAlone(text, _single));

    private static bool StandsAlone(string text, SearchValues<char> single)
    {
        for (var at = text.AsSpan().IndexOfAny(single); at >= 0;)
        {
            if (Phrase.IsBounded(text, at, 1)) return true;
            var next = text.AsSpan(at + 1).IndexOfAny(single);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private bool Stands(string text)
    {
        for (var at = text.AsSpan().IndexOfAny(_any); at >= 0;)
        {
            // Inside a word none of them begins, and few begin with its letter.
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]))
            {
                foreach (var phrase in phrases)
                {
                    if (phrase[0] == text[at] && Phrase.IsAt(text, phrase, at)) return true;
                }
            }

            var next = text.AsSpan(at + 1).IndexOfAny(_any);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
