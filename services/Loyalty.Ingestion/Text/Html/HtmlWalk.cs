using System.Collections.Immutable;
using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Text.Html;

/// <summary>One pass over a parsed page, in reading order. Text gathers until the markup ends a block; then it becomes one.</summary>
sealed class HtmlWalk(TextLimits limits, CancellationToken cancellationToken)
{
    /// <summary>What the text being gathered will be, and so what markup inside it can end it.</summary>
    enum Flow { Body, Item, Inline }

    readonly FoldedText _text = new();
    readonly CellBudget _cells = new(limits.MaxCells);
    Flow _flow;
    int _listDepth;
    int _tableDepth;
    int _headingLevel;
    string? _term;

    public ImmutableArray<TextBlock>.Builder Blocks { get; } = ImmutableArray.CreateBuilder<TextBlock>();

    public void Read(PageParent node)
    {
        Children(node);
        Flush();
        EndTerm();
    }

    void Children(PageParent node)
    {
        if (node.OnlyText is { } only)
        {
            _text.Append(only);
            return;
        }
        var children = node.Children;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case PageElement element:
                    Element(element);
                    break;
                case PageText text:
                    _text.Append(text.Data);
                    break;
            }
        }
    }

    void Element(PageElement element)
    {
        if (HiddenPart.Is(element) && !HiddenPart.IsClosed(element))
            return;
        if (AriaTable.Is(element) && _flow != Flow.Inline && AriaTable.Rows(element) is { } rows)
        {
            Rows(rows);
            return;
        }
        switch (element.LocalName)
        {
            case "head" or "script" or "style" or "noscript" or "template" or "svg" or "math" or "iframe" or "object"
                or "select" or "datalist" or "textarea" or "nav" or "del" or "s" or "strike":
                break;
            case "header" or "footer" when _flow == Flow.Body && !HoldsContent(element):
                break;
            case "br":
                _text.Break();
                break;
            case "sup":
                Superscript(element);
                break;
            case "img":
                // Only there can a picture stand for a word: a tick in a cell, a carrier's logo in a heading.
                if (_flow == Flow.Inline && element.GetAttribute("alt") is { } alt)
                    _text.Append(alt.EndsWith(" icon", StringComparison.OrdinalIgnoreCase) ? alt[..^" icon".Length] : alt);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "summary" or "ul" or "ol" or "menu" or "dir" or "li" or "pre" when _flow == Flow.Inline:
                Block(element);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element, element.LocalName[1] - '0');
                break;
            case "summary":
                Heading(element, Math.Min(_headingLevel + 1, 6));
                break;
            case "ul" or "ol" or "menu" or "dir":
                List(element);
                break;
            case "li":
                Item(element);
                break;
            case "dt":
                Term(element);
                break;
            case "dd":
                Definition(element);
                break;
            case "dl":
                Block(element);
                EndTerm();
                break;
            case "table":
                Table(element);
                break;
            case "pre":
                Preformatted(element);
                break;
            case "td" or "th":
                _text.Space();
                Children(element);
                _text.Space();
                break;
            case "p" or "div" or "section" or "article" or "main" or "aside" or "header" or "footer" or "blockquote" or "address"
                or "figure" or "figcaption" or "fieldset" or "legend" or "form" or "center" or "details" or "hr" or "body" or "html"
                or "tr" or "caption" or "hgroup" or "search" or "dialog":
                Block(element);
                break;
            default:
                Children(element);
                break;
        }
    }

    void Block(PageElement element)
    {
        if (_flow == Flow.Body && element.LocalName is ("div" or "section" or "main" or "article") && element.ChildElementCount > 1 && RepeatedParts.Of(element, out var above) is { } rows && Repeated(rows, above))
            return;
        EndOfBlock();
        Children(element);
        EndOfBlock();
    }

    void EndOfBlock()
    {
        if (_flow == Flow.Body)
            Flush();
        else
            _text.Break();
    }

    /// <summary>Pairs become lines as terms with their definitions do, longer rows a table; false leaves them to be read one by one.</summary>
    bool Repeated(List<List<PageElement>> rows, List<PageElement> above)
    {
        if (rows[0].Count > 2 ? rows.Exists(RepeatedParts.HoldsHeading) || (above.Count > 0 && rows.Count < 3) : !rows.TrueForAll(RepeatedParts.IsPair))
            return false;
        foreach (var element in above)
            Element(element);
        if (rows[0].Count > 2)
        {
            Rows(rows);
            return true;
        }
        Flush();
        EndTerm();
        foreach (var row in rows)
        {
            if (HiddenPart.Is(row[0]) || HiddenPart.Is(row[1]))
                continue;
            var (label, value) = (Gather(row[0]).TrimEnd(':'), Gather(row[1]));
            Blocks.Add(new Paragraph($"{label}: {value}"));
        }
        return true;
    }

    void Flush()
    {
        if (_text.IsEmpty)
        {
            _text.Clear();
            return;
        }
        var text = _text.Take();
        Blocks.Add(_flow == Flow.Item ? new ListItem(Math.Max(_listDepth - 1, 0), text) : new Paragraph(text));
    }

    void Heading(PageElement element, int level)
    {
        Flush();
        EndTerm();
        if (Gather(element) is { Length: > 0 } text)
        {
            _headingLevel = level;
            Blocks.Add(new Heading(level, text));
        }
    }

    void List(PageElement element)
    {
        Flush();
        _listDepth++;
        Children(element);
        Flush();
        _listDepth--;
    }

    void Item(PageElement element)
    {
        Flush();
        var outer = _flow;
        _flow = Flow.Item;
        Children(element);
        Flush();
        _flow = outer;
    }

    void Term(PageElement element)
    {
        if (_flow != Flow.Body)
        {
            Block(element);
            return;
        }
        Flush();
        EndTerm();
        _term = Gather(element);
    }

    void Definition(PageElement element)
    {
        if (_flow != Flow.Body || _term is null || element.First("table") is not null)
        {
            EndTerm();
            Block(element);
            return;
        }
        Flush();
        var definition = Gather(element);
        Blocks.Add(new Paragraph(_term.TrimEnd(':') + ": " + definition));
        _term = null;
    }

    /// <summary>A term that no definition followed.</summary>
    void EndTerm()
    {
        if (_term is { Length: > 0 })
            Blocks.Add(new Paragraph(_term));
        _term = null;
    }

    void Preformatted(PageElement element)
    {
        Flush();
        Blocks.AddRange(LinesReader.Blocks(element.TextContent, LineSyntax.Plain, _cells, cancellationToken));
    }

    void Superscript(PageElement element)
    {
        var text = element.ChildElementCount == 0 || element.TextContent.Length < 16 ? element.TextContent : null;
        if (text is not null)
            _text.AppendMark(text);
        else
            Children(element);
    }

    /// <summary>All text of an element as one, with what is inside it flattened.</summary>
    string Gather(PageElement element)
    {
        // Most cells hold one text, which has nothing to fold.
        if (element.OnlyText is { } only && FoldedText.IsFolded(only))
        {
            _text.Clear();
            return only;
        }
        var outer = _flow;
        _flow = Flow.Inline;
        _text.Clear();
        Children(element);
        _flow = outer;
        return _text.Take();
    }

    void Table(PageElement table)
    {
        if (++_tableDepth > limits.MaxTableNesting)
            throw new UnreadableDocumentException(
                $"The page nests tables more than {limits.MaxTableNesting} deep. Submit the part that holds the chart.");
        cancellationToken.ThrowIfCancellationRequested();
        if (_flow == Flow.Inline)
        {
            Block(table);
        }
        else
        {
            Flush();
            EndTerm();
            var parts = TableShape.Parts(table);
            if (TableShape.IsLayout(table, parts))
                Unwrap(parts);
            else if (MarkupTable.Read(table, parts, _cells, Gather) is { } marked)
                Blocks.Add(marked);
        }
        _tableDepth--;
    }

    /// <summary>A table that only arranges a page: its cells are parts of the page.</summary>
    void Unwrap(List<TableShape.Part> parts)
    {
        var outer = _flow;
        _flow = Flow.Body;
        foreach (var part in parts)
        {
            if (HiddenPart.Is(part.Row))
                continue;
            var children = part.Row.Children;
            for (var i = 0; i < children.Length; i++)
            {
                if (children[i] is PageElement cell && !HiddenPart.Is(cell))
                    Children(cell);
                Flush();
            }
        }
        _flow = outer;
    }

    /// <summary>A table made of other elements.</summary>
    void Rows(List<List<PageElement>> rows)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flush();
        EndTerm();
        Blocks.Add(MarkupTable.Read(rows, _cells, Gather));
    }

    /// <summary>Menus and imprints are clutter; a header that names the page, or a footer with a table, is not.</summary>
    static bool HoldsContent(PageElement element)
    {
        var children = element.Children;
        for (var i = 0; i < children.Length; i++)
            if (children[i] is PageElement child && (child.LocalName is "table" or "h1" or "h2" || child.LocalName != "nav" && HoldsContent(child)))
                return true;
        return false;
    }
}
