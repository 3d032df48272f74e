using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>What a page does not show, by its attributes and its own style.</summary>
static class HiddenPart
{
    public static bool Is(PageElement element)
    {
        if (!element.HasAttributes)
            return false;
        // "until-found" is how accordions close what a search may open.
        if (element.GetAttribute("hidden") is { } hidden && !hidden.Equals("until-found", StringComparison.OrdinalIgnoreCase))
            return true;
        return element.GetAttribute("style") is { } style && StyleHides(style);
    }

    /// <summary>A part with a table that a click opens: pages close what is long.</summary>
    public static bool IsClosed(PageElement element) => element.LocalName is "div" or "section" && element.GetAttribute("hidden") is null && HoldsTable(element);

    static bool HoldsTable(PageElement element)
    {
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
            if (children[i] is PageElement child && !Is(child) && (child.LocalName == "table" || HoldsTable(child)))
                return true;
        return false;
    }

    static bool StyleHides(ReadOnlySpan<char> style)
    {
        foreach (var range in style.Split(';'))
        {
            var declaration = style[range];
            var colon = declaration.IndexOf(':');
            if (colon < 0)
                continue;
            var property = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..].Trim();
            if (property.Equals("display", StringComparison.OrdinalIgnoreCase) && value.StartsWith("none", StringComparison.OrdinalIgnoreCase)
                || property.Equals("visibility", StringComparison.OrdinalIgnoreCase) && value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
