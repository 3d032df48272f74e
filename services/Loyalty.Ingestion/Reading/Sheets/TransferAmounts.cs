using Loyalty.Core.Earning;
using Loyalty.Core.Transfers;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>
/// A transfer list with a column for what is sent and one for what arrives, instead of a ratio. The other program of each row stands in
/// the rows: a bank's partners, or the banks whose points one program takes, which is named above them.
/// </summary>
internal static class TransferAmounts
{
    private static readonly Phrases TransferWords = new("transfer", "transfers", "convert", "conversion", "conversions", "exchange", "transfer partners");

    private static readonly string[] Partners = ["program", "partner", "transfer partner", "airline program", "partner program", "loyalty program", "programme", "to"];

    private static readonly string[] Sources = ["currency", "bank", "points currency", "bank points", "from", "rewards currency"];

    private static readonly string[] Sent = ["points", "bank points", "you transfer", "you send", "points sent", "points needed", "points transferred"];

    private static readonly string[] Received = ["miles", "avios", "you get", "you receive", "miles received", "partner miles", "airline miles", "points received", "partner points"];

    /// <summary>Whether the columns are such ones, where the words above speak of transfers.</summary>
    public static bool Is(SheetTable sheet)
    {
        if (sheet.First(Sent) is not { } sent || sheet.First(Received) is not { } received || (sheet.First(Partners) ?? sheet.First(Sources)) is null) return false;
        var read = 0;
        for (var row = sheet.FirstRow; row < sheet.Count; row++) read += Amount(sheet[row, sent]) is not null && Amount(sheet[row, received]) is not null ? 1 : 0;
        return read * 2 > sheet.Count - sheet.FirstRow;
    }

    public static void Read(SheetTable sheet, Terms terms, Section section, SheetFacts facts)
    {
        var (sent, received) = (sheet.First(Sent)!, sheet.First(Received)!);
        var partners = sheet.First(Partners);
        var above = partners is null ? Above(sheet.Title ?? "", section, facts.Names) : terms.ProgramId;
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var named = sheet[row, partners ?? sheet.First(Sources)];
            if (TableRow.IsOneCell(sheet.Row(row)) || named.Length == 0) continue;
            var program = PartnerNames.Find(named, facts.Names);
            var problem = above is null ? "no program is named on the other side"
                : named.Contains('(', StringComparison.Ordinal) ? "it holds for some cards only"
                : program is null || program == above ? "no program of this name is known"
                : Amount(sheet[row, sent]) is null || Amount(sheet[row, received]) is null ? "it does not say in one number what is sent and what arrives" : null;
            if (problem is not null)
            {
                facts.Unread.Add(sheet.Unread(row, named, problem));
                continue;
            }

            var (from, to) = partners is null ? (program!, above!) : (above!, program!);
            var (give, get) = (Amount(sheet[row, sent])!.Value, Amount(sheet[row, received])!.Value);
            var validity = terms.Validity ?? default;
            var id = EarningIds.Hash($"{from}|{to}|{validity.From:yyyy-MM-dd}|{validity.Until:yyyy-MM-dd}|{give}|{get}|0");
            facts.Transfers.Add(new TransferRoute(id, from, to, give, get, null, null, 0, null, validity, facts.DocumentId));
        }
    }

    public static bool SpeakOfTransfers(string title, Section section)
    {
        if (title.Length > 0 && TransferWords.In(Phrase.Fold(title))) return true;
        for (var above = section; above is not null; above = above.Parent)
        {
            if (TransferWords.In(Phrase.Fold(above.Heading))) return true;
        }

        return false;
    }

    /// <summary>The one program that the words over the table name.</summary>
    private static string? Above(string title, Section section, INameIndex names)
    {
        if (names.ProgramsIn(title) is [var only]) return only.ProgramId;
        for (var above = section; above is not null; above = above.Parent)
        {
            if (names.ProgramsIn(above.Heading) is [var named]) return named.ProgramId;
        }

        return null;
    }

    /// <summary>"25,000", "25K", "34.5K"; null where more stands there, or a footnote mark.</summary>
    public static decimal? Amount(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.EndsWith('K') || trimmed.EndsWith('k')) return Numbers.Whole(trimmed[..^1]) is > 0 and var thousands ? thousands * 1000 : null;
        return Numbers.Whole(trimmed) is > 0 and var whole ? whole : null;
    }
}
