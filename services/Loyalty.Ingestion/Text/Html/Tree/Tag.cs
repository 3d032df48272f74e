using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>What all elements of one name have in common.</summary>
/// <param name="Flags">How the parser treats them.</param>
sealed record Tag(string Name, string Namespace, NodeFlags Flags)
{
    // Names of which the parser knows more than that they are elements, and of those that fill pages; what they are, AngleSharp says.
    static readonly string[] Known =
    [
        "a", "abbr", "address", "annotation-xml", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bgsound", "big", "blockquote", "body", "br", "button", "caption",
        "center", "cite", "code", "col", "colgroup", "command", "data", "datalist", "dd", "del", "details", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
        "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe",
        "image", "img", "input", "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map", "marquee", "menu", "menuitem", "meta", "meter",
        "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb", "rp",
        "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "table", "tbody",
        "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
    ];

    // Before those that are made of it.
    static readonly IHtmlDocument Scratch = new HtmlParser().ParseDocument("");

    static readonly FrozenDictionary<string, Tag> Html = Tags(NamespaceNames.HtmlUri, Known);

    static readonly FrozenDictionary<string, Tag>.AlternateLookup<ReadOnlySpan<char>> HtmlByName = Html.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenDictionary<string, Tag> Svg = Tags(NamespaceNames.SvgUri, ["svg", "desc", "foreignObject", "title", "g", "path", "use", "circle"]);

    static readonly FrozenDictionary<string, Tag> Math = Tags(NamespaceNames.MathMlUri, ["math", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"]);

    static readonly NodeFlags Unknown = Of(NamespaceNames.HtmlUri, "x-y").Flags;

    public ElementKind Kind { get; } = Namespace == NamespaceNames.HtmlUri ? ElementKinds.Of(Name) : ElementKind.Special;

    public bool EndsParagraph { get; } = ElementKinds.EndsParagraph(Name);

    /// <summary>Between its parts stands nothing but what lays out the markup.</summary>
    public bool HoldsOnlyElements { get; } = Name is "table" or "thead" or "tbody" or "tfoot" or "tr";

    public static Tag OfHtml(string name) => Html.TryGetValue(name, out var tag) ? tag : new Tag(name, NamespaceNames.HtmlUri, Unknown);

    /// <summary>The tag of a name that is known; null for others.</summary>
    public static Tag? Find(ReadOnlySpan<char> name) => HtmlByName.TryGetValue(name, out var tag) ? tag : null;

    public static Tag OfSvg(string name) => Svg.TryGetValue(name, out var tag) ? tag : new Tag(name, NamespaceNames.SvgUri, NodeFlags.SvgMember);

    public static Tag OfMath(string name) => Math.TryGetValue(name, out var tag) ? tag : new Tag(name, NamespaceNames.MathMlUri, NodeFlags.MathMember);

    static FrozenDictionary<string, Tag> Tags(string space, string[] names) => names.Select(name => Of(space, name)).ToFrozenDictionary(tag => tag.Name, StringComparer.Ordinal);

    static Tag Of(string space, string name) => new(name, space, Scratch.CreateElement(space, name).Flags);
}
