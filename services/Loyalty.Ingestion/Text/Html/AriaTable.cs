using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>A table made of other elements, which says by its roles what its rows and cells are.</summary>
static class AriaTable
{
    public static bool Is(PageElement element) =>
        element.HasAttributes && element.LocalName != "table" && element.GetAttribute("role") is "table" or "grid" or "treegrid";

    /// <summary>The cells of each row; null when they are no grid of two rows and two columns.</summary>
    public static List<List<PageElement>>? Rows(PageElement table)
    {
        List<List<PageElement>> rows = [];
        AddRows(table, rows);
        return rows.Count > 1 && rows.TrueForAll(row => row.Count > 1) ? rows : null;
    }

    public static bool IsHeader(PageElement cell) => cell.GetAttribute("role") is "columnheader" or "rowheader";

    static void AddRows(PageElement element, List<List<PageElement>> rows)
    {
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not PageElement child)
                continue;
            if (child.GetAttribute("role") == "row")
            {
                List<PageElement> cells = [];
                AddCells(child, cells);
                rows.Add(cells);
            }
            else if (!Is(child))
            {
                AddRows(child, rows);
            }
        }
    }

    static void AddCells(PageElement element, List<PageElement> cells)
    {
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not PageElement child)
                continue;
            if (child.GetAttribute("role") is "cell" or "gridcell" or "columnheader" or "rowheader")
                cells.Add(child);
            else
                AddCells(child, cells);
        }
    }
}
