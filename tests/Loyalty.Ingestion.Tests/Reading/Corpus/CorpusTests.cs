namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>
/// The reader against the labelled corpus: real pages, and sketches of shapes. LOYALTY_CORPUS names a part that is scored alone and held to
/// nothing. The report, with what was missed, lies beside the test as corpus-{part}.md.
/// </summary>
public class CorpusTests(ITestOutputHelper output)
{
    private static string? Named => Environment.GetEnvironmentVariable("LOYALTY_CORPUS") is { Length: > 0 } named ? named : null;

    public static TheoryData<string> Parts => Named is { } named ? [named] : ["tuning", "sketches"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task The_reader_reads_the_corpus_as_well_as_it_did(string part)
    {
        var ct = TestContext.Current.CancellationToken;
        var names = await CorpusPage.KnownNames(ct);
        List<PageScore> pages = [.. (await CorpusPage.AllOf(part, ct)).Select(page => PageScore.Of(page, names))];
        var report = new CorpusReport(part, pages);
        output.WriteLine(report.Tables() + report.Wrong());
        var baseline = Baseline.Read(part);
        var folder = AppContext.BaseDirectory;
        await File.WriteAllTextAsync(Path.Combine(folder, $"corpus-{part}.md"), report.Tables() + report.Wrong() + report.Missed(), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, $"corpus-{part}.baseline.json"), baseline.Moved(report, pages), ct);
        if (Named is not null) return;

        List<string> lost =
        [
            .. baseline.Kinds.SelectMany(kind => Lost(kind.Key, kind.Value, report.Kinds[kind.Key])),
            .. baseline.Formats.SelectMany(format => Lost(format.Key, format.Value, report.Formats[format.Key])),
            .. pages.SelectMany(page => page.Wrong.Select(fact => fact.ToString()).Except(Known(page)).Select(fact => $"{page.Page.Name} is loaded without review and wrong: {fact}")),
            // What is known to be wrong and no longer happens leaves the list, or it could come back unseen.
            .. pages.SelectMany(page => Known(page).Except(page.Wrong.Select(fact => fact.ToString())).Select(fact => $"{page.Page.Name} is no longer wrong, take it off the baseline: {fact}")),
            .. baseline.KnownWrong.Where(page => page.Value.Reason.Length == 0).Select(page => $"{page.Key}: known to be wrong, and nobody says why"),
        ];
        Assert.Empty(lost);

        IEnumerable<string> Known(PageScore page) => baseline.KnownWrong.GetValueOrDefault(page.Page.Name)?.Facts ?? [];
    }

    private static IEnumerable<string> Lost(string name, Reached before, Share now)
    {
        if (now.Precision < before.Precision) yield return $"{name}: precision {now.Precision}, it was {before.Precision}";
        if (now.Recall < before.Recall) yield return $"{name}: recall {now.Recall}, it was {before.Recall}";
    }
}
