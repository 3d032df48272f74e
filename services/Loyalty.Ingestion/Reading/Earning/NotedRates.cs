using System.Collections.Frozen;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the notes in reach of a table say of single classes and cabins, each note read once; most say nothing.</summary>
internal sealed class NotedRates
{
    // What bounds classes is short; minimums may stand among other things.
    private const int LongestOfClasses = 400;
    private const int Longest = 600;

    /// <summary>When classes count.</summary>
    public List<(FareClasses Classes, Validity Validity)> Days { get; } = [];

    /// <summary>From when classes have a rate.</summary>
    public List<RatedDay> Rates { get; } = [];

    /// <summary>What is credited at least, cabin by cabin, by the first note that says it.</summary>
    public FrozenDictionary<Cabin, decimal>? Minimums { get; private set; }

    public static NotedRates In(IEnumerable<string> notes)
    {
        var noted = new NotedRates();
        foreach (var note in notes)
        {
            if (note.Length > Longest || !note.AsSpan().ContainsAnyInRange('0', '9')) continue;
            // When classes count is said with that word, a rate of theirs with its sign.
            var ofClasses = note.Length <= LongestOfClasses && (note.Contains('%', StringComparison.Ordinal) || note.Contains("RBD", StringComparison.Ordinal) || note.Contains("class", StringComparison.OrdinalIgnoreCase));
            var ofMinimum = noted.Minimums is null && note.Contains("min", StringComparison.OrdinalIgnoreCase);
            if (!ofClasses && !ofMinimum) continue;
            foreach (var sentence in Phrase.Sentences(note))
            {
                if (ofClasses && ClassDays.In(sentence) is { } bound) noted.Days.Add(bound);
                if (ofClasses && ClassDays.Rated(sentence) is { } rated && !noted.Rates.Contains(rated)) noted.Rates.Add(rated);
                if (ofMinimum) noted.Minimums ??= MinimumByCabin.Read(sentence);
            }
        }

        return noted;
    }
}
