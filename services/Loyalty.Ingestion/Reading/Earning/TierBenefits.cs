using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// What flights earn by tier, where it stands among what tiers take and what else they bring: a column of a table whose rows are tiers, or a
/// row of one whose columns are. It becomes a table of its own.
/// </summary>
internal static partial class TierBenefits
{
    private static readonly Phrases Bonus = new("tier bonus", "status bonus", "elite bonus", "bonus miles", "mileage bonus", "miles bonus", "bonus points", "points bonus", "bonus avios", "extra miles", "bonus award miles", "additional miles", "bonus");

    private static readonly Phrases OfOthers = new(
        "welcome", "sign-up", "signup", "birthday", "anniversary", "card", "cards", "hotel", "hotels", "car", "partner", "partners", "upgrade", "upgrades", "purchase", "purchased", "buy", "renewal", "retention", "expiry",
        "validity", "baggage", "discount", "enrolment", "enrollment", "joining", "tier points", "status points", "tier miles", "status miles", "qualifying", "elite miles", "economy", "business", "first", "domestic", "international");

    private static readonly Phrases Miles = new("miles", "points", "avios", "mileage", "bonus", "earned", "earn");

    /// <summary>The tables inside a table; none where it is no such table, or holds nothing else.</summary>
    public static List<Table> In(Table table, LoyaltyProgram? program)
    {
        if (program is not { Kind: ProgramKind.Airline } || table.Rows.Length < 2 || table.Rows[0].Length < 2) return [];
        if (!MayAdd(table)) return [];
        if (table.Rows[0].Length == 2) return OfTwo(table, program);
        if (AreTiers(table.Rows.Length - 1, row => table.Rows[row + 1][0].Text, program)) return OfColumns(table);
        if (AreTiers(table.Rows[0].Length - 1, column => table.Rows[0][column + 1].Text, program)) return OfRows(table);
        return WithoutLowest(table, program) is { } higher ? OfRows(higher).FindAll(IsBonus) : [];
    }

    /// <summary>Whether a label may be one of those that <see cref="Of"/> takes: most tables have none, and who their rows are need not be asked.</summary>
    private static bool MayAdd(Table table)
    {
        foreach (var cell in table.Rows[0])
        {
            if (MayAdd(cell.Text)) return true;
        }

        // Beside two columns stand tiers alone.
        for (var row = 1; row < table.Rows.Length && table.Rows[0].Length > 2; row++)
        {
            if (MayAdd(table.Rows[row][0].Text)) return true;
        }

        return false;
    }

    /// <summary>A bonus by any of its names, miles alone, or what stands per unit of a currency.</summary>
    private static bool MayAdd(string label)
    {
        var folded = Phrase.Fold(label);
        if (folded.Contains('/', StringComparison.Ordinal) || folded is "award miles" or "miles" or "mileage" or "reward miles" or "points" or "avios") return true;
        var letters = WordLetters.Of(folded);
        foreach (var (word, ofWord) in Adding)
        {
            if (WordLetters.MayHold(letters, ofWord) && folded.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static readonly (string Word, uint Letters)[] Adding = [.. new[] { "bonus", "per", "extra", "additional", "every", "each" }.Select(word => (word, WordLetters.Of(word)))];

    private static bool IsBonus(Table table) => table.Rows[0][1].Text == "Status bonus";

    /// <summary>Where the highest stands first, the last column may be what everyone is.</summary>
    private static Table? WithoutLowest(Table table, LoyaltyProgram program)
    {
        var header = table.Rows[0];
        if (header.Length < 4 || !UsualTiers.In(Phrase.Fold(header[1].Text)) || !UsualTiers.In(Phrase.Fold(header[2].Text)) || TierOrder.Agrees([Phrase.Fold(header[1].Text), Phrase.Fold(header[2].Text)], program)) return null;
        return AreTiers(header.Length - 2, column => header[column + 1].Text, program) ? table with { Rows = [.. table.Rows.Select(row => row[..^1])] } : null;
    }

    /// <summary>Columns of a table of tiers that say what they take: beside them stands what tiers add.</summary>
    private static List<Table> OfColumns(Table table)
    {
        List<Table> tables = [];
        var width = table.Rows[0].Length;
        var others = 0;
        for (var column = 1; column < width; column++)
        {
            if (Of(table.Rows[0][column].Text, [.. table.Rows.Skip(1).Select(row => (row[0], row[column]))]) is { } found) tables.Add(found);
            else if (table.Rows.Skip(1).Count(row => Threshold().IsMatch(row[column].Text)) > 1) others++;
        }

        return others > 0 ? tables : [];
    }

    /// <summary>Tiers that are known, whatever their column is called, and what they add.</summary>
    private static List<Table> OfTwo(Table table, LoyaltyProgram program)
    {
        // Of one row, or of what everyone has, no table is made.
        if (table.Rows.Length < 3 || program.Tiers.IsEmpty) return [];
        for (var row = 1; row < table.Rows.Length; row++)
        {
            if (!IsNamed(Phrase.Fold(table.Rows[row][0].Text), program)) return [];
        }

        return !HeaderNames.In(Phrase.Fold(table.Rows[0][0].Text)).Has(ColumnKind.Tier) && Of(table.Rows[0][1].Text, [.. table.Rows.Skip(1).Select(row => (row[0], row[1]))]) is { } found ? [found] : [];
    }

    private static bool IsNamed(string name, LoyaltyProgram program)
    {
        foreach (var tier in ProgramWords.Of(program).Tiers)
        {
            if (name == tier.Folded || name == tier.Short) return true;
        }

        return false;
    }

    private static List<Table> OfRows(Table table)
    {
        List<Table> tables = [];
        foreach (var row in table.Rows.Skip(1))
        {
            if (!TableRow.IsOneCell(row) && Of(row[0].Text, [.. Enumerable.Range(1, row.Length - 1).Select(column => (table.Rows[0][column], row[column]))]) is { } found) tables.Add(found);
        }

        return tables.Count < table.Rows.Length - 1 || tables.TrueForAll(found => !IsBonus(found)) ? tables : [];
    }

    /// <summary>The table of one label's amounts; null where it counts no miles, or one of the amounts is none.</summary>
    private static TableOfFlights? Of(string label, List<(Cell Tier, Cell Amount)> cells)
    {
        var folded = Phrase.Fold(label);
        if (OfOthers.In(folded)) return null;
        var currency = PerCurrency().IsMatch(folded) && Miles.In(folded) ? CurrencyWords.Find(folded.Replace("/", " per ", StringComparison.Ordinal)) : null;
        // Among benefits, miles in shares that the lowest has none of are what the others have more.
        var isShareOfMiles = folded is "award miles" or "miles" or "mileage" or "reward miles" or "points" or "avios" && CellReader.Value(cells[0].Amount.Text).Kind is ValueKind.Dash or ValueKind.Empty
            && cells.TrueForAll(cell => CellReader.Value(cell.Amount.Text) is { Kind: ValueKind.Dash or ValueKind.Empty } or { Kind: ValueKind.Percent, Amount: < 1 });
        // Nobody with status earns less than the distance: such shares are on top.
        isShareOfMiles |= folded is "award miles" or "reward miles" && cells.TrueForAll(cell => CellReader.Value(cell.Amount.Text) is { Kind: ValueKind.Percent, Amount: < 1 });
        if (currency is null && !Bonus.In(folded) && !isShareOfMiles) return null;
        List<ImmutableArray<Cell>> rows = [[new Cell("Tier", true, 0), new Cell(currency is null ? "Status bonus" : $"Miles per {currency}", true, 1)]];
        foreach (var (tier, amount) in cells)
        {
            var text = amount.Text.Trim();
            if (CellReader.Value(text).EarnsNothing || (AnswerColumns.IsAnswer(text) && !AnswerColumns.IsYes(text))) continue;
            if ((currency is null ? Share() : Count()).Match(text) is not { Success: true } match) return null;
            var origin = rows.Count * 1000;
            rows.Add([tier with { Header = false, Origin = origin }, new TranslatedCell(currency is null ? match.Groups["n"].Value + "%" : match.Groups["n"].Value, false, origin + 1, amount.Printed(), null)]);
        }

        return rows.Count > 2 ? new TableOfFlights(null, [.. rows]) : null;
    }

    /// <summary>Whether texts are tiers, the first perhaps what everyone is. The last tells most tables from one of tiers.</summary>
    private static bool AreTiers(int count, Func<int, string> text, LoyaltyProgram program)
    {
        for (var i = count - 1; i > 0; i--)
        {
            if (!IsTier(text(i), program)) return false;
        }

        return count > 2 ? text(0).Length is > 0 and <= 40 : count == 2 && IsTier(text(0), program);
    }

    private static bool IsTier(string text, LoyaltyProgram program)
    {
        if (text.Length is 0 or > 40) return false;
        var folded = Phrase.Fold(text);
        return (UsualTiers.In(folded) && folded.Count(' ') < 4) || LineKey.UsualTierAt(folded, 0) == folded.Length
            || LineKey.IsTier(folded, program) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { IsBase: false });
    }

    [GeneratedRegex(@"^(?:base (?:miles|points)\s*\+\s*|\+\s*)?(?<n>\d{1,3})\s?%(?:\s*(?:bonus|extra|more|of base miles)(?: (?:miles|points|avios))?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Share();

    [GeneratedRegex(@"^(?<n>\d{1,2}(?:\.\d{1,2})?)(?:\s?[x×])?(?:\s+(?:award )?(?:miles|points|avios))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    [GeneratedRegex(@"(?:\bper\b|/|\bevery\b|\beach\b)\s*(?:1\s*)?(?:[$€£¥]|\p{L}{2,})")]
    private static partial Regex PerCurrency();

    [GeneratedRegex(@"\d{2,}")]
    private static partial Regex Threshold();
}
