using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>A program's tiers with what it takes to reach them; they rank by their order, which must be that of the thresholds.</summary>
internal static class TierSheet
{
    private static readonly string[] Names = ["tier", "status", "level", "tiers", "elite status", "elite level", "qualified status", "status level", "membership level", "membership tier", "elite tier", "member level", "level of membership", "card level", "tier level"];

    private static readonly string[] Threshold =
        ["needed", "required", "threshold", "thresholds", "qualification", "to qualify", "to reach", "per year", "in one year", "qualify", "requirement", "requirements", "required number"];

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
        if (ReadNamed(table, terms, section, facts)) return true;
        if (table is TableOfFlights || terms.ProgramId is not { } id || facts.Names.Program(id) is not { } program || table.Rows[0].Length < 2) return false;
        if (TierTables.In(table, program, facts.Names) is not { } tiers) return TierTables.IsOfKeeping(table, program);
        RankedTiers.Add(tiers.ConvertAll(tier => (tier.Name, tier.Takes)), terms, facts, table, tiers.DistinctBy(tier => tier.Name).ToDictionary(tier => tier.Name, tier => tier.Alliance, StringComparer.Ordinal));
        return true;
    }

    /// <summary>Tables whose headers say that they are of tiers.</summary>
    private static bool ReadNamed(Table table, Terms terms, Section section, SheetFacts facts)
    {
        var header = table.Rows[0];
        var first = Phrase.Fold(header[0].Text);
        var program = terms.ProgramId is { } known ? facts.Names.Program(known) : null;
        if (header.Length > 2 && program is not null && IsOfTiers(header, program)) return SideBySide(table, terms, program, facts);
        if (first.Length == 0 && header.Length > 1 && program is not null && header.Any(cell => IsThreshold(cell.Text, program))) return Unnamed(table, terms, program, facts);
        if (!Names.Contains(first)) return false;
        var aboutTiers = Phrase.HasAny(Phrase.Fold(section.Heading), "threshold", "thresholds", "tiers", "levels", "qualification", "requirements", "status levels", "elite tiers", "higher tier", "next tier", "higher status", "reach a tier", "reach the tiers")
            || Any(header, Threshold) || OnlyMetrics(header, terms, facts);
        if (!aboutTiers || Any(header, ["bonus", "per eur", "per usd", "avios per", "miles per"])) return false;
        // Tiers side by side, with what they take in the rows.
        if (table.Rows.Length >= 2 && header.Length > 2 && IsThresholdRow(table.Rows[1][0].Text))
        {
            var names = new List<(string, decimal?)>();
            for (var column = 1; column < header.Length; column++) names.Add((header[column].Text, First(table.Rows[1][column].Text)));
            RankedTiers.Add(names, terms, facts, table);
            return true;
        }

        var tiers = new List<(string, decimal?)>();
        var alliances = AllianceLevels.Column(table, 1, [.. Enumerable.Range(1, table.Rows.Length - 1)], facts.Names);
        var counted = ColumnOfNumbers(table);
        for (var row = 1; row < table.Rows.Length; row++)
        {
            decimal? threshold = counted > 0 ? First(table.Rows[row][counted].Text) : null;
            for (var column = 1; counted == 0 && column < header.Length; column++) threshold ??= First(table.Rows[row][column].Text);
            tiers.Add((table.Rows[row][0].Text, threshold));
        }

        // What the alliance calls each, in the order in which they stand.
        Dictionary<string, string?>? called = null;
        for (var row = 0; alliances is not null && row < alliances.Count; row++) (called ??= new(StringComparer.Ordinal)).TryAdd(tiers[row].Item1, alliances[row]);
        // Where the others take something, the first that takes nothing is what everyone is.
        if (tiers.Count > 2 && tiers[0].Item2 is null && table.Rows[1].Length > 1 && table.Rows[1][1].Text.Length > 0 && tiers.Skip(1).All(tier => tier.Item2 is not null)) tiers.RemoveAt(0);
        RankedTiers.Add(tiers, terms, facts, table, called);
        return true;
    }

    /// <summary>The first column that has a number in every row but one: what takes none of its own takes nothing of another's; 0 for none.</summary>
    private static int ColumnOfNumbers(Table table)
    {
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var (numbers, others) = (0, 0);
            for (var row = 1; row < table.Rows.Length; row++)
            {
                if (First(table.Rows[row][column].Text) is null) others++;
                else numbers++;
            }

            if (numbers > 1 && others <= 1) return column;
        }

        return 0;
    }

    /// <summary>Whether the columns are tiers that are known; the leftmost may be what everyone is.</summary>
    private static bool IsOfTiers(ImmutableArray<Cell> header, LoyaltyProgram program)
    {
        // The rightmost tells most tables from one of tiers.
        if (!IsKnown(header[^1].Text, program)) return false;
        var named = 0;
        for (var column = 1; column < header.Length; column++)
        {
            if (IsKnown(header[column].Text, program)) named++;
            else if (column > 1) return false;
        }

        return named > 1;
    }

    /// <summary>A tier by its name or by what no other tier is called; where none are known, by what tiers are usually called.</summary>
    private static bool IsKnown(string text, LoyaltyProgram program)
    {
        if (text.Length is 0 or > 40) return false;
        var folded = Phrase.Fold(text);
        if (program.Tiers.IsEmpty) return LineKey.IsTier(folded, program);
        foreach (var tier in ProgramWords.Of(program).Tiers)
        {
            if (tier.Folded == folded) return true;
        }

        return false;
    }

    /// <summary>Tiers side by side, with benefits below and among them what they take; false where no row says what they take.</summary>
    private static bool SideBySide(Table table, Terms terms, LoyaltyProgram program, SheetFacts facts)
    {
        List<decimal?>? takes = null;
        for (var row = 1; row < table.Rows.Length && takes is null; row++)
        {
            if (!SaysWhatItTakes(Phrase.Fold(table.Rows[row][0].Text))) continue;
            List<decimal?> amounts = [];
            for (var column = 1; column < table.Rows[row].Length; column++) amounts.Add(First(table.Rows[row][column].Text));
            if (amounts.Count(amount => amount >= 10) > 1) takes = amounts;
        }

        if (takes is null) return false;
        // What grows from each to the next, or falls, says which takes nothing and which is the highest.
        var grows = Grows(takes) || Grows([.. Enumerable.Reverse(takes)]);
        var tiers = new List<(string, decimal?)>();
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            // Left of the tiers that are known, what is none of them is what everyone is.
            if (column > 1 || program.Tiers.IsEmpty || IsKnown(table.Rows[0][column].Text, program)) tiers.Add((table.Rows[0][column].Text, grows ? takes[column - 1] ?? 0 : null));
        }

        RankedTiers.Add(tiers, terms, facts, table);
        return true;
    }

    /// <summary>Whether amounts grow, the first perhaps nothing.</summary>
    private static bool Grows(List<decimal?> amounts)
    {
        for (var i = 1; i < amounts.Count; i++)
        {
            if (!(amounts[i] > (amounts[i - 1] ?? 0))) return false;
        }

        return true;
    }

    private static bool SaysWhatItTakes(string label) =>
        (Phrase.HasAny(label, Threshold) || Phrase.HasAny(label, "status upgrade", "upgrade to", "how to reach", "how to qualify", "entry", "qualifying")) && !Phrase.HasAny(label, "renewal", "renew", "validity", "retain");

    /// <summary>Tiers in a column that has no name, beside what they take. Other columns may be amounts: they are left to be read as such.</summary>
    private static bool Unnamed(Table table, Terms terms, LoyaltyProgram program, SheetFacts facts)
    {
        var header = table.Rows[0];
        var column = 1;
        while (column < header.Length && !IsThreshold(header[column].Text, program)) column++;
        List<(string, decimal?)> tiers = [];
        for (var row = 1; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][0].Text;
            if (!LineKey.IsTier(Phrase.Fold(text), program) && TierWords.Read(Phrase.Fold(text), program) is null) return false;
            if (First(table.Rows[row][column].Text) is { } threshold) tiers.Add((text, threshold));
            else if (tiers.Count > 0) facts.Unread.Add(new UnreadRow(TableRow.Text(table.Rows[row]), table.Rows[row][column].Text, "it does not say in numbers what the tier takes"));
        }

        if (tiers.Count < 2) return false;
        RankedTiers.Add(tiers, terms, facts, table);
        return !Any(header, ["bonus"]);
    }

    /// <summary>What a tier takes, or the elite metric that it takes.</summary>
    private static bool IsThreshold(string header, LoyaltyProgram program)
    {
        var folded = Phrase.Fold(header);
        return Phrase.HasAny(folded, Threshold) || (MetricWords.Named(header, folded, program) is not null && !Phrase.HasAny(folded, "per", "bonus", "earned", "%"));
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
