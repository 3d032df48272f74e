using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>
/// Tables of tiers that are known by what stands in them, whatever their headers say: names of tiers, and beside or below them what each takes, more
/// from one to the next, in something that counts for status.
/// </summary>
internal static class TierTables
{
    private static readonly Phrases Counted = new(
        "miles", "mile", "points", "segments", "segment", "sectors", "sector", "flights", "flight", "credits", "nights", "qualification", "qualifications", "qualify", "qualifying", "required", "requirement", "requirements", "needed", "threshold",
        "to reach", "xp", "km", "kilometres", "criteria", "how to");

    // What else tiers have numbers of.
    private static readonly Phrases Others = new(
        "bonus", "per", "renewal", "renew", "maintain", "maintenance", "maintaining", "retain", "retention", "keep", "keeping", "requalification", "requalify", "validity", "valid", "baggage", "luggage", "kg", "weight", "discount", "discounts", "price", "fee",
        "fees", "award", "awards", "upgrade", "upgrades", "gift", "welcome", "voucher", "vouchers", "earned", "earn", "credited", "extra", "additional", "lounge", "months", "years", "card number", "birthday", "transfer", "buy", "expiry");

    // Only miles and points are counted in so many.
    private const decimal SurelyMiles = 1000;

    /// <summary>The tiers with what each takes, lowest first; null where the table is none of tiers.</summary>
    public static List<(string Name, decimal? Takes)>? In(Table table, LoyaltyProgram program)
    {
        if (table.Rows.Length < 2 || table.Rows[0].Length < 2) return null;
        var first = TableHead.Rows(table);
        return InRows(table, first, program) ?? InColumns(table, first, program);
    }

    private static List<(string, decimal?)>? InRows(Table table, int first, LoyaltyProgram program)
    {
        List<int> rows = [];
        var known = 0;
        for (var row = first; row < table.Rows.Length; row++)
        {
            if (TableShape.IsOneCell(table.Rows[row]) || table.Rows[row][0].Text.Length == 0) continue;
            if (!MayBeName(table.Rows[row][0].Text, program, out var isKnown)) return null;
            known += isKnown ? 1 : 0;
            rows.Add(row);
        }

        if (rows.Count < 2 || rows.DistinctBy(row => table.Rows[row][0].Text).Count() < rows.Count) return null;
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var header = TableHead.Of(table, first, column);
            if (Taken(header, rows.ConvertAll(row => table.Rows[row][column].Text), known, program) is { } amounts)
                return [.. rows.Select((row, i) => (Name(table.Rows[row][0]), amounts[i])).Where((tier, i) => !TierWords.IsBase(Phrase.Fold(table.Rows[rows[i]][0].Text)) && (amounts[i] is not null || i > 0))];
        }

        return null;
    }

    private static List<(string, decimal?)>? InColumns(Table table, int first, LoyaltyProgram program)
    {
        var width = table.Rows[0].Length;
        var names = table.Rows[Math.Max(0, first - 1)];
        if (width < 3) return null;
        // A first row that is not marked as a header.
        first = Math.Max(1, first);
        var known = 0;
        for (var column = 1; column < width; column++)
        {
            if (names[column].Text.Length == 0 || !MayBeName(names[column].Text, program, out var isKnown)) return null;
            known += isKnown ? 1 : 0;
        }

        if (known < 2) return null;
        for (var row = first; row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            if (TableShape.IsOneCell(cells) || Taken(cells[0].Text, [.. cells[1..].Select(cell => cell.Text)], known, program) is not { } amounts) continue;
            return [.. Enumerable.Range(1, width - 1).Where(column => !TierWords.IsBase(Phrase.Fold(names[column].Text)) && (amounts[column - 1] is not null || column > 1)).Select(column => (Name(names[column]), amounts[column - 1]))];
        }

        return null;
    }

    /// <summary>A name of a few words, no place, cabin, band or class.</summary>
    private static bool MayBeName(string text, LoyaltyProgram program, out bool isKnown)
    {
        isKnown = false;
        if (text.Length is < 2 or > 60) return false;
        var folded = Phrase.Fold(text);
        isKnown = LineKey.IsTier(folded, program) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { IsBase: false }) || UsualTiers.In(folded);
        return isKnown || TierWords.IsBase(folded)
            || (folded.Count(' ') < 4 && !folded.AsSpan().ContainsAnyInRange('0', '9') && !Counted.In(folded) && !CabinWords.IsLabel(folded) && !MarketWords.NamesPlace(folded) && MarketWords.Read(folded) is null && !BrandWords.IsBrand(folded) && !ClassList.Read(text).IsRead);
    }

    /// <summary>What each takes; null where the numbers do not grow, or count nothing that leads to a tier.</summary>
    private static List<decimal?>? Taken(string header, List<string> cells, int known, LoyaltyProgram program)
    {
        var folded = Phrase.Fold(header);
        if (Others.In(folded) || folded.Contains('%', StringComparison.Ordinal)) return null;
        var metric = MetricWords.Named(header, folded, program) is not null;
        var counts = metric || Counted.In(folded);
        List<decimal?> amounts = [];
        decimal last = 0;
        var (numbers, inCells) = (0, 0);
        foreach (var cell in cells)
        {
            var text = Phrase.Fold(cell);
            if (text.Contains('%', StringComparison.Ordinal)) return null;
            var amount = TierLines.NumberIn(cell);
            if (amount == 0)
            {
                amounts.Add(null);
                continue;
            }

            if (amount <= last || Phrase.Has(text, "per") || (Others.In(text) && !counts)) return null;
            last = amount;
            numbers++;
            inCells += Counted.In(text) || MetricWords.Named(cell, text, program) is not null ? 1 : 0;
            amounts.Add(amount);
        }

        if (numbers < 2 || numbers + 1 < cells.Count || last < 10 || !(counts || inCells == numbers)) return null;
        // Of names that nobody knows, an elite metric that grows by thousands makes tiers.
        if (known * 2 < cells.Count - (amounts[0] is null ? 1 : 0) && !(numbers > 2 && metric && amounts.First(amount => amount is not null) >= SurelyMiles)) return null;
        return amounts;
    }

    /// <summary>A name as the page prints it.</summary>
    private static string Name(Cell cell) => cell.Printed();
}
