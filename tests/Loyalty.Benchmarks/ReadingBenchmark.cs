using System.Collections.Immutable;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;

namespace Loyalty.Benchmarks;

/// <summary>The starter library's HTML charts parsed, extracted and validated, beside AngleSharp's bare parse of the same pages.</summary>
[MemoryDiagnoser]
public class ReadingBenchmark
{
    private readonly DocumentReader _text = new();
    private readonly ChartReader _reader = new();
    private ImmutableArray<(string Name, byte[] Bytes, string Text, Hints Hints)> _pages;
    private NameIndex _names = null!;

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
        _pages = [.. Directory.EnumerateFiles(library, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file), File.ReadAllText(file), new Hints()))];
        Console.WriteLine($"// {_pages.Length} pages, {_pages.Sum(page => page.Bytes.Length)} bytes, {await Read()} charts");
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
        foreach (var (name, bytes, _, hints) in _pages)
        {
            var facts = _reader.Read(await _text.ReadAsync(name, bytes, CancellationToken.None), hints, _names, "document", CancellationToken.None);
            FactValidator.Validate(facts, _names);
            charts += facts.Charts.Length;
        }

        return charts;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loyalty.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
