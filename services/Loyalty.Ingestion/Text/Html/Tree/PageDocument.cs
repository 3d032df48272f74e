using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>A parsed page.</summary>
sealed class PageDocument(TextSource? source, ParseGuard guard) : PageParent, IConstructableDocument
{
    public ParseGuard Guard { get; } = guard;

    /// <summary>What AngleSharp reads; nothing where it does not.</summary>
    public TextSource Source => source!;

    public IDisposable? Builder { get; set; }

    public QuirksMode QuirksMode { get; set; }

    public PageElement? Root
    {
        get
        {
            foreach (var child in Children)
                if (child is PageElement element)
                    return element;
            return null;
        }
    }

    /// <summary>The tables that were begun and not ended, the innermost last.</summary>
    public List<TableElement> OpenTables { get; } = [];

    IConstructableElement? IConstructableDocument.Head => Root?.First("head");

    IConstructableElement IConstructableDocument.DocumentElement => Root!;

    bool IConstructableDocument.IsLoading => false;

    /// <summary>
    /// What stands between a table's rows belongs before the table. AngleSharp looks for that table among its own classes, finds none, and
    /// takes the document.
    /// </summary>
    public override void InsertNode(int idx, IConstructableNode childNode)
    {
        if (childNode is not PageElement || Root is not { } root)
            base.InsertNode(idx, childNode);
        else if (OpenTables is [.., { Parent: { } place } table])
            place.InsertNode(place.Children.IndexOf(table), childNode);
        else
            root.AddNode(childNode);
    }

    void IConstructableDocument.PerformMicrotaskCheckpoint()
    {
    }

    void IConstructableDocument.ProvideStableState()
    {
    }

    void IConstructableDocument.AddComment(ref StructHtmlToken token)
    {
    }

    void IConstructableDocument.TrackError(Exception exception)
    {
    }

    void IConstructableDocument.ApplyManifest()
    {
    }

    Task IConstructableDocument.WaitForReadyAsync(CancellationToken cancelToken) => Task.CompletedTask;

    Task IConstructableDocument.FinishLoadingAsync() => Task.CompletedTask;
}
