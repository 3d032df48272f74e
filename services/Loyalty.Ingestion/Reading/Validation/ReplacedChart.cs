using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>
/// A chart that gives more than a third of its classes something else than the chart that it ends or corrects: it may be another table of the
/// page, another carrier's, or one whose columns were taken for others. Pure.
/// </summary>
public static class ReplacedChart
{
    // The issue's: a program that devalues its chart goes through here too, and a curator is to see that.
    private const int OneIn = 3;

    // A reason names some of what changes; all of it is in the rows.
    private const int Named = 5;

    /// <summary>The chart that is in force before one of a key and a valid time: the last that began no later, of another document.</summary>
    public static EarningChart? Of(ImmutableArray<EarningChart> charts, ChartKey key, Validity validity, string documentId) => charts
        .Where(other => other.Key == key && (other.Validity.From ?? DateOnly.MinValue) <= (validity.From ?? DateOnly.MinValue) && other.DocumentId != documentId)
        .MaxBy(other => (other.Validity.From ?? DateOnly.MinValue, other.RecordedAt));

    internal static void Check(DraftChart chart, ValidationContext context, Doubts doubts)
    {
        if (!context.Charts.IsEmpty && Of(context.Charts, chart.Key, chart.Validity, context.DocumentId) is { } before) Compare(chart, before, doubts);
    }

    private static void Compare(DraftChart chart, EarningChart before, Doubts doubts)
    {
        var (old, now) = (ChartLines.Of(before.Rules), ChartLines.Of(chart.Rules));
        var all = old.Keys.Union(now.Keys).Select(line => line.Class).Distinct().ToList();
        var changed = old.Keys.Union(now.Keys).Where(line => old.GetValueOrDefault(line) != now.GetValueOrDefault(line))
            .Select(line => line.Class).ToHashSet(StringComparer.Ordinal);
        if (changed.Count * OneIn <= all.Count) return;

        var reason = $"{changed.Count} of {all.Count} classes differ from the chart that it replaces{Since(before)}: {Words(old, now, changed)}. "
            + "Correct the program, carrier or date if it is another chart, or confirm that the program changed it so";
        doubts.Ask(CheckCodes.ReplacesMuch, reason, chart, [.. chart.Rules.Where(rule => ChartLines.LinesOf(rule).Any(line => changed.Contains(line.Class)))]);
    }

    private static string Since(EarningChart before) => before.Validity.From is { } from ? $" ({from:yyyy-MM-dd})" : "";

    private static string Words(Dictionary<ChartLine, string> old, Dictionary<ChartLine, string> now, HashSet<string> changed)
    {
        var words = changed.Order(StringComparer.Ordinal).Take(Named).Select(name => $"{name} {In(old, name)} → {In(now, name)}");
        return string.Join("; ", words) + (changed.Count > Named ? $"; and {changed.Count - Named} more" : "");
    }

    private static string In(Dictionary<ChartLine, string> lines, string name)
    {
        var values = lines.Where(line => line.Key.Class == name).Select(line => line.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return values.Count == 0 ? "not listed" : string.Join(" and ", values);
    }
}
