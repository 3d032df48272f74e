using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>A program's tiers with what it takes to reach them; they rank by their order, which must be that of the thresholds.</summary>
internal static class TierSheet
{
    private static readonly string[] Names = ["tier", "status", "level", "tiers", "elite status", "elite level", "qualified status", "status level", "membership level"];

    private static readonly string[] Threshold =
        ["needed", "required", "threshold", "thresholds", "qualification", "to qualify", "to reach", "per year", "in one year", "qualify", "requirement", "requirements"];

    /// <summary>Tiers of several programs: program, tier, threshold, alliance status, source.</summary>
    public static bool Is(SheetTable sheet) => sheet.HasAll("program", "tier", "source");

    public static void Read(SheetTable sheet, SheetFacts facts)
    {
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var (program, tier) = (sheet[row, "program"], sheet[row, "tier"]);
            var problem = AirlineSheet.Source(sheet, row) ?? (facts.Names.Program(program) is null ? $"unknown program '{program}'" : null);
            if (problem is not null || tier.Length == 0)
            {
                facts.Unread.Add(sheet.Unread(row, tier, problem ?? "it names no tier"));
                continue;
            }

            ranks[program] = ranks.GetValueOrDefault(program) + 1;
            var alliance = sheet[row, "alliance status"];
            facts.Tiers.Add(new TierFact(program, new EliteTier(tier, ranks[program], alliance.Length == 0 ? null : alliance)));
        }
    }

    public static bool Read(Table table, Terms terms, Section section, SheetFacts facts)
    {
        var header = table.Rows[0];
        var first = Phrase.Fold(header[0].Text);
        if (!Names.Contains(first)) return false;
        var aboutTiers = Phrase.HasAny(Phrase.Fold(section.Heading), "threshold", "thresholds", "tiers", "levels", "qualification", "requirements", "status levels", "elite tiers")
            || Any(header, Threshold) || OnlyMetrics(header, terms, facts);
        if (!aboutTiers || Any(header, ["bonus", "per eur", "per usd", "avios per", "miles per"])) return false;
        // Tiers side by side, with what they take in the rows.
        if (table.Rows.Length >= 2 && header.Length > 2 && IsThresholdRow(table.Rows[1][0].Text))
        {
            var names = new List<(string, decimal?)>();
            for (var column = 1; column < header.Length; column++) names.Add((header[column].Text, First(table.Rows[1][column].Text)));
            Add(names, terms, facts, table);
            return true;
        }

        var tiers = new List<(string, decimal?)>();
        for (var row = 1; row < table.Rows.Length; row++)
        {
            decimal? threshold = null;
            for (var column = 1; column < header.Length; column++) threshold ??= First(table.Rows[row][column].Text);
            tiers.Add((table.Rows[row][0].Text, threshold));
        }

        Add(tiers, terms, facts, table);
        return true;
    }

    /// <summary>A table of tiers with nothing but elite metrics says what each tier takes.</summary>
    private static bool OnlyMetrics(ImmutableArray<Cell> header, Terms terms, SheetFacts facts)
    {
        var program = terms.ProgramId is { } id ? facts.Names.Program(id) : null;
        for (var column = 1; column < header.Length; column++)
        {
            var folded = Phrase.Fold(header[column].Text);
            if (MetricWords.Named(header[column].Text, folded, program) is null || Phrase.Has(folded, "per")) return false;
        }

        return true;
    }

    private static void Add(List<(string Text, decimal? Threshold)> tiers, Terms terms, SheetFacts facts, Table table)
    {
        if (terms.ProgramId is not { } programId)
        {
            facts.Unread.Add(new UnreadRow(EarningTable.RowText(table.Rows[0]), table.Rows[0][0].Text, "no program is named whose tiers they are"));
            return;
        }

        var rank = 0;
        decimal last = 0;
        var tellsThresholds = tiers.Exists(tier => tier.Threshold is not null);
        foreach (var (text, threshold) in tiers)
        {
            // What takes nothing is what every member is: no tier.
            if (threshold == 0 || (rank == 0 && threshold is null && tellsThresholds) || TierWords.IsBase(Phrase.Fold(text))) continue;
            if (threshold is { } needed && needed < last)
                facts.Unread.Add(new UnreadRow($"{text} | {threshold}", text, "it takes less than the tier before it: the order of the tiers is not clear"));
            last = threshold ?? last;
            var (name, alliance) = NameOf(text, facts.Names);
            facts.Tiers.Add(new TierFact(programId, new EliteTier(name, ++rank, alliance)));
        }
    }

    /// <summary>"Platinum / Star Alliance Gold": what stands behind the slash is what the alliance calls it.</summary>
    private static (string Name, string? Alliance) NameOf(string text, INameIndex names)
    {
        var marks = "";
        // What stands in brackets under the name belongs to the alliance.
        if (text.IndexOf("\n(", StringComparison.Ordinal) is > 0 and var line && text.EndsWith(')')) text = text[..line];
        var parts = CellReader.StripMarks(text, ref marks).Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var name, var alliance]) return (parts is [var only] ? only : text, null);
        var words = alliance.Split(' ');
        for (var length = Math.Min(3, words.Length); length > 0; length--)
        {
            if (names.AllianceByName(string.Join(' ', words[..length])) is not null) return (name, alliance);
        }

        return (text, null);
    }

    private static bool IsThresholdRow(string label) => Phrase.HasAny(Phrase.Fold(label), Threshold) || Phrase.HasAny(Phrase.Fold(label), "points", "miles", "segments", "flights");

    private static bool Any(IEnumerable<Cell> cells, ReadOnlySpan<string> words)
    {
        foreach (var cell in cells)
        {
            if (Phrase.HasAny(Phrase.Fold(cell.Text), words)) return true;
        }

        return false;
    }

    private static decimal? First(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]) && Numbers.TryRead(text, ref at, out var value, out _)) return value;
        }

        return null;
    }
}
