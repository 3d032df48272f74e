using System.Collections.Immutable;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Tables whose cells say once more what their column is called, for narrow screens: "Booking class" over "Booking class J". It is taken out.</summary>
internal static class RepeatedHeaders
{
    /// <summary>The document without the repetitions; the same instance where there are none.</summary>
    public static DocumentText Without(DocumentText document)
    {
        ImmutableArray<TextBlock>.Builder? blocks = null;
        for (var i = 0; i < document.Blocks.Length; i++)
        {
            if (document.Blocks[i] is not Table table || Without(table) is not { } bare) continue;
            blocks ??= document.Blocks.ToBuilder();
            blocks[i] = bare;
        }

        return blocks is null ? document : document with { Blocks = blocks.ToImmutable() };
    }

    private static Table? Without(Table table)
    {
        if (table.Rows.Length < 3 || table.Rows[0].Length < 2 || !Repeats(table.Rows[1], table.Rows[0]) || !Repeats(table.Rows[2], table.Rows[0])) return null;
        var header = table.Rows[0];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(table.Rows.Length);
        rows.Add(header);
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            var cells = ImmutableArray.CreateBuilder<Cell>(row.Length);
            for (var column = 0; column < row.Length; column++)
            {
                var (cell, name) = (row[column], header[column].Text);
                cells.Add(name.Length > 0 && cell.Text.StartsWith(name, StringComparison.Ordinal) ? cell with { Text = cell.Text[name.Length..].TrimStart(' ', ':', '\n', '：') } : cell);
            }

            rows.Add(cells.MoveToImmutable());
        }

        return new Table(table.Caption, rows.MoveToImmutable());
    }

    private static bool Repeats(ImmutableArray<Cell> row, ImmutableArray<Cell> header)
    {
        var more = false;
        for (var column = 0; column < row.Length; column++)
        {
            if (header[column].Text.Length == 0 || row[column].Text.Length == 0) continue;
            if (!row[column].Text.StartsWith(header[column].Text, StringComparison.Ordinal)) return false;
            more |= row[column].Text.Length > header[column].Text.Length;
        }

        return more;
    }
}
