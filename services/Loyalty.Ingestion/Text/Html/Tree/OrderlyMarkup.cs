using System.Diagnostics.CodeAnalysis;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>
/// Makes the tree of a page whose markup is in order, as that of most charts is: every element ends where it should, and nothing stands where
/// HTML's rules would move, close or mend it. Of such a page the tree is what stands there; whatever else a page has (and a doubt is enough) is left to
/// AngleSharp as a whole.
/// </summary>
ref struct OrderlyMarkup
{
    readonly PageDocument _document;
    MarkupCursor _cursor;
    PageElement _current;

    // Cells follow cells, and rows rows.
    Tag? _ended;
    ElementKind _kind;

    // Many elements end a paragraph: where one is open, they are left to AngleSharp.
    int _openParagraphs;

    OrderlyMarkup(string page, PageDocument document)
    {
        (_cursor, _document) = (new MarkupCursor(page), document);
        _current = null!;
    }

    /// <summary>The page's tree; null where its markup is not in order.</summary>
    public static PageDocument? Read(string html, ParseGuard guard)
    {
        var page = html.Contains('\r', StringComparison.Ordinal) ? html.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : html;
        var document = new PageDocument(null, guard);
        return new OrderlyMarkup(page, document).Page() ? document : null;
    }

    bool Page()
    {
        if (!Space(null))
            return false;
        if (_cursor.Rest.StartsWith("<!doctype ", StringComparison.OrdinalIgnoreCase) && (!_cursor.SkipBehind(">") || !Space(null)))
            return false;
        if (Open("html") is not { } html || !Space(null) || Open("head") is not { } head || !Head())
            return false;
        _current = html;
        if (!Space(html) || Open("body") is not { } body || !Body(body))
            return false;
        // What stands behind the body's end belongs to it.
        return Space(body) && (_cursor.IsAtEnd || _cursor.TakeEndTag("html")) && Space(body) && _cursor.IsAtEnd;
    }

    /// <summary>White space and comments; the space is text of an element where there is one.</summary>
    bool Space(PageElement? of)
    {
        while (true)
        {
            if (_cursor.TakeSpace() is { IsEmpty: false } space)
                of?.Append(space);
            if (!_cursor.Rest.StartsWith("<!--"))
                return true;
            if (!Comment())
                return false;
        }
    }

    bool Comment()
    {
        // Between comments text grows piece by piece, where no element is that the guard would see.
        _document.Guard.Cancellation.ThrowIfCancellationRequested();
        return _cursor.SkipComment();
    }

    PageElement? Open(string name)
    {
        if (!_cursor.TakeName().SequenceEqual(name))
            return null;
        var element = new PageElement(_document, Tag.OfHtml(name));
        ((PageParent?)_current ?? _document).Append(element);
        (_current, _kind) = (element, element.Kind);
        return _cursor.TakeAttributes(element, out var isClosed) && !isClosed ? element : null;
    }

    bool Head()
    {
        while (Space(_current))
        {
            if (_cursor.TakeEndTag("head"))
                return true;
            if (!StartsTag(out var tag))
                return false;
            switch (tag.Kind)
            {
                case ElementKind.OfHead:
                    if (!Void(tag))
                        return false;
                    break;
                case ElementKind.Title:
                    if (!Begin(tag) || !Text() || !_cursor.TakeEndTag("title"))
                        return false;
                    End();
                    break;
                case ElementKind.Code when tag.Name != "iframe":
                    if (!Code(tag))
                        return false;
                    break;
                default:
                    return false;
            }
        }
        return false;
    }

    bool Body(PageElement body)
    {
        while (!_cursor.IsAtEnd)
        {
            var (first, second) = _cursor.Here;
            if (first != '<')
            {
                if (!Text())
                    return false;
                continue;
            }
            switch (second)
            {
                case '/':
                    if (ReferenceEquals(_current, body))
                        return _cursor.TakeEndTag("body");
                    if (!EndTag())
                        return false;
                    break;
                case '!':
                    if (!_cursor.Rest.StartsWith("<!--") || !Comment())
                        return false;
                    break;
                default:
                    if (!StartsTag(out var tag) || !Start(tag))
                        return false;
                    break;
            }
        }
        return ReferenceEquals(_current, body);
    }

    /// <summary>Text up to the next tag. Between the parts of a table stands none; white space lays them out.</summary>
    bool Text()
    {
        var text = _cursor.TakeText();
        if (text.IsEmpty)
            return true;
        if (_kind is ElementKind.Table or ElementKind.Section or ElementKind.Row or ElementKind.Columns)
        {
            if (text.ContainsAnyExcept(MarkupCursor.WhiteSpace))
                return false;
            if (_kind != ElementKind.Columns)
                return true;
        }
        if (!text.Contains('&'))
        {
            _current.Append(text);
            return true;
        }
        if (CharacterReferences.Decoded(text) is not { } decoded)
            return false;
        _current.Append(decoded.AsSpan());
        return true;
    }

    bool StartsTag([NotNullWhen(true)] out Tag? tag)
    {
        var name = _cursor.TakeName();
        tag = _ended is { } before && name.SequenceEqual(before.Name) ? before : Tag.Find(name);
        return tag is not null;
    }

    bool Start(Tag tag)
    {
        if (tag.Kind >= ElementKind.Section)
            return TablePart(tag);
        if (_kind is ElementKind.Table or ElementKind.Section or ElementKind.Row or ElementKind.Columns)
            return tag.Kind == ElementKind.Code && tag.Name != "iframe" && _kind != ElementKind.Columns && Code(tag);
        if (_openParagraphs > 0 && tag.EndsParagraph)
            return false;
        switch (tag.Kind)
        {
            case ElementKind.Code:
                return Code(tag);
            case ElementKind.Void or ElementKind.OfHead:
                return Void(tag);
            case ElementKind.Special or ElementKind.Title:
            case ElementKind.Heading when _kind == ElementKind.Heading:
            case ElementKind.Item when _kind != ElementKind.List:
            case ElementKind.Definition when !StandsInDefinitions():
            case ElementKind.Alone when StandsIn(tag):
                return false;
            default:
                return Begin(tag);
        }
    }

    readonly bool StandsInDefinitions() =>
        _current.LocalName == "dl" || (_current.LocalName == "div" && _current.Parent is PageElement { LocalName: "dl" });

    /// <summary>Links, buttons and forms do not stand in one another.</summary>
    readonly bool StandsIn(Tag tag)
    {
        for (var element = _current; element is not null; element = element.Parent as PageElement)
            if (element.LocalName == tag.Name)
                return true;
        return false;
    }

    /// <summary>A part of a table ends those parts before it that nothing else ended; rows stand in a section, written or not.</summary>
    bool TablePart(Tag tag)
    {
        if (_kind == ElementKind.Columns)
            return tag.Kind == ElementKind.Column && Void(tag);
        if (_kind == ElementKind.Cell)
            End();
        if (_kind == ElementKind.Row && tag.Kind != ElementKind.Cell)
            End();
        if (_kind == ElementKind.Section && tag.Kind is not (ElementKind.Row or ElementKind.Cell))
            End();
        if (_kind == ElementKind.Table && tag.Kind == ElementKind.Row)
            Add(Tag.OfHtml("tbody"));
        var isInPlace = tag.Kind switch
        {
            ElementKind.Cell => _kind == ElementKind.Row,
            ElementKind.Row => _kind == ElementKind.Section,
            ElementKind.Section or ElementKind.Caption or ElementKind.Columns => _kind == ElementKind.Table,
            _ => false,
        };
        return isInPlace && Begin(tag);
    }

    bool EndTag()
    {
        // Nearly all end what was begun last.
        if (_cursor.TakeEndTag(_current.LocalName))
        {
            End();
            return true;
        }
        var name = _cursor.TakeEndTag();
        if (name is "tr" or "tbody" or "thead" or "tfoot" or "table")
        {
            if (_kind == ElementKind.Cell)
                End();
            if (_kind == ElementKind.Row && name is not "tr")
                End();
            if (_kind == ElementKind.Section && name is "table")
                End();
        }
        if (!name.SequenceEqual(_current.LocalName))
            return false;
        End();
        return true;
    }

    bool Begin(Tag tag)
    {
        if (!_cursor.TakeAttributes(Add(tag), out var isClosed) || isClosed)
            return false;
        // A line break right behind it would be no part of it.
        return _kind != ElementKind.Preformatted || _cursor.Here.First != '\n';
    }

    PageElement Add(Tag tag)
    {
        var element = new PageElement(_document, tag);
        _current.Append(element);
        (_current, _kind) = (element, tag.Kind);
        if (_kind == ElementKind.Paragraph)
            _openParagraphs++;
        return element;
    }

    void End()
    {
        if (_kind == ElementKind.Paragraph)
            _openParagraphs--;
        _ended = _current.Tag;
        _current = (PageElement)_current.Parent!;
        _kind = _current.Kind;
    }

    bool Void(Tag tag)
    {
        var element = new PageElement(_document, tag);
        _current.Append(element);
        return _cursor.TakeAttributes(element, out _);
    }

    /// <summary>Scripts, styles and frames, whose inside is not read.</summary>
    bool Code(Tag tag)
    {
        var element = new PageElement(_document, tag);
        _current.Append(element);
        return _cursor.TakeAttributes(element, out var isClosed) && !isClosed && _cursor.SkipCode(tag.Name);
    }
}
