using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A distance band as a label names it; both ends are whole units and belong to the band.</summary>
internal readonly record struct NamedBand(decimal From, decimal? UpTo);

/// <summary>Reads "2,000 to 3,500 miles", "under 2,000", "over 5,000", "0-600", "5,001+".</summary>
internal static class BandWords
{
    private static readonly HashSet<string> Company = new(StringComparer.Ordinal)
    {
        "miles", "mile", "mi", "km", "kilometres", "to", "and", "or", "over", "under", "up", "more", "less", "than", "from", "above", "below", "beyond", "at", "least", "most", "longer", "shorter", "flown", "distance",
    };

    [ThreadStatic]
    private static Remembered<NamedBand?>? _read;

    public static NamedBand? Read(string folded) =>
        folded.AsSpan().ContainsAnyInRange('0', '9') && !folded.Contains('%', StringComparison.Ordinal) ? Remembered<NamedBand?>.Of(ref _read, folded, ReadNumbers) : null;

    private static NamedBand? ReadNumbers(string folded)
    {
        List<(decimal Value, int Start, int End)> numbers = [];
        for (var at = 0; at < folded.Length; at++)
        {
            if (!char.IsAsciiDigit(folded[at]) || (at > 0 && char.IsLetter(folded[at - 1]))) continue;
            var start = at;
            if (!Numbers.TryRead(folded, ref at, out var value, out _)) continue;
            // "Zone 1", "Long-haul 2": a number that counts bands is no distance.
            if (value >= 100 || value == 0 || BeginsRange(folded, at)) numbers.Add((value, start, at));
            at--;
        }

        if (numbers.Count == 1)
        {
            var (value, start, end) = numbers[0];
            var before = folded[..start];
            var after = folded[end..].TrimStart();
            if (Phrase.HasAny(before, "under", "less than", "below", "fewer than", "shorter than") || before.TrimEnd().EndsWith('<')) return new NamedBand(0, value - 1);
            if (Phrase.HasAny(before, "up to", "maximum", "max", "at most") || before.TrimEnd().EndsWith('≤')) return new NamedBand(0, value);
            if (Phrase.HasAny(before, "over", "more than", "above", "beyond", "longer than") || before.TrimEnd().EndsWith('>')) return new NamedBand(value + 1, null);
            if (Phrase.HasAny(before, "from", "at least") || before.TrimEnd().EndsWith('≥')) return new NamedBand(value, null);
            if (after.StartsWith('+') || Phrase.HasAny(after, "or more", "and more", "and above", "and over", "or over", "or longer", "and longer", "or above", "plus")) return new NamedBand(value, null);
            if (Phrase.HasAny(after, "or less", "and below", "or fewer", "and under")) return new NamedBand(0, value);
            return null;
        }

        if (numbers.Count != 2 || numbers[1].Value < 100 || numbers[0].Value >= numbers[1].Value) return null;
        var between = folded[numbers[0].End..numbers[1].Start].Trim();
        var isRange = between is "-" or "–" or "—" or "to" or "~" or "and" or "miles to" or "miles -" or "mi to" or "mi -" or "mi –" or "miles –" or "and under" or "to under" or "and up to" or "to less than";
        if (!isRange) return null;
        return new NamedBand(numbers[0].Value, between.EndsWith("under", StringComparison.Ordinal) || between.EndsWith("than", StringComparison.Ordinal) ? numbers[1].Value - 1 : numbers[1].Value);
    }

    /// <summary>Whether a label says how far, and nothing of what is counted.</summary>
    public static bool IsNothingElse(string folded)
    {
        foreach (var range in folded.AsSpan().SplitAny(" ,.-–—~+<>≤≥():/0123456789"))
        {
            if (range.End.Value > range.Start.Value && !Company.Contains(folded[range])) return false;
        }

        return Read(folded) is not null;
    }

    /// <summary>"1-750": the first number of a range may be small.</summary>
    private static bool BeginsRange(string folded, int at)
    {
        while (at < folded.Length && folded[at] is ' ') at++;
        if (at >= folded.Length || folded[at] is not ('-' or '–' or '—' or '~')) return false;
        at++;
        while (at < folded.Length && folded[at] is ' ') at++;
        return at < folded.Length && char.IsAsciiDigit(folded[at]);
    }
}
