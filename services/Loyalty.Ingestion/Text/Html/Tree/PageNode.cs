using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>
/// A node of a page as far as a reader of text needs one. AngleSharp's parser builds trees of any kind: one without events, styles, sources
/// and live collections costs half as much as its own.
/// </summary>
abstract class PageNode : IConstructableNode
{
    public PageParent? Parent { get; internal set; }

    public virtual StringOrMemory NodeName => "#node";

    public virtual NodeFlags Flags => NodeFlags.None;

    IConstructableNode? IConstructableNode.Parent { get => Parent; set => Parent = (PageParent?)value; }

    IConstructableNodeList IConstructableNode.ChildNodes => this as PageParent ?? throw Childless();

    public void RemoveFromParent() => Parent?.RemoveChild(this);

    public virtual void AddNode(IConstructableNode node) => throw Childless();

    public virtual void InsertNode(int idx, IConstructableNode childNode) => throw Childless();

    public virtual void RemoveNode(int idx, IConstructableNode childNode) => throw Childless();

    public virtual void RemoveChild(IConstructableNode childNode) => throw Childless();

    public virtual void Clear() => throw Childless();

    public virtual void AppendText(StringOrMemory text, bool emitWhiteSpaceOnly = false) => throw Childless();

    public virtual void InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly = false) => throw Childless();

    static InvalidOperationException Childless() => new("Nothing stands in text.");
}

/// <summary>Text between two tags.</summary>
sealed class PageText(string data) : PageNode
{
    public string Data { get; set; } = data;
}

/// <summary>A declaration: only its place counts.</summary>
sealed class PageDeclaration : PageNode;
