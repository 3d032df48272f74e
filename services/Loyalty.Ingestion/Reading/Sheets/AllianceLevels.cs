using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>What an alliance calls a program's tiers, where a column or a row of their table says it.</summary>
internal static class AllianceLevels
{
    /// <summary>The levels beside some rows; null where no column has them.</summary>
    public static List<string?>? Column(Table table, int first, List<int> rows, INameIndex names)
    {
        for (var column = 1; column < table.Rows[0].Length; column++)
        {
            var at = column;
            if (Of(TableHead.Of(table, first, column), rows.ConvertAll(row => table.Rows[row][at]), names) is { } levels) return levels;
        }

        return null;
    }

    /// <summary>The levels below tiers that stand side by side; null where no row has them.</summary>
    public static List<string?>? Row(Table table, int first, INameIndex names)
    {
        for (var row = first; row < table.Rows.Length; row++)
        {
            if (!TableRow.IsOneCell(table.Rows[row]) && Of(table.Rows[row][0].Text, [.. table.Rows[row][1..]], names) is { } levels) return levels;
        }

        return null;
    }

    private static List<string?>? Of(string label, List<Cell> cells, INameIndex names)
    {
        if (label.Length > 60 || !names.MayNameAlliance(Phrase.Fold(label)) || AllianceIn(label, names) is not { } alliance) return null;
        List<string?> levels = [];
        var found = 0;
        foreach (var cell in cells)
        {
            var text = cell.Printed().Replace('\n', ' ').Trim();
            if (CellReader.Value(text).IsNothing)
            {
                levels.Add(null);
                continue;
            }

            if (!System.Text.Ascii.IsValid(text) && AllianceWords.LevelIn(cell.Text) is { } level) text = level;
            // A level has a name of few words, and no number.
            if (text.Length > 30 || text.AsSpan().ContainsAnyInRange('0', '9') || !char.IsLetter(text[0]) || AnswerColumns.IsAnswer(text)) return null;
            levels.Add(AllianceIn(text, names) is null ? $"{alliance} {text}" : text);
            found++;
        }

        return found > 0 ? levels : null;
    }

    /// <summary>The alliance that a text names, as it prints it.</summary>
    private static string? AllianceIn(string text, INameIndex names)
    {
        var words = text.Split([' ', '\n', '-', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length && names.AllianceByName($"{words[i]} {words[i + 1]}") is not null) return $"{words[i]} {words[i + 1]}";
            if (words[i].Length > 4 && names.AllianceByName(words[i]) is not null) return words[i];
        }

        return null;
    }
}
