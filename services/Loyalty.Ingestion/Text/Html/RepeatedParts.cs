using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>
/// Elements side by side with the same number of small parts each: lines with a label and a value, or the rows of a table that says
/// nothing of itself. What is known of them is only that each is built as its neighbours are.
/// </summary>
static class RepeatedParts
{
    const int LongestPart = 120;

    const int LongestValue = 40;

    /// <summary>The parts of each child; null when the children are not all built alike, of two parts or more.</summary>
    /// <param name="element">What holds them.</param>
    /// <param name="above">Headings and paragraphs that stand before them in it.</param>
    public static List<List<PageElement>>? Of(PageElement element, out List<PageElement> above)
    {
        var children = element.Children;
        List<List<PageElement>>? rows = null;
        above = [];
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case PageText text when !string.IsNullOrWhiteSpace(text.Data):
                    return null;
                case PageElement child when rows is null && (IsHeading(child) || child.LocalName == "p"):
                    above.Add(child);
                    break;
                case PageElement child:
                    if (!IsContainer(child.LocalName) || Parts(child, rows?[0].Count ?? 0) is not { } parts)
                        return null;
                    (rows ??= []).Add(parts);
                    break;
            }
        }
        return rows is { Count: > 1 } ? rows : null;
    }

    /// <summary>A heading or a label with a short value behind it, such as a tile has: one line of the page.</summary>
    public static bool IsPair(List<PageElement> parts) =>
        parts.Count == 2 && (!IsHeading(parts[0]) || parts[1].TextContent.Trim() is { Length: > 0 and <= LongestValue } value && value.AsSpan().ContainsAnyInRange('0', '9'));

    public static bool HoldsHeading(List<PageElement> parts) => parts.Exists(IsHeading);

    static bool IsContainer(string name) => name is "div" or "section" or "article" or "a";

    static bool IsHeading(PageElement element) => element.LocalName is ['h', >= '1' and <= '6'];

    static List<PageElement>? Parts(PageElement element, int expected)
    {
        List<PageElement>? parts = null;
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case PageText text when !string.IsNullOrWhiteSpace(text.Data):
                    return null;
                case PageElement child when child.LocalName is "img" or "svg" or "br" or "i" && string.IsNullOrWhiteSpace(child.TextContent):
                    break;
                case PageElement child:
                    if (!IsLeaf(child) || (expected > 0 && parts?.Count == expected))
                        return null;
                    (parts ??= []).Add(child);
                    break;
            }
        }
        return parts is { Count: > 1 } && (expected == 0 || parts.Count == expected) ? parts : null;
    }

    /// <summary>A part holds a few words and no parts of its own.</summary>
    static bool IsLeaf(PageElement element)
    {
        if (element.LocalName is not ("div" or "span" or "p" or "b" or "strong" or "em" or "small" or "label" or "h2" or "h3" or "h4" or "h5" or "h6"))
            return false;
        var length = 0;
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case PageText text:
                    length += text.Data.Length;
                    break;
                case PageElement { LocalName: "b" or "strong" or "span" or "em" or "i" or "sup" or "small" or "br" } inside:
                    if (inside.ChildElementCount > 2)
                        return false;
                    length += inside.TextContent.Length;
                    break;
                case PageElement:
                    return false;
            }
        }
        return length is > 0 and <= LongestPart;
    }
}
