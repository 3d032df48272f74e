using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>
/// Makes the tree of a page whose markup is in order, as that of most charts is: every element ends where it should, and nothing stands where
/// HTML's rules would move, close or mend it. Of such a page the tree is what stands there; whatever else a page has (and a doubt is enough) is left to
/// AngleSharp as a whole.
/// </summary>
ref struct OrderlyMarkup
{
    const string WhiteSpace = " \t\n\f";

    static readonly SearchValues<char> EndsOfName = SearchValues.Create(WhiteSpace + "/>=\"'<");

    static readonly SearchValues<char> EndsOfValue = SearchValues.Create(WhiteSpace + ">");

    readonly string _page;
    readonly PageDocument _document;
    PageElement _current;

    // Cells follow cells, and rows rows.
    Tag? _ended;
    ElementKind _kind;
    int _at;

    // Many elements end a paragraph: where one is open, they are left to AngleSharp.
    int _openParagraphs;

    OrderlyMarkup(string page, PageDocument document)
    {
        (_page, _document) = (page, document);
        _current = null!;
    }

    /// <summary>The page's tree; null where its markup is not in order.</summary>
    public static PageDocument? Read(string html, ParseGuard guard)
    {
        var page = html.Contains('\r', StringComparison.Ordinal) ? html.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : html;
        var document = new PageDocument(null, guard);
        return new OrderlyMarkup(page, document).Page() ? document : null;
    }

    ReadOnlySpan<char> Rest => _page.AsSpan(_at);

    bool Page()
    {
        if (!Space(null))
            return false;
        if (Rest.StartsWith("<!doctype ", StringComparison.OrdinalIgnoreCase))
        {
            if (!SkipBehind(">") || !Space(null))
                return false;
        }
        if (Open("html") is not { } html || !Space(null) || Open("head") is not { } head || !Head())
            return false;
        _current = html;
        if (!Space(html) || Open("body") is not { } body || !Body(body))
            return false;
        // What stands behind the body's end belongs to it.
        if (!Space(body) || !(Rest.IsEmpty || Take("</html>")))
            return false;
        return Space(body) && Rest.IsEmpty;
    }

    /// <summary>White space and comments; the space is text of an element where there is one.</summary>
    bool Space(PageElement? of)
    {
        while (true)
        {
            var rest = Rest;
            var end = rest.IndexOfAnyExcept(WhiteSpace);
            if (end < 0)
                end = rest.Length;
            if (end > 0)
                of?.Append(rest[..end]);
            _at += end;
            if (!Rest.StartsWith("<!--"))
                return true;
            if (!Comment())
                return false;
        }
    }

    bool Comment()
    {
        // Between comments text grows piece by piece, where no element is that the guard would see.
        _document.Guard.Cancellation.ThrowIfCancellationRequested();
        _at += "<!--".Length;
        if (Rest is ['>', ..] or ['-', '>', ..] || Rest.IndexOf("-->") is not (>= 0 and var end) || Rest[..end].Contains("--!>", StringComparison.Ordinal))
            return false;
        _at += end + "-->".Length;
        return true;
    }

    PageElement? Open(string name)
    {
        if (Rest is not ['<', .. var rest] || !rest.StartsWith(name) || !EndsName(rest[name.Length..]))
            return null;
        _at += name.Length + 1;
        var element = new PageElement(_document, Tag.OfHtml(name));
        ((PageNode?)_current ?? _document).Append(element);
        (_current, _kind) = (element, element.Kind);
        return Attributes(element, out var isClosed) && !isClosed ? element : null;
    }

    bool Head()
    {
        while (Space(_current))
        {
            if (Take("</head>"))
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
                    if (!Begin(tag) || !Text(_page.IndexOf('<', _at)) || !Take("</title>"))
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
        while (_at < _page.Length)
        {
            if (_page[_at] != '<')
            {
                var next = _page.IndexOf('<', _at);
                if (!Text(next < 0 ? _page.Length : next))
                    return false;
                continue;
            }
            switch (_at + 1 < _page.Length ? _page[_at + 1] : '\0')
            {
                case '/':
                    if (ReferenceEquals(_current, body))
                        return Take("</body>");
                    if (!EndTag())
                        return false;
                    break;
                case '!':
                    if (!Rest.StartsWith("<!--") || !Comment())
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

    /// <summary>Text up to a place. Between the parts of a table stands none; white space lays them out.</summary>
    bool Text(int end)
    {
        if (end < 0)
            return false;
        if (end == _at)
            return true;
        var text = _page.AsSpan(_at, end - _at);
        _at = end;
        if (_kind is ElementKind.Table or ElementKind.Section or ElementKind.Row or ElementKind.Columns)
        {
            if (text.ContainsAnyExcept(WhiteSpace))
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
        tag = null;
        if (Rest is not ['<', .. var rest])
            return false;
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterLower(rest[end]) || char.IsAsciiDigit(rest[end])))
            end++;
        _at += 1 + end;
        tag = !EndsName(rest[end..]) ? null : _ended is { } before && rest[..end].SequenceEqual(before.Name) ? before : Tag.Find(rest[..end]);
        return tag is not null;
    }

    static bool EndsName(ReadOnlySpan<char> rest) => rest is ['>' or '/' or ' ' or '\n' or '\t' or '\f', ..];

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
        _at += "</".Length;
        // Nearly all end what was begun last.
        var own = _current.LocalName;
        if (Rest.StartsWith(own) && _at + own.Length < _page.Length && _page[_at + own.Length] == '>')
        {
            _at += own.Length + 1;
            End();
            return true;
        }
        var end = Rest.IndexOf('>');
        if (end < 0)
            return false;
        var name = Rest[..end];
        _at += end + 1;
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
        if (!Attributes(Add(tag), out var isClosed) || isClosed)
            return false;
        // A line break right behind it would be no part of it.
        return _kind != ElementKind.Preformatted || !Rest.StartsWith("\n");
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
        return Attributes(element, out _);
    }

    /// <summary>Scripts, styles and frames, whose inside is not read.</summary>
    bool Code(Tag tag)
    {
        var element = new PageElement(_document, tag);
        _current.Append(element);
        if (!Attributes(element, out var isClosed) || isClosed)
            return false;
        var end = Rest.IndexOf("</");
        while (end >= 0 && !(Rest[(end + 2)..].StartsWith(tag.Name, StringComparison.OrdinalIgnoreCase) && end + 2 + tag.Name.Length < Rest.Length))
            end = Rest[(end + 2)..].IndexOf("</") is >= 0 and var further ? end + 2 + further : -1;
        if (end < 0 || Rest[end + 2 + tag.Name.Length] != '>' || (tag.Name == "script" && Rest[..end].Contains("<!--", StringComparison.Ordinal)))
            return false;
        _at += end + 3 + tag.Name.Length;
        return true;
    }

    bool Attributes(PageElement element, out bool isClosed)
    {
        isClosed = false;
        while (_at < _page.Length)
        {
            switch (_page[_at])
            {
                case '>':
                    _at++;
                    return true;
                case '/':
                    _at++;
                    isClosed = _at < _page.Length && _page[_at] == '>';
                    break;
                case ' ' or '\n' or '\t' or '\f':
                    _at++;
                    break;
                default:
                    if (!Attribute(element))
                        return false;
                    break;
            }
        }
        return false;
    }

    bool Attribute(PageElement element)
    {
        var length = Rest.IndexOfAny(EndsOfName);
        if (length <= 0 || Rest[length] is '"' or '\'' or '<')
            return false;
        var name = Rest[..length];
        if (name.ContainsAnyInRange('A', 'Z'))
            return false;
        _at += length;
        SkipSpace();
        var value = ReadOnlySpan<char>.Empty;
        if (Rest is ['=', ..])
        {
            _at++;
            SkipSpace();
            if (Rest is ['"' or '\'', ..])
            {
                var quote = Rest[0];
                _at++;
                length = Rest.IndexOf(quote);
                if (length < 0)
                    return false;
                value = Rest[..length];
                _at += length + 1;
            }
            else
            {
                length = Rest.IndexOfAny(EndsOfValue);
                if (length <= 0 || Rest[..length].ContainsAny("\"'<=`"))
                    return false;
                value = Rest[..length];
                _at += length;
            }
        }
        if (!PageParser.IsRead(name))
            return true;
        var text = value.Contains('&') ? CharacterReferences.Decoded(value) : value.ToString();
        if (text is null)
            return false;
        element.SetOwnAttribute(name.ToString(), text);
        return true;
    }

    void SkipSpace()
    {
        while (_at < _page.Length && _page[_at] is ' ' or '\n' or '\t' or '\f')
            _at++;
    }

    bool SkipBehind(string sign)
    {
        var at = Rest.IndexOf(sign);
        _at += at + sign.Length;
        return at >= 0;
    }

    bool Take(string markup)
    {
        if (!Rest.StartsWith(markup))
            return false;
        _at += markup.Length;
        return true;
    }
}
