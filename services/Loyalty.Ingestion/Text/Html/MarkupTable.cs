using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>A table by its markup: each cell where its spans put it.</summary>
static class MarkupTable
{
    /// <summary>The cells of its rows, with its caption; null where it has neither.</summary>
    /// <param name="gather">All text of an element as one.</param>
    public static Table? Read(PageElement table, List<TableShape.Part> parts, CellBudget cells, Func<PageElement, string> gather)
    {
        var grid = new SpanGrid(cells);
        string? caption = null;
        var around = table.Children;
        for (var i = 0; i < around.Length; i++)
            if (around[i] is PageElement { LocalName: "caption" } element && !HiddenPart.Is(element) && gather(element) is { Length: > 0 } text)
                caption = text;
        PageElement? group = null;
        foreach (var part in parts)
        {
            if (!ReferenceEquals(part.Group, group))
                grid.EndGroup();
            group = part.Group;
            if (HiddenPart.Is(part.Group) || HiddenPart.Is(part.Row))
                continue;
            grid.StartRow();
            var isHead = part.Group.LocalName == "thead";
            var children = part.Row.Children;
            for (var i = 0; i < children.Length; i++)
            {
                if (children[i] is not PageElement { Kind: ElementKind.Cell } cell || HiddenPart.Is(cell))
                    continue;
                var header = isHead || cell.LocalName == "th";
                if (cell.HasAttributes)
                    grid.Add(gather(cell), header, TableShape.Span(cell, "colspan"), TableShape.Span(cell, "rowspan"));
                else
                    grid.Add(gather(cell), header);
            }
            grid.EndRow();
        }
        var rows = grid.ToRows();
        return !rows.IsEmpty || caption is not null ? new Table(caption, rows) : null;
    }

    /// <summary>A table made of other elements.</summary>
    public static Table Read(List<List<PageElement>> rows, CellBudget cells, Func<PageElement, string> gather)
    {
        var grid = new SpanGrid(cells);
        foreach (var row in rows)
        {
            grid.StartRow();
            foreach (var cell in row)
                if (!HiddenPart.Is(cell))
                    grid.Add(gather(cell), AriaTable.IsHeader(cell));
            grid.EndRow();
        }
        return new Table(null, grid.ToRows());
    }
}
