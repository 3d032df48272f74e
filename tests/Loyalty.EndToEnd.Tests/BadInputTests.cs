using System.Globalization;
using System.Net;
using System.Text;

namespace Loyalty.EndToEnd.Tests;

public sealed class BadInputTests(UndisturbedRuns undisturbed) : IClassFixture<UndisturbedRuns>
{
    const int Megabyte = 1024 * 1024;

    /// <summary>What comes in, what becomes of it, and a word that its reason must have for a curator to act on.</summary>
    static readonly (HandIn Document, string Status, string Reason)[] Bad =
    [
        (new("empty.html", ""), "quarantined", "empty"),
        (new("truncated.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty"), "quarantined", "cut off"),
        (new("endless.pdf", EndlessPdf()), "quarantined", "longer than"),
        (new("bomb.html", "<!doctype html><body>" + string.Concat(Enumerable.Repeat("<table><tr><td>", 100_000))), "quarantined", "nest"),
        (new("spans.html", "<!doctype html><table>" + string.Concat(Enumerable.Repeat("<tr><td rowspan=60000 colspan=1000>Y</td></tr>", 1_000)) + "</table>"), "quarantined", ""),
        (new("binary.html", Noise()), "quarantined", ""),
        (HandIn.Page("contradiction.html", "KrisFlyer", "Lufthansa", "1 January 2026", ("Y, B", "100%"), ("B, M", "50%")), "awaiting-review", "B"),
        (HandIn.Page("unknown.html", "KrisFlyer", "Nowhere Air", "1 January 2026", ("Y", "100%")) with { Hints = [("carrier", "ZZ")] }, "quarantined", "ZZ"),
        (HandIn.Page("program.html", "KrisFlyer", "Lufthansa", "1 January 2026", ("Y", "100%")) with { Hints = [("programId", "NO_Such")] }, "quarantined", "NO_Such"),
    ];

    [Fact]
    public async Task Bad_input_is_set_aside_with_a_reason_and_the_service_stays_up()
    {
        var data = undisturbed.NewData();
        await using var ingestion = await IngestionProcess.StartAsync(data);
        foreach (var (document, status, reason) in Bad)
        {
            var id = await ingestion.Client.HandInAsync(document);
            Outcome? outcome = null;
            await Eventually.TrueAsync(async () =>
            {
                Assert.True(await ingestion.IsHealthyAsync());
                return (outcome = (await ingestion.Client.OutcomesAsync())[id]).IsFinal;
            }, $"{document.FileName} has its outcome", () => ingestion.Output, TimeSpan.FromSeconds(40));
            Assert.Equal((document.FileName, status), (outcome!.FileName, outcome.Status));
            var why = status == "quarantined" ? outcome.Reason! : await ingestion.Client.GetStringAsync(new Uri("/api/reviews", UriKind.Relative));
            Assert.Contains(reason, why, StringComparison.OrdinalIgnoreCase);
            Assert.Matches(@"\w+ \w+ \w+", why);
            // A reason that names the insides of the program is none that a curator can act on.
            Assert.DoesNotMatch(@"Exception|System\.|Loyalty\.|   at ", why);
        }

        await ingestion.Client.HandInAsync([HandIn.Page("good.html", "KrisFlyer", "Lufthansa", "1 January 2026", ("Y", "100%"))]);
        Assert.Contains(await ingestion.Client.OutcomesAsync(), outcome => outcome.Value is { FileName: "good.html", Status: "loaded" });
        Assert.False(ingestion.HasEnded);
        if (OperatingSystem.IsLinux()) Assert.InRange(ingestion.PeakMemory, 0, 1_000L * Megabyte);
    }

    [Fact]
    public async Task A_page_of_fifty_megabytes_is_refused_when_posted_and_set_aside_when_landed()
    {
        var data = undisturbed.NewData();
        await using var ingestion = await IngestionProcess.StartAsync(data);
        var page = new HandIn("large.html", Encoding.ASCII.GetBytes("<!doctype html><p>" + new string('x', 50 * Megabyte)));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents");
        request.Content = page.ToForm();
        // A client that asks first is told before it has sent all of it.
        request.Headers.ExpectContinue = true;
        using var response = await ingestion.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HandIn.Reference.Length, (await ingestion.Client.OutcomesAsync()).Count);

        await File.WriteAllBytesAsync(Path.Combine(data, "landing", ".part"), page.Bytes);
        File.Move(Path.Combine(data, "landing", ".part"), Path.Combine(data, "landing", page.FileName));
        Outcome? outcome = null;
        await Eventually.TrueAsync(async () =>
        {
            Assert.True(await ingestion.IsHealthyAsync());
            return (outcome = (await ingestion.Client.OutcomesAsync()).Values.FirstOrDefault(outcome => outcome.FileName == page.FileName)) is { IsFinal: true };
        }, "the page has its outcome", () => ingestion.Output);
        Assert.Equal("quarantined", outcome!.Status);
        Assert.Contains("20 MB", outcome.Reason, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(data, "landing", "taken", page.FileName)), "the page is moved away");
        if (OperatingSystem.IsLinux()) Assert.InRange(ingestion.PeakMemory, 0, 500L * Megabyte);
    }

    static byte[] Noise()
    {
        var noise = new byte[200_000];
        new Random(7).NextBytes(noise);
        return [0x89, .. "PNG\r\n"u8, 0x1a, .. noise];
    }

    /// <summary>Forms that each draw the next twice: 2^40 drawings.</summary>
    static byte[] EndlessPdf()
    {
        const string form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9]";
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
            "<< /Length 6 >>\nstream\n/F Do \nendstream",
            .. Enumerable.Range(6, 40).Select(next => $"{form} /Resources << /XObject << /F {next} 0 R >> >> /Length 12 >>\nstream\n/F Do /F Do \nendstream"),
            $"{form} /Length 10 >>\nstream\n0 0 9 9 re \nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (index, text) in objects.Index())
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{text}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) pdf.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
