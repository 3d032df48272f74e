using System.Text.RegularExpressions;
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
internal static partial class TierTables
{
    private static readonly Phrases Counted = new(
        "miles", "mile", "points", "segments", "segment", "sectors", "sector", "flights", "flight", "credits", "nights", "qualification", "qualifications", "qualify", "qualifying", "required", "requirement", "requirements", "needed", "threshold",
        "to reach", "xp", "km", "kilometres", "criteria", "how to", "achieve", "achievement", "attain", "attaining", "attainment", "to obtain", "standard", "standards");

    // What else tiers have numbers of.
    private static readonly Phrases Others = new(
        "bonus", "per", "validity", "valid", "baggage", "luggage", "kg", "weight", "discount", "discounts", "price", "fee",
        "fees", "award", "awards", "upgrade", "upgrades", "gift", "welcome", "voucher", "vouchers", "earned", "earn", "credited", "extra", "additional", "lounge", "months", "years", "card number", "birthday", "transfer", "buy", "expiry");

    private static readonly Phrases Bought = new("purchase", "purchased", "fee", "invitation", "by invitation only");

    // Only miles and points are counted in so many.
    private const decimal SurelyMiles = 1000;

    /// <summary>The tiers with what each takes, lowest first; null where the table is none of tiers.</summary>
    public static List<TakenTier>? In(Table table, LoyaltyProgram program, INameIndex names)
    {
        if (table.Rows.Length < 2 || table.Rows[0].Length < 2) return null;
        var first = HeadOf(table);
        return (HasNumbersBelow(table, first) ? InRows(table, first, program, names) : null) ?? (HasNumbersBeside(table, first) ? InColumns(table, first, program, names) : null);
    }

    /// <summary>Whether a column has nothing but numbers, one cell perhaps without: what most tables have none of is looked for before their names are.</summary>
    private static bool HasNumbersBelow(Table table, int first)
    {
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var (numbers, others, before) = (0, 0, "");
            for (var row = first; row < table.Rows.Length && others <= 1; row++)
            {
                var cells = table.Rows[row];
                if (cells[0].Text.Length == 0 || cells[0].Text == before || TableRow.IsOneCell(cells)) continue;
                before = cells[0].Text;
                Count(cells[column].Text, ref numbers, ref others);
            }

            if (numbers > 1 && others <= 1 && !AreOfUnits(table, first, column)) return true;
        }

        return false;
    }

    /// <summary>The same for a row.</summary>
    private static bool HasNumbersBeside(Table table, int first)
    {
        for (var row = Math.Max(1, first); row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            var (numbers, others) = (0, 0);
            for (var column = 1; column < cells.Length && others <= 1; column++) Count(cells[column].Text, ref numbers, ref others);
            if (numbers > 1 && others <= 1) return true;
        }

        return false;
    }

    /// <summary>Whether the first amount of a column, and so the column, is what a unit brings.</summary>
    private static bool AreOfUnits(Table table, int first, int column)
    {
        for (var row = first; row < table.Rows.Length; row++)
        {
            if (table.Rows[row][0].Text.Length > 0 && !TableRow.IsOneCell(table.Rows[row])) return IsOfUnits(table.Rows[row][column].Text);
        }

        return false;
    }

    private static void Count(string cell, ref int numbers, ref int others)
    {
        if (cell.Contains('%', StringComparison.Ordinal)) others += 2;
        else if (cell.AsSpan().ContainsAnyInRange('0', '9')) numbers++;
        else others++;
    }

    /// <summary>"5 miles per $1" is no more than what a unit brings: no tier takes it.</summary>
    private static bool IsOfUnits(string cell) =>
        cell.Contains(" per ", StringComparison.Ordinal) && Phrase.Fold(cell) is var folded && Phrase.Has(folded, "per") && !Bought.In(folded) && TierLines.NumberIn(cell) != 0;

    /// <summary>Whether a table says what keeps its tiers: it is of no use, and no chart of what flights earn.</summary>
    public static bool IsOfKeeping(Table table, LoyaltyProgram program)
    {
        if (table.Rows.Length < 3 || table.Rows[0].Length < 2) return false;
        var (first, keeps, known, others) = (HeadOf(table), false, 0, 0);
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var header = Phrase.Fold(TableHead.Of(table, first, column));
            if (Phrase.HasAny(header, "bonus", "per", "earn", "earned")) return false;
            keeps |= KeepingWords.In(header) && Counted.In(header);
        }

        if (!keeps || !(IsTier(table.Rows[^1][0].Text, program) || IsTier(table.Rows[^2][0].Text, program))) return false;
        for (var row = first; row < table.Rows.Length; row++)
        {
            if (table.Rows[row][0].Text.Length > 60) return false;
            if (IsTier(table.Rows[row][0].Text, program)) known++;
            else others++;
        }

        return known > 1 && known > others;
    }

    private static bool IsTier(string text, LoyaltyProgram program) =>
        text.Length is > 1 and <= 60 && Phrase.Fold(text) is var folded && (UsualTiers.In(folded) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is not null));

    /// <summary>A first row without a number heads a table of tiers, whatever it says.</summary>
    private static int HeadOf(Table table)
    {
        if (TableHead.Rows(table) is > 0 and var rows) return rows;
        foreach (var cell in table.Rows[0].AsSpan()[1..])
        {
            if (cell.Text.Length == 0 || char.IsAsciiDigit(cell.Text[0])) return 0;
        }

        return 1;
    }

    private static List<TakenTier>? InRows(Table table, int first, LoyaltyProgram program, INameIndex names)
    {
        List<int> rows = [];
        var (known, brands) = (0, 0);
        for (var row = first; row < table.Rows.Length; row++)
        {
            if (TableRow.IsOneCell(table.Rows[row]) || table.Rows[row][0].Text.Length == 0) continue;
            if (!MayBeName(table.Rows[row][0].Text, program, out var isKnown)) return null;
            known += isKnown ? 1 : 0;
            brands += isKnown || !BrandWords.IsBrand(Phrase.Fold(table.Rows[row][0].Text)) ? 0 : 1;
            // One tier in two rows has two ways to it.
            if (rows.Count > 0 && table.Rows[rows[^1]][0].Text == table.Rows[row][0].Text) continue;
            rows.Add(row);
        }

        // "Select" among metals is a tier; among names that nobody knows it may be a fare.
        if (rows.Count < 2 || (brands > 0 && known < 2) || rows.DistinctBy(row => table.Rows[row][0].Text).Count() < rows.Count) return null;
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var header = TableHead.Of(table, first, column);
            if (Taken(header, rows.ConvertAll(row => table.Rows[row][column].Text), known, program) is not { } amounts) continue;
            var alliance = AllianceLevels.Column(table, first, rows, names);
            return LowestFirst([.. rows.Select((row, i) => new TakenTier(table.Rows[row][0].Printed(), Phrase.Fold(table.Rows[row][0].Text), amounts[i], alliance?[i]))], program);
        }

        return null;
    }

    private static List<TakenTier>? InColumns(Table table, int first, LoyaltyProgram program, INameIndex index)
    {
        var width = table.Rows[0].Length;
        var names = table.Rows[Math.Max(0, first - 1)];
        if (width < 3) return null;
        // A first row that is not marked as a header.
        first = Math.Max(1, first);
        // Tiers alone, with no column of labels: the first is one, too.
        var from = first < table.Rows.Length && IsTier(names[0].Text, program) && table.Rows[first][0].Text.AsSpan().ContainsAnyInRange('0', '9') ? 0 : 1;
        var known = 0;
        for (var column = from; column < width; column++)
        {
            if (names[column].Text.Length == 0 || !MayBeName(names[column].Text, program, out var isKnown)) return null;
            known += isKnown ? 1 : 0;
        }

        if (known < 2) return null;
        for (var row = first; row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            if (TableRow.IsOneCell(cells) || Taken(from == 0 ? "" : cells[0].Text, [.. cells[from..].Select(cell => cell.Text)], known, program) is not { } amounts) continue;
            var alliance = from == 0 ? null : AllianceLevels.Row(table, first, index);
            return LowestFirst([.. Enumerable.Range(from, width - from).Select(column => new TakenTier(Once(names[column].Printed()), Phrase.Fold(names[column].Text), amounts[column - from], alliance?[column - 1]))], program);
        }

        return null;
    }

    /// <summary>"SILVER" over the text of its picture, "Silver", is one name.</summary>
    private static string Once(string printed)
    {
        if (!printed.Contains('\n', StringComparison.Ordinal)) return printed;
        var lines = printed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 1 && Array.TrueForAll(lines, line => line.StartsWith(lines[0], StringComparison.OrdinalIgnoreCase)) ? lines[0] : printed;
    }

    /// <summary>The tiers from the lowest on, without what everyone is; null where they grow the other way than their names, which makes the numbers a price.</summary>
    private static List<TakenTier>? LowestFirst(List<TakenTier> tiers, LoyaltyProgram program)
    {
        var taking = tiers.FindAll(tier => tier.Takes is not null);
        if (taking[0].Takes > taking[^1].Takes) tiers.Reverse();
        if (!TierOrder.Agrees(tiers.ConvertAll(tier => tier.Folded), program)) return null;
        if (tiers[0].Takes is null) tiers.RemoveAt(0);
        tiers.RemoveAll(tier => TierWords.IsBase(tier.Folded));
        return tiers;
    }

    /// <summary>A name of a few words, no place, cabin, band or class.</summary>
    private static bool MayBeName(string text, LoyaltyProgram program, out bool isKnown)
    {
        isKnown = false;
        if (text.Length is < 2 or > 60) return false;
        var folded = Phrase.Fold(text);
        isKnown = LineKey.IsTier(folded, program) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { IsBase: false }) || UsualTiers.In(folded);
        return isKnown || TierWords.IsBase(folded)
            || (folded.Count(' ') < 4 && !folded.AsSpan().ContainsAnyInRange('0', '9') && (!Counted.In(folded) || IsMillion(folded)) && !CabinWords.IsLabel(folded) && !PlaceWords.NamesPlace(folded) && MarketWords.Read(folded) is null && !ClassList.Read(text).IsRead);
    }

    /// <summary>"百萬 miles", "million mile": what counts makes the name.</summary>
    private static bool IsMillion(string folded) => folded.Contains("million", StringComparison.Ordinal) || folded.Contains("百萬", StringComparison.Ordinal) || folded.Contains("百万", StringComparison.Ordinal);

    /// <summary>What each takes; null where the numbers do not grow, or count nothing that leads to a tier.</summary>
    private static List<decimal?>? Taken(string header, List<string> cells, int known, LoyaltyProgram program)
    {
        var folded = Phrase.Fold(header);
        // An upgrade may be a seat; that of a tier is none.
        folded = folded.Replace("upgrade criteria", "criteria", StringComparison.Ordinal).Replace("status upgrade", "to qualify", StringComparison.Ordinal).Replace("tier upgrade", "to qualify", StringComparison.Ordinal)
            .Replace("how to earn", "how to", StringComparison.Ordinal);
        if (folded is "upgrade" or "upgrading") folded = "";
        if (KeepingWords.In(folded) || Phrase.Has(folded, "bonus")) return null;
        // "Within the following 12 months" bounds what is counted, and is none of it; nor is what stands in brackets.
        if (folded.AsSpan().ContainsAnyInRange('0', '9') || folded.Contains('(', StringComparison.Ordinal)) folded = Within().Replace(folded, " ");
        if (Others.In(folded) || folded.Contains('%', StringComparison.Ordinal)) return null;
        var metric = MetricWords.Named(header, folded, program) is not null;
        var counts = metric || Counted.In(folded) || CountsInOwnWords(folded);
        List<decimal?> amounts = [];
        var (last, least, most) = (0m, decimal.MaxValue, 0m);
        var (numbers, inCells, direction) = (0, 0, 0);
        foreach (var cell in cells)
        {
            var text = Phrase.Fold(cell);
            if (text.Contains('%', StringComparison.Ordinal)) return null;
            var amount = TierLines.NumberIn(cell);
            // What is bought or given takes no flying.
            if (amount == 0 || Bought.In(text))
            {
                amounts.Add(null);
                continue;
            }

            var step = amount.CompareTo(last);
            if ((numbers > 0 && (step == 0 || (direction != 0 && step != direction))) || Phrase.Has(text, "per") || (Others.In(text) && !counts)) return null;
            if (numbers > 0) direction = step;
            (last, least, most) = (amount, Math.Min(least, amount), Math.Max(most, amount));
            numbers++;
            inCells += Counted.In(text) || MetricWords.Named(cell, text, program) is not null ? 1 : 0;
            amounts.Add(amount);
        }

        if (numbers < 2 || numbers + 1 < cells.Count || most < 10 || !(counts || inCells == numbers)) return null;
        // Of names that nobody knows, an elite metric that grows by thousands makes tiers.
        if (known * 2 < cells.Count - (amounts[0] is null || amounts[^1] is null ? 1 : 0) && !(numbers > 2 && metric && least >= SurelyMiles)) return null;
        return amounts;
    }

    /// <summary>Whether a header that no glossary has counts what is called miles or points all the same: "statusové míle za rok".</summary>
    private static bool CountsInOwnWords(string folded)
    {
        if (System.Text.Ascii.IsValid(folded)) return false;
        foreach (var word in folded.Normalize(System.Text.NormalizationForm.FormD).Split([' ', '\n', '-', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = string.Concat(word.Where(letter => char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark));
            if (SpokenTiers.Counts(bare)) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\([^)]*\)|\bearned (?:in|during|within)\b|\(?\b(?:with)?in (?:the |a |any )?(?:following |last |past |consecutive |same )?(?:\d{1,2} |twelve |one )?(?:consecutive |calendar )?(?:months?|years?)\b[^)]*\)?")]
    private static partial Regex Within();
}

/// <summary>A tier of a table.</summary>
/// <param name="Name">As the page prints it.</param>
/// <param name="Folded">As it is compared.</param>
/// <param name="Takes">What it takes; null where that is no number.</param>
/// <param name="Alliance">What the alliance calls it.</param>
internal sealed record TakenTier(string Name, string Folded, decimal? Takes, string? Alliance);
