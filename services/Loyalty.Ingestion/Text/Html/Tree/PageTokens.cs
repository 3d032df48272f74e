using System.Buffers;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Loyalty.Ingestion.Text.Html.Tree;

/// <summary>Looks at the parts of a page's markup on their way to the tree.</summary>
sealed class PageTokens
{
    // So few characters cannot hold the parser up for long between two elements, where the guard looks; asking at each token costs more.
    const int SmallPage = 512 * 1024;

    static readonly SearchValues<string> Template = SearchValues.Create(["<template"], StringComparison.OrdinalIgnoreCase);

    readonly CancellationToken _cancellation;
    int _templates;

    PageTokens(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>What looks at a page's tokens; null where nothing needs to.</summary>
    public static TokenizerMiddleware? Of(string html, CancellationToken cancellation) =>
        html.Length > SmallPage || html.AsSpan().ContainsAny(Template) ? new PageTokens(cancellation).Pass : null;

    /// <summary>Leaves templates out: what stands in them is no part of the page, and over other trees than its own AngleSharp loses its way in them.</summary>
    TokenConsumptionResult Pass(ref StructHtmlToken token, TokenConsumer next)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (token.Type == HtmlTokenType.StartTag && token.Name == "template")
            _templates++;
        else if (_templates > 0)
            _templates -= token.Type == HtmlTokenType.EndTag && token.Name == "template" ? 1 : 0;
        else
            next(ref token);
        return TokenConsumptionResult.Continue;
    }
}
