using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Airlines with their booking classes, a line each, under a sentence that gives one rate to all of them: "These classes earn 100% of the miles flown:" over
/// "Thai Airways: J, P, U". A sentence that says more than that is asked about.
/// </summary>
internal static partial class CarrierLetters
{
    private const int LongestAside = 60;

    private static readonly Phrases Earned = new("earn", "earns", "earning", "earned", "accrue", "accrues", "accrual", "credit", "credited", "credits", "collect", "miles flown", "distance flown", "actual miles", "mileage", "miles", "points");

    private static readonly Phrases OfOthers = new(
        "no longer", "not", "except", "award flight", "award flights", "award ticket", "award tickets", "redeem", "redemption", "upgrade", "upgrades", "discount", "bonus", "extra", "additional", "lounge", "fee", "fees", "until", "transfer", "card", "fewer", "less", "off", "reduced", "reduction", "more", "up to", "at most");

    private static readonly Phrases More = new("also", "add", "and");

    private static readonly Phrases Elite = new("elite qualification", "status qualification");

    /// <param name="lines">Consecutive lines.</param>
    /// <param name="program">The document's program.</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static Table? Read(List<string> lines, LoyaltyProgram? program, INameIndex names, out List<string> rest)
    {
        rest = lines;
        var (lead, first) = (-1, -1);
        for (var i = 1; i < lines.Count && first < 0; i++)
        {
            if (lines[i - 1].EndsWith(':') && lines[i - 1].Contains('%', StringComparison.Ordinal) && CountFrom(lines, i) is >= 3 and var count && Known(lines, i, count, names)) (lead, first) = (i - 1, i);
        }

        if (first < 0 || Rate(lines[lead]) is not { } rate) return null;
        var folded = Phrase.Fold(lines[lead]);
        if (!Earned.In(folded) || OfOthers.In(folded)) return null;
        var counted = Elite.In(folded) ? folded.Contains("elite qualification", StringComparison.Ordinal) ? "elite qualification" : "status qualification" : MetricWords.Named(lines[lead], folded, program) ?? "% of miles flown";
        List<ImmutableArray<Cell>> rows = [[new Cell("Airline", true, 0), new Cell("Booking class", true, 1), new Cell(counted, true, 2)]];
        var taken = new HashSet<int> { lead };
        var isPlain = rate.IsAlone && IsPlain(folded.Replace(rate.Share, " ", StringComparison.Ordinal));
        for (var i = first; i < lines.Count; i++)
        {
            var begins = i == first || (lines[i - 1].EndsWith(':') && lines[i - 1].Length <= 40 && More.In(Phrase.Fold(lines[i - 1])) && CountFrom(lines, i) > 1);
            if (!begins) continue;
            if (i > first) taken.Add(i - 1);
            for (; i < lines.Count && Row(lines[i]) is { } row; i++)
            {
                isPlain &= row.IsPlain;
                taken.Add(i);
                var origin = rows.Count * 1000;
                rows.Add([new Cell(row.Airline, false, origin), new Cell(row.Letters, false, origin + 1), new Cell(rate.Share, false, origin + 2)]);
            }
        }

        rest = [.. lines.Where((_, index) => !taken.Contains(index))];
        return new TableOfFlights(null, [.. rows]) { Problem = isPlain ? null : $"'{lines[lead]}' says more than a rate" };
    }

    /// <summary>Whether a sentence without its rate is short and names no day, no place and no member.</summary>
    private static bool IsPlain(string folded) =>
        folded.Length <= 120 && !folded.AsSpan().ContainsAnyInRange('0', '9') && !SpokenWords.Narrows(folded) && !PlaceWords.NamesPlace(folded) && !UsualTiers.In(folded);

    private static int CountFrom(List<string> lines, int from)
    {
        var end = from;
        while (end < lines.Count && Row(lines[end]) is not null) end++;
        return end - from;
    }

    private static bool Known(List<string> lines, int from, int count, INameIndex names)
    {
        var known = 0;
        for (var i = from; i < from + count; i++) known += CarrierWords.InCell(Row(lines[i])!.Value.Airline, names) is null ? 0 : 1;
        return known * 3 >= count * 2;
    }

    /// <summary>The airline of a line and its letters; an aside behind them is no part of the list.</summary>
    private static (string Airline, string Letters, bool IsPlain)? Row(string line)
    {
        if (line.Length > 120 || line.IndexOf(':', StringComparison.Ordinal) is not (> 1 and <= 40 and var colon) || colon + 1 == line.Length || line.AsSpan(0, colon).ContainsAnyInRange('0', '9')) return null;
        var letters = line[(colon + 1)..].Trim();
        var open = letters.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && (letters.Length - open > LongestAside || !letters.EndsWith(')'))) return null;
        if (open > 0) letters = letters[..open].TrimEnd();
        return ClassList.Read(letters) is { IsRead: true, All: false, Label: "" } ? (line[..colon].Trim(), letters, open < 0) : null;
    }

    /// <summary>The rate that a sentence gives: the only one, or that to which another goes.</summary>
    private static (string Share, bool IsAlone)? Rate(string sentence)
    {
        var shares = Share().Matches(sentence);
        if (shares is [var only]) return (only.Value, true);
        return shares is [_, var to] && FromTo().IsMatch(sentence) ? (to.Value, false) : null;
    }

    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?:\.\d+)?\s?%")]
    private static partial Regex Share();

    [GeneratedRegex(@"\bfrom\s+\d{1,3}\s?%.{0,30}\bto\b(?:\s\p{L}+){0,2}\s+\d{1,3}\s?%", RegexOptions.IgnoreCase)]
    private static partial Regex FromTo();
}
