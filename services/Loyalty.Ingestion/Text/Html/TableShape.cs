using System.Globalization;
using AngleSharp.Dom;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>What the markup of a table says about its rows, and whether it is data at all.</summary>
static class TableShape
{
    /// <summary>A row and the group (thead, tbody, tfoot, or the table itself) that its row spans end with.</summary>
    public readonly record struct Part(IElement Group, IElement Row);

    /// <summary>The rows in the order in which a page shows them: what a tfoot holds comes last, wherever it stands.</summary>
    public static IEnumerable<Part> Parts(IElement table)
    {
        List<Part>? foot = null;
        foreach (var child in Elements(table))
        {
            if (child.LocalName == "tr")
                yield return new Part(table, child);
            if (child.LocalName is not ("thead" or "tbody" or "tfoot"))
                continue;
            foreach (var row in Elements(child))
            {
                if (row.LocalName != "tr")
                    continue;
                if (child.LocalName == "tfoot")
                    (foot ??= []).Add(new Part(child, row));
                else
                    yield return new Part(child, row);
            }
        }
        if (foot is null)
            yield break;
        foreach (var part in foot)
            yield return part;
    }

    /// <summary>
    /// A table is layout when it says so, when it has one cell, or when it holds real tables and no header cells of its own.
    /// A small table inside a cell of a chart (one row or one column) is that cell's text.
    /// </summary>
    public static bool IsLayout(IElement table)
    {
        if (table.GetAttribute("role") is "presentation" or "none")
            return true;
        int cells = 0, headers = 0;
        var realInside = false;
        foreach (var part in Parts(table))
        {
            foreach (var cell in Elements(part.Row))
            {
                cells++;
                headers += cell.LocalName == "th" || part.Group.LocalName == "thead" ? 1 : 0;
                realInside |= HoldsRealTable(cell);
            }
        }
        return cells == 1 && headers == 0 || realInside && headers == 0;
    }

    public static int Span(IElement cell, string attribute) =>
        cell.Attributes.Length > 0 && cell.GetAttribute(attribute) is { } value
            && int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var span)
            ? Math.Min(span, 65534)
            : 1;

    static bool HoldsRealTable(IElement element)
    {
        foreach (var child in Elements(element))
            if (child.LocalName == "table" && IsReal(child) || HoldsRealTable(child))
                return true;
        return false;
    }

    static bool IsReal(IElement table)
    {
        int rows = 0, columns = 0;
        foreach (var part in Parts(table))
        {
            rows++;
            columns = Math.Max(columns, part.Row.ChildElementCount);
        }
        return rows > 1 && columns > 1;
    }

    static IEnumerable<IElement> Elements(INode node)
    {
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
            if (children[i] is IElement element)
                yield return element;
    }
}
