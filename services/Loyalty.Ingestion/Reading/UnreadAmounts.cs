using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading;

/// <summary>
/// What a page of which nothing was read says of earning all the same: tables and sentences that give shares to classes, cabins or fares. Whoever
/// handed it in sees what was not understood, and how it would be.
/// </summary>
internal static class UnreadAmounts
{
    private const int Most = 20;
    private const int Longest = 300;

    private static readonly Phrases Fares = new("class", "classes", "fare", "fares", "cabin", "cabins");

    /// <param name="document">The page as it was read.</param>
    /// <param name="printed">The same in its own words, block by block.</param>
    public static ImmutableArray<UnreadRow> In(DocumentText document, DocumentText printed)
    {
        var unread = ImmutableArray.CreateBuilder<UnreadRow>();
        for (var i = 0; i < document.Blocks.Length && unread.Count < Most; i++)
        {
            if (document.Blocks[i] is Table table) Add(table, unread);
            else if (document.Blocks[i] is not Heading && document.Blocks[i].Line() is { } line && Sentence(line) is { } sentence)
                unread.Add(new UnreadRow(Short(ReferenceEquals(document, printed) ? sentence : printed.Blocks[i].Line() ?? sentence), Short(sentence), "it gives shares to classes, cabins or fares in words that are not understood; a table is, or a line for each: 'J, C, D: 150%'"));
        }

        return unread.ToImmutable();
    }

    /// <summary>The first row of a table that gives shares, where the table is about classes, cabins or fares.</summary>
    private static void Add(Table table, ImmutableArray<UnreadRow>.Builder unread)
    {
        if (!table.Rows.Any(row => row.Any(cell => GivesTo(cell.Text)))) return;
        foreach (var row in table.Rows)
        {
            if (!row.Any(cell => cell.Text.Contains('%', StringComparison.Ordinal) && cell.Text.AsSpan().ContainsAnyInRange('0', '9'))) continue;
            unread.Add(new UnreadRow(Short(TableRow.Text(row)), Short(TableRow.Text(table.Rows[0])),
                "the table's columns are not understood: one must have booking classes, cabins or fares, another miles or percentages of the distance"));
            return;
        }
    }

    /// <summary>The first sentence of a line that gives shares; null where none does.</summary>
    private static string? Sentence(string line)
    {
        if (!line.Contains('%', StringComparison.Ordinal)) return null;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (sentence.Contains('%', StringComparison.Ordinal) && sentence.AsSpan().ContainsAnyInRange('0', '9') && GivesTo(sentence)) return sentence;
        }

        return null;
    }

    private static bool GivesTo(string text) => LineKey.ListsClasses(text) || LineCharts.ListsClasses(text) || Phrase.Fold(text) is var folded && (Fares.In(folded) || !CabinWords.Find(folded).IsEmpty);

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
