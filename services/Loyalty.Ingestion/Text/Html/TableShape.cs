using System.Globalization;
using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>What the markup of a table says about its rows, and whether it is data at all.</summary>
static class TableShape
{
    /// <summary>A row and the group (thead, tbody, tfoot, or the table itself) that its row spans end with.</summary>
    public readonly record struct Part(PageElement Group, PageElement Row);

    /// <summary>The rows in the order in which a page shows them: what a tfoot holds comes last, wherever it stands.</summary>
    public static List<Part> Parts(PageElement table)
    {
        List<Part> parts = [];
        List<Part>? foot = null;
        var children = table.Children;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case PageElement { LocalName: "tr" } row:
                    parts.Add(new Part(table, row));
                    break;
                case PageElement { LocalName: "thead" or "tbody" } group:
                    AddRows(group, parts);
                    break;
                case PageElement { LocalName: "tfoot" } group:
                    AddRows(group, foot ??= []);
                    break;
            }
        }
        if (foot is not null)
            parts.AddRange(foot);
        return parts;
    }

    /// <summary>
    /// A table is layout when it says so, when it has one cell, or when it holds real tables and no header cells of its own.
    /// A small table inside a cell of a chart (one row or one column) is that cell's text.
    /// </summary>
    public static bool IsLayout(PageElement table, List<Part> parts)
    {
        if (table.GetAttribute("role") is "presentation" or "none")
            return true;
        var cells = 0;
        foreach (var part in parts)
        {
            var children = part.Row.Children;
            for (var i = 0; i < children.Length; i++)
            {
                if (children[i] is not PageElement cell)
                    continue;
                if (cell.LocalName == "th" || part.Group.LocalName == "thead")
                    return false;
                cells++;
            }
        }
        return cells == 1 || parts.Exists(part => HoldsRealTable(part.Row));
    }

    public static int Span(PageElement cell, string attribute) =>
        cell.HasAttributes && cell.GetAttribute(attribute) is { } value
            && int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var span)
            ? Math.Min(span, 65534)
            : 1;

    static bool HoldsRealTable(PageElement element)
    {
        if (element.OnlyText is not null)
            return false;
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
            if (children[i] is PageElement child && (child.LocalName == "table" && IsReal(child) || HoldsRealTable(child)))
                return true;
        return false;
    }

    static bool IsReal(PageElement table)
    {
        int rows = 0, columns = 0;
        foreach (var part in Parts(table))
        {
            rows++;
            columns = Math.Max(columns, part.Row.ChildElementCount);
        }
        return rows > 1 && columns > 1;
    }

    static void AddRows(PageElement group, List<Part> parts)
    {
        var children = group.Children;
        parts.EnsureCapacity(parts.Count + children.Length);
        for (var i = 0; i < children.Length; i++)
            if (children[i] is PageElement { LocalName: "tr" } row)
                parts.Add(new Part(group, row));
    }
}
