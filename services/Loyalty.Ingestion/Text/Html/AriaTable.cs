using AngleSharp.Dom;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>A table made of other elements, which says by its roles what its rows and cells are.</summary>
static class AriaTable
{
    public static bool Is(IElement element) =>
        element.Attributes.Length > 0 && element.LocalName != "table" && element.GetAttribute("role") is "table" or "grid" or "treegrid";

    /// <summary>The cells of each row; null when they are no grid of two rows and two columns.</summary>
    public static List<List<IElement>>? Rows(IElement table)
    {
        List<List<IElement>> rows = [];
        AddRows(table, rows);
        return rows.Count > 1 && rows.TrueForAll(row => row.Count > 1) ? rows : null;
    }

    public static bool IsHeader(IElement cell) => cell.GetAttribute("role") is "columnheader" or "rowheader";

    static void AddRows(IElement element, List<List<IElement>> rows)
    {
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child)
                continue;
            if (child.GetAttribute("role") == "row")
            {
                List<IElement> cells = [];
                AddCells(child, cells);
                rows.Add(cells);
            }
            else if (!Is(child))
            {
                AddRows(child, rows);
            }
        }
    }

    static void AddCells(IElement element, List<IElement> cells)
    {
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child)
                continue;
            if (child.GetAttribute("role") is "cell" or "gridcell" or "columnheader" or "rowheader")
                cells.Add(child);
            else
                AddCells(child, cells);
        }
    }
}
