using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>Reads a page: parsed without scripts or loading, under guard, then walked once.</summary>
static class HtmlReader
{
    public static DocumentText Read(string html, TextLimits limits, CancellationToken cancellationToken)
    {
        var document = PageParser.Parse(html, limits, cancellationToken);
        var walk = new HtmlWalk(limits, cancellationToken);
        walk.Read(document);
        var title = FoldedText.Fold(document.Root?.First("title")?.TextContent);
        return new DocumentText("html", title.Length == 0 ? null : title, walk.Blocks.ToImmutable());
    }
}
