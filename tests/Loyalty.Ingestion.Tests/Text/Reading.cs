using System.Text;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

/// <summary>Reads documents written in a test, and shows what came of them one line a block.</summary>
static class Reading
{
    public static Task<DocumentText> Read(string fileName, string text, TextLimits? limits = null) =>
        Read(fileName, Encoding.UTF8.GetBytes(text), limits);

    public static Task<DocumentText> Read(string fileName, byte[] bytes, TextLimits? limits = null) =>
        new DocumentReader(limits).ReadAsync(fileName, bytes, TestContext.Current.CancellationToken);

    public static async Task<string> Refusal(string fileName, byte[] bytes, TextLimits? limits = null) =>
        (await Assert.ThrowsAsync<UnreadableDocumentException>(() => Read(fileName, bytes, limits))).Message;

    public static Task<string> Refusal(string fileName, string text, TextLimits? limits = null) =>
        Refusal(fileName, Encoding.UTF8.GetBytes(text), limits);

    public static async Task<string> Html(string body) => Show(await Read("page.html", "<!doctype html><body>" + body));

    public static async Task<Table> HtmlTable(string rows) =>
        Assert.IsType<Table>(Assert.Single((await Read("page.html", $"<!doctype html><table>{rows}</table>")).Blocks));

    /// <summary>h1:, p:, li0:, and rows of tables between bars; a header cell begins with ^, line breaks are written ↵.</summary>
    public static string Show(DocumentText document)
    {
        var lines = new List<string>();
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Heading heading: lines.Add($"h{heading.Level}: {heading.Text}"); break;
                case Paragraph paragraph: lines.Add("p: " + paragraph.Text); break;
                case ListItem item: lines.Add($"li{item.Depth}: {item.Text}"); break;
                case Table table:
                    if (table.Caption is not null)
                        lines.Add("caption: " + table.Caption);
                    lines.AddRange(table.Rows.Select(row => "|" + string.Join('|', row.Select(cell => (cell.Header ? "^" : "") + cell.Text)) + "|"));
                    break;
            }
        }
        return string.Join('\n', lines.Select(line => line.Replace('\n', '↵')));
    }
}
