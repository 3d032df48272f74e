using System.Globalization;
using System.Text;

namespace Loyalty.Benchmarks;

/// <summary>
/// A chart's page as a programme's site would serve it: the same chart among menus, scripts, styles, drawings, a cookie banner, prose and
/// a footer, 60 to 200 KB in all. The same page every time.
/// </summary>
internal static class ClutteredPages
{
    private static readonly string[] Prose =
    [
        "Earning is simple: show your number when you book, and your account is credited a few days after you land.",
        "If a flight is missing, send us your boarding pass and the receipt, and our service team will look into it.",
        "You decide what happens with your balance: an upgrade, a hotel night, a rental car, or a gift for somebody you love.",
        "Your account stays open as long as you use it, and your family can pool what they have in one place.",
        "Please have your documents ready at check-in, and arrive early enough during the holidays.",
        "Our lounges welcome you with warm meals, quiet corners, showers and a view of the apron.",
        "Wireless internet is on board of nearly all of our aircraft, and messages are free for everybody.",
        "Our newsletter brings offers to your inbox once in a while; you can leave it whenever you like.",
    ];

    // Headings of their own: one that says partners lets the page's chart be for partners, and the reader is right to ask whose flights it is for.
    private static readonly string[] Questions =
        ["How it works", "Missing credit", "Using your balance", "Your family", "Before you fly", "Lounges", "On board", "Newsletter"];

    private static readonly string[] Menu =
        ["Book", "Manage your trip", "Check-in", "Where we fly", "On board", "Baggage", "Lounges", "Partners", "Cards", "Hotels", "Cars", "Shop", "Offers", "Help", "Contact", "About us"];

    /// <param name="page">A page of the library.</param>
    /// <param name="index">Its number, which sets the size.</param>
    public static string Around(string page, int index)
    {
        var (open, close) = (page.IndexOf("<body>", StringComparison.Ordinal), page.IndexOf("</body>", StringComparison.Ordinal));
        var title = page[page.IndexOf("<title>", StringComparison.Ordinal)..(page.IndexOf("</title>", StringComparison.Ordinal) + 8)];
        var random = new Random(index);
        var size = 60_000 + (index % 15 * 10_000);
        var html = new StringBuilder(size + 10_000);
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">").Append(title)
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/assets/site.css\">");
        Fill(html, size * 15 / 100, n => $".c{n}-card .c{n}-head>a:hover{{color:#{random.Next(1 << 24):x6};margin:0 {n % 40}px;display:flex}}\n", "<style>", "</style>");
        Fill(html, size * 40 / 100, n => $"window.__s.push({{\"id\":{n},\"k\":\"m{random.Next()}\",\"v\":[{n},{n * 3},\"<b>{n}</b>\"]}});\n", "<script>", "</script></head><body class=\"page site\">");
        html.Append("<div id=\"cookies\" class=\"banner\" role=\"dialog\" style=\"position:fixed\"><p>We use cookies.</p><button type=\"button\">Accept</button><button type=\"button\">Settings</button></div><header class=\"top\">");
        Fill(html, size * 60 / 100, n => $"<li class=\"menu-item level-{n % 3}\"><a class=\"link\" href=\"/en/{n}/{random.Next()}\" data-track=\"nav-{n}\">{Menu[n % Menu.Length]}<svg class=\"icon\" viewBox=\"0 0 24 24\"><path d=\"M{n % 24} 12l{n % 7}-{n % 5}z\"/></svg></a></li>\n", "<nav aria-label=\"Main\"><ul>", "</ul></nav></header><main id=\"content\"><article>");
        html.Append(page, open + 6, close - open - 6);
        Fill(html, size * 85 / 100, n => $"<section class=\"faq\"><h2 class=\"faq-q\">{Questions[n % 8]}</h2><div class=\"rich-text\"><p>{Prose[n % 8]} {Prose[(n + 3) % 8]}</p><p>{Prose[(n + 5) % 8]} <a href=\"/en/more/{n}\">More</a> {Prose[(n + 1) % 8]}</p></div></section>\n", "</article><aside>", "</aside></main>");
        Fill(html, size * 95 / 100, n => $"<li><a class=\"foot\" href=\"/en/foot/{n}\">{Menu[n % Menu.Length]}</a></li>\n", "<footer class=\"site-footer\"><ul>", "</ul></footer>");
        Fill(html, size, n => $"track({n},'{random.Next()}');\n", "<script>", "</script></body></html>");
        return html.ToString();
    }

    private static void Fill(StringBuilder html, int size, Func<int, FormattableString> piece, string before, string after)
    {
        html.Append(before);
        for (var n = 0; html.Length < size; n++) html.Append(piece(n).ToString(CultureInfo.InvariantCulture));
        html.Append(after);
    }
}
