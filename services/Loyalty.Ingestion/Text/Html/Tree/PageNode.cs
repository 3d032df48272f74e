using System.Collections;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>
/// A node of a page as far as a reader of text needs one. AngleSharp's parser builds trees of any kind: one without events, styles, sources
/// and live collections costs half as much as its own.
/// </summary>
abstract class PageNode : IConstructableNode, IConstructableNodeList
{
    PageNode[] _children = [];
    int _count;

    public PageNode? Parent { get; private set; }

    public ReadOnlySpan<PageNode> Children => _children.AsSpan(0, _count);

    public virtual StringOrMemory NodeName => "#node";

    public virtual NodeFlags Flags => NodeFlags.None;

    IConstructableNode? IConstructableNode.Parent { get => Parent; set => Parent = (PageNode?)value; }

    IConstructableNodeList IConstructableNode.ChildNodes => this;

    IConstructableNode IConstructableNodeList.this[int index] => Children[index];

    int IConstructableNodeList.Length => _count;

    public void AddNode(IConstructableNode node) => InsertNode(_count, node);

    /// <summary>A node behind all others.</summary>
    public void Append(PageNode child)
    {
        Grow();
        _children[_count++] = child;
        child.Parent = this;
    }

    /// <summary>Text behind all other nodes: more of the text that ends them, where one does.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_count > 0 && _children[_count - 1] is PageText before)
            before.Data = string.Concat(before.Data, text);
        else
            Append(new PageText(text.ToString()));
    }

    public virtual void InsertNode(int idx, IConstructableNode childNode)
    {
        var child = (PageNode)childNode;
        Grow();
        Array.Copy(_children, idx, _children, idx + 1, _count - idx);
        _children[idx] = child;
        _count++;
        child.Parent = this;
    }

    void Grow()
    {
        // Most have one child; those with more have several.
        if (_count == _children.Length)
            Array.Resize(ref _children, _count == 0 ? 1 : _count * 4);
    }

    public void RemoveNode(int idx, IConstructableNode childNode)
    {
        _count--;
        Array.Copy(_children, idx + 1, _children, idx, _count - idx);
        _children[_count] = null!;
        ((PageNode)childNode).Parent = null;
    }

    public void RemoveChild(IConstructableNode childNode)
    {
        if (Children.IndexOf((PageNode)childNode) is >= 0 and var index)
            RemoveNode(index, childNode);
    }

    public void RemoveFromParent() => Parent?.RemoveChild(this);

    public void Clear()
    {
        foreach (var child in Children)
            child.Parent = null;
        (_children, _count) = ([], 0);
    }

    public virtual void AppendText(StringOrMemory text, bool emitWhiteSpaceOnly = false) => InsertText(_count, text, emitWhiteSpaceOnly);

    /// <summary>White space is text too: it stands between words.</summary>
    public void InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly = false)
    {
        if (idx > 0 && _children[idx - 1] is PageText before)
            before.Data += text.ToString();
        else if (idx < _count && _children[idx] is PageText after)
            after.Data = text.ToString() + after.Data;
        else
            InsertNode(idx, new PageText(text.ToString()));
    }

    IEnumerator<IConstructableNode> IEnumerable<IConstructableNode>.GetEnumerator() => _children.Take(_count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _children.Take(_count).GetEnumerator();
}

/// <summary>Text between two tags.</summary>
sealed class PageText(string data) : PageNode
{
    public string Data { get; set; } = data;
}

/// <summary>A declaration: only its place counts.</summary>
sealed class PageDeclaration : PageNode;
