using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Loyalty.Ingestion.Text;

/// <summary>Places cells that span rows and columns into a full grid, the way HTML's table model does.</summary>
sealed class SpanGrid(CellBudget budget)
{
    /// <summary><see cref="Cell.Origin"/> counts in thousands.</summary>
    public const int MaxColumns = 1000;

    readonly List<Cell?[]> _rows = [];
    readonly List<Cell?> _row = [];
    readonly List<Down> _down = [];
    int _column;
    int _width;
    long _placed;

    /// <summary>A cell that goes on into the rows below in one column.</summary>
    readonly record struct Down(Cell? Cell, int Rows);

    public void StartRow()
    {
        _column = 0;
        _row.Clear();
        for (var column = 0; column < _down.Count; column++)
        {
            if (_down[column] is not { Cell: { } cell, Rows: > 0 } down)
                continue;
            Put(column, cell);
            _down[column] = down with { Rows = down.Rows - 1 };
        }
    }

    /// <param name="rowSpan">0: to the end of the group of rows.</param>
    public void Add(string text, bool header, int columnSpan = 1, int rowSpan = 1)
    {
        while (_column < _row.Count && _row[_column] is not null)
            _column++;
        if (_column >= MaxColumns)
            throw new UnreadableDocumentException($"A table has more than {MaxColumns:N0} columns. Submit the part that holds the chart.");
        var cell = new Cell(text, header, _rows.Count * MaxColumns + _column);
        // Columns that only spans reach are no columns: colspan="100" is how pages say "all of them".
        _width = Math.Max(_width, _column + 1);
        if (columnSpan == 1 && rowSpan == 1 && _column == _row.Count)
        {
            _row.Add(cell);
            _column++;
            budget.Check(++_placed);
            return;
        }
        var end = Math.Min(_column + Math.Clamp(columnSpan, 1, MaxColumns), MaxColumns);
        // A span ends where a cell from above stands: so every cell is a rectangle, whatever the markup claims.
        for (; _column < end && (_column >= _row.Count || _row[_column] is null); _column++)
        {
            Put(_column, cell);
            if (rowSpan != 1)
                GoDown(_column, new Down(cell, rowSpan == 0 ? int.MaxValue : rowSpan - 1));
        }
    }

    public void EndRow()
    {
        // A row that nothing is in, not even a span, is no row.
        if (_row.Count > 0)
            _rows.Add([.. _row]);
    }

    /// <summary>Row spans end with their group.</summary>
    public void EndGroup() => _down.Clear();

    public ImmutableArray<ImmutableArray<Cell>> ToRows()
    {
        budget.Take((long)_rows.Count * _width);
        var rows = new ImmutableArray<Cell>[_rows.Count];
        for (var r = 0; r < rows.Length; r++)
        {
            var row = _rows[r];
            if (row.Length != _width)
                Array.Resize(ref row, _width);
            for (var column = 0; column < row.Length; column++)
                row[column] ??= new Cell("", false, r * MaxColumns + column);
            rows[r] = ImmutableCollectionsMarshal.AsImmutableArray<Cell>(row!);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(rows);
    }

    void Put(int column, Cell cell)
    {
        while (_row.Count <= column)
            _row.Add(null);
        _row[column] = cell;
        budget.Check(++_placed);
    }

    void GoDown(int column, Down down)
    {
        while (_down.Count <= column)
            _down.Add(default);
        _down[column] = down;
    }
}

/// <summary>The places that all tables of one document may fill.</summary>
sealed class CellBudget(int most)
{
    long _left = most;

    public void Take(long cells)
    {
        if ((_left -= cells) < 0)
            throw new UnreadableDocumentException($"The tables have more than {most:N0} cells. Submit the part that holds the chart.");
    }

    /// <summary>Stops a table that is still growing.</summary>
    public void Check(long cells)
    {
        if (cells > _left)
            Take(cells);
    }
}
