using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the first cells of a column look like.</summary>
internal readonly record struct ColumnContent(int Filled, int Lists, int Amounts, int Dashes, int Cabins, int Bands, int Units, int CabinNames, int Codes, int Answers, int Extras, int Letters)
{
    private const int Sample = 8;

    /// <summary>Whether every cell is a cabin's name and nothing else: no tier and no fare is called so.</summary>
    public bool IsCabins => CabinNames > 0 && CabinNames == Filled;

    /// <summary>Whether every cell answers yes or no.</summary>
    public bool IsAnswers => Answers > 0 && Answers == Filled;

    /// <summary>Whether its cells are amounts, and dashes where there is none.</summary>
    public bool HoldsAmounts => IsMostly(Amounts) || (Amounts > 0 && Amounts + Dashes == Filled);

    public bool IsMostly(int count) => count > 0 && count * 2 > Filled;

    public static ColumnContent Of(Table table, int firstRow, int index)
    {
        var (filled, lists, amounts, dashes, cabins, bands, units, cabinNames, codes, answers, extras, letters) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var lastOrigin = -1;
        for (var row = firstRow; row < table.Rows.Length && filled < Sample; row++)
        {
            if (Cell(table, row, index, ref lastOrigin) is not { } cell) continue;
            filled++;
            if (CellReader.Plain(cell.Text) is { } plain)
            {
                amounts++;
                units += plain.Kind == ValueKind.Percent ? 1 : 0;
                continue;
            }

            if (IsList(cell.Text))
            {
                lists++;
                if (IsCode(cell.Text)) codes++;
                if (!IsGlued(cell.Text)) letters++;
                continue;
            }

            var folded = Phrase.Fold(cell.Text);
            if (cell.Text.Length < 80 && SaysMore(folded)) extras++;
            switch (CellReader.Value(cell.Text).Kind)
            {
                case ValueKind.Dash: dashes++; break;
                case ValueKind.Unread or ValueKind.Empty: break;
                case ValueKind.PerCurrency or ValueKind.Percent or ValueKind.PerMile:
                    amounts++;
                    units++;
                    continue;
                default: amounts++; break;
            }

            if (AnswerColumns.IsAnswer(cell.Text)) answers++;
            if (!CabinWords.Find(folded).IsEmpty)
            {
                cabins++;
                if (CabinWords.IsName(folded)) cabinNames++;
            }

            if (BandWords.Read(folded) is not null) bands++;
        }

        return new ColumnContent(filled, lists, amounts, dashes, cabins, bands, units, cabinNames, codes, answers, extras, letters);
    }

    /// <summary>Whether most of the cells, and at least some of them, are called as fares are. Few columns are asked.</summary>
    public bool AreBrands(Table table, int firstRow, int index, int least)
    {
        var (filled, brands, lastOrigin) = (0, 0, -1);
        for (var row = firstRow; row < table.Rows.Length && filled < Sample; row++)
        {
            if (Cell(table, row, index, ref lastOrigin) is not { } cell) continue;
            filled++;
            if (CellReader.Plain(cell.Text) is null && !IsList(cell.Text) && CellReader.Value(cell.Text).Kind is not (ValueKind.PerCurrency or ValueKind.Percent or ValueKind.PerMile) && BrandWords.IsBrand(Phrase.Fold(cell.Text))) brands++;
        }

        return brands >= least && IsMostly(brands);
    }

    /// <summary>A cell that says something, and no more than its own column's; null for any other.</summary>
    private static Cell? Cell(Table table, int row, int index, ref int lastOrigin)
    {
        if (index >= table.Rows[row].Length) return null;
        var cell = table.Rows[row][index];
        if (cell.Text.Length == 0 || cell.Origin == lastOrigin || TableRow.IsOneCell(table.Rows[row])) return null;
        lastOrigin = cell.Origin;
        return cell;
    }

    private static bool IsList(string text) =>
        !char.IsAsciiDigit(text[0]) && text.Length <= 80 && ClassList.Read(text) is { IsRead: true } list && (!list.All || list.Classes.IsEmpty);

    /// <summary>"An additional 10%": what is added to the rate that stands elsewhere.</summary>
    private static bool SaysMore(ReadOnlySpan<char> folded)
    {
        if (folded.StartsWith("an ")) folded = folded[3..];
        return folded.StartsWith("additional ") || folded.StartsWith("extra ");
    }

    /// <summary>Capitals next to each other: letters of classes, or the code of an airline.</summary>
    private static bool IsGlued(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsAsciiLetterUpper(text[i]) && char.IsAsciiLetterUpper(text[i - 1])) return true;
        }

        return false;
    }

    /// <summary>Capitals without anything between them: letters of classes, or the code of a fare.</summary>
    private static bool IsCode(string text) => text.Length > 2 && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');
}
