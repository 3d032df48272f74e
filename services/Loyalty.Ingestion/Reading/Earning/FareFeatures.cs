using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Tables of what fares side by side allow, of which a row or two say what they earn: "Changes", "Refund", "Miles accrual: 25% | 50% | 100%". The rows
/// that count miles, and those that list booking classes, become a chart of their own.
/// </summary>
internal static class FareFeatures
{
    // What rows of such tables take, give away or allow, whatever they count.
    private static readonly Phrases Others = new(
        "upgrade", "upgrades", "redeem", "redemption", "baggage", "bag", "bags", "refund", "refundable", "change", "changes", "fee", "fees", "seat", "seats", "lounge", "award ticket", "award tickets", "award flight", "expiry", "validity", "required");

    private static readonly Phrases OfFares = new("fare", "fares", "fare features", "fare type", "fare types", "tariff", "ticket type");

    private static readonly Phrases OfMembers = new("tier", "tiers", "status", "level", "levels", "member", "members", "membership", "card", "cards", "benefit", "benefits");

    private static readonly char[] Between = [',', ';', '\n', '、'];

    // A table with more such rows is one of amounts.
    private const int MostCounts = 4;

    /// <summary>The chart inside; null where no row counts miles, or all rows do: such a table is one of amounts as it stands.</summary>
    public static Table? Of(Table table, LoyaltyProgram? program)
    {
        var head = 0;
        while (head < table.Rows.Length && TableRow.IsOneCell(table.Rows[head])) head++;
        if (table.Rows.Length - head is < 2 or > 60 || table.Rows[head].Length is < 3 or > 14) return null;
        var names = table.Rows[head];
        var labels = 1;
        while (labels < names.Length && names[labels].Origin == names[0].Origin) labels++;
        // What lists no classes and speaks of no fares is none, whatever its names are.
        if (names.Length - labels < 2 || !(SpeakOfFares(names, labels) || HasClasses(table, head, labels))) return null;
        if (!AreFares(names, labels, program) || OfMembers.In(Phrase.Fold(names[0].Text))) return null;
        List<ImmutableArray<Cell>> counts = [];
        ImmutableArray<Cell>? classes = null;
        for (var row = head + 1; row < table.Rows.Length; row++)
        {
            var cells = table.Rows[row];
            if (TableRow.IsOneCell(cells)) continue;
            if (ListsClasses(cells, labels)) classes ??= cells;
            else if (Counts(cells, labels, program)) counts.Add(cells);
            if (counts.Count > MostCounts) return null;
        }

        var others = table.Rows.Length - head - 1 - counts.Count - (classes is null ? 0 : 1);
        if (counts.Count == 0 || (others == 0 && (classes is null || labels == 1))) return null;
        return Build(table, head, labels, counts, classes, program);
    }

    private static Table Build(Table table, int head, int labels, List<ImmutableArray<Cell>> counts, ImmutableArray<Cell>? classes, LoyaltyProgram? program)
    {
        var names = table.Rows[head];
        List<ImmutableArray<Cell>> rows = [];
        List<Cell> header = [new Cell("Fare type", true, 0)];
        if (classes is not null) header.Add(new Cell("Booking class", true, 1));
        foreach (var count in counts) header.Add(Label(count, labels) with { Header = true, Origin = header.Count });
        rows.Add([.. header]);
        for (var column = labels; column < names.Length; column++)
        {
            // "S/V/L=50%, M=70%": a row for each.
            if (classes is not null && counts is [var only] && Split(only[column].Text) is { } parts)
            {
                foreach (var (letters, rate) in parts) Add(column, new Cell(letters, false, 0), [new Cell(rate, false, 0)]);
                continue;
            }

            Add(column, classes?[column], counts.ConvertAll(count => count[column]));
        }

        var caption = head > 0 && table.Caption is null ? table.Rows[head - 1][0].Text : table.Caption;
        return new Table(caption, [.. rows]);

        void Add(int column, Cell? letters, List<Cell> amounts)
        {
            var origin = rows.Count * 1000;
            List<Cell> row = [names[column] with { Header = false, Origin = origin }];
            if (letters is not null) row.Add(letters with { Header = false, Origin = origin + 1 });
            foreach (var amount in amounts) row.Add(amount with { Header = false, Origin = origin + row.Count });
            rows.Add([.. row]);
        }
    }

    /// <summary>Names side by side that are neither amounts nor tiers.</summary>
    private static bool AreFares(ImmutableArray<Cell> names, int labels, LoyaltyProgram? program)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var column = labels; column < names.Length; column++)
        {
            var text = names[column].Text;
            var folded = Phrase.Fold(text);
            if (folded.Length is 0 or > 50 || folded.AsSpan().ContainsAnyInRange('0', '9') || ClassList.Read(text).IsRead && text.Length < 3 || LineKey.UsualTierAt(folded, 0) == folded.Length && !BrandWords.IsBrand(folded)) return false;
            if (program is { Tiers.IsEmpty: false } && LineKey.IsTier(folded, program)) return false;
            if (MetricWords.Named(text, folded, program) is not null || folded.Contains('%', StringComparison.Ordinal)) return false;
            seen.Add(folded);
        }

        return seen.Count > 1;
    }

    /// <summary>What else stands side by side, such as tiers and cards, has rows like these too.</summary>
    private static bool SpeakOfFares(ImmutableArray<Cell> names, int labels)
    {
        if (OfFares.In(Phrase.Fold(names[0].Text))) return true;
        var brands = 0;
        for (var column = labels; column < names.Length; column++) brands += Phrase.Fold(names[column].Text) is var name && (BrandWords.IsBrand(name) || CabinWords.IsLabel(name)) ? 1 : 0;
        return brands * 2 >= names.Length - labels;
    }

    private static bool HasClasses(Table table, int head, int labels)
    {
        for (var row = head + 1; row < table.Rows.Length; row++)
        {
            if (!TableRow.IsOneCell(table.Rows[row]) && ListsClasses(table.Rows[row], labels)) return true;
        }

        return false;
    }

    private static bool ListsClasses(ImmutableArray<Cell> cells, int labels)
    {
        var lists = 0;
        for (var column = cells.Length - 1; column >= labels; column--)
        {
            var text = cells[column].Text;
            if (text.Length == 0) continue;
            if (char.IsAsciiDigit(text[0])) return false;
            if (CellReader.Value(text).Kind == ValueKind.Dash) continue;
            if (!LineKey.ListsClasses(text)) return false;
            lists++;
        }

        return lists > 0 && Label(cells, labels).Text.Length > 0;
    }

    /// <summary>A row whose label counts miles or an elite metric, and whose cells are mostly amounts.</summary>
    private static bool Counts(ImmutableArray<Cell> cells, int labels, LoyaltyProgram? program)
    {
        var label = Label(cells, labels).Text;
        var folded = Phrase.Fold(label);
        if (folded.Length is 0 or > 120 || Others.In(folded) || MetricWords.Read(label, folded, program) is null) return false;
        var (amounts, filled, shares) = (0, 0, 0);
        for (var column = labels; column < cells.Length; column++)
        {
            if (cells[column].Text.Length == 0) continue;
            filled++;
            var kind = Split(cells[column].Text) is null ? CellReader.Value(cells[column].Text).Kind : ValueKind.Percent;
            if (kind is ValueKind.Unread) continue;
            amounts++;
            shares += kind is ValueKind.Percent or ValueKind.PerCurrency or ValueKind.PerMile || (kind == ValueKind.Number && MetricWords.Named(label, folded, program) is not null) ? 1 : 0;
        }

        return shares > 0 && amounts * 2 > filled;
    }

    /// <summary>What a row is called: without the links that stand under its name.</summary>
    private static Cell Label(ImmutableArray<Cell> cells, int labels)
    {
        for (var column = labels - 1; column >= 0; column--)
        {
            if (cells[column].Text is not { Length: > 0 } text) continue;
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return end < 0 ? cells[column] : cells[column] with { Text = text[..end].Trim() };
        }

        return cells[0];
    }

    /// <summary>"S/V/L=50%, M=70%"; null for anything else.</summary>
    private static List<(string Letters, string Rate)>? Split(string text)
    {
        if (text.IndexOf('=', StringComparison.Ordinal) < 0 && text.IndexOf(':', StringComparison.Ordinal) < 0) return null;
        List<(string, string)> parts = [];
        foreach (var part in text.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.AsSpan().IndexOfAny('=', ':');
            if (at <= 0 || !LineKey.ListsClasses(part[..at].Trim()) || CellReader.Value(part[(at + 1)..].Trim()).Kind is not (ValueKind.Percent or ValueKind.NotEligible)) return null;
            parts.Add((part[..at].Trim(), part[(at + 1)..].Trim()));
        }

        return parts.Count == 0 ? null : parts;
    }
}
