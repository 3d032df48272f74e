using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A chart whose first column has names with their classes behind a dash, "Full Fare Main Cabin - Y, B, M": the names and the classes become a column each.</summary>
internal static class LettersBehindNames
{
    private static readonly System.Buffers.SearchValues<char> Narrowing = System.Buffers.SearchValues.Create("(0123456789");

    private static readonly string[] Dashes = [" - ", " – ", " — "];

    /// <summary>The table with two columns for the first; null where a first cell is anything else.</summary>
    /// <param name="header">What heads them, where it says more than that they are classes.</param>
    public static Table? Of(Table table, out string? header)
    {
        header = null;
        if (table.Rows.Length < 3 || Split(table.Rows[^1][0].Text) is null) return null;
        var first = TableHead.Rows(table);
        if (first == 0 && Split(table.Rows[0][0].Text) is null) first = 1;
        if (first == 0) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(table.Rows.Length);
        for (var row = 0; row < table.Rows.Length; row++)
        {
            var cell = table.Rows[row][0];
            if (row < first)
            {
                rows.Add([cell with { Text = "Cabin" }, cell with { Text = "Booking class", Origin = -1 - row }, .. table.Rows[row].AsSpan()[1..]]);
                continue;
            }

            if (Split(cell.Text) is not { } parts) return null;
            rows.Add([cell with { Text = parts.Name }, cell with { Text = parts.Letters, Origin = -1 - row }, .. table.Rows[row].AsSpan()[1..]]);
        }

        if (!IsPlain(table.Rows[first - 1][0].Text)) header = table.Rows[first - 1][0].Printed();
        return table with { Rows = rows.MoveToImmutable() };
    }

    private static bool IsPlain(string header) =>
        !header.AsSpan().ContainsAny(Narrowing) && HeaderNames.In(Phrase.Fold(header).TrimEnd(':', '*')) is var named && (named.Has(ColumnKind.Classes) || named.Has(ColumnKind.Cabin) || named.Has(ColumnKind.FareBrand));

    private static (string Name, string Letters)? Split(string text)
    {
        foreach (var dash in Dashes)
        {
            // One letter may be anything: the name's last word, or a note's mark.
            if (text.LastIndexOf(dash, StringComparison.Ordinal) is > 3 and var at && text[(at + dash.Length)..] is var letters && letters.AsSpan().IndexOfAny(",/") > 0
                && ClassList.Read(letters) is { IsRead: true, All: false, Label: "" } && !ClassList.Read(text[..at]).IsRead) return (text[..at].Trim(), letters);
        }

        return null;
    }
}
