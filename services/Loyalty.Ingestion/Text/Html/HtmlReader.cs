using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>Reads a page: parsed without scripts or loading, under guard, then walked once.</summary>
static class HtmlReader
{
    // A context costs more than a small page does; nothing is ever opened in this one.
    static readonly IBrowsingContext Context = BrowsingContext.New(Configuration.Default);

    // So few characters cannot hold the parser up for long between two elements, where the guard looks; asking at each token costs more.
    const int SmallPage = 512 * 1024;

    public static async ValueTask<DocumentText> ReadAsync(string html, TextLimits limits, CancellationToken cancellationToken)
    {
        var guard = new ParseGuard(limits, cancellationToken);
        var options = new HtmlParserOptions
        {
            SkipComments = true,
            SkipScriptText = true,
            SkipRawText = true,
            DisableElementPositionTracking = true,
            // The guard measures depth in the tree: a parser that flattens it would hide what it still pays for.
            MaximumDepth = int.MaxValue,
            ShouldEmitAttribute = static (ref _, name) => IsRead(name.Span),
            OnCreated = guard.Created,
        };
        var parser = new HtmlParser(options, Context);
        var document = html.Length <= SmallPage ? parser.ParseDocument(html) : await parser.ParseDocumentAsync(html, cancellationToken);
        // Gives the parser's buffers back, which is all that the document holds: to dispose of it as well would take its tree apart, node by node.
        using var buffers = ((IConstructableDocument)document).Builder;
        var walk = new HtmlWalk(limits, cancellationToken);
        walk.Read(document);
        var title = FoldedText.Fold(document.Title);
        return new DocumentText("html", title.Length == 0 ? null : title, walk.Blocks.ToImmutable());
    }

    static bool IsRead(ReadOnlySpan<char> attribute) =>
        attribute is "colspan" or "rowspan" or "hidden" or "style" or "role" or "alt";
}

/// <summary>Stops a parse that grows beyond its limits, from inside: AngleSharp's own time grows with the square of the depth.</summary>
sealed class ParseGuard(TextLimits limits, CancellationToken cancellationToken)
{
    const int ElementsBetweenLooks = 32;

    int _elements;
    IElement? _last;

    public void Created(IElement element, AngleSharp.Text.TextPosition position)
    {
        if (++_elements % ElementsBetweenLooks == 0)
            Look();
        _last = element;
        if (_elements > limits.MaxNodes)
            throw new UnreadableDocumentException(
                $"The page has more than {limits.MaxNodes:N0} elements. Submit the part that holds the chart.");
    }

    /// <summary>An element is placed only after it was created: the one before says how deep the page is.</summary>
    void Look()
    {
        cancellationToken.ThrowIfCancellationRequested();
        var depth = 0;
        for (INode? node = _last; node is not null; node = node.Parent)
            depth++;
        if (depth > limits.MaxDepth)
            throw new UnreadableDocumentException(
                $"The page nests its elements more than {limits.MaxDepth} deep, as damaged or malicious pages do. Save it anew from a browser, or submit the text.");
    }
}
