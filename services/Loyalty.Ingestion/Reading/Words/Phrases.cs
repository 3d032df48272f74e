using System.Buffers;
using System.Runtime.CompilerServices;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Phrases that mean the same to a reader: a text is searched once for all of them. Immutable, thread-safe.</summary>
internal sealed class Phrases(params string[] phrases)
{
    private readonly ushort[] _keys = [.. phrases.Select(phrase => WordHeads.KeyOf(phrase, 0))];

    private readonly ulong[] _marks = MarksOf(phrases);

    // Signs alone stand anywhere, whatever is behind them.
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
        var heads = WordHeads.Of(text);
        if (!heads.MayMeet(_marks)) return false;
        foreach (var head in heads.All)
        {
            if (!WordHeads.IsMarked(_marks, head.Key)) continue;
            for (var i = 0; i < _keys.Length; i++)
            {
                if (_keys[i] == head.Key && Phrase.IsAt(text, phrases[i], head.At)) return true;
            }
        }

        return false;
    }

    private static ulong[] MarksOf(string[] phrases)
    {
        var marks = WordHeads.NewMarks();
        foreach (var phrase in phrases) WordHeads.Mark(marks, WordHeads.KeyOf(phrase, 0));
        return marks;
    }
}
