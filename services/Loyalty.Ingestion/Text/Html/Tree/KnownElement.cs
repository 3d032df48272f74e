using System.Collections.Frozen;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>What may stand where, as far as orderly markup needs to know.</summary>
enum ElementKind
{
    None, OfHead, Title, Code, Inline, Alone, Paragraph, Block, Heading, List, Item, Definition, Preformatted, Void, Table, Section, Row, Cell, Caption, Columns, Column,
}

/// <summary>An element that orderly markup may have. Others (templates, drawings, lists of choices) have rules of their own.</summary>
readonly record struct KnownElement(Tag Tag, ElementKind Kind, bool EndsParagraph)
{
    static readonly FrozenDictionary<string, KnownElement> All = Of(
        (ElementKind.OfHead, "base link meta"),
        (ElementKind.Title, "title"),
        (ElementKind.Code, "script style iframe"),
        (ElementKind.Inline, "abbr b big cite code data del em font i ins kbd label legend mark noscript output picture q samp small span strike strong sub sup time tt u var s canvas video audio"),
        (ElementKind.Alone, "a button"),
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
        (ElementKind.Column, "col"));

    static readonly FrozenDictionary<string, KnownElement>.AlternateLookup<ReadOnlySpan<char>> ByName = All.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsTablePart => Kind >= ElementKind.Section;

    public static bool TryGet(ReadOnlySpan<char> name, out KnownElement known) => ByName.TryGetValue(name, out known);

    public static ElementKind KindOf(string name) => All.TryGetValue(name, out var known) ? known.Kind : ElementKind.Block;

    static FrozenDictionary<string, KnownElement> Of(params (ElementKind Kind, string Names)[] kinds) =>
        kinds.SelectMany(kind => kind.Names.Split(' '), (kind, name) => new KnownElement(Tag.OfHtml(name), kind.Kind, EndsParagraphOf(kind.Kind, name)))
            .ToFrozenDictionary(known => known.Tag.Name, StringComparer.Ordinal);

    static bool EndsParagraphOf(ElementKind kind, string name) =>
        name == "hr" || kind is ElementKind.Paragraph or ElementKind.Block or ElementKind.Heading or ElementKind.List or ElementKind.Item or ElementKind.Definition or ElementKind.Preformatted or ElementKind.Table;
}
