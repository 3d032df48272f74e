using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>The charts that stand in lines instead of tables, in whichever way.</summary>
internal static class ListedCharts
{
    private static readonly Phrases OfShops = new("hotel", "hotels", "shop", "shops", "shopping", "credit card", "credit cards", "car rental", "dining", "fuel", "annual fee");

    /// <summary>The tables in some lines, each with the line that heads it; null when the lines hold no chart.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="section">Where they stand.</param>
    /// <param name="program">The document's program.</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static List<(Table Table, string? Lead)>? Read(
        List<string> lines, Section section, LoyaltyProgram? program, INameIndex names, out List<string> rest)
    {
        rest = lines;
        if (!section.Heading.AsSpan().ContainsAnyInRange('0', '9') && !lines.Exists(line => line.AsSpan().ContainsAnyInRange('0', '9'))) return PastedLines.Read(lines, out rest);
        rest = lines = RatesBeforeLetters.Split(LettersOverRates.Join(lines));
        List<(Table, string?)> tables = [];
        if (program is { Kind: ProgramKind.Airline } && Tiles(rest, program, names, out rest) is { } added) tables.Add((added, null));
        if (LabelledBlocks.Read(rest, program, out rest) is { } blocks) tables.Add((blocks, null));
        var context = new LineContext(section, program, names);
        if (CarrierLetters.Read(rest, program, names, out rest) is { } carriers) tables.Add((carriers, null));
        if (TierShares.Read(rest, section, program, out rest) is { } shares) tables.Add((shares, null));
        if (TierSpend.Read(rest, section, program, out rest) is { } spend) tables.Add((spend, null));
        if (FareLines.Read(rest, section, context, out rest) is { } fares) tables.Add((fares, null));
        if (TransferLines.Read(rest, context, out rest) is { } transfers) tables.Add((transfers, null));
        else if (SpokenTransfers.Read(rest, context) is { } spoken) tables.Add((spoken, null));
        if (TierLines.Read(rest, context, out rest) is { } tiers) tables.Add((tiers, null));
        var byTier = rest.Exists(LineKey.BeginsWithTier);
        if (!byTier && PastedLines.Read(rest, out var unpasted) is { } pasted)
        {
            tables.AddRange(pasted);
            rest = unpasted;
        }

        if (LineCharts.Read(rest, context, out rest) is { } charts) tables.AddRange(charts);
        return tables.Count == 0 ? null : tables;
    }

    /// <summary>Tiers as lines over the lines of their benefits: what each adds, and the other amounts each on a line with its tier.</summary>
    private static Table? Tiles(List<string> lines, LoyaltyProgram program, INameIndex names, out List<string> rest)
    {
        rest = lines;
        if (TierTiles.In(lines, program, out var from, out var until) is not { Count: > 1 } tiles) return null;
        var words = ProgramWords.Of(program).CellWords;
        List<string> spend = [], takes = [], others = [];
        foreach (var (name, says) in tiles)
        {
            foreach (var said in says)
            {
                if (LineValue.Read(said, words) is { Measure: LineMeasure.Spend, IsBonus: false }) spend.Add($"{name}: {said}");
                else if (TierLines.IsThreshold(WithoutLabel(said), program)) takes.Add($"{name}: {WithoutLabel(said)}");
                else others.Add(said);
            }
        }

        if (others.Exists(other => OfShops.In(Phrase.Fold(other)))) return null;
        var bonus = TierTiles.Bonus(tiles, program, names);
        // A name with one amount under it is read as it stands.
        if (bonus is null && (spend.Count + takes.Count < 2 || (spend.Count < 2 && tiles.TrueForAll(tile => tile.Says.Count == 1)))) return null;
        rest = [.. lines[..from], .. spend, .. takes, .. others, .. lines[until..]];
        return bonus;
    }

    /// <summary>"Requirements: 25,000 miles".</summary>
    private static string WithoutLabel(string said) => said.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 30 and var colon && !said.AsSpan(0, colon).ContainsAnyInRange('0', '9') ? said[(colon + 2)..] : said;
}
