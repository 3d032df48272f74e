using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Core.Transfers;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>
/// A transfer list whose amounts stand with the names of what they count: "1,000 Aeroplan Miles | 1,000" under "Equivalent Bank Points",
/// "1,000 Bank Points | 800 TrueBlue points". Which column is sent, its header or its words say.
/// </summary>
internal static partial class NamedAmounts
{
    /// <summary>Reads the table if it is such a list; false leaves it to others.</summary>
    public static bool Read(Table table, SheetTable sheet, Terms terms, Section section, SheetFacts facts)
    {
        if (terms.ProgramId is not { } from || table.Rows[0].Length is < 2 or > 4) return false;
        var own = facts.Names.Program(from)?.Name ?? from;
        var (sent, received) = (-1, -1);
        for (var column = 0; column < table.Rows[0].Length; column++)
        {
            if (!IsOfAmounts(table, sheet, column)) continue;
            var isSent = Names(table.Rows[0][column].Text, own) || Names(table.Rows[sheet.FirstRow][column].Text, own);
            if (isSent && sent < 0) sent = column;
            else if (!isSent && received < 0) received = column;
            else return false;
        }

        if (sent < 0 || received < 0) return false;
        for (var row = sheet.FirstRow; row < table.Rows.Length; row++) Read(table.Rows[row], sent, received, from, terms, facts);
        return true;
    }

    private static void Read(ImmutableArray<Cell> row, int sent, int received, string from, Terms terms, SheetFacts facts)
    {
        if (TableRow.IsOneCell(row)) return;
        var (give, get) = (Amount(row[sent].Text), Amount(row[received].Text));
        var named = row.Where((_, column) => column != sent && column != received).Select(cell => cell.Text).FirstOrDefault(text => text.Length > 0);
        // What arrives names the program better than the company whose it is.
        var to = get is { Name.Length: > 0 } ? PartnerNames.Find(get.Value.Name, facts.Names) : null;
        to ??= named is null ? null : PartnerNames.Find(named, facts.Names);
        if (give is null || get is null || to is null || to == from)
        {
            var problem = give is null || get is null ? "it does not say in one number what is sent and what arrives" : "no program of this name is known";
            facts.Unread.Add(new UnreadRow(TableRow.Text(row), named ?? row[received].Text, problem));
            return;
        }

        var validity = terms.Validity ?? default;
        var id = EarningIds.Hash($"{from}|{to}|{validity.From:yyyy-MM-dd}|{validity.Until:yyyy-MM-dd}|{give.Value.Amount}|{get.Value.Amount}|0");
        facts.Transfers.Add(new TransferRoute(id, from, to, give.Value.Amount, get.Value.Amount, null, null, 0, null, validity, facts.DocumentId));
    }

    private static bool IsOfAmounts(Table table, SheetTable sheet, int column)
    {
        var read = 0;
        for (var row = sheet.FirstRow; row < table.Rows.Length; row++) read += Amount(table.Rows[row][column].Text) is null ? 0 : 1;
        return read * 4 > (table.Rows.Length - sheet.FirstRow) * 3;
    }

    /// <summary>Whether words name the program, in full or by the words that end its name: "Equivalent Membership Rewards".</summary>
    private static bool Names(string text, string program)
    {
        var words = Phrase.Fold(program).Split(' ');
        return Phrase.Has(Phrase.Fold(text), string.Join(' ', words.Length > 2 ? words[^2..] : words));
    }

    /// <summary>"1,000 Aeroplan® Miles": a number and a name, and nothing that narrows it.</summary>
    private static (decimal Amount, string Name)? Amount(string text)
    {
        if (TransferAmounts.Amount(text) is { } alone) return (alone, "");
        return Counted().Match(text) is { Success: true } match && TransferAmounts.Amount(match.Groups["n"].Value) is { } amount ? (amount, match.Groups["name"].Value) : null;
    }

    [GeneratedRegex(@"^(?<n>\d[\d,.]*)\s+(?<name>\p{L}[\p{L}®™&'’ \-]{1,60})$")]
    private static partial Regex Counted();
}
