using System.Buffers;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>A place in a page's markup, and what stands there: tags, attributes, comments. What is not written as it should be is not taken.</summary>
struct MarkupCursor(string page)
{
    public const string WhiteSpace = " \t\n\f";

    static readonly SearchValues<char> EndsOfName = SearchValues.Create(WhiteSpace + "/>=\"'<");

    static readonly SearchValues<char> EndsOfValue = SearchValues.Create(WhiteSpace + ">");

    int _at;

    public readonly bool IsAtEnd => _at >= page.Length;

    public readonly ReadOnlySpan<char> Rest => page.AsSpan(_at);

    /// <summary>What stands here and behind it; nothing where the page ends.</summary>
    public readonly (char First, char Second) Here => (IsAtEnd ? '\0' : page[_at], _at + 1 < page.Length ? page[_at + 1] : '\0');

    public bool Take(string markup)
    {
        if (!Rest.StartsWith(markup))
            return false;
        _at += markup.Length;
        return true;
    }

    /// <summary>Text up to the next tag or comment, or to the page's end.</summary>
    public ReadOnlySpan<char> TakeText()
    {
        var rest = Rest;
        var end = rest.IndexOf('<');
        return Take(end < 0 ? rest.Length : end);
    }

    public ReadOnlySpan<char> TakeSpace()
    {
        var rest = Rest;
        var end = rest.IndexOfAnyExcept(WhiteSpace);
        return Take(end < 0 ? rest.Length : end);
    }

    public bool SkipBehind(string sign)
    {
        var at = Rest.IndexOf(sign);
        _at += at + sign.Length;
        return at >= 0;
    }

    /// <summary>A comment that ends as comments do.</summary>
    public bool SkipComment()
    {
        _at += "<!--".Length;
        if (Rest is ['>', ..] or ['-', '>', ..] || Rest.IndexOf("-->") is not (>= 0 and var end) || Rest[..end].Contains("--!>", StringComparison.Ordinal))
            return false;
        _at += end + "-->".Length;
        return true;
    }

    /// <summary>The name with which a tag begins; empty where none does that is written in small letters.</summary>
    public ReadOnlySpan<char> TakeName()
    {
        if (Here.First != '<')
            return [];
        _at++;
        var rest = Rest;
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterLower(rest[end]) || char.IsAsciiDigit(rest[end])))
            end++;
        return rest[end..] is ['>' or '/' or ' ' or '\n' or '\t' or '\f', ..] ? Take(end) : [];
    }

    /// <summary>An end tag of a name.</summary>
    public bool TakeEndTag(string name)
    {
        var rest = Rest;
        if (rest.Length < name.Length + 3 || !rest.StartsWith("</") || !rest[2..].StartsWith(name) || rest[name.Length + 2] != '>')
            return false;
        _at += name.Length + 3;
        return true;
    }

    /// <summary>The name of an end tag, whichever it is; empty where it does not end.</summary>
    public ReadOnlySpan<char> TakeEndTag()
    {
        var rest = Rest[2..];
        var end = rest.IndexOf('>');
        if (end < 0)
            return [];
        _at += end + 3;
        return rest[..end];
    }

    /// <summary>The inside of a script, a style or a frame, and its end tag.</summary>
    public bool SkipCode(string name)
    {
        var rest = Rest;
        var end = rest.IndexOf("</");
        while (end >= 0 && !(rest[(end + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase) && end + 2 + name.Length < rest.Length))
            end = rest[(end + 2)..].IndexOf("</") is >= 0 and var further ? end + 2 + further : -1;
        if (end < 0 || rest[end + 2 + name.Length] != '>' || (name == "script" && rest[..end].Contains("<!--", StringComparison.Ordinal)))
            return false;
        _at += end + 3 + name.Length;
        return true;
    }

    /// <summary>The attributes of a tag that was begun, and its end.</summary>
    /// <param name="element">Takes those that are read.</param>
    /// <param name="isClosed">Whether it ends with a slash.</param>
    public bool TakeAttributes(PageElement element, out bool isClosed)
    {
        isClosed = false;
        while (!IsAtEnd)
        {
            switch (page[_at])
            {
                case '>':
                    _at++;
                    return true;
                case '/':
                    _at++;
                    isClosed = Here.First == '>';
                    break;
                case ' ' or '\n' or '\t' or '\f':
                    _at++;
                    break;
                default:
                    if (!TakeAttribute(element))
                        return false;
                    break;
            }
        }
        return false;
    }

    bool TakeAttribute(PageElement element)
    {
        var length = Rest.IndexOfAny(EndsOfName);
        if (length <= 0 || Rest[length] is '"' or '\'' or '<')
            return false;
        var name = Take(length);
        if (name.ContainsAnyInRange('A', 'Z'))
            return false;
        TakeSpace();
        var value = ReadOnlySpan<char>.Empty;
        if (Here.First == '=')
        {
            _at++;
            TakeSpace();
            var quote = Here.First;
            if (quote is '"' or '\'')
            {
                _at++;
                length = Rest.IndexOf(quote);
                if (length < 0)
                    return false;
                value = Take(length);
                _at++;
            }
            else
            {
                length = Rest.IndexOfAny(EndsOfValue);
                if (length <= 0 || Rest[..length].ContainsAny("\"'<=`"))
                    return false;
                value = Take(length);
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

    ReadOnlySpan<char> Take(int length)
    {
        var taken = page.AsSpan(_at, length);
        _at += length;
        return taken;
    }
}
