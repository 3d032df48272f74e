using System.Buffers;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Whether a line may name what a flight earns: most do not, and need not be read.</summary>
internal static class AmountInLine
{
    private static readonly SearchValues<string> Amounts = SearchValues.Create([" per", "(per", "/per", "mile", "point", "avios", "km"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ClauseEnds = SearchValues.Create([". ", "; "], StringComparison.Ordinal);

    // Text files break their lines about here, and nobody breaks a list's item.
    public const int WrappedAt = 66;

    /// <summary>Whether some number counts something.</summary>
    public static bool IsIn(string line) =>
        line.AsSpan().ContainsAnyInRange('0', '9') && (NamesAmounts(line) ? CountsSomething(line) || IsMultiple(line) || LineValue.SaysNothing(line) : IsMultiple(line));

    private static bool NamesAmounts(ReadOnlySpan<char> text) => text.Contains('%') || text.ContainsAny(Amounts);

    /// <summary>Whether a line may be a row. "Flights of less than 400 miles are credited with 400 miles" is a minimum.</summary>
    public static bool MayBeRow(string line) =>
        line.Length <= 2 * ChartLine.Longest && IsIn(line) && (!line.Contains("than", StringComparison.OrdinalIgnoreCase) || MinimumWords.Read(Phrase.Fold(line)) is null);

    /// <summary>Whether some number is followed by what is counted, in the same clause or in the line below.</summary>
    private static bool CountsSomething(string line)
    {
        for (var at = line.AsSpan().IndexOfAnyInRange('0', '9'); at >= 0 && at < line.Length;)
        {
            while (at < line.Length && (char.IsAsciiDigit(line[at]) || (line[at] is '.' or ',' && at + 1 < line.Length && char.IsAsciiDigit(line[at + 1])))) at++;
            var clause = line.AsSpan(at);
            var end = clause.IndexOfAny(ClauseEnds);
            if ((end < 0 && line.Length >= WrappedAt) || NamesAmounts(end < 0 ? clause : clause[..end])) return true;
            var next = clause.IndexOfAnyInRange('0', '9');
            if (next < 0) return false;
            at += next;
        }

        return false;
    }

    /// <summary>Whether a number stands beside the sign of a product: "7x", "x 1.5".</summary>
    private static bool IsMultiple(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOfAny('x', 'X', '×') is >= 0 and var next; at++)
        {
            at += next;
            if (line[..at].TrimEnd(' ') is [.., >= '0' and <= '9'] || line[(at + 1)..].TrimStart(' ') is [>= '0' and <= '9', ..]) return true;
        }

        return false;
    }
}
