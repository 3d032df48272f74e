using System.Collections;
using AngleSharp.Common;
using AngleSharp.Html.Construction;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>A node that others stand in.</summary>
abstract class PageParent : PageNode, IConstructableNodeList
{
    // Most have one child, which needs no array, and where it is text no node either until someone asks for one.
    string? _text;
    PageNode? _only;
    PageNode[] _several = [];
    int _count;

    public ReadOnlySpan<PageNode> Children
    {
        get
        {
            SeparateText();
            return _count == 1 ? new ReadOnlySpan<PageNode>(ref _only!) : _several.AsSpan(0, _count);
        }
    }

    /// <summary>The text in it, where nothing else is.</summary>
    public string? OnlyText => _text ?? (_count == 1 && _only is PageText { Data: var text } ? text : null);

    IConstructableNode IConstructableNodeList.this[int index] => Children[index];

    int IConstructableNodeList.Length => Children.Length;

    public sealed override void AddNode(IConstructableNode node) => InsertNode(Children.Length, node);

    /// <summary>A node behind all others.</summary>
    public void Append(PageNode child)
    {
        SeparateText();
        MakeRoom();
        if (_count == 0)
            _only = child;
        else
            // A span does not ask, as an array would, whether the child is of its type.
            _several.AsSpan()[_count] = child;
        _count++;
        child.Parent = this;
    }

    /// <summary>Text behind all other nodes: more of the text that ends them, where one does.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_count == 0 && _text is null)
            _text = text.ToString();
        else if (Children is [.., PageText before])
            before.Data = string.Concat(before.Data, text);
        else
            Append(new PageText(text.ToString()));
    }

    void SeparateText()
    {
        if (_text is not { } text)
            return;
        (_text, _only, _count) = (null, new PageText(text) { Parent = this }, 1);
    }

    public override void InsertNode(int idx, IConstructableNode childNode)
    {
        Append((PageNode)childNode);
        if (idx < _count - 1)
        {
            Array.Copy(_several, idx, _several, idx + 1, _count - 1 - idx);
            _several[idx] = (PageNode)childNode;
        }
    }

    void MakeRoom()
    {
        if (_count == 1 && _several.Length == 0)
            _several = new PageNode[4];
        else if (_count > 1 && _count == _several.Length)
            Array.Resize(ref _several, _count * 2);
        if (_count == 1)
            _several[0] = _only!;
    }

    public sealed override void RemoveNode(int idx, IConstructableNode childNode)
    {
        SeparateText();
        _count--;
        if (_count > 0)
        {
            Array.Copy(_several, idx + 1, _several, idx, _count - idx);
            _several[_count] = null!;
            _only = _several[0];
        }
        ((PageNode)childNode).Parent = null;
    }

    public sealed override void RemoveChild(IConstructableNode childNode)
    {
        if (Children.IndexOf((PageNode)childNode) is >= 0 and var index)
            RemoveNode(index, childNode);
    }

    public sealed override void Clear()
    {
        foreach (var child in Children)
            child.Parent = null;
        (_several, _count) = ([], 0);
    }

    public override void AppendText(StringOrMemory text, bool emitWhiteSpaceOnly = false) => InsertText(Children.Length, text, emitWhiteSpaceOnly);

    /// <summary>White space is text too: it stands between words.</summary>
    public sealed override void InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly = false)
    {
        if (idx > 0 && Children[idx - 1] is PageText before)
            before.Data += text.ToString();
        else if (idx < Children.Length && Children[idx] is PageText after)
            after.Data = text.ToString() + after.Data;
        else
            InsertNode(idx, new PageText(text.ToString()));
    }

    IEnumerator<IConstructableNode> IEnumerable<IConstructableNode>.GetEnumerator() => Children.ToArray().AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Children.ToArray().GetEnumerator();
}
