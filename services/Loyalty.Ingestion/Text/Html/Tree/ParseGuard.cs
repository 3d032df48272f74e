namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>Stops a parse that grows beyond its limits, from inside: AngleSharp's own time grows with the square of the depth.</summary>
sealed class ParseGuard(TextLimits limits, CancellationToken cancellationToken)
{
    const int ElementsBetweenLooks = 32;

    int _elements;
    PageElement? _last;

    public CancellationToken Cancellation => cancellationToken;

    public void Created(PageElement element)
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
        for (PageNode? node = _last; node is not null; node = node.Parent)
            depth++;
        if (depth > limits.MaxDepth)
            throw new UnreadableDocumentException(
                $"The page nests its elements more than {limits.MaxDepth} deep, as damaged or malicious pages do. Save it anew from a browser, or submit the text.");
    }
}
