using System.Collections.Immutable;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>A table of a page, with where its columns stand: what follows on the next page stands there too.</summary>
sealed record PdfTable(ImmutableArray<ImmutableArray<Cell>> Rows, double[] Columns, double Top, double Bottom)
{
    const double Shift = 3;

    /// <summary>Rows at the top in bold are headers where the others are not: the markup that a PDF has.</summary>
    public static PdfTable Of(ImmutableArray<ImmutableArray<Cell>> rows, bool[] bold, double[] columns, double top, double bottom)
    {
        var headers = bold.TakeWhile(isBold => isBold).Count();
        if (headers > 0 && headers < rows.Length)
            rows = [.. rows.Select((row, r) => r < headers ? row.Select(cell => cell with { Header = true }).ToImmutableArray() : row)];
        return new PdfTable(rows, columns, top, bottom);
    }

    /// <summary>This table and the rest of it from the next page; null when that is another table.</summary>
    public PdfTable? Join(PdfTable next)
    {
        if (Rows.IsEmpty || next.Rows.IsEmpty || Rows[0].Length != next.Rows[0].Length)
            return null;
        var repeated = 0;
        while (repeated < Math.Min(Rows.Length, next.Rows.Length) && SameText(Rows[repeated], next.Rows[repeated]) && repeated < 3)
            repeated++;
        // Without its header repeated it must stand in the same columns, and not begin with a header of its own.
        if (repeated == 0 && (!SameColumns(next) || next.Rows[0].All(cell => cell.Header)))
            return null;
        var shift = (Rows.Length - repeated) * SpanGrid.MaxColumns;
        var rest = next.Rows.Skip(repeated).Select(row => row.Select(cell => cell with { Origin = cell.Origin + shift }).ToImmutableArray());
        return this with { Rows = [.. Rows, .. rest], Bottom = next.Bottom };
    }

    bool SameColumns(PdfTable next) =>
        Columns.Length == next.Columns.Length && Columns.Zip(next.Columns).All(pair => Math.Abs(pair.First - pair.Second) < Shift);

    static bool SameText(ImmutableArray<Cell> row, ImmutableArray<Cell> other) =>
        row.Select(cell => cell.Text).SequenceEqual(other.Select(cell => cell.Text));
}
