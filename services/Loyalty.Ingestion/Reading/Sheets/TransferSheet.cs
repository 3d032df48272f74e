using Loyalty.Core.Earning;
using Loyalty.Core.Transfers;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>A bank's transfer list: to which programs, at what ratio, from what minimum, in what steps.</summary>
internal static class TransferSheet
{
    private static readonly string[] Targets = ["program id", "to program", "program", "partner", "transfer partner", "loyalty program", "to", "airline program", "partner program"];

    public static bool Is(SheetTable sheet) => Ratio(sheet) is not null && (sheet.First(Targets) ?? TargetsInWords(sheet)) is not null;

    public static void Read(SheetTable sheet, Terms terms, SheetFacts facts)
    {
        var ratio = Ratio(sheet)!;
        var time = sheet.Columns.FirstOrDefault(c => Phrase.HasAny(c, "time", "transfer time", "duration", "speed"));
        var minimum = sheet.Columns.FirstOrDefault(c => Phrase.HasAny(c, "minimum", "min"));
        var step = sheet.Columns.FirstOrDefault(c => Phrase.HasAny(c, "increment", "increments", "block", "multiples", "step"));
        var bonus = sheet.Columns.FirstOrDefault(c => Phrase.Has(c, "bonus"));
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var from = sheet.First("from", "from program") is { } column ? facts.Names.ProgramByName(sheet[row, column]) : terms.ProgramId;
            var (to, named) = Target(sheet, row, facts.Names);
            if (from is null || to is null || from == to)
            {
                var sender = from is null ? sheet[row, sheet.First("from", "from program")] : "";
                facts.Unread.Add(sheet.Unread(row, sender.Length > 0 ? sender : named, from is null && sender.Length == 0 ? "no program is named whose points are sent" : "no program of this name is known"));
                continue;
            }

            if (Pair(sheet[row, ratio]) is not { } pair)
            {
                facts.Unread.Add(sheet.Unread(row, sheet[row, ratio], "it is no ratio such as 1:1 or 1,000 : 800"));
                continue;
            }

            if (Share(sheet[row, bonus]) is not { } extra)
            {
                facts.Unread.Add(sheet.Unread(row, sheet[row, bonus], "it is no bonus such as 25%"));
                continue;
            }

            var validity = Valid(sheet, row) ?? terms.Validity ?? default;
            var id = EarningIds.Hash($"{from}|{to}|{validity.From:yyyy-MM-dd}|{validity.Until:yyyy-MM-dd}|{pair.Sent}|{pair.Received}|{extra}");
            var duration = sheet[row, time];
            facts.Transfers.Add(new TransferRoute(
                id, from, to, pair.Sent, pair.Received, sheet.Number(row, minimum), step is null ? null : LastNumber(sheet[row, step]), extra,
                duration.Length == 0 || Phrase.Fold(duration) is "-" or "not stated" or "unknown" ? null : duration, validity, facts.DocumentId));
        }
    }

    private static readonly Phrases RatioWords = new("ratio", "transfer ratio", "transfer rate", "conversion rate", "conversion");

    private static readonly Phrases TargetWords = new("program", "programs", "programme", "programmes", "partner", "partners");

    private static string? Ratio(SheetTable sheet) => sheet.FirstWith(RatioWords);

    /// <summary>A longer header: "Airline frequent flyer programs".</summary>
    private static string? TargetsInWords(SheetTable sheet) => sheet.FirstWith(TargetWords);

    private static (string? Id, string Named) Target(SheetTable sheet, int row, INameIndex names)
    {
        var named = "";
        foreach (var column in (string?[])[.. Targets, TargetsInWords(sheet)])
        {
            var text = sheet[row, column];
            if (text.Length == 0) continue;
            if (named.Length == 0) named = text;
            if (PartnerNames.Find(text, names) is { } id) return (id, text);
        }

        return (null, named);
    }

    /// <summary>"1:1", "1,000 : 1,600", "250 → 200", "2 to 1".</summary>
    public static (decimal Sent, decimal Received)? Pair(string text)
    {
        text = text.TrimEnd('.');
        List<decimal> numbers = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at])) continue;
            if (!Numbers.TryRead(text, ref at, out var value, out var ambiguous) || (ambiguous && value < 1000)) return null;
            numbers.Add(value);
            at--;
        }

        return numbers is [> 0 and var sent, > 0 and var received] && text.AsSpan().IndexOfAny(":→=>") >= 0 | text.Contains(" to ", StringComparison.OrdinalIgnoreCase)
            ? (sent, received) : null;
    }

    private static decimal? Share(string text)
    {
        var value = CellReader.Read(text).Value;
        return value.EarnsNothing ? 0 : value.Kind == ValueKind.Percent ? value.Amount : null;
    }

    private static decimal? LastNumber(string text) => Pair(text) is { } pair ? pair.Sent : Numbers.Whole(text);

    private static Validity? Valid(SheetTable sheet, int row)
    {
        var from = sheet.First("valid from") is not null ? sheet.Day(row, "valid from") : null;
        var until = sheet.First("valid until", "until") is { } column ? sheet.Day(row, column) : null;
        return from is null && until is null ? null : new Validity(from, until);
    }
}
