using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>Reads a page: parsed without scripts or loading, under guard, then walked once.</summary>
static class HtmlReader
{
    // A context costs more than a small page does; nothing is ever opened in this one.
    static readonly IBrowsingContext Context = BrowsingContext.New(Configuration.Default);

    public static DocumentText Read(string html, TextLimits limits, CancellationToken cancellationToken)
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
            OnToken = guard.Token,
            OnCreated = guard.Created,
        };
        using var document = new HtmlParser(options, Context).ParseDocument(html.AsMemory());
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
    const int TokensBetweenLooks = 32;

    IElement? _last;
    int _elements;
    int _tokens;

    public void Created(IElement element, AngleSharp.Text.TextPosition position)
    {
        _last = element;
        if (++_elements > limits.MaxNodes)
            throw new UnreadableDocumentException(
                $"The page has more than {limits.MaxNodes:N0} elements. Submit the part that holds the chart.");
    }

    public void Token(AngleSharp.Html.Parser.Tokens.HtmlToken token, AngleSharp.Text.TextRange range)
    {
        if (++_tokens % TokensBetweenLooks != 0)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        var depth = 0;
        for (INode? node = _last; node is not null; node = node.Parent)
            depth++;
        if (depth > limits.MaxDepth)
            throw new UnreadableDocumentException(
                $"The page nests its elements more than {limits.MaxDepth} deep, as damaged or malicious pages do. Save it anew from a browser, or submit the text.");
    }
}
