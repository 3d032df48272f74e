using System.Buffers;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Phrases that mean the same to a reader: a text is searched once for all of them. Immutable, thread-safe.</summary>
internal sealed class Phrases(params string[] phrases)
{
    private readonly SearchValues<string> _any = SearchValues.Create(phrases, StringComparison.Ordinal);

    /// <summary>What stands in a text wherever a phrase of some set does. Where another phrase stands within it, that is looked for.</summary>
    public static Phrases Together(params Phrases[] sets)
    {
        string[] all = [.. sets.SelectMany(set => set.All).Distinct()];
        return new([.. all.Where(phrase => !Array.Exists(all, other => other != phrase && Phrase.Has(phrase, other)))]);
    }

    private string[] All => phrases;

    /// <summary>Whether one of them stands in a folded text, as whole words.</summary>
    public bool In(string text)
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
