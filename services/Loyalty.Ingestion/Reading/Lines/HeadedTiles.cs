using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiles whose name is a heading, with an amount under it, alone or among benefits: "Gold" over "x4", "Silver" over "7 miles per dollar". Beside each other
/// they are lines of what stands above them.
/// </summary>
internal static class HeadedTiles
{
    public static void Read(Section section, LoyaltyProgram program, INameIndex names)
    {
        foreach (var child in section.Children) Read(child, program, names);
        if (section.Children.Count < 2) return;
        List<string> lines = [];
        foreach (var child in section.Children)
        {
            if (Tile(child, program) is { } line) lines.Add(line);
        }

        if (lines.Count < 2 || ListedCharts.Read(lines, section, program, names, out _) is not { } tables) return;
        foreach (var (table, _) in tables) section.Pieces.Add(new Piece(table, table is TableOfFlights { Problem: { } asked } ? Terms.None with { Problem = asked } : Terms.None));
    }

    private static string? Tile(Section tile, LoyaltyProgram program)
    {
        if (tile is not { Pieces.Count: 0, Children.Count: 0, Notes.Count: > 0 and < 12 } || tile.Heading.Length is < 2 or > 40) return null;
        string? found = null;
        // "10 points" over "per euro" is one amount.
        if (tile.Notes is [{ Length: < 30 } count, { Length: < 30 } unit, ..] && char.IsAsciiDigit(count[0]) && unit.StartsWith("per ", StringComparison.OrdinalIgnoreCase)) return $"{LineKey.Capitalised(tile.Heading)}: {count} {unit}";
        foreach (var note in tile.Notes)
        {
            if (note.Length > 60 || LineValue.Read(note, Words.ProgramWords.Of(program).CellWords) is not { } value) continue;
            // Among other benefits, only what is earned by spending can be nothing else.
            if (tile.Notes.Count > 1 && value is not { Measure: LineMeasure.Spend, IsBonus: false }) continue;
            if (found is not null) return null;
            found = note;
        }

        return found is null ? null : $"{LineKey.Capitalised(tile.Heading)}: {found}";
    }
}
