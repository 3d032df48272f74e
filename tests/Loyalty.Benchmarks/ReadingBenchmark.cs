using System.Collections.Immutable;
using System.Text;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;

namespace Loyalty.Benchmarks;

/// <summary>
/// HTML charts parsed, extracted and validated, beside AngleSharp's bare parse of the same pages: the starter library's own, and the same
/// charts among the clutter of real pages. The ratio says how many times a bare parse the whole costs.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class ReadingBenchmark
{
    private readonly DocumentReader _text = new();
    private readonly ChartReader _reader = new();
    private ImmutableArray<(string Name, byte[] Bytes, string Text)> _pages;
    private NameIndex _names = null!;

    [Params("library", "cluttered")]
    public string Pages { get; set; } = "library";

    [GlobalSetup]
    public async Task Setup()
    {
        var library = Path.Combine(Root(), "knowledge");
        var reference = new List<ExtractedFacts>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(library, "reference"), "*.csv").Order(StringComparer.Ordinal))
        {
            var names = reference.Count == 0 ? new NameIndex([], [], [], []) : NameIndex.From(reference);
            reference.Add(_reader.Read(await _text.ReadAsync(file, await File.ReadAllBytesAsync(file), CancellationToken.None), new Hints(), names, "reference", CancellationToken.None));
        }

        _names = NameIndex.From(reference);
        var plain = Directory.EnumerateFiles(library, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).ToArray();
        _pages = [.. plain.Select((page, i) => Page(page.Name, Pages == "library" ? page.Text : ClutteredPages.Around(page.Text, i)))];
        var rules = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            var (expected, read) = (await Facts(Page(plain[i].Name, plain[i].Text)), await Facts(_pages[i]));
            if (!Ids(expected).SequenceEqual(Ids(read))) throw new InvalidOperationException($"The clutter around {plain[i].Name} changes its charts.");
            rules += read.Charts.Sum(chart => chart.Rules.Length);
        }

        Console.WriteLine($"// {_pages.Length} pages, {_pages.Sum(page => page.Bytes.Length)} bytes, {rules} rules");
    }

    [Benchmark(Baseline = true, Description = "AngleSharp's bare parse")]
    public int Parse()
    {
        var nodes = 0;
        foreach (var page in _pages) nodes += new HtmlParser().ParseDocument(page.Text).All.Length;
        return nodes;
    }

    [Benchmark(Description = "parsed, extracted and validated")]
    public async Task<int> Read()
    {
        var charts = 0;
        foreach (var page in _pages)
        {
            var facts = await Facts(page);
            FactValidator.Validate(facts, _names);
            charts += facts.Charts.Length;
        }

        return charts;
    }

    private async Task<ExtractedFacts> Facts((string Name, byte[] Bytes, string Text) page) =>
        _reader.Read(await _text.ReadAsync(page.Name, page.Bytes, CancellationToken.None), new Hints(), _names, "document", CancellationToken.None);

    private static (string, byte[], string) Page(string name, string text) => (name, Encoding.UTF8.GetBytes(text), text);

    private static IEnumerable<string> Ids(ExtractedFacts facts) =>
        facts.Charts.SelectMany(chart => chart.Rules).Select(rule => rule.Id).Concat(facts.Transfers.Select(transfer => transfer.Id));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loyalty.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
