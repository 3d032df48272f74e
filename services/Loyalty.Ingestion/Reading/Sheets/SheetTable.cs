using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>A table whose columns are known by their names.</summary>
internal sealed class SheetTable
{
    private readonly Table _table;
    private readonly string[] _columns = [];

    public SheetTable(Table table)
    {
        _table = table;
        if (table.Rows.Length == 0) return;
        // A title over the whole table names no column.
        var header = table.Rows.Length > 2 && table.Rows[0].Length > 1 && TableRow.IsOneCell(table.Rows[0]) ? 1 : 0;
        Title = header == 1 ? table.Rows[0][0].Text : table.Caption;
        FirstRow = Math.Max(header + 1, TableHead.Rows(table));
        _columns = new string[table.Rows[header].Length];
        for (var i = 0; i < _columns.Length; i++) _columns[i] = Name(table.Rows[header][i].Text);
    }

    public int FirstRow { get; }

    /// <summary>What stands over the whole table.</summary>
    public string? Title { get; }

    public int Count => _table.Rows.Length;

    public IEnumerable<string> Columns => _columns;

    public bool HasAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Array.IndexOf(_columns, name) < 0) return false;
        }

        return true;
    }

    /// <summary>The first of the names that is a column.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Array.IndexOf(_columns, name) >= 0) return name;
        }

        return null;
    }

    /// <summary>The first column whose name has one of the words.</summary>
    public string? FirstWith(Phrases words)
    {
        foreach (var column in _columns)
        {
            if (words.In(column)) return column;
        }

        return null;
    }

    public ImmutableArray<Cell> Row(int row) => _table.Rows[row];

    /// <summary>A cell's text; empty where the column is missing.</summary>
    public string this[int row, string? column] => column is not null && Array.IndexOf(_columns, column) is >= 0 and var index ? _table.Rows[row][index].Text.Trim() : "";

    /// <summary>A cell as a number; null when it is empty or none.</summary>
    public decimal? Number(int row, string? column) => Numbers.Whole(this[row, column]);

    /// <summary>A cell as a day written as ISO has it, or in words.</summary>
    public DateOnly? Day(int row, string column)
    {
        var text = this[row, column];
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return DatePhrases.Find(Phrase.Fold(text)) is [{ Problem: null } found] ? found.Date : null;
    }

    public UnreadRow Unread(int row, string text, string reason) => new(TableRow.Text(_table.Rows[row]), text, reason);

    /// <summary>Whether some row holds two numbers, as what is sent and what arrives.</summary>
    public bool HoldsPairs
    {
        get
        {
            for (var row = FirstRow; row < Count; row++)
            {
                var numbers = 0;
                foreach (var cell in _table.Rows[row]) numbers += cell.Text.AsSpan().TrimStart() is [>= '0' and <= '9', ..] ? 1 : 0;
                if (numbers > 1) return true;
            }

            return false;
        }
    }

    private static string Name(string header) => Phrase.Fold(header).Replace('_', ' ').TrimEnd(':');
}
