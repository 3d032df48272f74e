using System.Text;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>An element with its name and those attributes that a reader asks for.</summary>
class PageElement : PageParent, IConstructableElement, IConstructableNamedNodeMap
{
    readonly PageDocument _document;
    (string Name, string Value)[] _attributes = [];

    public PageElement(PageDocument document, Tag tag)
    {
        (_document, Tag) = (document, tag);
        document.Guard.Created(this);
    }

    public string LocalName => Tag.Name;

    public Tag Tag { get; }

    public ElementKind Kind => Tag.Kind;

    public bool HasAttributes => _attributes.Length > 0;

    public override NodeFlags Flags => Tag.Flags;

    public override StringOrMemory NodeName => Tag.Name;

    StringOrMemory IConstructableElement.LocalName => Tag.Name;

    StringOrMemory IConstructableElement.NamespaceUri => Tag.Namespace;

    StringOrMemory IConstructableElement.Prefix => default;

    IConstructableNamedNodeMap IConstructableElement.Attributes => this;

    ISourceReference? IConstructableElement.SourceReference
    {
        get => null;
        set { }
    }

    int IConstructableNamedNodeMap.Length => _attributes.Length;

    IConstructableAttr? IConstructableNamedNodeMap.this[StringOrMemory name] => null;

    /// <summary>How many elements are its children.</summary>
    public int ChildElementCount
    {
        get
        {
            if (OnlyText is not null)
                return 0;
            var count = 0;
            foreach (var child in Children)
                count += child is PageElement ? 1 : 0;
            return count;
        }
    }

    /// <summary>All text in it, as it stands in the markup.</summary>
    public string TextContent
    {
        get
        {
            if (OnlyText is { } only)
                return only;
            var text = new StringBuilder();
            AddText(this, text);
            return text.ToString();
        }
    }

    public string? GetAttribute(string name)
    {
        foreach (var attribute in _attributes)
            if (attribute.Name == name)
                return attribute.Value;
        return null;
    }

    /// <summary>The first element of HTML's of a name inside it, in the order of the markup.</summary>
    public PageElement? First(string name)
    {
        foreach (var node in Children)
            if (node is PageElement child && (child.LocalName == name && child.Flags.HasFlag(NodeFlags.HtmlMember) ? child : child.First(name)) is { } found)
                return found;
        return null;
    }

    /// <summary>What stands between the rows and cells of a table, to lay out the markup, is no text.</summary>
    public override void AppendText(StringOrMemory text, bool emitWhiteSpaceOnly = false)
    {
        if (!Tag.HoldsOnlyElements || !text.Memory.Span.IsWhiteSpace())
            base.AppendText(text, emitWhiteSpaceOnly);
    }

    void IConstructableElement.SetAttributes(StructAttributes tagAttributes)
    {
        for (var i = 0; i < tagAttributes.Count; i++)
            SetOwnAttribute(tagAttributes[i].Name, tagAttributes[i].Value);
    }

    void IConstructableElement.SetAttribute(string? namespaceUri, StringOrMemory name, StringOrMemory value) => SetOwnAttribute(name, value);

    public void SetOwnAttribute(StringOrMemory name, StringOrMemory value)
    {
        if (!HasAttribute(name))
            _attributes = [.. _attributes, (name.ToString(), value.ToString())];
    }

    public bool HasAttribute(StringOrMemory name) => GetAttribute(name.ToString()) is not null;

    StringOrMemory IConstructableElement.GetAttribute(StringOrMemory namespaceUri, StringOrMemory localName) =>
        new(GetAttribute(localName.ToString()) ?? "");

    bool IConstructableNamedNodeMap.SameAs(IConstructableNamedNodeMap? attributes) =>
        attributes is PageElement other && _attributes.Length == other._attributes.Length && Array.TrueForAll(_attributes, other._attributes.Contains);

    IConstructableNode IConstructableElement.ShallowCopy() => new PageElement(_document, Tag) { _attributes = _attributes };

    public virtual void SetupElement()
    {
    }

    void IConstructableElement.AddComment(ref StructHtmlToken token)
    {
    }

    static void AddText(PageElement element, StringBuilder text)
    {
        if (element.OnlyText is { } only)
        {
            text.Append(only);
            return;
        }
        foreach (var node in element.Children)
        {
            if (node is PageText inside)
                text.Append(inside.Data);
            else if (node is PageElement child)
                AddText(child, text);
        }
    }
}

/// <summary>Elements that the parser tells from others by what they are.</summary>
sealed class SpecialElement(PageDocument document, Tag tag)
    : PageElement(document, tag), IConstructableMetaElement, IConstructableFormElement, IConstructableFrameElement, IConstructableMathElement, IConstructableSvgElement
{
    // The text is decoded already.
    void IConstructableMetaElement.Handle()
    {
    }
}

/// <summary>A script, which is never run.</summary>
sealed class ScriptElement(PageDocument document, Tag tag) : PageElement(document, tag), IConstructableScriptElement
{
    bool IConstructableScriptElement.Prepare(IConstructableDocument document) => false;

    Task IConstructableScriptElement.RunAsync(CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>A table, which the document knows as long as it is open.</summary>
sealed class TableElement : PageElement
{
    readonly List<TableElement> _open;

    public TableElement(PageDocument document, Tag tag)
        : base(document, tag)
    {
        _open = document.OpenTables;
        _open.Add(this);
    }

    public override void SetupElement() => _open.Remove(this);
}
