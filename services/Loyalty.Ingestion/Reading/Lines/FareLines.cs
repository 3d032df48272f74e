using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Fares by name under a heading that is a cabin, each with its share of the distance: "Saver: 50%". Whatever the airline calls them: that
/// they stand under a cabin where miles are earned makes them fares of it.
/// </summary>
internal static class FareLines
{
    private static readonly Phrases Others = new(
        "class", "classes", "miles", "points", "bonus", "total", "minimum", "rate", "tier", "status", "member", "members", "infant", "infants", "child", "children", "tax", "discount", "off", "save", "seat", "seats");

    /// <param name="lines">Consecutive lines.</param>
    /// <param name="section">Where they stand.</param>
    /// <param name="context">What stands above them.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static Table? Read(List<string> lines, Section section, LineContext context, out List<string> rest)
    {
        rest = lines;
        if (section.Own.Cabin is null || lines.Count == 0 || !lines.TrueForAll(line => Fare(line) is not null) || !context.SpeaksOfEarning([])) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(lines.Count + 1);
        rows.Add([new Cell("Fare type", true, 0), new Cell("Miles (% of distance)", true, 1)]);
        foreach (var line in lines)
        {
            var (name, rate) = Fare(line)!.Value;
            var origin = rows.Count * 1000;
            rows.Add([new Cell(name, false, origin), new Cell(rate, false, origin + 1)]);
        }

        rest = [];
        return new Table(null, rows.ToImmutable());
    }

    private static (string Name, string Rate)? Fare(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 3 or > 32) return null;
        var (name, rate) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
        var folded = Phrase.Fold(name);
        return rate.EndsWith('%') && CellReader.Plain(rate) is { Kind: ValueKind.Percent } && !name.AsSpan().ContainsAnyInRange('0', '9')
            && !Others.In(folded) && !(ClassList.Read(name).IsRead && name.Length < 4) ? (name, rate) : null;
    }
}
