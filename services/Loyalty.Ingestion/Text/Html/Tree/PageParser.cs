using AngleSharp;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>Makes of a page what a reader of text needs, without scripts or loading: at once where its markup is in order, else by AngleSharp's parser.</summary>
static class PageParser
{
    static readonly HtmlParserOptions Options = new()
    {
        SkipComments = true,
        SkipScriptText = true,
        SkipRawText = true,
        DisableElementPositionTracking = true,
        // The guard measures depth in the tree: a parser that flattens it would hide what it still pays for.
        MaximumDepth = int.MaxValue,
        ShouldEmitAttribute = static (ref _, name) => IsRead(name.Span),
    };

    static readonly HtmlParser Parser = new(Options, BrowsingContext.New(Configuration.Default.With(new Factory())));

    // The parser has no way to tell its factory for whom it works.
    [ThreadStatic]
    static ParseGuard? _guard;

    public static PageDocument Parse(string html, TextLimits limits, CancellationToken cancellationToken) =>
        OrderlyMarkup.Read(html, new ParseGuard(limits, cancellationToken)) ?? Mend(html, new ParseGuard(limits, cancellationToken));

    /// <summary>Any markup, by all rules of HTML.</summary>
    public static PageDocument Mend(string html, ParseGuard guard)
    {
        _guard = guard;
        var document = Parser.ParseDocument<PageDocument, PageElement>(new TextSource(new ReadOnlyMemoryTextSource(html.AsMemory())), PageTokens.Of(html, guard.Cancellation));
        // Gives the parser's buffers back.
        document.Builder?.Dispose();
        return document;
    }

    public static bool IsRead(ReadOnlySpan<char> attribute) =>
        attribute is "colspan" or "rowspan" or "hidden" or "style" or "role" or "alt";

    sealed class Factory : IDomConstructionElementFactory<PageDocument, PageElement>
    {
        public PageDocument CreateDocument(TextSource source, IBrowsingContext? context = null) => new(source, _guard!);

        public PageElement Create(PageDocument document, StringOrMemory localName, StringOrMemory prefix = default, NodeFlags flags = NodeFlags.None) =>
            Tag.OfHtml(localName.ToString()) is { Name: "table" } table ? new TableElement(document, table) : new PageElement(document, Tag.OfHtml(localName.ToString()));

        public PageElement CreateNoScript(PageDocument document, bool scripting) => new(document, Tag.OfHtml("noscript"));

        public PageElement CreateUnknown(PageDocument document, StringOrMemory tagName) => new(document, Tag.OfHtml(tagName.ToString()));

        public IConstructableNode CreateDocumentType(PageDocument document, StringOrMemory name, StringOrMemory publicIdentifier, StringOrMemory systemIdentifier) => new PageDeclaration();

        public IConstructableMathElement CreateMath(PageDocument document, StringOrMemory name = default) => new SpecialElement(document, Tag.OfMath(name.ToString()));

        public IConstructableSvgElement CreateSvg(PageDocument document, StringOrMemory name = default) => new SpecialElement(document, Tag.OfSvg(name.ToString()));

        public IConstructableMetaElement CreateMeta(PageDocument document) => new SpecialElement(document, Tag.OfHtml("meta"));

        public IConstructableScriptElement CreateScript(PageDocument document, bool parserInserted, bool started) => new ScriptElement(document, Tag.OfHtml("script"));

        public IConstructableFrameElement CreateFrame(PageDocument document) => new SpecialElement(document, Tag.OfHtml("frame"));

        // Templates do not come so far.
        public IConstructableTemplateElement CreateTemplate(PageDocument document) => throw new NotSupportedException();

        public IConstructableFormElement CreateForm(PageDocument document) => new SpecialElement(document, Tag.OfHtml("form"));
    }
}
