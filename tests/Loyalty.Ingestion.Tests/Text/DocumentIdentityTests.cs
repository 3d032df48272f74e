using System.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class DocumentIdentityTests
{
    [Theory]
    [InlineData("a.html")]
    [InlineData("a.pdf")]
    [InlineData("a.csv")]
    public async Task An_empty_file_is_called_empty(string name)
    {
        Assert.Equal("The file is empty.", await Reading.Refusal(name, ""));
        Assert.Contains("empty", await Reading.Refusal(name, "\uFEFF \r\n\t"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chart.html", "504B030400", "named .html but holds binary data (it begins with PK, as a ZIP archive")]
    [InlineData("chart.txt", "7F454C4602010100", "(it begins with 7F454C46, as a program does)")]
    [InlineData("chart.pdf", "504B030400", "named .pdf but holds binary data")]
    [InlineData("chart.html", "3C68746D6C3E00010203040500", "(it begins with <htm)")]
    [InlineData("chart.html", "0102030405060708090A0B0C0D0E0F", "(it begins with 01020304)")]
    [InlineData("chart.png", "89504E470D0A1A0A", "OCR is not installed")]
    [InlineData("chart.html", "FFD8FFE000104A46", "an image (JPEG)")]
    [InlineData("chart", "4D494D452D56657273696F6E3A", "web archive")]
    public async Task Binary_content_is_refused_whatever_its_name(string name, string hex, string reason) =>
        Assert.Contains(reason, await Reading.Refusal(name, Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Theory]
    [InlineData("chart.pdf", "Class\tMiles", "without a PDF header")]
    [InlineData("chart.json", "{ \"a\": 1 }", "Files of the kind .json are not read")]
    public async Task Text_of_another_kind_than_the_name_says_is_refused(string name, string text, string reason) =>
        Assert.Contains(reason, await Reading.Refusal(name, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("page.txt", "<!DOCTYPE html><p>x", "html")]
    [InlineData("page", "\n<html><p>x", "html")]
    [InlineData("page.html", "just words", "text")]
    [InlineData("page.txt", "x < y", "text")]
    [InlineData("page.md", "# x", "markdown")]
    [InlineData("page.CSV", "a,b", "csv")]
    public async Task Content_goes_before_the_name(string name, string text, string format) =>
        Assert.Equal(format, (await Reading.Read(name, text)).Format);

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes("<p>Prämie – 50 €") },
        { "utf-8 mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("<p>Prämie – 50 €")] },
        { "utf-16 mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<p>Prämie – 50 €")] },
        { "utf-16be mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("<p>Prämie – 50 €")] },
        { "utf-16", Encoding.Unicode.GetBytes("<!doctype html><html><head></head><body><p>Prämie – 50 €") },
        { "1252 by meta", Windows("<meta charset=windows-1252><p>Prämie – 50 €") },
        { "1252 as latin-1", Windows("<meta http-equiv=content-type content='text/html; charset=ISO-8859-1'><p>Prämie – 50 €") },
        { "1252 unsaid", Windows("<p>Prämie – 50 €") },
        { "1252 called utf-8", Windows("<meta charset=utf-8><p>Prämie – 50 €") },
        { "utf-8 called 1252", Encoding.UTF8.GetBytes("<meta charset=windows-1252><p>Prämie – 50 €") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_encoding_that_pages_come_in_is_read(string encoding, byte[] page) =>
        Assert.Equal((encoding, "p: Prämie – 50 €"), (encoding, Reading.Show(await Reading.Read("page.html", page))));

    [Fact]
    public async Task A_page_in_ISO_2022_is_not_taken_for_ASCII() =>
        Assert.Equal("p: 予約クラス Y", Reading.Show(await Reading.Read("page.html",
            CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!.GetBytes("<meta charset=iso-2022-jp><p>予約クラス Y"))));

    static byte[] Windows(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

    [Fact]
    public async Task A_page_without_text_is_refused_with_a_way_out() =>
        Assert.Contains("scripts", await Reading.Refusal("app.html", "<div id=root></div><script src=x></script>"), StringComparison.Ordinal);
}
