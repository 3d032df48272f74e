using System.Collections.Frozen;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>What may stand where, as far as orderly markup needs to know; the parts of tables last.</summary>
enum ElementKind
{
    /// <summary>It has rules of its own, as templates, drawings and lists of choices do.</summary>
    Special,

    /// <summary>Says something of the page, has nothing in it, and stands in its head.</summary>
    OfHead,
    Title,

    /// <summary>What is in it is not read.</summary>
    Code,
    Inline,

    /// <summary>Does not stand in another of its kind.</summary>
    Alone,
    Paragraph,
    Block,
    Heading,
    List,
    Item,
    Definition,
    Preformatted,
    Void,
    Table,
    Section,
    Row,
    Cell,
    Caption,
    Columns,
    Column,
}

/// <summary>The kinds of HTML's elements by their names.</summary>
static class ElementKinds
{
    static readonly FrozenDictionary<string, ElementKind> ByName = new (ElementKind Kind, string Names)[]
    {
        (ElementKind.OfHead, "base link meta"),
        (ElementKind.Title, "title"),
        (ElementKind.Code, "script style iframe"),
        (ElementKind.Inline, "abbr audio b big canvas cite code data del em font i ins kbd label legend mark noscript output picture q s samp small span strike strong sub sup time tt u var video"),
        (ElementKind.Alone, "a button form"),
        (ElementKind.Paragraph, "p"),
        (ElementKind.Block, "address article aside blockquote center details dialog div dl fieldset figcaption figure footer header hgroup main nav section summary"),
        (ElementKind.Heading, "h1 h2 h3 h4 h5 h6"),
        (ElementKind.List, "ul ol menu"),
        (ElementKind.Item, "li"),
        (ElementKind.Definition, "dt dd"),
        (ElementKind.Preformatted, "pre"),
        (ElementKind.Void, "area br embed hr img input source track wbr"),
        (ElementKind.Table, "table"),
        (ElementKind.Section, "tbody thead tfoot"),
        (ElementKind.Row, "tr"),
        (ElementKind.Cell, "td th"),
        (ElementKind.Caption, "caption"),
        (ElementKind.Columns, "colgroup"),
        (ElementKind.Column, "col"),
    }.SelectMany(kind => kind.Names.Split(' '), (kind, name) => KeyValuePair.Create(name, kind.Kind)).ToFrozenDictionary(StringComparer.Ordinal);

    public static ElementKind Of(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether it ends a paragraph that is open.</summary>
    public static bool EndsParagraph(string name) =>
        name is "hr" or "form" || Of(name) is (>= ElementKind.Paragraph and <= ElementKind.Preformatted) or ElementKind.Table;
}
