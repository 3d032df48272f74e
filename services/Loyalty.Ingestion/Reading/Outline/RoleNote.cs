using System.Collections.Frozen;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>A sentence behind a chart that says nothing but who sells or flies the flights it is for: "Applicable to flights marketed and operated by KLM".</summary>
internal static class RoleNote
{
    private const int Longest = 120;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "applicable", "applies", "apply", "valid", "only", "to", "for", "on", "the", "this", "these", "table", "chart", "rates", "accrual", "is", "are", "flights", "flight", "eligible", "marketed", "operated", "sold", "and", "by", "both", "with", "all", "note",
    ], StringComparer.Ordinal);

    /// <summary>The role; null for any other sentence, and where it names other airlines than the chart.</summary>
    /// <param name="carriers">Whose flights the chart is for.</param>
    public static FlightRole? In(string note, ImmutableArray<string> carriers, INameIndex names)
    {
        if (note.Length > Longest || carriers is not [{ Length: 2 } only] || !note.Contains("ed by", StringComparison.OrdinalIgnoreCase)) return null;
        var folded = Phrase.Fold(note);
        if (CarrierWords.Role(folded) is not { } role) return null;
        var found = NamesFound.In(note, names);
        var bare = Phrase.Fold(found.Without(note));
        var isNamed = found.Airlines.Length > 0;
        foreach (var airline in found.Airlines)
        {
            if (airline.Iata != only) return null;
        }

        foreach (var word in bare.Split([' ', ',', '.', ':', ';', '(', ')', '-', '•', '*', '※'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals(only, StringComparison.OrdinalIgnoreCase)) isNamed = true;
            else if (!Words.Contains(word)) return null;
        }

        return isNamed ? role : null;
    }
}
