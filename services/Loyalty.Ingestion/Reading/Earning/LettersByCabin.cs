using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Which cabin a carrier's letters are booked in, as the charts of a document have it.</summary>
internal sealed class LettersByCabin
{
    private const int Cabins = (int)Cabin.First + 1;

    private readonly Dictionary<string, FareClasses[]> _byCarrier = new(StringComparer.Ordinal);

    private (RowKeys? Keys, string Carrier) _last;

    /// <summary>
    /// The letters of a row with one cabin. A chart that names its end says nothing, past or to come (reading knows no clock): carriers give
    /// letters another cabin, and what stays in force tells more.
    /// </summary>
    /// <param name="validity">When its chart is valid, where the row does not say.</param>
    public void Add(string carrier, RowKeys keys, Validity? validity)
    {
        if ((keys.Validity ?? validity)?.Until is not null) return;
        if (keys.Classes.IsEmpty || keys.Cabin is not { } cabin || carrier is "" or "*" || AllianceWords.IsCarrier(carrier)) return;
        // Once for all amounts of a row.
        if (_last == (keys, carrier)) return;
        _last = (keys, carrier);
        Add(carrier, keys.Classes, cabin);
    }

    private void Add(string carrier, FareClasses letters, Cabin cabin)
    {
        if (!_byCarrier.TryGetValue(carrier, out var cabins)) _byCarrier.Add(carrier, cabins = new FareClasses[Cabins]);
        cabins[(int)cabin] = cabins[(int)cabin].Union(letters);
    }

    /// <summary>By carrier and letter; a letter in two cabins says nothing.</summary>
    public ImmutableArray<FareClassFact> Build()
    {
        if (_byCarrier.Count == 0) return [];
        var facts = ImmutableArray.CreateBuilder<FareClassFact>();
        foreach (var (carrier, cabins) in _byCarrier.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            for (var letter = 'A'; letter <= 'Z'; letter++)
            {
                if (OnlyCabin(cabins, letter) is { } cabin) facts.Add(new FareClassFact(carrier, letter, cabin));
            }
        }

        return facts.DrainToImmutable();
    }

    private static Cabin? OnlyCabin(FareClasses[] cabins, char letter)
    {
        Cabin? only = null;
        for (var cabin = 0; cabin < Cabins; cabin++)
        {
            if (!cabins[cabin].Contains(letter)) continue;
            if (only is not null) return null;
            only = (Cabin)cabin;
        }

        return only;
    }
}
