using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// What levels of names that nobody knows earn by spending, a line each: "Club Smart: 10 points per euro", "Club Plus: 11 points per euro". That they
/// are levels says a word that all their names have, or what stands above; unless it says that members belong to them, a person says whether they are.
/// </summary>
internal static partial class TierSpend
{
    private const int Enough = 3;

    private static readonly Phrases Levels = new("tier", "tiers", "status", "level", "levels", "club", "clubs", "membership", "elite");

    // "How many points depends on the club that you are a member of": the names are what members belong to.
    private static readonly Phrases Depending = new("depends", "depend", "depending", "according to", "based on", "varies", "vary", "determines", "by your");

    private static readonly Phrases Belonging = new(
        "you are a member of", "you're a member of", "you belong to", "your tier", "your level", "your status", "your club", "your membership level", "your membership tier", "your membership status", "your elite level", "your elite status", "your tier level", "membership level", "membership tier", "tier level", "status level");

    private static readonly Phrases Others = new(
        "fare", "fares", "ticket", "tickets", "cabin", "class", "card", "cards", "hotel", "hotels", "shop", "shops", "shopping", "partner", "partners", "dining", "groceries", "fuel", "travel", "purchases", "car", "stays", "everything");

    /// <param name="lines">Consecutive lines.</param>
    /// <param name="section">Where they stand.</param>
    /// <param name="program">The program whose tiers are not known.</param>
    /// <param name="rest">The lines that belong to no table.</param>
    public static Table? Read(List<string> lines, Section section, LoyaltyProgram? program, out List<string> rest)
    {
        rest = lines;
        if (program is not { Kind: ProgramKind.Airline, Tiers.IsEmpty: true } || lines.Count < Enough) return null;
        var words = ProgramWords.Of(program).CellWords;
        List<(string Name, string Amount)> levels = [];
        var first = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (Of(lines[i], words) is { } level)
            {
                if (first < 0) first = i;
                levels.Add(level);
            }
            else if (first >= 0)
            {
                break;
            }
        }

        if (levels.Count < Enough || !Grow(levels) || levels.TrueForAll(level => LineKey.IsTier(Phrase.Fold(level.Name), program)) || levels.DistinctBy(level => Phrase.Fold(level.Name)).Count() < levels.Count) return null;
        var above = first > 0 ? Phrase.Fold(lines[first - 1]) : "";
        var heading = Phrase.Fold(section.Heading);
        var last = above[(Math.Max(above.LastIndexOf('!'), above.LastIndexOf('.')) + 1)..];
        if (Others.In(above.Length > 0 ? last : heading)) return null;
        if (!HaveLevelInName(levels) && !Levels.In(above) && !Levels.In(heading)) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(levels.Count + 1);
        rows.Add([new Cell("Tier", true, 0), new Cell("Miles", true, 1)]);
        foreach (var (name, amount) in levels) rows.Add([new Cell(WithoutLevel(name), false, rows.Count * 1000), new Cell(amount, false, (rows.Count * 1000) + 1)]);
        rest = [.. lines[..first], .. lines[(first + levels.Count)..]];
        return new TableOfFlights(null, rows.ToImmutable()) { Problem = Depending.In(last) && Belonging.In(last) ? null : "names that nobody knows are read as tiers" };
    }

    private static (string Name, string Amount)? Of(string line, string words)
    {
        if (line.Length > 90 || !line.AsSpan().ContainsAnyInRange('0', '9') || (!line.Contains('/', StringComparison.Ordinal) && !line.AsSpan().ContainsAny(TierSentences.PerUnit)) || Divider().Match(line) is not { Success: true } divider) return null;
        var (name, amount) = (line[..divider.Index].Trim(), line[(divider.Index + divider.Length)..].Trim());
        if (name.Length is < 3 or > 32 || name.AsSpan().ContainsAnyInRange('0', '9') || name.Count(' ') > 3) return null;
        var folded = Phrase.Fold(name);
        if (Others.In(folded) || CabinWords.IsLabel(folded) || PlaceWords.NamesPlace(folded) || MarketWords.Read(folded) is not null || ClassList.Read(name).IsRead) return null;
        return LineValue.Read(amount, words) is { Measure: LineMeasure.Spend, IsBonus: false } value ? (name, value.Text) : null;
    }

    private static bool Grow(List<(string Name, string Amount)> levels)
    {
        for (var i = 1; i < levels.Count; i++)
        {
            if (TierLines.NumberIn(levels[i].Amount) <= TierLines.NumberIn(levels[i - 1].Amount)) return false;
        }

        return true;
    }

    private static bool HaveLevelInName(List<(string Name, string Amount)> levels) => levels.TrueForAll(level => Levels.In(Phrase.Fold(level.Name)));

    /// <summary>What a glossary has put into English is no part of the name.</summary>
    private static string WithoutLevel(string name) => name.StartsWith("tier ", StringComparison.Ordinal) ? name[5..] : name;

    [GeneratedRegex(@":\s+|\s+[–—-]\s+")]
    private static partial Regex Divider();
}
