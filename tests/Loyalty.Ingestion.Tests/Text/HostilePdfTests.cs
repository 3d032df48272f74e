using System.IO.Compression;
using System.Text;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Text;

public class HostilePdfTests
{
    static readonly TextLimits Short = new() { TimeOut = TimeSpan.FromSeconds(6), PdfMemory = 128 * 1024 * 1024 };

    static async Task ReadOrRefused(byte[] pdf)
    {
        try
        {
            Assert.NotEmpty((await Reading.Read("chart.pdf", pdf, Short)).Blocks);
        }
        catch (UnreadableDocumentException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    [Fact]
    public async Task A_pdf_cut_off_anywhere_is_refused()
    {
        var pdf = new Pdfs().Ruled(50, 780, ["Class", "Miles"], ["Y", "100%"]).Bytes();
        for (var tenth = 1; tenth < 10; tenth++)
            Assert.Contains("cut off", await Reading.Refusal("chart.pdf", pdf[..(pdf.Length * tenth / 10)]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_with_its_middle_lost_is_read_or_refused()
    {
        var pdf = new Pdfs().Ruled(50, 780, ["Class", "Miles"], ["Y", "100%"]).Bytes();
        for (var part = 1; part < 9; part += 2)
            await ReadOrRefused([.. pdf[..(pdf.Length * part / 10)], .. pdf[(pdf.Length * (part + 1) / 10)..], .. "\n%%EOF"u8]);
    }

    public static TheoryData<string, byte[]> Loops => new()
    {
        { "a page tree that is its own child", Pdfs.Raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>") },
        { "pages that are each other's children", Pdfs.Raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>") },
        { "a reference to itself", Pdfs.Raw("1 0 R") },
        { "references in a ring", Pdfs.Raw("<< /Type /Catalog /Pages 2 0 R >>", "3 0 R", "2 0 R") },
        { "a cross-reference table before itself", Encoding.ASCII.GetBytes("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n") },
        { "a form that draws itself", Pdfs.Raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /F 4 0 R >> >> >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 12 >>\nstream\n/F Do /F Do \nendstream",
            "<< /Length 6 >>\nstream\n/F Do \nendstream") },
        { "forms that each draw the next twice", Billion() },
        { "arrays nested without end", Pdfs.Raw("<< /Type /Catalog /Pages " + new string('[', 200_000)) },
        { "dictionaries nested without end", Pdfs.Raw(string.Concat(Enumerable.Repeat("<< /A ", 100_000))) },
        { "nothing but a header and an end", "%PDF-1.7\n%%EOF"u8.ToArray() },
        { "noise", [.. "%PDF-1.7\n"u8, .. Noise(), .. "\n%%EOF"u8] },
    };

    static byte[] Noise()
    {
        var noise = new byte[50_000];
        new Random(7).NextBytes(noise);
        return noise;
    }

    /// <summary>2^40 words from 40 forms.</summary>
    static byte[] Billion()
    {
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
            "<< /Length 6 >>\nstream\n/F Do \nendstream",
        ];
        for (var i = 0; i < 40; i++)
            objects.Add($"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {i + 6} 0 R >> >> /Length 12 >>\nstream\n/F Do /F Do \nendstream");
        objects.Add("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 >>\nstream\n0 0 9 9 re \nendstream");
        return Pdfs.Raw([.. objects]);
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_pdf_built_to_never_end_is_refused(string trick, byte[] pdf)
    {
        Assert.NotEmpty(trick);
        Assert.NotEmpty(await Reading.Refusal("loop.pdf", pdf, Short));
    }

    [Fact]
    public async Task A_pdf_with_more_pages_than_the_limit_is_refused() =>
        Assert.Contains("pages", await Reading.Refusal("long.pdf", new Pdfs().Text(9, 9, "a").Page().Text(9, 9, "b").Bytes(), new TextLimits { MaxPdfPages = 1 }), StringComparison.Ordinal);

    [Fact]
    public async Task A_pdf_of_pictures_is_refused_for_want_of_ocr() =>
        Assert.Contains("OCR", await Reading.Refusal("scan.pdf", new Pdfs().Line(0, 0, 9, 9).Bytes()), StringComparison.Ordinal);

    [Fact]
    public async Task A_stream_that_unpacks_to_more_than_the_memory_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var pack = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blank = new byte[1024 * 1024];
            for (var i = 0; i < 400; i++)
                await pack.WriteAsync(blank, TestContext.Current.CancellationToken);
        }
        var pdf = Pdfs.Raw(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
            $"<< /Filter /FlateDecode /Length {packed.Length} >>\nstream\n{Encoding.Latin1.GetString(packed.ToArray())}\nendstream");
        Assert.Contains("memory", await Reading.Refusal("bomb.pdf", pdf, Short), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_of_which_one_page_cannot_be_unpacked_is_refused_whole()
    {
        static byte[] Two(string second) => Pdfs.Raw(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 600 800] >>",
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F 7 0 R >> >> >>",
            "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /Font << /F 7 0 R >> >> >>",
            "<< /Length 45 >>\nstream\nBT /F 12 Tf 50 700 Td (Y earns the half) Tj ET \nendstream",
            second, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        var whole = Two("<< /Length 45 >>\nstream\nBT /F 12 Tf 50 700 Td (B earns the rest) Tj ET \nendstream");
        Assert.Equal("p: Y earns the half\np: B earns the rest", Reading.Show(await Reading.Read("chart.pdf", whole)));
        var damaged = Two("<< /Filter /FlateDecode /Length 43 >>\nstream\nnothing here that was ever packed by anyone\nendstream");
        Assert.Contains("half a chart", await Reading.Refusal("chart.pdf", damaged), StringComparison.Ordinal);
    }
}
