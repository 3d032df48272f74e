namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>"** For flights from 30 October 2016", where one row of several has a class P**: the note is about that row, and about no chart.</summary>
internal static class MarkedRows
{
    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("*†‡§");

    /// <summary>Whether a note begins with a mark that some rows beside it have, and others have not.</summary>
    public static bool Have(string note, Section section)
    {
        var text = note.AsSpan().TrimStart();
        var length = text.IndexOfAnyExcept(Marks);
        if (length <= 0) return false;
        var mark = text[..length].ToString();
        var (with, without) = (false, false);
        for (var around = section; around is not null && !with; around = around.Parent)
        {
            foreach (var piece in around.Pieces)
            {
                for (var row = 1; row < piece.Table.Rows.Length; row++)
                {
                    if (piece.Table.Rows[row].Any(cell => Has(cell.Text, mark))) with = true;
                    else without = true;
                }
            }
        }

        return with && without;
    }

    private static bool Has(string cell, string mark)
    {
        for (var at = cell.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = cell.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
        {
            // One star of two is another mark.
            if ((at == 0 || cell[at - 1] != mark[0]) && (at + mark.Length == cell.Length || cell[at + mark.Length] != mark[0])) return true;
            while (at + mark.Length < cell.Length && cell[at + mark.Length] == mark[0]) at++;
        }

        return false;
    }
}
