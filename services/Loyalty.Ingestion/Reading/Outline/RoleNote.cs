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

    // "Miles are awarded only on flights ...": what is earned there alone.
    private static readonly FrozenSet<string> EarningWords = FrozenSet.ToFrozenSet(
        ["miles", "points", "mileage", "award", "earn", "earned", "awarded", "credited", "accrue", "accrued", "collect", "collected", "can", "may", "be", "will", "you", "members", "unless", "otherwise", "stated", "noted", "exclusively", "solely", "that", "which", "of", "scheduled"], StringComparer.Ordinal);

    private static readonly Phrases Only = new("only", "exclusively", "solely", "applies", "apply", "applicable", "valid");

    private static readonly Phrases Others = new("other airlines", "other carriers", "another airline", "another carrier", "other airline", "other carrier");

    private static readonly Phrases Codeshares = new("codeshare", "codeshares", "code-share", "code-shares", "code share", "code shares");

    private static readonly Phrases Negative = new("not", "no", "excluded", "cannot", "ineligible");

    private static readonly FrozenSet<string> OfCodeshares = FrozenSet.ToFrozenSet(
    [
        "codeshare", "codeshares", "code-share", "code-shares", "code", "share", "shares", "flights", "flight", "operated", "by", "other", "another", "any", "airlines", "airline", "carriers", "carrier", "are", "is", "not", "no", "do", "does", "earn", "miles", "points", "mileage", "award", "eligible", "ineligible", "for", "accrual",
        "accrue", "earning", "excluded", "cannot", "can", "be", "will", "credited", "the", "on", "which", "that", "with", "please", "note", "all", "from", "earned", "accrued", "collected", "collect",
    ], StringComparer.Ordinal);

    /// <summary>"Codeshare flights operated by other carriers earn no miles": the chart is for flights that its airline sells and flies.</summary>
    /// <param name="carriers">Whose flights the chart is for; none where that is not known, and then the sentence may name no airline.</param>
    public static bool LeavesOutCodeshares(string sentence, string folded, ImmutableArray<string> carriers, INameIndex names)
    {
        if (sentence.Length > Longest || !folded.Contains("operated by", StringComparison.Ordinal) || !Others.In(folded) || !Codeshares.In(folded) || !Negative.In(folded)) return false;
        var found = NamesFound.In(sentence, names);
        foreach (var airline in found.Airlines)
        {
            if (carriers is not [var only] || airline.Iata != only) return false;
        }

        foreach (var word in Phrase.Fold(found.Without(sentence)).Split([' ', ',', '.', ':', ';', '(', ')', '•', '*', '※'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OfCodeshares.Contains(word) && word != "-") return false;
        }

        return true;
    }

    /// <summary>The role; null for any other sentence, and where it names other airlines than the chart.</summary>
    /// <param name="carriers">Whose flights the chart is for.</param>
    public static FlightRole? In(string note, ImmutableArray<string> carriers, INameIndex names)
    {
        if (note.Length > Longest || carriers is not [{ Length: 2 } only] || !note.Contains("ed by", StringComparison.OrdinalIgnoreCase)) return null;
        var folded = Phrase.Fold(note);
        if (LeavesOutCodeshares(note, folded, carriers, names)) return FlightRole.MarketingAndOperating;
        if (CarrierWords.Role(folded) is not { } role) return null;
        var found = NamesFound.In(note, names);
        var bare = Phrase.Fold(found.Without(note));
        var isNamed = found.Airlines.Length > 0;
        foreach (var airline in found.Airlines)
        {
            if (airline.Iata != only) return null;
        }

        var isOnly = Only.In(bare);
        foreach (var word in bare.Split([' ', ',', '.', ':', ';', '(', ')', '-', '•', '*', '※'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals(only, StringComparison.OrdinalIgnoreCase)) isNamed = true;
            else if (!Words.Contains(word) && !(isOnly && EarningWords.Contains(word))) return null;
        }

        return isNamed ? role : null;
    }
}
