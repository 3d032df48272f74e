using System.Collections.Frozen;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// A formula beside a chart that says what else its columns count: "Tier points = distance in miles × [distance multiplier + booking class
/// multiplier]". What a formula for miles to spend says, the chart says itself.
/// </summary>
internal static class FormulaNote
{
    private static readonly FrozenSet<string> Factors = FrozenSet.ToFrozenSet(
        ["distance", "multiplier", "booking", "class", "cabin", "fare", "miles", "flown", "in", "on", "of", "the", "x", "×", "+", "*"], StringComparer.Ordinal);

    /// <summary>The elite metric that a formula of the chart's own columns counts; null for any other sentence.</summary>
    public static string? Metric(string sentence, string folded, LoyaltyProgram? program)
    {
        var equals = sentence.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || folded.AsSpan().ContainsAnyInRange('0', '9')) return null;
        var right = Phrase.Fold(sentence[(equals + 1)..]);
        if (!Phrase.Has(right, "distance") || !Phrase.Has(right, "multiplier")) return null;
        foreach (var word in right.Split([' ', '[', ']', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Factors.Contains(word)) return null;
        }

        var left = sentence[..equals].Trim();
        return left.Length <= 40 ? MetricWords.Sole(left, Phrase.Fold(left), program) : null;
    }
}
