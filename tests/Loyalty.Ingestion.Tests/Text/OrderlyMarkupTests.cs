using System.Text;
using CsCheck;
using Loyalty.Ingestion.Text;
using Loyalty.Ingestion.Text.Html.Tree;
using Loyalty.Tests;

namespace Loyalty.Ingestion.Tests.Text;

/// <summary>The tree of orderly markup is the tree that AngleSharp makes of it, or none.</summary>
public class OrderlyMarkupTests
{
    private static string Corpus { get; } = Path.Combine(StarterLibrary.Folder, "..", "tests", "Loyalty.Ingestion.Tests", "Corpus");

    public static TheoryData<string, int> Folders => new()
    {
        // How many of a hundred pages are in order, so that the test does not pass by reading none.
        { StarterLibrary.Folder, 100 },
        { Path.Combine(Corpus, "tuning"), 60 },
        { Path.Combine(Corpus, "sketches"), 60 },
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void Page_in_order_has_the_tree_that_the_whole_parser_makes(string folder, int inOrder)
    {
        var pages = Directory.GetFiles(folder, "*.html", SearchOption.AllDirectories);
        var read = 0;
        Assert.All(pages, page => read += IsReadAlike(File.ReadAllText(page)) ? 1 : 0);
        Assert.True(read * 100 >= pages.Length * inOrder, $"{read} of {pages.Length} are in order.");
    }

    [Theory]
    [InlineData("<p>one<p>two</p>")]
    [InlineData("<p>one<div>two</div></p>")]
    [InlineData("<b><i>one</b>two</i>")]
    [InlineData("<a href=x>one<a href=y>two</a></a>")]
    [InlineData("<table><tr><td>one</td></tr>two</table>")]
    [InlineData("<table><td>one</td></table>")]
    [InlineData("<ul><li>one<li>two</ul>")]
    [InlineData("<h1>one<h2>two</h2></h1>")]
    [InlineData("<div>one &copy two</div>")]
    [InlineData("<div>one &#128; two</div>")]
    [InlineData("<template><p>one</p></template>")]
    [InlineData("<svg><title>one</title></svg>")]
    [InlineData("<select><option>one<option>two</select>")]
    [InlineData("<pre>\none</pre>")]
    [InlineData("<div/>one")]
    [InlineData("<body class=x>one")]
    [InlineData("<title>one</title>")]
    [InlineData("<div>one")]
    [InlineData("one</div>")]
    [InlineData("<DIV>one</DIV>")]
    [InlineData("<p title=\"one>two</p>")]
    [InlineData("<td colspan=2>one</td>")]
    [InlineData("<!-->one-->")]
    [InlineData("<script><!-- <script> --></script></script>")]
    public void Markup_that_needs_mending_is_left_to_the_whole_parser(string body) => Assert.Null(Read(Page(body)));

    [Theory]
    [InlineData("<p>one &amp; two &ndash; &#8212; &nbsp;A &lt; B & C</p>")]
    [InlineData("<table><tr><td colspan='2' rowspan=3 class=x>one<td>two<tr><th>three</table>")]
    [InlineData("<table><caption>one</caption><colgroup><col><col/></colgroup><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>")]
    [InlineData("<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>")]
    [InlineData("<div hidden>one</div><div style=\"display:none\">two<br>three<img alt='x &amp; y'></div>")]
    [InlineData("<dl><dt>a</dt><dd>b</dd><div><dt>c</dt><dd>d</dd></div></dl>")]
    [InlineData("<script>if (a < b && '</p>') x();</script><style>p > b { }</style><!-- a -- b -->text<!---->more")]
    [InlineData("<pre>one\n two</pre><b><div>three</div></b><button><span>four</span></button>")]
    public void Markup_in_order_is_read(string body) => Assert.True(IsReadAlike(Page(body)));

    [Fact]
    public void Page_cut_off_anywhere_has_one_tree_or_none()
    {
        var page = Page("<p class='a' style=\"x\">one &amp; &#8212; two<br/></p><!-- c --><table><tr><td colspan=2>a<td>b</table><script>if (a<b) x()</script><pre>c</pre>");
        for (var length = 0; length <= page.Length; length++) IsReadAlike(page[..length]);
        Assert.True(IsReadAlike(page));
    }

    [Theory]
    [InlineData("<div>", 60_000, "deep")]
    [InlineData("<table><tr><td>", 60_000, "deep")]
    [InlineData("<p>x</p>", 300_000, "elements")]
    [InlineData("<br>", 300_000, "elements")]
    public async Task Page_without_measure_is_refused(string part, int times, string why) =>
        Assert.Contains(why, await Reading.Refusal("bomb.html", Page(string.Concat(Enumerable.Repeat(part, times)))), StringComparison.Ordinal);

    [Fact]
    public async Task Page_of_comments_is_stopped() =>
        Assert.Contains("took longer", await Reading.Refusal("slow.html", Page(string.Concat(Enumerable.Repeat("a<!-- -->", 500_000))), new TextLimits { TimeOut = TimeSpan.FromTicks(1) }), StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_written_there_is_one_tree_or_none()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='x'>", "</a>", "<span style=\"display:none\">", "</span>", "<ul>", "</ul>", "<li>", "</li>", "<h2>", "</h2>",
            "<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "</th>", "<caption>", "</caption>", "<colgroup>", "</colgroup>", "<col>",
            "<dl>", "</dl>", "<dt>", "</dt>", "<dd>", "</dd>", "<br>", "<hr/>", "<img alt=\"a\">", "<pre>", "</pre>", "<button>", "</button>", "<form>", "</form>", "<script>a<b</script>", "<style>a</style>",
            "<!-- c -->", "text", " ", "\n", "&amp;", "&nbsp;", "&copy", "&#65;", "a < b", "<!doctype html>", "<section>", "</section>", "</body>", "</html>", "<title>", "</title>", "<noscript>", "</noscript>",
            "<meta charset=utf-8>", "<font>", "</font>", "<sup>", "</sup>", "<svg>", "</svg>", "<td\n>", "<iframe></iframe>", "\r\n",
        ];
        var read = 0;
        // Pieces at random are seldom in order: most begin and end.
        var element = Gen.OneOf("p", "div", "b", "td", "tr", "table", "tbody", "li", "ul", "span", "a", "h2", "section", "caption", "dd", "dl", "form", "button", "pre", "font", "th");
        var part = Gen.Recursive<string>((depth, inner) =>
            depth > 4 ? Gen.OneOf(pieces) : Gen.Frequency(
                (1, Gen.OneOf(pieces)), (2, Gen.OneOf("text", " ", "<br>", "&amp;")),
                (6, Gen.Select(element, inner.Array[0, 4], (name, inside) => $"<{name}>{string.Concat(inside)}</{name}>")),
                (2, Gen.Select(inner.Array[1, 3], inner.Array[1, 3], (a, b) => $"<table><tr><td>{string.Concat(a)}</td><td>{string.Concat(b)}</td></tr></table>"))));
        part.Array[1, 6].Sample(parts => { if (IsReadAlike(Page(string.Concat(parts)))) Interlocked.Increment(ref read); }, iter: 20_000);
        Assert.True(read > 1000, $"{read} were in order.");
    }

    private static string Page(string body) => $"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>A &amp; B</title>\n</head>\n<body class=\"x\">\n{body}\n</body>\n</html>\n";

    private static PageDocument? Read(string page) => OrderlyMarkup.Read(page, Guard());

    private static ParseGuard Guard() => new(new TextLimits(), CancellationToken.None);

    /// <summary>Whether a page is in order; then it must have the tree of the whole parser.</summary>
    private static bool IsReadAlike(string page)
    {
        if (Read(page) is not { } read) return false;
        Assert.Equal(Written(PageParser.Mend(page, Guard()).Root!), Written(read.Root!));
        return true;
    }

    private static string Written(PageElement root)
    {
        var text = new StringBuilder();
        Write(root, text);
        return text.ToString();
    }

    private static void Write(PageElement element, StringBuilder text)
    {
        text.Append('<').Append(element.LocalName);
        foreach (var name in new[] { "colspan", "rowspan", "hidden", "style", "role", "alt" })
        {
            if (element.GetAttribute(name) is { } value) text.Append($" {name}='{value}'");
        }

        text.Append('>');
        foreach (var child in element.Children)
        {
            if (child is PageElement inside) Write(inside, text);
            else if (child is PageText { Data: var data }) text.Append($"[{data}]");
        }

        text.Append("</>");
    }
}
